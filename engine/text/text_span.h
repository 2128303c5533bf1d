#pragma once

#include <compare>
#include <cstdint>

namespace obverse::text {

/// A half-open range of bytes in the text of a document.
struct TextSpan {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    std::uint32_t size() const { return end - begin; }
    bool is_empty() const { return begin == end; }
    bool holds(TextSpan other) const { return begin <= other.begin && other.end <= end; }

    friend constexpr auto operator<=>(const TextSpan&, const TextSpan&) = default;
};

}  // namespace obverse::text
