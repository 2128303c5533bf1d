#include "engine/compile/compiler.h"

#include <algorithm>

namespace obverse::compiling {

using datalog::RelationId;

namespace {

VariableSet mentioned_in(const Conditions& conditions) {
    VariableSet variables;
    variables_in(conditions, variables);
    return variables;
}

/// The variables that have a value in every way in which conditions hold.
void valued_by(const Conditions& conditions, VariableSet& variables) {
    bound_by(conditions, variables);
    for (const Condition& condition : conditions) {
        const auto* literal = std::get_if<Literal>(&condition.form);
        if (literal == nullptr || literal->polarity != Polarity::denied) continue;
        for (const Term& term : literal->atom.terms) variables_in(term, variables);
    }
}

/// The variable of a target that one of an exception stands for. A block that has taken the place
/// of the one the exception was written for may know it under another number, or not at all.
std::optional<Variable> same_variable(const VariableInfo& wanted, Variable likely,
                                      const std::vector<VariableInfo>& variables) {
    const auto is_same = [&](const VariableInfo& other) {
        return other.name == wanted.name && other.type == wanted.type;
    };
    if (likely.index < variables.size() && is_same(variables[likely.index])) return likely;
    const auto found = std::find_if(variables.begin(), variables.end(), is_same);
    if (found == variables.end()) return std::nullopt;
    return Variable{static_cast<std::uint32_t>(found - variables.begin())};
}

std::size_t index_of(const Program& program, const Rule& rule) {
    return static_cast<std::size_t>(&rule - program.rules.data());
}

}  // namespace

void Compiler::withdraw(Body& body, Level level,
                        const std::vector<CompiledException>& exceptions) const {
    for (const CompiledException& exception : exceptions) {
        const RelationId fires =
            level == Level::plus ? exception.fires.plus_plus : exception.fires.plus;
        body.add(
            datalog::Literal{{fires, {exception.shared.begin(), exception.shared.end()}}, true});
    }
}

std::vector<CompiledException> Compiler::exceptions_to(const std::string& name,
                                                       const Target& target) {
    std::vector<CompiledException> found;
    for (std::size_t i = 0; i < program_.exceptions.size(); ++i) {
        const Exception& exception = program_.exceptions[i];
        if (exception.target != name || !visible_.sees(exception.header)) continue;
        found.push_back(compile_exception(i, target));
        out_.exceptions.push_back(found.back());
    }
    return found;
}

std::vector<CompiledException> Compiler::exceptions_of(const Rule& rule) {
    Target target{.header = rule.header, .conditions = rule.conditions};
    if (exceptions_read_judged(rule.header.name)) {
        target.given = under(given_by(rule), rule.conditions, scope_of(rule.header));
    }
    return exceptions_to(rule.header.name, target);
}

CompiledException Compiler::compile_exception(std::size_t index, const Target& target) {
    const Exception& exception = program_.exceptions[index];
    const VariableSet read = mentioned_in(exception.conditions);
    CompiledException compiled{.index = index, .shared = {}, .fires = {}};
    std::vector<Variable> own;
    VariableSet given = target.known;
    valued_by(target.conditions, given);
    for (const auto& [mine, theirs] : exception.shared) {
        if (!read.contains(mine.index)) continue;
        const auto variable =
            same_variable(exception.header.variables[mine.index], theirs, target.header.variables);
        // What the target gives a value only in one of its ways is the exception's own affair.
        if (!variable || !given.contains(variable->index)) continue;
        own.push_back(mine);
        compiled.shared.push_back(*variable);
    }
    const std::string& name = exception.header.name;
    compiled.fires.plus = add_relation(name + " +", own, exception.header);
    compiled.fires.plus_plus = add_relation(name + " ++", own, exception.header);

    Origin origin{.part = Origin::Part::exception, .block = BlockKind::exception, .index = index};
    // A variable that only the target binds takes the target's cases.
    VariableSet bound;
    bound_by(exception.conditions, bound);
    Body guard;
    const bool binds_all = std::all_of(
        own.begin(), own.end(), [&](Variable variable) { return bound.contains(variable.index); });
    if (!binds_all) {
        const RelationId cases = add_relation(name + " cases", own, exception.header);
        Scope scope = scope_of(target.header);
        VariableSet used = target.known;
        for (const Variable variable : compiled.shared) used.insert(variable.index);
        for (const Body& rest : render(target.conditions, Level::plus, scope, used)) {
            Body body = target.prefix;
            body.append(rest);
            std::fill(body.sources.begin(), body.sources.end(), std::nullopt);
            emit(cases, {compiled.shared.begin(), compiled.shared.end()}, std::move(body), scope,
                 origin);
        }
        guard.add(datalog::Literal{{cases, {own.begin(), own.end()}}, false});
    }
    VariableSet known;
    for (const Variable variable : own) known.insert(variable.index);
    const std::vector<CompiledException> further = exceptions_to(
        exception.header.name, {.header = exception.header,
                                .conditions = exception.conditions,
                                .given = demand_exception(exception, own, compiled.shared,
                                                          target.given, scope_of(target.header)),
                                .prefix = guard,
                                .known = known});
    for (const Level level : {Level::plus, Level::plus_plus}) {
        Scope scope = scope_of(exception.header);
        for (const Body& rest : render(exception.conditions, level, scope, known)) {
            Body body = guard;
            body.append(rest);
            withdraw(body, level, further);
            origin.level = level;
            emit(level == Level::plus ? compiled.fires.plus : compiled.fires.plus_plus,
                 {own.begin(), own.end()}, std::move(body), scope, origin);
        }
    }
    return compiled;
}

/// An overriding rule fires for the same case: the same sentence when both speak of one phrase,
/// otherwise the same of what both name.
Compiler::Override Compiler::compile_override(const Rule& rule, std::size_t by) {
    const Rule& overriding = program_.rules[by];
    Override made{.index = by, .columns = {}, .fires = {}};
    std::vector<Term> own;
    std::vector<ColumnType> types;
    if (overriding.head.phrase == rule.head.phrase) {
        own = overriding.head.terms;
        made.columns = rule.head.terms;
        for (const Slot& slot : program_.schema.phrase(rule.head.phrase).slots) {
            types.push_back(slot.type);
        }
    } else {
        VariableSet theirs;
        VariableSet ours;
        valued_by(overriding.conditions, theirs);
        valued_by(rule.conditions, ours);
        for (const std::uint32_t i : theirs) {
            const VariableInfo& variable = overriding.header.variables[i];
            const auto same = same_variable(variable, {i}, rule.header.variables);
            if (!same || !ours.contains(same->index) || !variable.parameter.empty()) continue;
            own.emplace_back(Variable{i});
            made.columns.emplace_back(*same);
            types.push_back(variable.type);
        }
    }
    const std::string name = overriding.header.name + " overriding";
    made.fires.plus = add_relation(name + " +", types);
    made.fires.plus_plus = add_relation(name + " ++", types);
    const std::vector<CompiledException> exceptions = exceptions_of(overriding);
    const std::vector<Override> further = overrides_of(overriding);
    for (const Level level : {Level::plus, Level::plus_plus}) {
        emit_conclusion(
            overriding, level == Level::plus ? made.fires.plus : made.fires.plus_plus, own, level,
            {.part = Origin::Part::override, .level = level, .block = BlockKind::rule, .index = by},
            exceptions, further);
    }
    return made;
}

std::vector<Compiler::Override> Compiler::overrides_of(const Rule& rule) {
    std::vector<Override> found;
    const std::size_t index = index_of(program_, rule);
    if (!in_progress_.insert(index).second) return found;
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
        const Rule& other = program_.rules[i];
        const bool overrides = std::find(other.overrides.begin(), other.overrides.end(),
                                         rule.header.name) != other.overrides.end();
        if (!overrides || i == index || !visible_.sees(other.header)) continue;
        const auto known = overriding_.find({index, i});
        if (known != overriding_.end()) {
            found.push_back(known->second);
            continue;
        }
        found.push_back(compile_override(rule, i));
        overriding_.emplace(std::pair{index, i}, found.back());
    }
    in_progress_.erase(index);
    return found;
}

