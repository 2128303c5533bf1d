#pragma once

#include "engine/check/question.h"
#include "engine/check/question_words.h"

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace obverse::checking {

/// Reads one question over a program.
class QuestionReader {
public:
    QuestionReader(const Program& program, const EntityIndex& entities, Diagnostics& diagnostics);

    /// The words must not be empty.
    QuestionReading read(std::span<const ast::Word> words, Span whole);

private:
    using Words = std::span<const ast::Word>;
    using Orders = std::vector<std::vector<ast::Word>>;
    using SlotValue = std::variant<Value, AskedSlot>;

    MatchResult match(Words order, QuestionTerms& terms) const;
    std::vector<Question> readings_of(const Orders& orders);
    std::optional<Question> question_of(const PhraseMatch& match) const;
    void word_it(Question& question) const;

    // question_values.cpp
    std::optional<SlotValue> value_of(const SlotTerm& term, const Slot& slot) const;
    std::optional<SlotValue> constant_of(const ast::Term& term, const Slot& slot) const;
    std::optional<Value> data_of(const ast::Term& term, ColumnType type) const;
    std::optional<SymbolId> entity_of(const ast::Name& name, KindId kind) const;
    std::optional<QuestionReading> read_functional(Words words);
    std::optional<SlotValue> functional_term(Words words, const Slot& slot) const;

    // question_reports.cpp
    bool report_not(Words words);
    bool report_unknown_name(const Orders& orders);
    bool report_term(const SlotTerm& term, const Slot& slot, const Phrase& phrase);
    bool report_name(const ast::Name& name, const Slot& slot);
    void report_ambiguous(const ast::Name& name, const std::vector<SymbolId>& found);
    void report_unknown(const Orders& orders, Span whole);
    void report(Code code, Label place, std::string message, std::string help) {
        diagnostics_.report({.code = code,
                             .message = std::move(message),
                             .primary = std::move(place),
                             .help = std::move(help)});
    }

    const Program& program_;
    const EntityIndex& entities_;
    Diagnostics& diagnostics_;
    PhraseMatcher matcher_;
};

}  // namespace obverse::checking
