#include "engine/compile/parts.h"
#include "engine/proof/teller.h"

#include <algorithm>

namespace obverse::proving {

namespace {

/// Why a condition that is not met keeps an exception from applying.
std::string reason(const Model& model, const BlockHeader& header, const Condition& condition,
                   State state, const Bindings& bindings) {
    const std::string text = model.text(header, condition, bindings);
    if (const auto* literal = std::get_if<Literal>(&condition.form)) {
        const std::string words = filled_text(model.judgement(), header, literal->atom, bindings);
        if (state == State::disputed) return "it is disputed whether " + words;
        switch (literal->polarity) {
            case Polarity::holds:
                return (state == State::failed ? "it is denied that "
                                               : "there is no record that ") +
                       words;
            case Polarity::denied:
                return "nobody denies that " + words;
            case Polarity::no_record:
                return "it is on record that " + words;
        }
    }
    if (std::holds_alternative<Choice>(condition.form)) return "there is no record of " + text;
    if (state == State::missing) return "it is not known whether " + text;
    return "it is untrue that " + text;
}

}  // namespace

std::vector<std::string> Teller::reasons(const BlockHeader& header, const Conditions& conditions,
                                         const Bindings& given, Bindings& found) {
    std::vector<std::string> texts;
    const std::vector<Application> ways = reader_.nearest(header, conditions, given, 1);
    if (ways.empty()) return texts;
    found = ways.front().bindings;
    for (const bool disputed : {false, true}) {
        for (std::size_t i = 0; i < conditions.size(); ++i) {
            const State state = ways.front().states[i];
            if (state == State::met || (state == State::disputed) != disputed) continue;
            texts.push_back(reason(model_, header, conditions[i], state, found));
        }
        if (!texts.empty()) break;
    }
    return texts;
}

void Teller::settle_attack(Attack& attack, RelationId possible, RelationId firm,
                           std::span<const std::optional<Word>> row) {
    if (model_.has_row(firm, row)) {
        attack.applies = Verdict::supported;
    } else if (model_.has_row(possible, row)) {
        attack.applies = Verdict::contested;
    }
}

std::vector<Attack> Teller::exceptions(const std::string& target, const Bindings& bindings) {
    std::vector<Attack> attacks;
    std::set<std::size_t> seen;
    for (const CompiledException& compiled : model_.compiled().exceptions) {
        const Exception& exception = model_.program().exceptions[compiled.index];
        if (exception.target != target || !seen.insert(compiled.index).second) continue;
        Attack attack;
        attack.kind = Attack::Kind::exception;
        attack.index = compiled.index;
        attack.name = exception.header.name;
        attack.title = exception.header.title;
        attack.cites = exception.header.cites;
        std::vector<std::optional<Word>> row;
        for (const Variable variable : compiled.shared) {
            row.push_back(variable.index < bindings.size() ? bindings[variable.index]
                                                           : std::nullopt);
        }
        settle_attack(attack, compiled.fires.plus, compiled.fires.plus_plus, row);
        Bindings given(exception.header.variables.size());
        for (const auto& [mine, theirs] : exception.shared) {
            if (theirs.index < bindings.size()) given[mine.index] = bindings[theirs.index];
        }
        attack.bindings = given;
        std::vector<std::string> texts =
            reasons(exception.header, exception.conditions, given, attack.bindings);
        if (attack.applies == Verdict::undetermined) {
            attack.reasons = std::move(texts);
            // Its conditions may hold, and an exception of its own withdraw it.
            for (const Attack& further : exceptions(exception.header.name, attack.bindings)) {
                if (further.applies == Verdict::undetermined) continue;
                attack.reasons.push_back("withdrawn by " + further.name);
            }
        } else {
            attack.reasons.push_back(
                model_.text(exception.header, exception.conditions, attack.bindings));
        }
        attacks.push_back(std::move(attack));
    }
    return attacks;
}

std::vector<Attack> Teller::overrides(const Rule& rule, const Bindings& bindings,
                                      const Row& conclusion) {
    std::vector<Attack> attacks;
    for (std::size_t i = 0; i < model_.program().rules.size(); ++i) {
        const Rule& other = model_.program().rules[i];
        const bool overrides = std::find(other.overrides.begin(), other.overrides.end(),
                                         rule.header.name) != other.overrides.end();
        if (!overrides || &other == &rule || !model_.visible().sees(other.header)) continue;
        // The same sentence, or the same values of what both name.
        std::optional<Bindings> given(std::in_place, other.header.variables.size());
        if (other.head.phrase == rule.head.phrase) {
            given = unify(other.head, conclusion, other.header.variables.size());
        } else {
            for (std::size_t v = 0; v < other.header.variables.size(); ++v) {
                for (std::size_t w = 0; w < rule.header.variables.size(); ++w) {
                    if (other.header.variables[v].name == rule.header.variables[w].name) {
                        (*given)[v] = bindings[w];
                    }
                }
            }
        }
        if (!given) continue;
        Attack attack;
        attack.kind = Attack::Kind::override;
        attack.index = i;
        attack.name = other.header.name;
        attack.title = other.header.title;
        attack.cites = other.header.cites;
        attack.bindings = *given;
        attack.reasons = reasons(other.header, other.conditions, *given, attack.bindings);
        const std::vector<Application> ways =
            reader_.nearest(other.header, other.conditions, *given, 1);
        if (!ways.empty() && ways.front().lacking == 0) attack.applies = Verdict::supported;
        const bool is_possible =
            !ways.empty() &&
            std::all_of(ways.front().states.begin(), ways.front().states.end(), [](State state) {
                return state == State::met || state == State::disputed;
            });
        if (attack.applies != Verdict::supported && is_possible) {
            attack.applies = Verdict::contested;
        }
        for (const Attack& further : exceptions(other.header.name, attack.bindings)) {
            if (further.applies == Verdict::undetermined) continue;
            attack.reasons.push_back("withdrawn by " + further.name);
            attack.applies =
                further.applies == Verdict::supported ? Verdict::undetermined : Verdict::contested;
        }
        if (attack.applies != Verdict::undetermined) {
            attack.reasons = {model_.text(other.header, other.conditions, attack.bindings)};
        }
        attacks.push_back(std::move(attack));
    }
    return attacks;
}

std::vector<Attack> Teller::unless(const CompiledDefinition& definition, const Row& row,
                                   const Bindings& bindings) {
    const Definition& source = model_.program().definitions[definition.index];
    std::vector<Attack> attacks;
    for (std::size_t i = 0; i < source.unless.size(); ++i) {
        const Element& element = source.unless[i];
        Attack attack;
        attack.kind = Attack::Kind::unless;
        attack.index = i;
        attack.name = element.name;
        attack.title = element.doc;
        attack.cites = element.cites;
        const std::vector<std::optional<Word>> words(row.begin(), row.end());
        settle_attack(attack, definition.unless[i].plus, definition.unless[i].plus_plus, words);
        attack.bindings = bindings;
        std::vector<std::string> texts =
            reasons(source.header, element.conditions, bindings, attack.bindings);
        if (attack.applies == Verdict::undetermined) {
            attack.reasons = std::move(texts);
            for (const Attack& further :
                 exceptions(source.header.name + "." + element.name, attack.bindings)) {
                if (further.applies == Verdict::undetermined) continue;
                attack.reasons.push_back("withdrawn by " + further.name);
            }
        } else {
            attack.reasons = {model_.text(source.header, element.conditions, attack.bindings)};
            const bool firm = attack.applies == Verdict::supported;
            const RelationId relation =
                firm ? definition.unless[i].plus_plus : definition.unless[i].plus;
            if (const auto node = graph_.find({relation, row})) attack.proof.push_back(tell(*node));
        }
        attacks.push_back(std::move(attack));
    }
    return attacks;
}

}  // namespace obverse::proving
