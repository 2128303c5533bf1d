#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"
#include "engine/syntax/ast.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace obverse {

inline constexpr std::size_t largest_rule_file = std::size_t{64} << 20U;

/// A line with the deeper lines below it. Blank lines and comments are left out.
struct Line {
    std::vector<ast::Word> words;  // never empty
    std::uint32_t indent = 0;      // in spaces
    Span span;                     // of the words
    std::vector<Line> children;
    bool is_cut = false;  // a line below it was nested too deep, and is left out

    /// True when the words begin with these, each a plain word or a mark.
    bool begins(std::string_view keywords) const;
};

/// The lines of a text as a forest by indentation. Refuses tabs in an indentation, text that is
/// not UTF-8, lines over 64 KiB, files over 64 MiB, files without a text and lists nested more than
/// eight deep: each is reported, and what it holds is left out. Blocks that begin with the word
/// `passed_over` are left out too, unread.
std::vector<Line> lines_of(const SourceMap& sources, SourceId source, Diagnostics& diagnostics,
                           std::string_view passed_over = {});

}  // namespace obverse
