#include "engine/proof/attempts.h"

#include "engine/compile/parts.h"

#include <algorithm>

namespace obverse::proving {

namespace {

/// How deep what is missing is taken apart, and how many ways to it are told.
constexpr std::size_t depth_limit = 3;
constexpr std::size_t way_limit = 2;

State state_of(Bits bits) {
    if (bits.plus_plus) return State::met;
    if (bits.minus_minus) return State::failed;
    return bits.plus ? State::disputed : State::missing;
}

void count_lacking(Attempt& attempt) {
    for (const AttemptPart& part : attempt.parts) {
        attempt.lacking += part.state == State::met ? 0 : 1;
    }
}

std::size_t count_of(const Attempt& attempt, State state) {
    return static_cast<std::size_t>(
        std::count_if(attempt.parts.begin(), attempt.parts.end(),
                      [&](const AttemptPart& part) { return part.state == state; }));
}

}  // namespace

bool Attempts::is_concluded(PhraseId phrase) const {
    const Program& program = model_.program();
    const auto concludes = [&](const auto& blocks, const auto& test) {
        return std::any_of(blocks.begin(), blocks.end(), [&](const auto& block) {
            return test(block) && model_.visible().sees(block.header);
        });
    };
    return concludes(
               program.rules,
               [&](const Rule& rule) { return rule.head.phrase == phrase && !rule.denies; }) ||
           concludes(program.definitions, [&](const Definition& definition) {
               return definition.head.phrase == phrase ||
                      std::any_of(
                          definition.when_only.begin(), definition.when_only.end(),
                          [&](const WhenOnly& when) { return when.conclusion.phrase == phrase; });
           });
}

std::vector<Attempt> Attempts::of(PhraseId phrase, const Row& row, Side side, std::size_t limit,
                                  std::size_t depth) {
    std::vector<Attempt> found;
    if (depth > depth_limit || !open_.insert({phrase, row}).second) return found;
    from_definitions(phrase, row, side, depth, found);
    from_rules(phrase, row, side, depth, found);
    if (side == Side::holds) from_grades(phrase, row, found);
    open_.erase({phrase, row});
    for (Attempt& attempt : found) {
        attempt.text = model_.text(phrase, row);
        attempt.side = side;
    }
    // What merely lacks something is nearer than what fails.
    std::stable_sort(found.begin(), found.end(), [](const Attempt& left, const Attempt& right) {
        const auto rank = [](const Attempt& attempt) {
            const std::size_t met = attempt.parts.size() - attempt.lacking;
            return std::tuple(attempt.lacking == 0 ? 0 : 1, met == 0 ? 1 : 0, attempt.lacking,
                              count_of(attempt, State::failed));
        };
        return rank(left) < rank(right);
    });
    if (found.size() > limit) found.resize(limit);
    return found;
}

AttemptPart Attempts::condition(const BlockHeader& header, const Conditions& all,
                                std::size_t number, State state, const Bindings& bindings,
                                std::size_t depth) {
    const Condition& condition = all[number];
    AttemptPart part;
    part.state = state;
    part.text = model_.text(header, condition, bindings);
    const auto* literal = std::get_if<Literal>(&condition.form);
    const std::optional<Row> row =
        literal != nullptr ? filled_row(literal->atom, bindings) : std::nullopt;
    if (!row) return part;
    const bool is_absence = literal->polarity == Polarity::no_record;
    const Side side = literal->polarity == Polarity::denied ? Side::fails : Side::holds;
    const PhraseId phrase = literal->atom.phrase;
    switch (state) {
        case State::met:
            if (!is_absence) part.proof = teller().sentence(phrase, *row, side, Degree::certain);
            break;
        case State::disputed:
            part.proof = teller().sentence(phrase, *row, side, Degree::possible);
            break;
        case State::failed:
            part.proof = teller().sentence(phrase, *row, is_absence ? Side::holds : opposite(side),
                                           is_absence ? Degree::certain : Degree::possible);
            break;
        case State::missing:
            if (is_concluded(phrase)) {
                part.attempts = of(phrase, *row, side, way_limit, depth + 1);
            }
            break;
        case State::withdrawn:
            break;
    }
    return part;
}

void Attempts::add_withdrawn(const std::vector<Attack>& attacks, Attempt& attempt) {
    for (const Attack& attack : attacks) {
        if (attack.applies == Verdict::undetermined) continue;
        AttemptPart part;
        part.state = State::withdrawn;
        part.name = attack.name;
        part.cites = attack.cites;
        part.proof = attack.proof;
        for (const std::string& reason : attack.reasons) {
            part.text += (part.text.empty() ? "" : " and ") + reason;
        }
        attempt.parts.push_back(std::move(part));
    }
}

void Attempts::from_rules(PhraseId phrase, const Row& row, Side side, std::size_t depth,
                          std::vector<Attempt>& found) {
    const std::vector<Rule>& rules = model_.program().rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules[i];
        if (rule.head.phrase != phrase || rule.denies != (side == Side::fails)) continue;
        if (!model_.visible().sees(rule.header)) continue;
        const auto given = unify(rule.head, row, rule.header.variables.size());
        if (!given) continue;
        const std::vector<Application> ways =
            reader_.nearest(rule.header, rule.conditions, *given, 1);
        if (ways.empty()) continue;
        const Application& way = ways.front();
        Attempt attempt;
        attempt.block = BlockKind::rule;
        attempt.index = i;
        attempt.name = rule.header.name;
        attempt.title = rule.header.title;
        attempt.cites = rule.header.cites;
        for (std::size_t n = 0; n < rule.conditions.size(); ++n) {
            attempt.parts.push_back(
                condition(rule.header, rule.conditions, n, way.states[n], way.bindings, depth));
        }
        if (way.lacking == 0) {
            add_withdrawn(teller().exceptions(rule.header.name, way.bindings), attempt);
            add_withdrawn(teller().overrides(rule, way.bindings, row), attempt);
        }
        count_lacking(attempt);
        found.push_back(std::move(attempt));
    }
}

