#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::cli {

/// The words of a line as a shell would take it: divided at spaces, quotes (' and ") kept together,
/// a backslash before a quote or a backslash. Nothing while a quote is open or the line ends in a
/// backslash: it goes on.
std::optional<std::vector<std::string>> split_line(std::string_view line);

}  // namespace obverse::cli
