#pragma once

#include "engine/model/program.h"

#include <span>
#include <string>
#include <vector>

namespace obverse {

/// The words of a phrase with a text in each slot: `j1 is a threat to borea`. A relation is worded
/// in its functional form: `edge(1, 2)`.
std::string sentence(const Phrase& phrase, std::span<const std::string> slot_texts);
/// The same for any order of words that belongs to the phrase (a plural, a translation).
std::string sentence(const PhrasePieces& pieces, std::span<const std::string> slot_texts);
/// The phrase as it is declared: `{Behaviour} is a threat to {victim: State}`.
std::string pattern_text(const Schema& schema, const Phrase& phrase);

/// What a rule says, with its variables as they were written.
std::string sentence(const Program& program, const Atom& atom,
                     std::span<const VariableInfo> variables);
std::string sentence(const Program& program, const Literal& literal,
                     std::span<const VariableInfo> variables);

enum class NameStyle : std::uint8_t { id, label };
/// What fills a slot: the label of an entity, or its id when it has none. Values, text, numbers and
/// dates are themselves, whatever entity may have such an id.
std::string slot_text(const Program& program, const Slot& slot, Word word, const ClaimSet& record,
                      NameStyle style = NameStyle::label);
/// The empty value before another word of the phrase as a reader says it: `with no intention`.
void word_none(const Schema& schema, const Phrase& phrase, std::vector<std::string>& slot_texts);
/// A recorded or concluded sentence; `record` gives the labels.
std::string sentence(const Program& program, PhraseId phrase, std::span<const Word> row,
                     const ClaimSet& record, NameStyle style = NameStyle::label);

/// How a term is written in a rule.
std::string term_text(const Program& program, const Term& term,
                      std::span<const VariableInfo> variables);

}  // namespace obverse
