#include "engine/check/question.h"

#include "engine/base/edit_distance.h"
#include "engine/base/overloaded.h"
#include "engine/check/question_words.h"
#include "engine/check/statement.h"
#include "engine/model/sentence.h"
#include "engine/syntax/words.h"

#include <algorithm>

namespace obverse {

namespace {

using namespace checking;
using Words = std::span<const ast::Word>;

/// The trie of everything that a question may fit.
PhraseMatcher question_matcher(const Schema& schema) {
    PhraseMatcher matcher(schema);
    for (std::uint32_t i = 0; i < schema.phrases.size(); ++i) {
        const Phrase& phrase = schema.phrases[i];
        if (phrase.is_relation) continue;
        PhraseForm form;
        form.phrase = PhraseId{i};
        matcher.add(phrase.pieces, phrase.slots, form);
        form.shape = PhraseForm::Shape::plural;
        for (const PhrasePieces& pieces : phrase.plurals) {
            matcher.add(pieces, phrase.slots, form);
            ++form.variant;
        }
        form.shape = PhraseForm::Shape::question;
        for (PhrasePieces pieces : phrase.questions) {
            auto* last = std::get_if<std::string>(&pieces.back());
            while (last != nullptr && last->ends_with('?')) last->pop_back();
            if (last != nullptr && last->empty()) pieces.pop_back();
            matcher.add(pieces, phrase.slots, form);
            ++form.variant;
        }
        form.shape = PhraseForm::Shape::translation;
        for (const auto& [language, pieces] : phrase.translations) {
            form.language = language;
            matcher.add(pieces, phrase.slots, form);
            ++form.variant;
        }
    }
    return matcher;
}

/// Reads one question over a program.
class QuestionReader {
public:
    QuestionReader(const Program& program, const EntityIndex& entities, Diagnostics& diagnostics)
        : program_(program),
          entities_(entities),
          diagnostics_(diagnostics),
          matcher_(question_matcher(program.schema)) {}

    QuestionReading read(Words words, Span whole);

private:
    using SlotValue = std::variant<Value, AskedSlot>;

    std::vector<Question> readings_of(const std::vector<std::vector<ast::Word>>& orders);
    std::optional<Question> question_of(const PhraseMatch& match) const;
    std::optional<SlotValue> value_of(const SlotTerm& term, const Slot& slot) const;
    std::optional<SlotValue> constant_of(const ast::Term& term, const Slot& slot) const;
    std::optional<SymbolId> entity_of(const ast::Name& name, KindId kind) const;
    std::optional<QuestionReading> read_functional(Words words);
    void word_it(Question& question) const;
    bool report_unknown_name(const std::vector<std::vector<ast::Word>>& orders);
    bool report_name(const ast::Name& name, const Slot& slot);
    void report_unknown(const std::vector<std::vector<ast::Word>>& orders, Span whole);
    void report(Code code, Span span, std::string message, std::string help) {
        diagnostics_.report({.code = code,
                             .message = std::move(message),
                             .primary = Label{span, ""},
                             .help = std::move(help)});
    }