void Compiler::emit_conclusion(const Rule& rule, RelationId head, std::vector<Term> columns,
                               Level level, const Origin& origin,
                               const std::vector<CompiledException>& exceptions,
                               const std::vector<Override>& overrides) {
    Scope scope = scope_of(rule.header);
    VariableSet used;
    for (const Term& term : rule.head.terms) variables_in(term, used);
    for (const Body& rest : render(rule.conditions, level, scope, used)) {
        Body body = rest;
        withdraw(body, level, exceptions);
        for (const Override& other : overrides) {
            const RelationId fires =
                level == Level::plus ? other.fires.plus_plus : other.fires.plus;
            body.add(datalog::Literal{{fires, terms(other.columns, scope)}, true});
        }
        emit(head, terms(columns, scope), std::move(body), scope, origin);
    }
}

void Compiler::compile_rule(std::size_t index) {
    const Rule& rule = program_.rules[index];
    for (const VariableInfo& variable : rule.header.variables) {
        if (variable.parameter.empty() ||
            find_parameter(program_, visible_.lens(), variable.parameter) != nullptr) {
            continue;
        }
        diagnostics_.report(
            {.code = Code::unknown_parameter,
             .message = "the lens in force has no parameter `" + variable.parameter + "`",
             .primary = Label{rule.header.span, "a rule reads it"}});
        return;
    }
    const PhraseRelations& relations = out_.phrases.at(rule.head.phrase);
    Origin origin{.part = Origin::Part::rule,
                  .block = BlockKind::rule,
                  .index = index,
                  .conclusion = rule.head.phrase};
    if (relations.is_relation) {
        emit_conclusion(rule, relations.s, rule.head.terms, Level::plus, origin, {}, {});
        return;
    }
    const std::vector<CompiledException> exceptions = exceptions_of(rule);
    const std::vector<Override> overrides = overrides_of(rule);
    for (const Level level : {Level::plus, Level::plus_plus}) {
        const bool firm = level == Level::plus_plus;
        const RelationId head =
            rule.denies ? (firm ? relations.dd : relations.d) : (firm ? relations.ss : relations.s);
        origin.level = rule.denies ? (firm ? Level::minus_minus : Level::minus) : level;
        emit_conclusion(rule, head, rule.head.terms, level, origin, exceptions, overrides);
    }
}

void Compiler::compile_rules() {
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
        const Rule& rule = program_.rules[i];
        if (!relevant_.contains(rule.head.phrase) || !visible_.sees(rule.header)) continue;
        compile_rule(i);
    }
}

}  // namespace obverse::compiling
