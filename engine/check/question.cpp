#include "engine/check/question.h"

#include "engine/base/name_key.h"
#include "engine/base/overloaded.h"
#include "engine/check/question_orders.h"
#include "engine/check/question_reader.h"
#include "engine/model/sentence.h"
#include "engine/syntax/words.h"

#include <algorithm>
#include <array>

namespace obverse {

namespace checking {

namespace {

/// A declared question without its mark.
PhrasePieces without_mark(PhrasePieces pieces) {
    auto* last = std::get_if<std::string>(&pieces.back());
    while (last != nullptr && last->ends_with('?')) last->pop_back();
    if (last != nullptr && last->empty()) pieces.pop_back();
    return pieces;
}

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
        for (const PhrasePieces& pieces : phrase.questions) {
            matcher.add(without_mark(pieces), phrase.slots, form);
            ++form.variant;
        }
        form.shape = PhraseForm::Shape::translation;
        for (const auto& [language, pieces] : phrase.translations) {
            form.language = language;
            matcher.add(without_mark(pieces), phrase.slots, form);
            ++form.variant;
        }
    }
    return matcher;
}

/// A question with the declared form that it fits.
struct Candidate {
    Question question;
    PhraseForm form;

    /// True when the other says the same, or cuts the same words into names another way: the first
    /// way has the longest names.
    bool repeats(const Candidate& other) const {
        const bool has_same_form = form.phrase == other.form.phrase &&
                                   form.shape == other.form.shape &&
                                   form.variant == other.form.variant;
        return has_same_form || question.formal == other.question.formal;
    }
};

}  // namespace

QuestionReader::QuestionReader(const Program& program, const EntityIndex& entities,
                               Diagnostics& diagnostics)
    : program_(program),
      entities_(entities),
      diagnostics_(diagnostics),
      matcher_(question_matcher(program.schema)) {}

MatchResult QuestionReader::match(Words order, QuestionTerms& terms) const {
    return matcher_.match(order,
                          [&](Words rest, OneOf one_of) { return terms.read(rest, one_of); });
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

std::vector<Question> QuestionReader::readings_of(const Orders& orders) {
    std::vector<Candidate> candidates;
    QuestionTerms terms(program_, entities_, QuestionTerms::Names::known);
    for (const auto& order : orders) {
        for (const PhraseMatch& found : match(order, terms).matches) {
            auto question = question_of(found);
            if (!question) continue;
            Candidate candidate{std::move(*question), found.form};
            const bool is_new =
                std::none_of(candidates.begin(), candidates.end(),
                             [&](const Candidate& other) { return candidate.repeats(other); });
            if (is_new) candidates.push_back(std::move(candidate));
        }
    }
    std::vector<Question> questions;
    for (Candidate& candidate : candidates) questions.push_back(std::move(candidate.question));
    return questions;
}

QuestionReading QuestionReader::read(Words words, Span whole) {
    if (auto functional = read_functional(words)) return std::move(*functional);
    const Orders orders = statement_orders(words, program_.schema);
    std::vector<Question> readings = readings_of(orders);
    if (readings.empty()) readings = readings_of(loose_orders(words, program_.schema));
    if (readings.size() == 1) return std::move(readings.front());
    if (readings.empty()) {
        const Orders loose = loose_orders(words, program_.schema);
        if (!report_not(words) && !report_unknown_name(orders) && !report_unknown_name(loose)) {
            report_unknown(orders, whole);
        }
        return NoQuestion{};
    }
    std::string help = "it may mean";
    for (std::size_t i = 0; i < readings.size(); ++i) {
        help += (i == 0 ? " `" : ", or `") + readings[i].formal + "`";
    }
    report(Code::ambiguous_question, {whole, ""}, "the question fits several phrases", help);
    return AmbiguousQuestion{std::move(readings)};
}

}  // namespace checking

bool Question::asks_for_verdict() const {
    return std::none_of(terms.begin(), terms.end(),
                        [](const auto& term) { return std::holds_alternative<AskedSlot>(term); });
}

QuestionReading parse_question(const Program& program, const EntityIndex& entities,
                               SourceMap& sources, std::string_view text,
                               Diagnostics& diagnostics) {
    constexpr std::size_t word_limit = 60;
    constexpr std::size_t byte_limit = 4096;
    const SourceId source = sources.add("question", std::string(text.substr(0, byte_limit)));
    const std::string_view asked = sources.text(source);
    std::size_t bad = 0;
    if (!is_valid_utf8(asked, &bad)) {
        const auto begin = static_cast<std::uint32_t>(bad);
        diagnostics.report({.code = Code::invalid_utf8,
                            .message = "the question is not valid UTF-8",
                            .primary = Label{{source, begin, begin + 1}, "from here on"},
                            .help = "type it again"});
        return NoQuestion{};
    }
    std::vector<ast::Word> words = words_of(asked, source, 0, diagnostics);
    const auto is_mark = [](const ast::Word& word) {
        static constexpr std::array<std::string_view, 5> marks = {"?", "!", ".", "\u00BF",
                                                                  "\u00A1"};
        return std::find(marks.begin(), marks.end(), word.text) != marks.end();
    };
    while (!words.empty() && is_mark(words.back())) words.pop_back();
    while (!words.empty() && is_mark(words.front())) words.erase(words.begin());
    const auto end = static_cast<std::uint32_t>(asked.size());
    const Span whole = words.empty()
                           ? Span{source, 0, end}
                           : Span{source, words.front().span.begin, words.back().span.end};
    if (words.empty() || words.size() > word_limit || text.size() > byte_limit) {
        diagnostics.report({.code = Code::no_question,
                            .message = words.empty() ? "there is no question"
                                                     : "the question is longer than any sentence",
                            .primary = Label{whole, ""},
                            .help = "ask for one sentence, such as `is X a threat to Y?`"});
        return NoQuestion{};
    }
    return checking::QuestionReader(program, entities, diagnostics).read(words, whole);
}

}  // namespace obverse
