#pragma once

#include "engine/base/strong_id.h"

#include <compare>
#include <cstdint>

namespace obverse {

using SourceId = StrongId<struct SourceTag>;

/// A half-open range of bytes in one source text.
struct Span {
    SourceId source;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace obverse