AttemptPart Attempts::element(const CompiledDefinition& compiled, std::size_t number,
                              const Row& row, const Bindings& bindings, Side side,
                              std::size_t depth) {
    const Definition& definition = model_.program().definitions[compiled.index];
    const Element& source = definition.elements[number];
    const Bits bits = model_.judgement().bits(compiled.elements[number], row);
    AttemptPart part;
    part.name = source.name;
    part.cites = source.cites;
    part.state = state_of(side == Side::holds ? bits : obverse::opposite(bits));
    const std::vector<Application> ways =
        reader_.nearest(definition.header, source.conditions, bindings, 1);
    const Bindings filled = ways.empty() ? bindings : ways.front().bindings;
    part.text = model_.text(definition.header, source.conditions, filled);
    const auto prove = [&](Side which, Degree degree) {
        part.proof = teller().element(compiled, number, row, which, degree);
    };
    switch (part.state) {
        case State::met:
            prove(side, Degree::certain);
            break;
        case State::disputed:
            prove(side, Degree::possible);
            break;
        case State::failed:
            prove(opposite(side), Degree::certain);
            break;
        default:
            break;
    }
    if (part.state != State::missing || side == Side::fails || ways.empty()) return part;
    if (source.conditions.size() == 1) {
        AttemptPart only = condition(definition.header, source.conditions, 0,
                                     ways.front().states.front(), filled, depth);
        part.attempts = std::move(only.attempts);
        return part;
    }
    Attempt conditions;
    conditions.block = BlockKind::definition;
    conditions.index = compiled.index;
    conditions.number = number;
    conditions.name = source.name;
    conditions.title = source.doc;
    conditions.text = part.text;
    for (std::size_t n = 0; n < source.conditions.size(); ++n) {
        conditions.parts.push_back(condition(definition.header, source.conditions, n,
                                             ways.front().states[n], filled, depth));
    }
    count_lacking(conditions);
    part.attempts.push_back(std::move(conditions));
    return part;
}

Attempt Attempts::from_elements(const CompiledDefinition& compiled, const Bindings& bindings,
                                const std::vector<std::size_t>& elements, Side side,
                                std::size_t depth) {
    const Definition& definition = model_.program().definitions[compiled.index];
    Attempt attempt;
    attempt.block = BlockKind::definition;
    attempt.index = compiled.index;
    attempt.name = definition.header.name;
    attempt.title = definition.header.title;
    attempt.cites = definition.header.cites;
    Row row;
    for (const Variable variable : compiled.head) {
        row.push_back(bindings[variable.index].value_or(0));
    }
    for (const std::size_t i : elements) {
        attempt.parts.push_back(element(compiled, i, row, bindings, side, depth));
    }
    if (side == Side::holds) add_withdrawn(teller().unless(compiled, row, bindings), attempt);
    count_lacking(attempt);
    const std::size_t met = attempt.parts.size() - attempt.lacking;
    if (definition.shape == Definition::Shape::judged_by && side == Side::holds) {
        attempt.lacking = met >= definition.least ? 0 : definition.least - met;
    }
    // To refute, one is enough.
    if (side == Side::fails) attempt.lacking = met == 0 ? 1 : 0;
    return attempt;
}

