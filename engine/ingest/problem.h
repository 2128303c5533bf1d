#pragma once

#include "engine/base/diagnostic_code.h"

#include <cstddef>
#include <string>
#include <utility>
#include <variant>

namespace obverse {

/// What is wrong with a text, and what to do; where it stands is known elsewhere.
struct Problem {
    Code code;
    std::string message;
    std::string help = {};
};

/// What was looked for, or why it cannot be had.
template <class Value>
using Found = std::variant<Value, Problem>;

template <class Value>
const Problem* problem_of(const Found<Value>& found) {
    return std::get_if<Problem>(&found);
}

/// A place in a file, counted from 1; columns in characters.
struct Spot {
    std::size_t line = 1;
    std::size_t column = 1;
};

}  // namespace obverse
