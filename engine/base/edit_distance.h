#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// Least number of insertions, deletions, changes and swaps of neighbours between two texts,
/// counted in bytes. Stops early and returns `limit + 1` once the distance must exceed `limit`.
std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit);

/// The candidates nearest to `name`, nearest first (ties by text), at most `count` of them and
/// only such as a reader would take for a slip: a distance of at most a third of the length, or a
/// candidate that `name` begins.
std::vector<std::string> closest(std::string_view name, std::span<const std::string> candidates,
                                 std::size_t count = 3);

/// " did you mean `a`, `b` or `c`?" as a help text; empty when there is no candidate.
std::string did_you_mean(std::span<const std::string> names);

}  // namespace obverse
