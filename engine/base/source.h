#pragma once

#include "engine/base/span.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// A place as people count it: from 1, the column in code points.
struct LineColumn {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

/// The texts that spans point into. Texts live as long as the map and never move.
class SourceMap {
public:
    /// Takes a text under the path that messages show.
    SourceId add(std::string path, std::string text);

    std::string_view path(SourceId source) const;
    std::string_view text(SourceId source) const;
    std::string_view text(Span span) const;
    /// Line and column of a byte offset; the line starts are found on first use.
    LineColumn locate(SourceId source, std::uint32_t offset) const;
    /// The whole line, without its end, that holds the offset.
    std::string_view line_text(SourceId source, std::uint32_t line) const;
    std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::string path;
        std::string text;
        mutable std::vector<std::uint32_t> line_starts;
    };
    const std::vector<std::uint32_t>& line_starts(const Entry& entry) const;

    std::deque<Entry> entries_;
};

}  // namespace obverse
