#pragma once

#include "engine/base/source.h"
#include "engine/syntax/ast.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The words of one line in canonical form. Internal to the module.
namespace obverse::printing {

/// The words with the canonical spaces between them. Before the word at `gap` stand two.
std::string spaced(const SourceMap& sources, std::span<const ast::Word> words, std::size_t gap);

/// Where a line of a block that begins with `block` stops being a sentence or a declaration and
/// says who asserts it, or how it is meant; the number of words when it does not stop.
std::size_t gap_of(std::string_view block, std::span<const ast::Word> words);

/// The cells of a row of a table, each in canonical form.
std::vector<std::string> cells_of(const SourceMap& sources, std::span<const ast::Word> row);

/// The rows of one table, padded to columns.
std::vector<std::string> aligned(std::span<const std::vector<std::string>> rows);

}  // namespace obverse::printing