    const Program& program_;
    const EntityIndex& entities_;
    Diagnostics& diagnostics_;
    PhraseMatcher matcher_;
};

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

std::optional<QuestionReader::SlotValue> QuestionReader::constant_of(const ast::Term& term,
                                                                     const Slot& slot) const {
    const auto* name = std::get_if<ast::Name>(&term);
    const auto* integer = std::get_if<ast::Integer>(&term);
    const auto* number = std::get_if<ast::Number>(&term);
    const auto* date = std::get_if<ast::DateText>(&term);
    if (slot.kind && name == nullptr) return std::nullopt;
    if (slot.kind) {
        const bool is_value = program_.schema.kind(*slot.kind).is_one_of();
        const auto symbol =
            is_value ? program_.symbols.find(name->text) : entity_of(*name, *slot.kind);
        if (!symbol) return std::nullopt;
        return Value{ColumnType::symbol, to_word(*symbol)};
    }
    switch (slot.type) {
        case ColumnType::integer:
            if (integer != nullptr) return Value{slot.type, to_word(integer->value)};
            break;
        case ColumnType::number:
            if (integer != nullptr) {
                return Value{slot.type, to_word(static_cast<double>(integer->value))};
            }
            if (number != nullptr) return Value{slot.type, to_word(number->value)};
            break;
        case ColumnType::date: {
            const std::string text = date != nullptr      ? date->text
                                     : integer != nullptr ? std::to_string(integer->value)
                                                          : "";
            if (const auto value = parse_date(text)) return Value{slot.type, to_word(*value)};
            break;
        }
        case ColumnType::symbol:
            if (name == nullptr) break;
            if (const auto symbol = program_.symbols.find(name->text)) {
                return Value{slot.type, to_word(*symbol)};
            }
            break;
    }
    return std::nullopt;
}

std::optional<QuestionReader::SlotValue> QuestionReader::value_of(const SlotTerm& term,
                                                                  const Slot& slot) const {
    if (const auto* constant = std::get_if<ast::Term>(&term.value)) {
        return constant_of(*constant, slot);
    }
    const auto* asked = std::get_if<Asked>(&term.value);
    if (asked == nullptr) return std::nullopt;
    AskedSlot gap;
    if (asked->kind.empty()) return gap;
    gap.kind = program_.schema.kind_named(asked->kind);
    const bool fits = slot.kind && gap.kind &&
                      (program_.schema.is_a(*gap.kind, *slot.kind) ||
                       program_.schema.is_a(*slot.kind, *gap.kind));
    if (!fits) return std::nullopt;
    return gap;
}

void QuestionReader::word_it(Question& question) const {
    const Phrase& phrase = program_.schema.phrase(question.phrase);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < question.terms.size(); ++i) {
        texts.push_back(
            std::visit(overloaded{
                           [&](const Value& value) { return to_text(value, program_.symbols); },
                           [&](const AskedSlot& asked) {
                               const auto kind = asked.kind ? asked.kind : phrase.slots[i].kind;
                               return kind ? "which " + program_.schema.kind(*kind).name
                                           : "which " + phrase.slots[i].role;
                           },
                       },
                       question.terms[i]));
    }
    question.formal = sentence(phrase, texts);
}

std::optional<Question> QuestionReader::question_of(const PhraseMatch& match) const {
    const Phrase& phrase = program_.schema.phrase(match.form.phrase);
    Question question;
    question.phrase = match.form.phrase;
    question.language = match.form.language;
    for (std::size_t i = 0; i < match.terms.size(); ++i) {
        auto value = value_of(match.terms[i], phrase.slots[i]);
        if (!value) return std::nullopt;
        question.terms.push_back(*value);
    }
    word_it(question);
    return question;
}

/// A question with the declared form that it fits.
struct Reading {
    Question question;
    PhraseForm form;

