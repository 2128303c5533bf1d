#include "engine/base/edit_distance.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <tuple>

namespace obverse {

std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit) {
    const std::size_t gap =
        left.size() > right.size() ? left.size() - right.size() : right.size() - left.size();
    if (gap > limit) return limit + 1;
    std::vector<std::size_t> two_back(right.size() + 1);
    std::vector<std::size_t> previous(right.size() + 1);
    std::vector<std::size_t> current(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j) previous[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        current[0] = i;
        std::size_t least = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t change = left[i - 1] == right[j - 1] ? 0 : 1;
            current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + change});
            const bool swapped =
                i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            if (swapped) current[j] = std::min(current[j], two_back[j - 2] + 1);
            least = std::min(least, current[j]);
        }
        if (least > limit) return limit + 1;
        std::swap(two_back, previous);
        std::swap(previous, current);
    }
    return previous[right.size()];
}

namespace {

/// The bytes that occur in a text, as a set of 64.
std::uint64_t letters_of(std::string_view text) {
    std::uint64_t letters = 0;
    for (const char c : text) letters |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64U);
    return letters;
}

/// Each letter that only one of two texts has takes an edit.
std::size_t least_distance(std::uint64_t left, std::uint64_t right) {
    return static_cast<std::size_t>(
        std::max(std::popcount(left & ~right), std::popcount(right & ~left)));
}

}  // namespace

std::vector<std::string> closest(std::string_view name, std::span<const std::string> candidates,
                                 std::size_t count) {
    if (name.size() < 2) return {};
    const std::size_t limit = std::max<std::size_t>(1, name.size() / 3);
    const std::uint64_t letters = letters_of(name);
    std::vector<std::tuple<std::size_t, std::string>> found;
    for (const std::string& candidate : candidates) {
        if (candidate == name) continue;
        const bool begins = name.size() >= 3 && candidate.starts_with(name);
        if (!begins && least_distance(letters, letters_of(candidate)) > limit) continue;
        const std::size_t distance = begins ? 1 : edit_distance(name, candidate, limit);
        if (distance <= limit) found.emplace_back(distance, candidate);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::vector<std::string> names;
    for (const auto& [distance, candidate] : found) {
        if (names.size() == count) break;
        names.push_back(candidate);
    }
    return names;
}

std::string did_you_mean(std::span<const std::string> names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
        text += "`" + names[i] + "`";
    }
    return text.empty() ? text : "did you mean " + text + "?";
}

}  // namespace obverse