Attempt Attempts::from_when_only(const CompiledDefinition& compiled, std::size_t number,
                                 const Bindings& bindings, std::size_t depth) {
    const Definition& definition = model_.program().definitions[compiled.index];
    const WhenOnly& when = definition.when_only[number];
    Attempt attempt = from_elements(compiled, bindings, {when.element}, Side::holds, depth);
    attempt.number = number;
    if (!when.cites.empty()) attempt.cites = when.cites;
    const std::vector<Application> ways =
        reader_.nearest(definition.header, when.conditions, bindings, 1);
    for (std::size_t n = 0; !ways.empty() && n < when.conditions.size(); ++n) {
        attempt.parts.push_back(condition(definition.header, when.conditions, n,
                                          ways.front().states[n], ways.front().bindings, depth));
    }
    // The other elements must not all hold.
    Row row;
    for (const Variable variable : compiled.head) {
        row.push_back(bindings[variable.index].value_or(0));
    }
    AttemptPart others;
    others.name = "only " + definition.elements[when.element].name;
    bool all_certain = true;
    bool all_possible = true;
    for (std::size_t i = 0; i < definition.elements.size(); ++i) {
        if (i == when.element) continue;
        const Bits bits = model_.judgement().bits(compiled.elements[i], row);
        all_certain = all_certain && bits.plus_plus;
        all_possible = all_possible && bits.plus;
        others.text += (others.text.empty() ? "not all of " : ", ") + definition.elements[i].name;
    }
    others.state = all_certain ? State::failed : all_possible ? State::disputed : State::met;
    attempt.parts.push_back(std::move(others));
    attempt.lacking = 0;
    count_lacking(attempt);
    return attempt;
}

void Attempts::from_definitions(PhraseId phrase, const Row& row, Side side, std::size_t depth,
                                std::vector<Attempt>& found) {
    for (const CompiledDefinition& compiled : model_.compiled().definitions) {
        const Definition& definition = model_.program().definitions[compiled.index];
        const std::size_t count = definition.header.variables.size();
        if (definition.head.phrase == phrase) {
            Atom head = definition.head;
            const bool has_forms = definition.shape == Definition::Shape::forms;
            if (has_forms) head.terms[definition.form_slot] = Wildcard{};
            if (const auto bindings = unify(head, row, count)) {
                std::vector<std::vector<std::size_t>> ways;
                if (has_forms) {
                    const SymbolId asked = as_symbol(row[definition.form_slot]);
                    for (std::size_t i = 0; i < definition.form_values.size(); ++i) {
                        if (definition.form_values[i] == asked) ways.push_back({i});
                    }
                    for (const Category& category : definition.categories) {
                        if (category.name != asked) continue;
                        for (const std::size_t form : category.forms) ways.push_back({form});
                    }
                } else {
                    ways.emplace_back();
                    for (std::size_t i = 0; i < definition.elements.size(); ++i) {
                        ways.back().push_back(i);
                    }
                }
                for (const std::vector<std::size_t>& elements : ways) {
                    found.push_back(from_elements(compiled, *bindings, elements, side, depth));
                }
            }
        }
        for (std::size_t i = 0; side == Side::holds && i < definition.when_only.size(); ++i) {
            const WhenOnly& when = definition.when_only[i];
            if (when.conclusion.phrase != phrase) continue;
            if (const auto bindings = unify(when.conclusion, row, count)) {
                found.push_back(from_when_only(compiled, i, *bindings, depth));
            }
        }
    }
}

void Attempts::from_grades(PhraseId phrase, const Row& row, std::vector<Attempt>& found) {
    for (std::size_t g = 0; g < model_.program().grades.size(); ++g) {
        const Grade& grade = model_.program().grades[g];
        const Quantity& quantity = model_.schema().quantity(grade.quantity);
        if (quantity.phrase != phrase || !model_.visible().sees(grade.header)) continue;
        Atom head{.phrase = phrase, .terms = grade.terms, .span = {}};
        head.terms.emplace_back(Wildcard{});
        const auto bindings = unify(head, row, grade.header.variables.size());
        if (!bindings) continue;
        Attempt attempt;
        attempt.block = BlockKind::grade;
        attempt.index = g;
        attempt.name = grade.header.name;
        attempt.title = grade.header.title;
        attempt.cites = grade.header.cites;
        for (const Grade::Factor& factor : grade.factors) {
            AttemptPart part;
            part.name = factor.name;
            part.cites = factor.cites;
            part.proof =
                teller().quantity(factor.quantity, factor.terms, *bindings, Degree::certain);
            if (part.proof.empty()) continue;
            const ProofNode& proof = part.proof.front();
            part.text = proof.text;
            part.state = proof.how == How::unknown             ? State::missing
                         : proof.verdict == Verdict::supported ? State::met
                                                               : State::disputed;
            attempt.parts.push_back(std::move(part));
        }
        count_lacking(attempt);
        found.push_back(std::move(attempt));
    }
}

namespace {

void collect(const Attempt& attempt, std::vector<std::string>& texts) {
    for (const AttemptPart& part : attempt.parts) {
        if (part.state != State::missing) continue;
        if (part.attempts.empty()) {
            if (std::find(texts.begin(), texts.end(), part.text) == texts.end()) {
                texts.push_back(part.text);
            }
            continue;
        }
        collect(part.attempts.front(), texts);
    }
}

}  // namespace

std::vector<std::string> missing_in(const std::vector<Attempt>& attempts) {
    std::vector<std::string> texts;
    if (!attempts.empty()) collect(attempts.front(), texts);
    return texts;
}

}  // namespace obverse::proving
