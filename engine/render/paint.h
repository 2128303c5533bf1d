#pragma once

#include "engine/render/diagnostics.h"

#include <string>
#include <string_view>

namespace obverse {

/// Colours a text for a terminal, or leaves it.
struct Paint {
    Colour colour = Colour::off;

    std::string bold(std::string_view text) const { return with("1", text); }
    std::string faint(std::string_view text) const { return with("2", text); }
    std::string red(std::string_view text) const { return with("1;31", text); }
    std::string green(std::string_view text) const { return with("1;32", text); }
    std::string yellow(std::string_view text) const { return with("1;33", text); }
    std::string cyan(std::string_view text) const { return with("1;36", text); }

private:
    std::string with(std::string_view code, std::string_view text) const {
        if (colour == Colour::off) return std::string(text);
        return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
    }
};

}  // namespace obverse
