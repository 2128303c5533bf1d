#pragma once

#include "engine/model/schema.h"
#include "engine/syntax/ast.h"

#include <span>
#include <vector>

namespace obverse::checking {

/// The rows of words that may be the statement which a question is about, likeliest first: the
/// words as they stand; with the verb that begins a yes-or-no question put back, or `do` taken out;
/// with what is asked in front put back; `are there`, `list the` and the like as questions by
/// `which`; plurals in the singular. Their number is bounded.
std::vector<std::vector<ast::Word>> statement_orders(std::span<const ast::Word> words,
                                                     const Schema& schema);

/// The orders of a question that fits no phrase in its own words: with a verb of the past in the
/// present, and with `how many States` as `which States`.
std::vector<std::vector<ast::Word>> loose_orders(std::span<const ast::Word> words,
                                                 const Schema& schema);

}  // namespace obverse::checking
