#include "engine/proof/why_not.h"

#include "engine/compile/filled.h"
#include "engine/compile/parts.h"
#include "engine/model/sentence.h"
#include "engine/model/visible.h"

#include <algorithm>
#include <chrono>
#include <set>

namespace obverse {

namespace {

using Clock = std::chrono::steady_clock;

/// How deep conclusions are taken apart, and how many witnesses a local variable gets.
constexpr std::size_t depth_limit = 4;
constexpr std::size_t witness_limit = 2;

/// A sentence that somebody could report, for or against.
struct Gap {
    PhraseId phrase;
    Row row;
    Stance stance = Stance::asserted;

    friend auto operator<=>(const Gap&, const Gap&) = default;
};

/// Collects the sentences that could help, nearest first.
class GapFinder {
public:
    GapFinder(const Judgement& judgement) : judgement_(judgement), program_(judgement.program()) {}

    std::vector<Gap> gaps;

    void find(PhraseId phrase, const Row& row, Stance stance, std::size_t depth) {
        if (depth > depth_limit || !seen_.insert({phrase, row, stance}).second) return;
        const Phrase& info = program_.schema.phrase(phrase);
        const Bits bits = judgement_.bits(phrase, row);
        const Verdict verdict = verdict_of(stance == Stance::asserted ? bits : opposite(bits));
        if (verdict == Verdict::supported) return;
        if (!info.derived && !info.is_relation) add({phrase, row, stance});
        if (stance == Stance::denied && !info.derived) return;
        for (const Definition& definition : program_.definitions) {
            from_definition(definition, phrase, row, stance, depth);
        }
        for (const Rule& rule : program_.rules) {
            if (rule.head.phrase != phrase || rule.denies != (stance == Stance::denied)) continue;
            if (!sees(rule.header)) continue;
            const auto bindings = unify(rule.head, row, rule.header.variables.size());
            if (bindings) from_conditions(rule.header, rule.conditions, *bindings, depth);
        }
    }

private:
    bool sees(const BlockHeader& header) const {
        return VisibleBlocks(program_, judgement_.reading().lens).sees(header);
    }

    void add(Gap gap) {
        // A group cannot be better reported than by one of its values.
        const Phrase& phrase = program_.schema.phrase(gap.phrase);
        for (std::size_t i = 0; i < phrase.slots.size(); ++i) {
            const std::optional<KindId> kind = phrase.slots[i].kind;
            if (!kind || !program_.schema.kind(*kind).is_one_of()) continue;
            const std::vector<SymbolId> values =
                program_.schema.values_of(*kind, as_symbol(gap.row[i]), program_.symbols);
            if (values.empty()) return;
        }
        if (std::find(gaps.begin(), gaps.end(), gap) == gaps.end()) gaps.push_back(std::move(gap));
    }

    void from_definition(const Definition& definition, PhraseId phrase, const Row& row,
                         Stance stance, std::size_t depth) {
        if (!sees(definition.header) || stance == Stance::denied) return;
        const std::size_t count = definition.header.variables.size();
        if (definition.head.phrase == phrase) {
            Atom head = definition.head;
            const bool has_forms = definition.shape == Definition::Shape::forms;
            if (has_forms) head.terms[definition.form_slot] = Wildcard{};
            if (const auto bindings = unify(head, row, count)) {
                for (std::size_t i = 0; i < definition.elements.size(); ++i) {
                    if (has_forms && !is_form(definition, i, row)) continue;
                    from_conditions(definition.header, definition.elements[i].conditions, *bindings,
                                    depth);
                }
            }
        }
        for (const WhenOnly& when : definition.when_only) {
            if (when.conclusion.phrase != phrase) continue;
            if (const auto bindings = unify(when.conclusion, row, count)) {
                from_conditions(definition.header, when.conditions, *bindings, depth);
                from_conditions(definition.header, definition.elements[when.element].conditions,
                                *bindings, depth);
            }
        }
    }

