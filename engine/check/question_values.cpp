#include "engine/base/date.h"
#include "engine/base/edit_distance.h"
#include "engine/check/question_reader.h"
#include "engine/check/statement.h"

#include <algorithm>

namespace obverse::checking {

std::optional<SymbolId> QuestionReader::entity_of(const ast::Name& name, KindId kind) const {
    std::optional<SymbolId> only;
    for (const SymbolId id : entities_.find(name.text)) {
        const std::span<const KindId> kinds = entities_.kinds_of(id);
        const bool fits = std::any_of(kinds.begin(), kinds.end(),
                                      [&](KindId own) { return program_.schema.is_a(own, kind); });
        if (!fits) continue;
        if (only) return std::nullopt;
        only = id;
    }
    return only;
}

std::optional<Value> QuestionReader::data_of(const ast::Term& term, ColumnType type) const {
    const auto* name = std::get_if<ast::Name>(&term);
    const auto* integer = std::get_if<ast::Integer>(&term);
    const auto* number = std::get_if<ast::Number>(&term);
    const auto* date = std::get_if<ast::DateText>(&term);
    switch (type) {
        case ColumnType::integer:
            if (integer != nullptr) return Value{type, to_word(integer->value)};
            break;
        case ColumnType::number:
            if (integer != nullptr) {
                return Value{type, to_word(static_cast<double>(integer->value))};
            }
            if (number != nullptr) return Value{type, to_word(number->value)};
            break;
        case ColumnType::date: {
            const std::string text = date != nullptr      ? date->text
                                     : integer != nullptr ? std::to_string(integer->value)
                                                          : "";
            if (const auto value = parse_date(text)) return Value{type, to_word(*value)};
            break;
        }
        case ColumnType::symbol:
            if (name == nullptr) break;
            if (const auto symbol = program_.symbols.find(name->text)) {
                return Value{type, to_word(*symbol)};
            }
            break;
    }
    return std::nullopt;
}

std::optional<QuestionReader::SlotValue> QuestionReader::constant_of(const ast::Term& term,
                                                                     const Slot& slot) const {
    if (!slot.kind) {
        if (auto value = data_of(term, slot.type)) return *value;
        return std::nullopt;
    }
    const auto* name = std::get_if<ast::Name>(&term);
    if (name == nullptr) return std::nullopt;
    const bool is_value = program_.schema.kind(*slot.kind).is_one_of();
    const auto symbol = is_value ? program_.symbols.find(name->text) : entity_of(*name, *slot.kind);
    if (!symbol) return std::nullopt;
    return Value{ColumnType::symbol, to_word(*symbol)};
}

std::optional<QuestionReader::SlotValue> QuestionReader::value_of(const SlotTerm& term,
                                                                  const Slot& slot) const {
    if (const auto* constant = std::get_if<ast::Term>(&term.value)) {
        return constant_of(*constant, slot);
    }
    const auto* asked = std::get_if<Asked>(&term.value);
    if (asked == nullptr) return std::nullopt;
    AskedSlot gap;
    if (asked->type) {
        const bool is_number = slot.type == ColumnType::integer || slot.type == ColumnType::number;
        const bool fits =
            *asked->type == ColumnType::date ? slot.type == ColumnType::date : is_number;
        return fits ? std::optional<SlotValue>(gap) : std::nullopt;
    }
    if (!asked->role.empty() && asked->role != slot.role) return std::nullopt;
    if (asked->kind.empty()) return gap;
    gap.kind = program_.schema.kind_named(asked->kind);
    const bool fits = slot.kind && gap.kind &&
                      (program_.schema.is_a(*gap.kind, *slot.kind) ||
                       program_.schema.is_a(*slot.kind, *gap.kind));
    if (!fits) return std::nullopt;
    return gap;
}

/// One argument of a functional form. A capital or `_` leaves the slot open.
std::optional<QuestionReader::SlotValue> QuestionReader::functional_term(Words words,
                                                                         const Slot& slot) const {
    if (words.size() == 1 && (words[0].text == "_" || is_letter(words[0].text))) {
        return AskedSlot{};
    }
    const bool is_values = slot.kind && program_.schema.kind(*slot.kind).is_one_of();
    QuestionTerms terms(program_, entities_, QuestionTerms::Names::any);
    for (const TermCandidate& term : terms.read(words, is_values ? slot.kind : std::nullopt)) {
        if (term.length != words.size()) continue;
        if (auto value = value_of(term.term, slot)) return value;
    }
    return std::nullopt;
}

namespace {

std::vector<std::vector<ast::Word>> arguments_of(std::span<const ast::Word> words) {
    std::vector<std::vector<ast::Word>> arguments(words.empty() ? 0 : 1);
    for (const ast::Word& word : words) {
        const bool separates = word.kind == ast::WordKind::punctuation && word.text == ",";
        if (separates) {
            arguments.emplace_back();
        } else {
            arguments.back().push_back(word);
        }
    }
    return arguments;
}

}  // namespace

std::optional<QuestionReading> QuestionReader::read_functional(Words words) {
    const auto is_mark = [](const ast::Word& word, std::string_view mark) {
        return word.kind == ast::WordKind::punctuation && word.text == mark;
    };
    if (words.size() < 2 || !is_mark(words[1], "(")) return std::nullopt;
    if (!is_mark(words.back(), ")")) {
        report(Code::bad_syntax, {words[1].span, "opened here"}, "the parenthesis is not closed",
               "write `" + words[0].text + "(…, …)`, one term for each slot");
        return QuestionReading{NoQuestion{}};
    }
    const auto phrase_id = program_.schema.phrase_named(words[0].text);
    if (!phrase_id) {
        std::vector<std::string> names;
        for (const Phrase& phrase : program_.schema.phrases) names.push_back(phrase.name);
        report(Code::unknown_relation, {words[0].span, ""},
               "no phrase or relation is called `" + words[0].text + "`",
               did_you_mean(closest(words[0].text, names)));
        return QuestionReading{NoQuestion{}};
    }
    const auto arguments = arguments_of(words.subspan(2, words.size() - 3));
    const Phrase& phrase = program_.schema.phrase(*phrase_id);
    if (arguments.size() != phrase.slots.size()) {
        report(Code::wrong_arity, {words[0].span, ""},
               "`" + phrase.name + "` takes " + std::to_string(phrase.slots.size()) +
                   " terms, not " + std::to_string(arguments.size()),
               "write `_` where any will do");
        return QuestionReading{NoQuestion{}};
    }
    Question question;
    question.phrase = *phrase_id;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Slot& slot = phrase.slots[i];
        if (auto value = functional_term(arguments[i], slot)) {
            question.terms.push_back(*value);
            continue;
        }
        const Span span = span_of(arguments[i], words[0].span);
        std::string text;
        for (const ast::Word& word : arguments[i]) text += (text.empty() ? "" : " ") + word.text;
        if (!report_term({ast::Term{ast::Name{text, span, true}}, span}, slot, phrase)) {
            report(Code::type_mismatch, {span, ""},
                   "`" + text + "` does not fit the slot `" + slot.role + "`", "");
        }
        return QuestionReading{NoQuestion{}};
    }
    word_it(question);
    return QuestionReading{std::move(question)};
}

}  // namespace obverse::checking
