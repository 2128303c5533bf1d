#include "engine/compile/parts.h"
#include "engine/proof/planner.h"

#include <algorithm>

namespace obverse::proving {

namespace {

/// The conditions that a generated rule renders, with the block that they stand in.
std::pair<const BlockHeader*, const Conditions*> applied(const Program& program,
                                                         const Origin& origin) {
    switch (origin.part) {
        case Origin::Part::rule: {
            const Rule& rule = program.rules[origin.index];
            return {&rule.header, &rule.conditions};
        }
        case Origin::Part::element: {
            const Definition& definition = program.definitions[origin.index];
            return {&definition.header, &definition.elements[origin.number].conditions};
        }
        default:
            return {};
    }
}

}  // namespace

/// Ways to keep a block from applying that may apply: a condition is no longer possible, or an
/// exception of its own withdraws it.
Plans Planner::withdraw_block(const std::string& name, const BlockHeader& header,
                              const Conditions& conditions, const Bindings& given) {
    Plans plans = {Plan{}};
    // It may apply in several ways: each must go.
    for (const Application& way : reader_.nearest(header, conditions, given, 4)) {
        const bool is_possible = std::all_of(way.states.begin(), way.states.end(), [](State state) {
            return state == State::met || state == State::disputed;
        });
        if (!is_possible) continue;
        Plans one;
        for (const Condition& condition : conditions) {
            const Plans found = break_one(header, condition, way.bindings);
            one.insert(one.end(), found.begin(), found.end());
        }
        for (const CompiledException& compiled : model_.compiled().exceptions) {
            const Exception& further = model_.program().exceptions[compiled.index];
            if (further.target != name) continue;
            Bindings own(further.header.variables.size());
            for (const auto& [mine, theirs] : further.shared) {
                own[mine.index] = way.bindings[theirs.index];
            }
            for (const Application& applied :
                 reader_.nearest(further.header, further.conditions, own, 2)) {
                const Plans found =
                    both(establish(further.header, further.conditions, applied.bindings),
                         without_exceptions(further.header.name, applied.bindings));
                one.insert(one.end(), found.begin(), found.end());
            }
        }
        trim(one);
        plans = both(plans, one);
    }
    return plans;
}

Plans Planner::without_exceptions(const std::string& target, const Bindings& bindings) {
    Plans plans = {Plan{}};
    std::set<std::size_t> seen;
    for (const CompiledException& compiled : model_.compiled().exceptions) {
        const Exception& exception = model_.program().exceptions[compiled.index];
        if (exception.target != target || !seen.insert(compiled.index).second) continue;
        std::vector<std::optional<Word>> row;
        for (const Variable variable : compiled.shared) row.push_back(bindings[variable.index]);
        if (!model_.has_row(compiled.fires.plus, row)) continue;
        Bindings own(exception.header.variables.size());
        for (const auto& [mine, theirs] : exception.shared) {
            own[mine.index] = bindings[theirs.index];
        }
        plans = both(plans, withdraw_block(exception.header.name, exception.header,
                                           exception.conditions, own));
    }
    return plans;
}

Plans Planner::without_unless(const CompiledDefinition& compiled, const Row& row,
                              const Bindings& bindings) {
    const Definition& definition = model_.program().definitions[compiled.index];
    Plans plans = {Plan{}};
    for (std::size_t i = 0; i < definition.unless.size(); ++i) {
        if (!model_.database().find(compiled.unless[i].plus, row)) continue;
        const Element& element = definition.unless[i];
        plans = both(plans, withdraw_block(definition.header.name + "." + element.name,
                                           definition.header, element.conditions, bindings));
    }
    return plans;
}

Plans Planner::without_overrides(const Rule& rule, const Bindings& bindings,
                                 const Row& conclusion) {
    Plans plans = {Plan{}};
    for (const Rule& other : model_.program().rules) {
        const bool overrides = std::find(other.overrides.begin(), other.overrides.end(),
                                         rule.header.name) != other.overrides.end();
        if (!overrides || &other == &rule || !model_.visible().sees(other.header)) continue;
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
        plans =
            both(plans, withdraw_block(other.header.name, other.header, other.conditions, *given));
    }
    return plans;
}

/// Plans after which a row is not derived: its claims are withdrawn, and of each instance that
/// derives it a premise goes, or what it holds absent comes.
Plans Planner::break_node(NodeId node) {
    const Fact fact = graph_.fact(node);
    const Meaning& meaning = model_.meaning(fact.first);
    if (!breaking_.insert(node).second) return {};
    Plans plans = {Plan{}};
    if (meaning.kind == Meaning::Kind::evidence) {
        const Evidence* said = model_.evidence(meaning.phrase, fact.second);
        const bool holds = meaning.side == Side::holds;
        if (said != nullptr && (holds ? said->asserted : said->denied)) {
            plans = {{Edit{.kind = Change::Kind::withdraw,
                           .phrase = meaning.phrase,
                           .row = fact.second,
                           .stance = holds ? Stance::asserted : Stance::denied}}};
        }
    }
    constexpr std::size_t way_limit = 6;
    std::size_t broken = 0;
    for (const Way& way : std::vector<Way>(graph_.ways(node))) {
        if (++broken > way_limit) {
            is_complete_ = false;
            plans.clear();
            break;
        }
        Plans one;
        for (const NodeId premise : way.premises) {
            if (premise == Way::none) continue;
            const Plans found = break_node(premise);
            one.insert(one.end(), found.begin(), found.end());
        }
        const Origin& origin = model_.origin_of(way.rule);
        if (const auto [header, conditions] = applied(model_.program(), origin); header) {
            Bindings bindings = way.bindings;
            bindings.resize(header->variables.size());
            for (const Condition& condition : *conditions) {
                const auto* literal = std::get_if<Literal>(&condition.form);
                if (literal == nullptr || literal->polarity != Polarity::no_record) continue;
                const Plans found = break_one(*header, condition, bindings);
                one.insert(one.end(), found.begin(), found.end());
            }
        }
        if (origin.part == Origin::Part::rule) {
            const Rule& rule = model_.program().rules[origin.index];
            Bindings bindings = way.bindings;
            bindings.resize(rule.header.variables.size());
            // Or an exception comes to apply.
            for (const CompiledException& compiled : model_.compiled().exceptions) {
                const Exception& exception = model_.program().exceptions[compiled.index];
                if (exception.target != rule.header.name) continue;
                Bindings own(exception.header.variables.size());
                for (const auto& [mine, theirs] : exception.shared) {
                    own[mine.index] = bindings[theirs.index];
                }
                for (const Application& applied :
                     reader_.nearest(exception.header, exception.conditions, own, 2)) {
                    const Plans found =
                        both(establish(exception.header, exception.conditions, applied.bindings),
                             without_exceptions(exception.header.name, applied.bindings));
                    one.insert(one.end(), found.begin(), found.end());
                }
            }
        }
        trim(one);
        if (one.empty()) is_complete_ = false;
        plans = both(plans, one);
        if (plans.empty()) break;
    }
    breaking_.erase(node);
    return plans;
}

}  // namespace obverse::proving