    static bool is_form(const Definition& definition, std::size_t element, const Row& row) {
        const SymbolId asked = as_symbol(row[definition.form_slot]);
        if (definition.form_values[element] == asked) return true;
        return std::any_of(definition.categories.begin(), definition.categories.end(),
                           [&](const Category& category) {
                               return category.name == asked &&
                                      std::find(category.forms.begin(), category.forms.end(),
                                                element) != category.forms.end();
                           });
    }

    void from_conditions(const BlockHeader& header, const Conditions& conditions,
                         const Bindings& bindings, std::size_t depth) {
        for (const Condition& condition : conditions) {
            if (const auto* choice = std::get_if<Choice>(&condition.form)) {
                for (const Conditions& member : choice->members) {
                    from_conditions(header, member, bindings, depth);
                }
                continue;
            }
            const auto* literal = std::get_if<Literal>(&condition.form);
            if (literal == nullptr || literal->polarity == Polarity::no_record) continue;
            const Stance stance =
                literal->polarity == Polarity::denied ? Stance::denied : Stance::asserted;
            for (const Row& row : rows_of(*literal, bindings)) {
                find(literal->atom.phrase, row, stance, depth + 1);
            }
        }
    }

    /// The rows of a literal: what is open takes entities that are spoken of there, then others.
    std::vector<Row> rows_of(const Literal& literal, const Bindings& bindings) const {
        if (const auto row = filled_row(literal.atom, bindings)) return {*row};
        std::vector<Row> rows = {{}};
        const Phrase& phrase = program_.schema.phrase(literal.atom.phrase);
        for (std::size_t i = 0; i < literal.atom.terms.size(); ++i) {
            std::vector<Word> words;
            const auto* value = std::get_if<Value>(&literal.atom.terms[i]);
            const auto* variable = std::get_if<Variable>(&literal.atom.terms[i]);
            if (value != nullptr) {
                words = {value->word};
            } else if (variable != nullptr && variable->index < bindings.size() &&
                       bindings[variable->index]) {
                words = {*bindings[variable->index]};
            } else {
                words = witnesses(phrase.slots[i], bindings);
            }
            std::vector<Row> longer;
            for (const Row& row : rows) {
                for (const Word word : words) {
                    longer.push_back(row);
                    longer.back().push_back(word);
                }
            }
            rows = std::move(longer);
            if (rows.empty() || rows.size() > 16) return {};
        }
        return rows;
    }

    std::vector<Word> witnesses(const Slot& slot, const Bindings& bindings) const {
        std::vector<Word> words;
        if (!slot.kind) return words;
        const Kind& kind = program_.schema.kind(*slot.kind);
        if (kind.is_one_of()) {
            for (const SymbolId value : kind.values) {
                if (value != kind.none && words.size() < witness_limit) {
                    words.push_back(to_word(value));
                }
            }
            return words;
        }
        for (const auto& [id, entity] : judgement_.record().entities) {
            const bool fits =
                std::any_of(entity.kinds.begin(), entity.kinds.end(),
                            [&](KindId own) { return program_.schema.is_a(own, *slot.kind); });
            const bool is_used = std::find(bindings.begin(), bindings.end(),
                                           std::optional(to_word(id))) != bindings.end();
            if (fits && !is_used) words.push_back(to_word(id));
            if (words.size() == witness_limit) break;
        }
        return words;
    }

    const Judgement& judgement_;
    const Program& program_;
    std::set<std::tuple<PhraseId, Row, Stance>> seen_;
};

std::string text_of(const Program& program, const ClaimSet& record, const Gap& gap) {
    const std::string words = sentence(program, gap.phrase, gap.row, record);
    return gap.stance == Stance::denied ? "it is denied that " + words : words;
}

/// Tries sets of gaps, smaller ones first; a set that holds a repair already is passed over.
class RepairSearch {
public:
    RepairSearch(Program& program, const ClaimSet& record, const Reading& reading, PhraseId phrase,
                 const Row& row, const WhyNotOptions& options)
        : program_(program),
          record_(record),
          reading_(reading),
          phrase_(phrase),
          row_(row),
          options_(options),
          started_(Clock::now()) {}

