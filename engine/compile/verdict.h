#pragma once

#include <cstdint>
#include <string_view>

namespace obverse {

/// How much a reading says of a sentence. `plus`: it holds if disputes fall for it; `plus_plus`:
/// however they fall; `minus`, `minus_minus`: likewise that it fails.
struct Bits {
    bool plus = false;
    bool plus_plus = false;
    bool minus = false;
    bool minus_minus = false;

    friend bool operator==(const Bits&, const Bits&) = default;
};

enum class Verdict : std::uint8_t { supported, refuted, contested, undetermined, outside };

/// Never `outside`: that a lens is silent cannot be told from bits.
constexpr Verdict verdict_of(Bits bits) {
    if (bits.plus_plus) return Verdict::supported;
    if (bits.minus_minus) return Verdict::refuted;
    return bits.plus ? Verdict::contested : Verdict::undetermined;
}
/// The bits of the contrary sentence.
constexpr Bits opposite(Bits bits) {
    return {bits.minus, bits.minus_minus, bits.plus, bits.plus_plus};
}

constexpr std::string_view name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::supported:
            return "supported";
        case Verdict::refuted:
            return "refuted";
        case Verdict::contested:
            return "contested";
        case Verdict::undetermined:
            return "undetermined";
        case Verdict::outside:
            return "outside";
    }
    return "undetermined";
}

}  // namespace obverse
