#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// How many columns a terminal takes for the text: code points, without colour sequences.
std::size_t columns_of(std::string_view text);

/// The text broken at spaces into lines of at most `width` columns. A longer word stands on a line
/// of its own; line ends in the text are kept. Never empty.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// `lead` before the first line, as many spaces before the others; each line ends with a newline.
/// `width` counts the lead.
std::string hang(std::string_view lead, std::string_view text, std::size_t width);

/// The text with spaces up to `width` columns, at least one.
std::string padded(std::string_view text, std::size_t width);

/// Rows of cells in columns. Every column but the last is as wide as its widest cell, at most
/// `widest` and what leaves the last one room; longer cells are wrapped, and what follows a word
/// longer than its column goes on below it. Lines start with `indent` and end without spaces.
std::string table(const std::vector<std::vector<std::string>>& rows, std::size_t width,
                  std::string_view indent, std::size_t widest);

/// `1 claim`, `2 claims`.
std::string counted(std::size_t count, std::string_view noun);

/// `a, b and c`.
std::string listed(const std::vector<std::string>& items, std::string_view last = "and");

}  // namespace obverse