    void run(const std::vector<Gap>& gaps, WhyNot& result) {
        bool all_tried = true;
        for (std::size_t size = 1; size <= std::min(options_.size, gaps.size()); ++size) {
            std::vector<std::size_t> chosen(size);
            for (std::size_t i = 0; i < size; ++i) chosen[i] = i;
            while (true) {
                if (result.repairs.size() >= options_.repairs) {
                    result.is_exhausted = false;
                    return;
                }
                if (is_spent(result)) {
                    result.is_exhausted = false;
                    return;
                }
                if (!holds_repair(chosen)) try_set(gaps, chosen, result);
                if (!advance(chosen, gaps.size())) break;
            }
        }
        all_tried = gaps.size() <= options_.size;
        result.is_exhausted = all_tried;
    }

private:
    bool is_spent(const WhyNot& result) const {
        const std::chrono::duration<double> taken = Clock::now() - started_;
        return result.tried >= options_.runs || taken.count() > options_.seconds;
    }

    static bool advance(std::vector<std::size_t>& chosen, std::size_t from) {
        std::size_t i = chosen.size();
        while (i > 0 && chosen[i - 1] == from - chosen.size() + i - 1) --i;
        if (i == 0) return false;
        ++chosen[i - 1];
        for (; i < chosen.size(); ++i) chosen[i] = chosen[i - 1] + 1;
        return true;
    }

    bool holds_repair(const std::vector<std::size_t>& chosen) const {
        return std::any_of(found_.begin(), found_.end(), [&](const auto& repair) {
            return std::includes(chosen.begin(), chosen.end(), repair.begin(), repair.end());
        });
    }

    void try_set(const std::vector<Gap>& gaps, const std::vector<std::size_t>& chosen,
                 WhyNot& result) {
        Reading reading = reading_;
        Repair repair;
        for (const std::size_t i : chosen) {
            Claim claim;
            claim.phrase = gaps[i].phrase;
            claim.arguments = gaps[i].row;
            claim.stance = gaps[i].stance;
            claim.speaker = program_.symbols.intern("");
            claim.source = program_.symbols.intern("");
            reading.assumptions.push_back(claim);
            repair.claims.push_back(std::move(claim));
            repair.sentences.push_back(text_of(program_, record_, gaps[i]));
        }
        ++result.tried;
        const Asked asked{phrase_, row_};
        Diagnostics ignored;
        const auto judgement = judge(program_, record_, reading, std::span(&asked, 1), {}, ignored);
        if (!judgement || judgement->verdict(phrase_, row_) != Verdict::supported) return;
        found_.push_back(chosen);
        result.repairs.push_back(std::move(repair));
    }

    Program& program_;
    const ClaimSet& record_;
    const Reading& reading_;
    PhraseId phrase_;
    const Row& row_;
    const WhyNotOptions& options_;
    Clock::time_point started_;
    std::vector<std::vector<std::size_t>> found_;
};

}  // namespace

WhyNot explain_why_not(Program& program, const ClaimSet& record, const Reading& reading,
                       PhraseId phrase, const Row& row, const WhyNotOptions& options,
                       Diagnostics& diagnostics) {
    WhyNot result;
    const Asked asked{phrase, row};
    const auto judgement = judge(program, record, reading, std::span(&asked, 1), {}, diagnostics);
    if (!judgement) return result;
    result.answer = answer(*judgement, phrase, row);
    if (result.answer.verdict == Verdict::supported || result.answer.verdict == Verdict::outside) {
        return result;
    }
    for (const AnswerPart& part : result.answer.parts) {
        const bool fails =
            part.verdict == Verdict::refuted ||
            (part.kind == AnswerPart::Kind::unless && part.verdict == Verdict::supported);
        if (!fails) continue;
        const std::vector<ClaimUse>& uses =
            part.kind == AnswerPart::Kind::unless ? part.supporting : part.opposing;
        result.against.insert(result.against.end(), uses.begin(), uses.end());
    }
    GapFinder finder(*judgement);
    finder.find(phrase, row, Stance::asserted, 0);
    RepairSearch(program, record, reading, phrase, row, options).run(finder.gaps, result);
    return result;
}

}  // namespace obverse
