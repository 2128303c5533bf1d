#pragma once

#include "engine/base/diagnostic.h"
#include "engine/syntax/ast.h"

#include <span>

namespace obverse {

/// Reads one sentence: takes off `it is denied that` and `there is no record that`, and finds the
/// built-in form if there is one. Reports a bare `not`, an inline `or`, a pronoun or `another`. The
/// words must not be empty.
ast::Statement parse_statement(std::span<const ast::Word> words, Diagnostics& diagnostics);

/// True for the words that `parse_statement` reports: a sentence with one is reported already.
bool is_refused(const ast::Word& word);

}  // namespace obverse
