#include "engine/model/sentence.h"

#include "engine/base/invariant.h"
#include "engine/base/name_key.h"
#include "engine/base/overloaded.h"

namespace obverse {

namespace {

std::string slot_pattern(const Schema& schema, const Slot& slot, bool with_role) {
    std::string kind = "text";
    if (slot.kind) kind = schema.kind(*slot.kind).name;
    if (slot.type == ColumnType::integer) kind = "integer";
    if (slot.type == ColumnType::number) kind = "number";
    if (slot.type == ColumnType::date) kind = "date";
    return with_role ? "{" + slot.role + ": " + kind + "}" : "{" + kind + "}";
}

/// A slot that was given no role is called by its kind in lower case.
bool has_own_role(const Schema& schema, const Slot& slot) {
    return !slot.kind || slot.role != name_key(schema.kind(*slot.kind).name);
}

}  // namespace

std::string sentence(const PhrasePieces& pieces, std::span<const std::string> slot_texts) {
    std::string text;
    for (const auto& piece : pieces) {
        const std::string* word = std::get_if<std::string>(&piece);
        const bool closes = word != nullptr && (*word == "," || *word == ";" || *word == ":");
        if (!text.empty() && !closes) text += ' ';
        text += word != nullptr ? *word : slot_texts[std::get<std::uint32_t>(piece)];
    }
    return text;
}

std::string sentence(const Phrase& phrase, std::span<const std::string> slot_texts) {
    invariant(slot_texts.size() == phrase.slots.size());
    if (!phrase.pieces.empty()) return sentence(phrase.pieces, slot_texts);
    std::string text = phrase.name + "(";
    for (std::size_t i = 0; i < slot_texts.size(); ++i) {
        if (i > 0) text += ", ";
        text += slot_texts[i];
    }
    return text + ")";
}

std::string pattern_text(const Schema& schema, const Phrase& phrase) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < phrase.slots.size(); ++i) {
        texts.push_back(
            slot_pattern(schema, phrase.slots[i], has_own_role(schema, phrase.slots[i])));
    }
    return sentence(phrase, texts);
}

std::string term_text(const Program& program, const Term& term,
                      std::span<const VariableInfo> variables) {
    return std::visit(overloaded{
                          [&](Variable variable) { return variables[variable.index].name; },
                          [&](const Value& value) { return to_text(value, program.symbols); },
                          [](Wildcard) { return std::string("_"); },
                      },
                      term);
}

std::string sentence(const Program& program, const Atom& atom,
                     std::span<const VariableInfo> variables) {
    std::vector<std::string> texts;
    for (const Term& term : atom.terms) texts.push_back(term_text(program, term, variables));
    return sentence(program.schema.phrase(atom.phrase), texts);
}

std::string sentence(const Program& program, const Literal& literal,
                     std::span<const VariableInfo> variables) {
    const std::string text = sentence(program, literal.atom, variables);
    switch (literal.polarity) {
        case Polarity::denied:
            return "it is denied that " + text;
        case Polarity::no_record:
            return "there is no record that " + text;
        case Polarity::holds:
            break;
    }
    return text;
}

std::string slot_text(const Program& program, const Slot& slot, Word word, const ClaimSet& record,
                      NameStyle style) {
    if (style == NameStyle::label && program.schema.takes_entities(slot)) {
        const auto found = record.entities.find(as_symbol(word));
        if (found != record.entities.end() && !found->second.label.empty()) {
            return found->second.label;
        }
    }
    return to_text(Value{slot.type, word}, program.symbols);
}

void word_none(const Schema& schema, const Phrase& phrase, std::vector<std::string>& slot_texts) {
    for (std::size_t i = 0; i + 1 < phrase.pieces.size(); ++i) {
        const auto* slot = std::get_if<std::uint32_t>(&phrase.pieces[i]);
        const auto* next = std::get_if<std::string>(&phrase.pieces[i + 1]);
        if (slot == nullptr || next == nullptr || name_key(*next).empty()) continue;
        const std::optional<KindId> kind = phrase.slots[*slot].kind;
        const bool is_none = kind && schema.kind(*kind).none && slot_texts[*slot] == "none";
        if (is_none) slot_texts[*slot] = "no";
    }
}

std::string sentence(const Program& program, PhraseId phrase_id, std::span<const Word> row,
                     const ClaimSet& record, NameStyle style) {
    const Phrase& phrase = program.schema.phrase(phrase_id);
    invariant(row.size() == phrase.slots.size());
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < row.size(); ++i) {
        texts.push_back(slot_text(program, phrase.slots[i], row[i], record, style));
    }
    if (style == NameStyle::label) word_none(program.schema, phrase, texts);
    return sentence(phrase, texts);
}

}  // namespace obverse