    /// True when the other says the same, or cuts the same words into names another way: the first
    /// way has the longest names.
    bool repeats(const Reading& other) const {
        const bool has_same_form = form.phrase == other.form.phrase &&
                                   form.shape == other.form.shape &&
                                   form.variant == other.form.variant;
        return has_same_form || question.formal == other.question.formal;
    }
};

std::vector<Question> QuestionReader::readings_of(
    const std::vector<std::vector<ast::Word>>& orders) {
    std::vector<Reading> readings;
    const QuestionTerms terms{program_, entities_};
    for (const auto& order : orders) {
        const MatchResult found = matcher_.match(
            order, [&](Words rest, OneOf one_of) { return terms.read(rest, one_of); });
        for (const PhraseMatch& match : found.matches) {
            auto question = question_of(match);
            if (!question) continue;
            Reading reading{std::move(*question), match.form};
            const bool is_new =
                std::none_of(readings.begin(), readings.end(),
                             [&](const Reading& other) { return reading.repeats(other); });
            if (is_new) readings.push_back(std::move(reading));
        }
    }
    std::vector<Question> questions;
    for (Reading& reading : readings) questions.push_back(std::move(reading.question));
    return questions;
}

/// `threat(j1, X)`: a capital, `_`, `who` or `which KIND` leaves the slot open.
std::optional<QuestionReading> QuestionReader::read_functional(Words words) {
    if (words.size() < 3 || words[1].text != "(" || words.back().text != ")") return std::nullopt;
    const auto phrase_id = program_.schema.phrase_named(words[0].text);
    if (!phrase_id) {
        std::vector<std::string> names;
        for (const Phrase& phrase : program_.schema.phrases) names.push_back(phrase.name);
        report(Code::unknown_relation, words[0].span,
               "no phrase or relation is called `" + words[0].text + "`",
               did_you_mean(closest(words[0].text, names)));
        return QuestionReading{NoQuestion{}};
    }
    std::vector<std::vector<ast::Word>> arguments(words.size() == 3 ? 0 : 1);
    for (const ast::Word& word : words.subspan(2, words.size() - 3)) {
        const bool separates = word.kind == ast::WordKind::punctuation && word.text == ",";
        if (separates)
            arguments.emplace_back();
        else
            arguments.back().push_back(word);
    }
    const Phrase& phrase = program_.schema.phrase(*phrase_id);
    if (arguments.size() != phrase.slots.size()) {
        report(Code::wrong_arity, words[0].span,
               "`" + phrase.name + "` takes " + std::to_string(phrase.slots.size()) +
                   " terms, not " + std::to_string(arguments.size()),
               "write `_` where any will do");
        return QuestionReading{NoQuestion{}};
    }
    Question question;
    question.phrase = *phrase_id;
    const QuestionTerms terms{program_, entities_, true};
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Slot& slot = phrase.slots[i];
        const bool is_values = slot.kind && program_.schema.kind(*slot.kind).is_one_of();
        const bool is_open = arguments[i].size() == 1 &&
                             (arguments[i][0].text == "_" || is_letter(arguments[i][0].text));
        std::optional<SlotValue> value;
        if (is_open) value = AskedSlot{};
        for (const TermCandidate& term :
             terms.read(arguments[i], is_values ? slot.kind : std::nullopt)) {
            if (!value && term.length == arguments[i].size()) value = value_of(term.term, slot);
        }
        if (!value) {
            const Span span = span_of(arguments[i], words[0].span);
            std::string text;
            for (const ast::Word& word : arguments[i])
                text += (text.empty() ? "" : " ") + word.text;
            const ast::Name name{text, span, true};
            if (!report_name(name, slot)) {
                report(Code::type_mismatch, span,
                       "`" + text + "` does not fit the slot `" + slot.role + "`", "");
            }
            return QuestionReading{NoQuestion{}};
        }
        question.terms.push_back(*value);
    }
    word_it(question);
    return QuestionReading{std::move(question)};
}

/// A name in a slot of entities that names none, several, or one of another kind.
bool QuestionReader::report_name(const ast::Name& name, const Slot& slot) {
    if (!slot.kind || program_.schema.kind(*slot.kind).is_one_of()) return false;
    if (entity_of(name, *slot.kind)) return false;
    const std::vector<SymbolId> found = entities_.find(name.text);
    const std::string& kind = program_.schema.kind(*slot.kind).name;
    if (found.empty()) {
        report(Code::unknown_entity, name.span, "no entity is called `" + name.text + "`",
               did_you_mean(nearest_entities(entities_, program_.schema, name.text, slot.kind)));
    } else if (found.size() == 1) {
        report(Code::kind_mismatch, name.span, "`" + name.text + "` is not a `" + kind + "`", "");
    } else {
        std::string help;
        for (const SymbolId id : found) {
            help += (help.empty() ? "say which: `" : ", `") +
                    std::string(program_.symbols.text(id)) + "`";
        }
        report(Code::ambiguous_name, name.span, "`" + name.text + "` names several entities", help);
    }
    return true;
}

