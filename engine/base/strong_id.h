#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace obverse {

/// A 32-bit index that cannot be mixed up with another kind of index.
template <class Tag>
struct StrongId {
    std::uint32_t index = 0;

    friend constexpr auto operator<=>(StrongId, StrongId) = default;
};

}  // namespace obverse

template <class Tag>
struct std::hash<obverse::StrongId<Tag>> {
    std::size_t operator()(obverse::StrongId<Tag> id) const noexcept { return id.index; }
};
