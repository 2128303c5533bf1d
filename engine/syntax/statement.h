#pragma once

#include "engine/base/diagnostic.h"
#include "engine/syntax/ast.h"

#include <span>

namespace obverse {

/// Reads one sentence: takes off `it is denied that` and `there is no record that`, and finds the
/// built-in form if there is one. Reports parentheses nested too deep. The words must not be empty.
ast::Statement parse_statement(std::span<const ast::Word> words, Diagnostics& diagnostics);

}  // namespace obverse