bool QuestionReader::report_unknown_name(const std::vector<std::vector<ast::Word>>& orders) {
    const QuestionTerms terms{program_, entities_, true};
    for (const auto& order : orders) {
        const MatchResult found = matcher_.match(
            order, [&](Words rest, OneOf one_of) { return terms.read(rest, one_of); });
        for (const PhraseMatch& match : found.matches) {
            const Phrase& phrase = program_.schema.phrase(match.form.phrase);
            for (std::size_t i = 0; i < match.terms.size(); ++i) {
                const auto* term = std::get_if<ast::Term>(&match.terms[i].value);
                const auto* name = term == nullptr ? nullptr : std::get_if<ast::Name>(term);
                if (name != nullptr && report_name(*name, phrase.slots[i])) return true;
                const auto* asked = std::get_if<Asked>(&match.terms[i].value);
                if (asked == nullptr || value_of(match.terms[i], phrase.slots[i])) continue;
                report(Code::kind_mismatch, match.terms[i].span,
                       "no `" + asked->kind + "` can stand in this place of `" +
                           pattern_text(program_.schema, phrase) + "`",
                       "");
                return true;
            }
        }
    }
    return false;
}

void QuestionReader::report_unknown(const std::vector<std::vector<ast::Word>>& orders, Span whole) {
    const QuestionTerms terms{program_, entities_};
    const std::vector<ast::Word>* best = &orders.front();
    std::size_t furthest = 0;
    for (const auto& order : orders) {
        const MatchResult found = matcher_.match(
            order, [&](Words rest, OneOf one_of) { return terms.read(rest, one_of); });
        if (found.furthest <= furthest) continue;
        furthest = found.furthest;
        best = &order;
    }
    const bool at_end = furthest >= best->size();
    const Span caret = at_end ? Span{whole.source, whole.end, whole.end} : (*best)[furthest].span;
    std::string help;
    for (const std::string& phrase : nearest_phrases(program_.schema, *best)) {
        help += (help.empty() ? "the nearest phrases are `" : ", `") + phrase + "`";
    }
    report(Code::no_question, caret, "the question fits no declared phrase", help);
}

QuestionReading QuestionReader::read(Words words, Span whole) {
    if (auto functional = read_functional(words)) return std::move(*functional);
    const auto orders = statement_orders(words, program_.schema);
    std::vector<Question> readings = readings_of(orders);
    if (readings.size() == 1) return std::move(readings.front());
    if (readings.empty()) {
        if (!report_unknown_name(orders)) report_unknown(orders, whole);
        return NoQuestion{};
    }
    std::string help = "it may mean";
    for (std::size_t i = 0; i < readings.size(); ++i) {
        help += (i == 0 ? " `" : ", or `") + readings[i].formal + "`";
    }
    report(Code::ambiguous_question, whole, "the question fits several phrases", help);
    return AmbiguousQuestion{std::move(readings)};
}

}  // namespace

bool Question::asks_for_verdict() const {
    return std::none_of(terms.begin(), terms.end(),
                        [](const auto& term) { return std::holds_alternative<AskedSlot>(term); });
}

QuestionReading parse_question(const Program& program, const EntityIndex& entities,
                               SourceMap& sources, std::string_view text,
                               Diagnostics& diagnostics) {
    const SourceId source = sources.add("question", std::string(text));
    const std::size_t end = text.find_last_not_of(" \t\r\n?.!");
    const std::string_view asked = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
    const Span whole{source, 0, static_cast<std::uint32_t>(asked.size())};
    constexpr std::size_t word_limit = 60;
    const std::vector<ast::Word> words = words_of(asked, source, 0, diagnostics);
    if (words.empty() || words.size() > word_limit) {
        diagnostics.report({.code = Code::no_question,
                            .message = words.empty() ? "there is no question"
                                                     : "the question is longer than any sentence",
                            .primary = Label{whole, ""},
                            .help = "ask for one sentence, such as `is X a threat to Y?`"});
        return NoQuestion{};
    }
    return QuestionReader(program, entities, diagnostics).read(words, whole);
}

}  // namespace obverse
