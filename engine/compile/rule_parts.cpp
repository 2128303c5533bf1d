#include "engine/compile/rule_parts.h"

#include "engine/compile/parts.h"
#include "engine/eval/match.h"
#include "engine/model/sentence.h"
#include "engine/model/visible.h"

#include <algorithm>
#include <set>

namespace obverse {

namespace {

std::vector<std::optional<Word>> pattern_of(const Atom& atom, const Bindings& bindings) {
    std::vector<std::optional<Word>> pattern;
    for (const Term& term : atom.terms) {
        const auto* value = std::get_if<Value>(&term);
        const auto* variable = std::get_if<Variable>(&term);
        if (value != nullptr) {
            pattern.emplace_back(value->word);
        } else if (variable != nullptr && variable->index < bindings.size()) {
            pattern.push_back(bindings[variable->index]);
        } else {
            pattern.emplace_back(std::nullopt);
        }
    }
    return pattern;
}

bool holds_for_some(const Judgement& judgement, const Atom& atom, const Bindings& bindings) {
    return !find_sentences(judgement, atom.phrase, pattern_of(atom, bindings)).empty();
}

/// Whether nothing is known of a sentence, of which some words may be open.
bool is_unknown(const Judgement& judgement, const Atom& atom, const Bindings& bindings) {
    if (!judgement.compiled().phrases.contains(atom.phrase)) return false;
    if (const std::optional<Row> row = filled_row(atom, bindings)) {
        return verdict_of(judgement.bits(atom.phrase, *row)) == Verdict::undetermined;
    }
    return !holds_for_some(judgement, atom, bindings);
}

/// The first instance of one of the compiled rules of a source rule that concludes the row.
struct Fired {
    bool possibly = false;
    bool firmly = false;
    Bindings bindings;
};
Fired fired(const Judgement& judgement, std::size_t rule, const Row& row) {
    Fired found;
    const Compiled& compiled = judgement.compiled();
    const std::vector<std::optional<Word>> head(row.begin(), row.end());
    for (std::size_t i = 0; i < compiled.datalog.rules.size(); ++i) {
        const Origin& origin = compiled.origins[compiled.datalog.rules[i].origin];
        if (origin.part != Origin::Part::rule || origin.index != rule) continue;
        const bool firm = origin.level == Level::plus_plus || origin.level == Level::minus_minus;
        if (firm ? found.firmly : found.possibly) continue;
        eval::for_each_instance(compiled.datalog, datalog::RuleId{static_cast<std::uint32_t>(i)},
                                head, judgement.database(), judgement.symbols(),
                                [&](const eval::Instance& instance) {
                                    (firm ? found.firmly : found.possibly) = true;
                                    if (found.bindings.empty()) found.bindings = instance.bindings;
                                    return false;
                                });
    }
    return found;
}

/// The claims behind the conditions of a rule, for one way in which it holds.
std::vector<ClaimUse> claims_of(const Judgement& judgement, const EvidenceFinder& finder,
                                const Rule& rule, const Bindings& bindings) {
    std::set<ClaimUse> uses;
    std::vector<const Conditions*> open = {&rule.conditions};
    for (std::size_t at = 0; at < open.size(); ++at) {
        for (const Condition& condition : *open[at]) {
            if (const auto* choice = std::get_if<Choice>(&condition.form)) {
                for (const Conditions& member : choice->members) open.push_back(&member);
            }
            const auto* literal = std::get_if<Literal>(&condition.form);
            if (literal == nullptr || literal->polarity == Polarity::no_record) continue;
            const auto relations = judgement.compiled().phrases.find(literal->atom.phrase);
            const std::optional<Row> row = filled_row(literal->atom, bindings);
            if (relations == judgement.compiled().phrases.end() || !row) continue;
            const bool denied = literal->polarity == Polarity::denied;
            const auto add = [&](const PhraseRelations& bits) {
                for (const ClaimUse& use : finder.behind(denied ? bits.d : bits.s, *row)) {
                    uses.insert(use);
                }
            };
            add(relations->second);
            for (const auto& [key, bits] : judgement.compiled().groups) {
                if (key.first == literal->atom.phrase) add(bits);
            }
        }
    }
    return {uses.begin(), uses.end()};
}

/// The first case of the conditions from `at` on in which dates too coarse leave a comparison open,
/// and that comparison in words; empty when there is none.
std::string open_comparison(const Judgement& judgement, const BlockHeader& header,
                            const Conditions& conditions, std::size_t at,
                            const Bindings& bindings) {
    constexpr std::size_t cases_tried = 20;
    if (at == conditions.size()) {
        for (const Condition& condition : conditions) {
            const auto* comparison = std::get_if<Comparison>(&condition.form);
            if (comparison == nullptr || precision_wanted(*comparison, bindings).empty()) continue;
            return filled_text(judgement, header, condition, bindings);
        }
        return {};
    }
    const auto* literal = std::get_if<Literal>(&conditions[at].form);
    if (literal == nullptr || literal->polarity != Polarity::holds) {
        return open_comparison(judgement, header, conditions, at + 1, bindings);
    }
    const std::vector<Term>& terms = literal->atom.terms;
    const auto pattern = pattern_of(literal->atom, bindings);
    std::size_t tried = 0;
    for (const FoundSentence& found : find_sentences(judgement, literal->atom.phrase, pattern)) {
        if (found.verdict == Verdict::refuted || ++tried > cases_tried) break;
        Bindings more = bindings;
        for (std::size_t i = 0; i < terms.size(); ++i) {
            const auto* variable = std::get_if<Variable>(&terms[i]);
            if (variable != nullptr) more[variable->index] = found.row[i];
        }
        std::string text = open_comparison(judgement, header, conditions, at + 1, more);
        if (!text.empty()) return text;
    }
    return {};
}

bool compares(const Conditions& conditions) {
    return std::any_of(conditions.begin(), conditions.end(), [](const Condition& condition) {
        return std::holds_alternative<Comparison>(condition.form);
    });
}

}  // namespace

std::vector<std::string> missing_texts(const Judgement& judgement, const BlockHeader& header,
                                       const Conditions& conditions, const Bindings& bindings) {
    std::vector<std::string> texts;
    for (const Condition& condition : conditions) {
        if (const auto* literal = std::get_if<Literal>(&condition.form)) {
            if (literal->polarity == Polarity::no_record) continue;
            if (!is_unknown(judgement, literal->atom, bindings)) continue;
            texts.push_back(filled_text(judgement, header, literal->atom, bindings));
        } else if (const auto* choice = std::get_if<Choice>(&condition.form)) {
            for (const Conditions& member : choice->members) {
                for (std::string& text : missing_texts(judgement, header, member, bindings)) {
                    texts.push_back(std::move(text));
                }
            }
        }
    }
    if (texts.empty() && compares(conditions)) {
        std::string text = open_comparison(judgement, header, conditions, 0, bindings);
        if (!text.empty()) texts.push_back(std::move(text));
    }
    return texts;
}

void add_rule_parts(const Judgement& judgement, const EvidenceFinder& finder, Answer& answer) {
    const Program& program = judgement.program();
    const VisibleBlocks visible(program, judgement.reading().lens);
    std::vector<AnswerPart> lacking;
    for (std::size_t i = 0; i < program.rules.size(); ++i) {
        const Rule& rule = program.rules[i];
        if (rule.head.phrase != answer.phrase || !visible.sees(rule.header)) continue;
        const auto given = unify(rule.head, answer.row, rule.header.variables.size());
        if (!given) continue;
        const Fired how = fired(judgement, i, answer.row);
        AnswerPart part;
        part.kind = rule.denies ? AnswerPart::Kind::denial : AnswerPart::Kind::rule;
        part.name = rule.header.name;
        part.title = rule.header.title;
        part.cites = rule.header.cites;
        Bindings bindings = *given;
        for (std::size_t v = 0; v < bindings.size() && v < how.bindings.size(); ++v) {
            if (how.bindings[v]) bindings[v] = how.bindings[v];
        }
        for (const Condition& condition : rule.conditions) {
            part.sentences.push_back(filled_text(judgement, rule.header, condition, bindings));
        }
        if (how.possibly || how.firmly) {
            part.verdict = how.firmly ? Verdict::supported : Verdict::contested;
            part.supporting = claims_of(judgement, finder, rule, bindings);
            part.decides = true;
            if (answer.block.empty()) {
                answer.block = rule.header.name;
                answer.title = rule.header.title;
                answer.cites = rule.header.cites;
            }
            answer.parts.push_back(std::move(part));
        } else if (answer.verdict == Verdict::undetermined && !rule.denies) {
            part.missing = missing_texts(judgement, rule.header, rule.conditions, bindings);
            part.supporting = claims_of(judgement, finder, rule, bindings);
            part.decides = !part.missing.empty();
            lacking.push_back(std::move(part));
        }
    }
    if (!answer.parts.empty()) return;
    // The rules nearest to a conclusion lack least.
    std::stable_sort(lacking.begin(), lacking.end(),
                     [](const AnswerPart& left, const AnswerPart& right) {
                         return left.missing.size() < right.missing.size();
                     });
    answer.parts = std::move(lacking);
}

void add_exception_parts(const Judgement& judgement, const EvidenceFinder& finder, Answer& answer) {
    const Program& program = judgement.program();
    const VisibleBlocks visible(program, judgement.reading().lens);
    // What may be attacked: rules that conclude the sentence, exceptions of its definitions.
    std::vector<std::pair<std::string, const BlockHeader*>> targets;
    std::vector<Bindings> cases;
    for (const Rule& rule : program.rules) {
        if (rule.head.phrase != answer.phrase || !visible.sees(rule.header)) continue;
        auto bindings = unify(rule.head, answer.row, rule.header.variables.size());
        if (!bindings) continue;
        targets.emplace_back(rule.header.name, &rule.header);
        cases.push_back(std::move(*bindings));
    }
    for (const CompiledDefinition& compiled : judgement.compiled().definitions) {
        const Definition& definition = program.definitions[compiled.index];
        const auto add = [&](const Atom& head) {
            if (head.phrase != answer.phrase) return;
            auto bindings = unify(head, answer.row, definition.header.variables.size());
            if (!bindings) return;
            for (const Element& element : definition.unless) {
                targets.emplace_back(definition.header.name + "." + element.name,
                                     &definition.header);
                cases.push_back(*bindings);
            }
        };
        add(definition.head);
        for (const WhenOnly& when : definition.when_only) add(when.conclusion);
    }
    std::set<std::size_t> told;
    for (std::size_t at = 0; at < targets.size(); ++at) {
        const std::string name = targets[at].first;
        for (const CompiledException& compiled : judgement.compiled().exceptions) {
            const Exception& exception = program.exceptions[compiled.index];
            if (exception.target != name) continue;
            for (const bool firm : {true, false}) {
                const datalog::RelationId relation =
                    firm ? compiled.fires.plus_plus : compiled.fires.plus;
                const eval::Database& database = judgement.database();
                for (eval::RowId id = 0; id < database.size(relation); ++id) {
                    Row row;
                    database.copy_row(relation, id, row);
                    bool fits = true;
                    Bindings own(exception.header.variables.size());
                    for (std::size_t c = 0; c < compiled.shared.size(); ++c) {
                        const Bindings& known = cases[at];
                        const std::uint32_t index = compiled.shared[c].index;
                        fits = fits &&
                               (index >= known.size() || !known[index] || *known[index] == row[c]);
                        for (const auto& [mine, theirs] : exception.shared) {
                            if (theirs == compiled.shared[c]) own[mine.index] = row[c];
                        }
                    }
                    if (!fits || !told.insert(compiled.index).second) continue;
                    AnswerPart part;
                    part.kind = AnswerPart::Kind::exception;
                    part.name = exception.header.name;
                    part.title = exception.header.title;
                    part.cites = exception.header.cites;
                    part.verdict = firm ? Verdict::supported : Verdict::contested;
                    part.supporting = finder.behind(relation, row);
                    part.decides = true;
                    for (const Condition& condition : exception.conditions) {
                        part.sentences.push_back(
                            filled_text(judgement, exception.header, condition, own));
                    }
                    answer.parts.push_back(std::move(part));
                    targets.emplace_back(exception.header.name, &exception.header);
                    cases.push_back(std::move(own));
                }
            }
        }
    }
}

void add_grade_parts(const Judgement& judgement, const EvidenceFinder& finder, Answer& answer) {
    const Program& program = judgement.program();
    const VisibleBlocks visible(program, judgement.reading().lens);
    for (const Grade& grade : program.grades) {
        const Quantity& quantity = program.schema.quantity(grade.quantity);
        if (quantity.phrase != answer.phrase || !visible.sees(grade.header)) continue;
        Atom head{.phrase = quantity.phrase, .terms = grade.terms, .span = {}};
        head.terms.emplace_back(Wildcard{});
        const auto bindings = unify(head, answer.row, grade.header.variables.size());
        if (!bindings) continue;
        answer.block = grade.header.name;
        answer.title = grade.header.title;
        answer.cites = grade.header.cites;
        for (const Grade::Factor& factor : grade.factors) {
            const Quantity& of = program.schema.quantity(factor.quantity);
            const Scale& scale = program.schema.scale(of.scale);
            AnswerPart part;
            part.kind = AnswerPart::Kind::grade;
            part.name = factor.name;
            part.cites = factor.cites;
            std::vector<std::string> levels;
            for (const SymbolId level : scale.levels) {
                Atom said{.phrase = of.phrase, .terms = factor.terms, .span = {}};
                said.terms.emplace_back(Value{ColumnType::symbol, to_word(level)});
                const std::optional<Row> row = filled_row(said, *bindings);
                if (!row || !judgement.bits(of.phrase, *row).plus) continue;
                levels.emplace_back(program.symbols.text(level));
                const auto relations = judgement.compiled().phrases.find(of.phrase);
                for (const ClaimUse& use : finder.behind(relations->second.s, *row)) {
                    part.supporting.push_back(use);
                }
            }
            Atom said{.phrase = of.phrase, .terms = factor.terms, .span = {}};
            std::vector<std::string> texts;
            for (std::size_t i = 0; i < factor.terms.size(); ++i) {
                const auto* variable = std::get_if<Variable>(&factor.terms[i]);
                const auto* value = std::get_if<Value>(&factor.terms[i]);
                const Word word = variable != nullptr ? (*bindings)[variable->index].value_or(0)
                                  : value != nullptr  ? value->word
                                                      : 0;
                texts.push_back(slot_text(program, of.slots[i], word, judgement.record()));
            }
            const std::string name = sentence(of.pieces, texts);
            if (levels.empty()) {
                part.verdict = Verdict::undetermined;
                part.sentences.push_back(name + " is unknown");
                part.missing.push_back(name + " is …");
                part.decides = answer.verdict == Verdict::undetermined;
            } else {
                part.verdict = levels.size() == 1 ? Verdict::supported : Verdict::contested;
                std::string text = name + " is " + levels.front();
                if (levels.size() > 1) {
                    text = name + " is between " + levels.front() + " and " + levels.back();
                }
                part.sentences.push_back(std::move(text));
                part.decides = levels.size() > 1 ||
                               levels.front() == program.symbols.text(scale.levels.front());
            }
            answer.parts.push_back(std::move(part));
        }
    }
}

}  // namespace obverse
