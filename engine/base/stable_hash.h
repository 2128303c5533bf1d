#pragma once

#include <cstdint>
#include <string_view>

namespace obverse {

/// FNV-1a: a number that is the same on every machine, for names made from texts. Nothing secret
/// may depend on it.
constexpr std::uint64_t stable_hash(std::string_view text) {
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    }
    return hash;
}

}  // namespace obverse
