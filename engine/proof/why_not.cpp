#include "engine/proof/why_not.h"

#include "engine/compile/filled.h"
#include "engine/compile/parts.h"
#include "engine/model/sentence.h"
#include "engine/model/visible.h"

#include <algorithm>
#include <set>

namespace obverse {

namespace {

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

std::string text_of(const Judgement& judgement, const Gap& gap) {
    const std::string words =
        sentence(judgement.program(), gap.phrase, gap.row, judgement.record());
    return gap.stance == Stance::denied ? "it is denied that " + words : words;
}

Claim claim_of(const Judgement& judgement, const Gap& gap) {
    Claim claim;
    claim.phrase = gap.phrase;
    claim.arguments = gap.row;
    claim.stance = gap.stance;
    claim.speaker = judgement.symbols().intern("");
    claim.source = judgement.symbols().intern("");
    return claim;
}

/// Tries sets of gaps, smaller ones first; a set that holds a repair already is passed over.
class RepairSearch {
public:
    RepairSearch(const Judgement& judgement, WhyNot& result, const WhyNotOptions& options)
        : judgement_(judgement), result_(result), options_(options) {}

    void run(const std::vector<Gap>& gaps) {
        const std::size_t largest = std::min(options_.changes, gaps.size());
        for (std::size_t size = 1; size <= largest; ++size) {
            std::vector<std::size_t> chosen(size);
            for (std::size_t i = 0; i < size; ++i) chosen[i] = i;
            do {
                if (result_.repairs.size() >= options_.repairs ||
                    result_.run_count >= options_.runs) {
                    result_.is_exhausted = false;
                    return;
                }
                if (!holds_repair(chosen)) try_set(gaps, chosen);
            } while (advance(chosen, gaps.size()));
        }
        result_.is_exhausted = largest == gaps.size();
    }

private:
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

    void try_set(const std::vector<Gap>& gaps, const std::vector<std::size_t>& chosen) {
        Reading reading = judgement_.reading();
        Repair repair;
        for (const std::size_t i : chosen) {
            Change change{.kind = Change::Kind::report,
                          .claim = claim_of(judgement_, gaps[i]),
                          .index = std::nullopt,
                          .text = text_of(judgement_, gaps[i])};
            reading.assumptions.push_back(change.claim);
            repair.changes.push_back(std::move(change));
        }
        ++result_.run_count;
        const Asked asked{result_.phrase, result_.row};
        Diagnostics ignored;
        const auto tried = judgement_.again(reading, std::span(&asked, 1), ignored);
        if (!tried || tried->verdict(result_.phrase, result_.row) != result_.wanted) return;
        found_.push_back(chosen);
        result_.repairs.push_back(std::move(repair));
    }

    const Judgement& judgement_;
    WhyNot& result_;
    const WhyNotOptions& options_;
    std::vector<std::vector<std::size_t>> found_;
};

}  // namespace

WhyNot why_not(const Judgement& judgement, PhraseId phrase, const Row& row,
               const WhyNotOptions& options) {
    const Explanation known = why(judgement, phrase, row);
    WhyNot result;
    result.phrase = phrase;
    result.row = row;
    result.sentence = known.sentence;
    result.verdict = known.verdict;
    result.wanted = options.wanted;
    result.attempts = known.attempts;
    if (result.attempts.size() > options.attempts) result.attempts.resize(options.attempts);
    result.hinges = known.hinges;
    if (known.verdict == Verdict::refuted) result.against = known.denial;
    if (known.verdict == options.wanted || known.verdict == Verdict::outside) return result;
    GapFinder finder(judgement);
    finder.find(phrase, row, options.wanted == Verdict::refuted ? Stance::denied : Stance::asserted,
                0);
    RepairSearch(judgement, result, options).run(finder.gaps);
    return result;
}

}  // namespace obverse
