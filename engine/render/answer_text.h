#pragma once

#include "engine/render/paint.h"
#include "engine/render/response.h"

#include <cstddef>
#include <span>
#include <string>

namespace obverse {

/// The options by which a reading was asked for, to be repeated in the commands that are shown:
/// each ` --name "value"`, or empty.
struct ReadingOptions {
    std::string lens;
    std::string others;

    std::string text() const { return lens + others; }
};

struct TextStyle {
    std::size_t width = 100;
    Colour colour = Colour::off;
    ReadingOptions options = {};
};

/// An answer for people: the statement that was understood, the verdict and under which reading,
/// the parts with the claims that decide them, what it hinges on, what is beside it, what to ask
/// next, and the sources.
std::string to_text(const Response& response, const TextStyle& style);

/// Rival readings of one question for a verdict, side by side: a column a lens, a row a part.
std::string comparison_text(std::span<const Response> responses, const TextStyle& style);

}  // namespace obverse
