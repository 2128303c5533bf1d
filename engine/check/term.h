#pragma once

#include "engine/model/schema.h"
#include "engine/syntax/ast.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace obverse::checking {

/// `{column}` of an import.
struct CellName {
    std::string name;
};
/// `which State`, `who`, `what` of a question; the kind is empty for the last two. `which day` may
/// ask by the role of a slot; `when` asks for a date, `how many` for a number.
struct Asked {
    std::string kind;
    std::string role = {};
    std::optional<ColumnType> type = std::nullopt;
};
/// The words that fill one slot.
struct SlotTerm {
    std::variant<ast::Term, CellName, Asked> value;
    Span span;
};
struct TermCandidate {
    SlotTerm term;
    std::size_t length = 1;  // in words
};

/// Where a slot of a `one of` kind takes its own words only; no kind: any term.
using OneOf = std::optional<KindId>;
/// Every term that may begin at a word, longest first.
using TermReader =
    std::function<std::vector<TermCandidate>(std::span<const ast::Word> rest, OneOf one_of)>;

/// True for `A`, `V2`: what may stand for a variable alone.
bool is_letter(std::string_view word);
/// True for words that never begin a term: `is`, `of`, `the` …
bool is_function_word(std::string_view word);
/// The terms of rules, claims and imports: variables, ids, quoted names, literals, parameters and
/// placeholders.
std::vector<TermCandidate> read_terms(const Schema& schema, const SymbolTable& symbols,
                                      std::span<const ast::Word> rest, OneOf one_of);
/// True when the word is a value or a group of the kind, or `any`.
bool is_value_word(const Schema& schema, const SymbolTable& symbols, KindId kind,
                   std::string_view word);
Span span_of(const ast::Term& term);

}  // namespace obverse::checking
