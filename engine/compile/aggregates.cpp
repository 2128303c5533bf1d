#include "engine/base/overloaded.h"
#include "engine/compile/compiler.h"

#include <algorithm>

namespace obverse::compiling {

namespace {

Comparator contrary(Comparator comparator) {
    switch (comparator) {
        case Comparator::equal:
            return Comparator::differs;
        case Comparator::differs:
            return Comparator::equal;
        case Comparator::less:
            return Comparator::at_least;
        case Comparator::more:
            return Comparator::at_most;
        case Comparator::at_least:
            return Comparator::less;
        case Comparator::at_most:
            return Comparator::more;
        case Comparator::contains:
        case Comparator::matches:
            break;
    }
    return comparator;
}

}  // namespace

/// Whether disputes can make a difference to what is counted.
bool Compiler::is_open(const Conditions& conditions) const {
    bool open = false;
    for_each_condition(conditions, [&](const Condition& condition) {
        if (const auto* literal = std::get_if<Literal>(&condition.form)) {
            open = open || !program_.schema.phrase(literal->atom.phrase).is_relation;
        }
    });
    return open;
}

Body Compiler::aggregate(const Aggregate& aggregate, Level level, Variable result, Scope& scope,
                         const VariableSet& outside, bool rename) {
    const std::vector<std::pair<std::uint32_t, std::uint32_t>> before = scope.renamed;
    VariableSet inside;
    variables_in(aggregate.body, inside);
    variables_in(aggregate.value, inside);
    for (const Variable variable : aggregate.over) inside.insert(variable.index);
    if (rename) {
        // The second reading of one aggregate has variables of its own.
        for (const std::uint32_t index : inside) {
            if (outside.contains(index)) continue;
            scope.renamed.emplace_back(index, scope.fresh(scope.types[index]).index);
        }
    }
    VariableSet used = outside;
    used.insert(inside.begin(), inside.end());
    const Bodies bodies = render(aggregate.body, level, scope, used);

    datalog::Aggregate made;
    made.result = result;
    made.function = aggregate.function;
    made.value = expression(aggregate.value, scope);
    for (const Variable variable : aggregate.over) {
        made.over.push_back(std::get<Variable>(term(variable, scope)));
    }
    const auto add_simple = [&](const Body& body) {
        for (const datalog::Condition& condition : body.conditions) {
            std::visit(overloaded{
                           [](const datalog::Aggregate&) {},
                           [&](const auto& form) { made.body.emplace_back(form); },
                       },
                       condition);
        }
    };
    const bool nests = std::any_of(bodies.begin(), bodies.end(), [](const Body& body) {
        return std::any_of(body.conditions.begin(), body.conditions.end(), [](const auto& c) {
            return std::holds_alternative<datalog::Aggregate>(c);
        });
    });
    if (bodies.size() == 1 && !nests) {
        add_simple(bodies.front());
    } else {
        // Several ways to hold: a relation of what is counted, over what is read of it.
        std::vector<Term> columns;
        std::vector<ColumnType> types;
        for (const std::uint32_t index : inside) {
            const Term column = term(Variable{index}, scope);
            if (!std::holds_alternative<Variable>(column)) continue;
            columns.push_back(column);
            types.push_back(scope.types[std::get<Variable>(column).index]);
        }
        const datalog::RelationId counted =
            add_relation(scope.header->name + " counted", std::move(types));
        for (const Body& body : bodies) {
            emit(counted, columns, body, scope,
                 {.part = Origin::Part::aggregate, .level = level, .block = scope.header->block});
        }
        made.body.emplace_back(datalog::Literal{{counted, columns}, false});
    }
    scope.renamed = before;
    Body body;
    body.add(std::move(made));
    return body;
}

Bodies Compiler::render_aggregates(const Conditions& conditions, Level level, Scope& scope,
                                   const VariableSet& used, std::vector<Interval>& intervals) {
    Bodies bodies = {Body{}};
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        const auto* form = std::get_if<Aggregate>(&conditions[i].form);
        if (form == nullptr) continue;
        VariableSet outside = used;
        for (std::size_t j = 0; j < conditions.size(); ++j) {
            if (j != i) variables_in(conditions[j], outside);
        }
        Bodies ways;
        if (!is_open(form->body)) {
            ways = {aggregate(*form, Level::plus, form->result, scope, outside, false)};
        } else {
            const ColumnType type = scope.types[form->result.index];
            const Variable firm = scope.fresh(type);
            const Variable possible = scope.fresh(type);
            Body both = aggregate(*form, Level::plus_plus, firm, scope, outside, true);
            const Body alone = aggregate(*form, Level::plus, possible, scope, outside, true);
            both.append(alone);
            ways = {both};
            intervals.push_back({form->result, firm, possible});
            const bool counts = form->function == AggregateFunction::count ||
                                form->function == AggregateFunction::total;
            if (level == Level::plus && !counts) {
                // Nothing firm has a least or greatest, but what is possible may.
                ways.push_back(alone);
                ways.back().add(datalog::Binding{firm, {.term = possible, .type = type}});
            }
        }
        for (Body& way : ways) {
            for (std::optional<std::size_t>& source : way.sources) source = i;
        }
        bodies = multiply(bodies, ways, form->span);
    }
    return bodies;
}

/// A comparison of numbers that disputes leave open between two ends is true when it is true for
/// every number between them, possible when it is for one.
Bodies Compiler::compare(const Comparison& comparison, Level level, bool wanted, const Scope& scope,
                         const std::vector<Interval>& intervals) {
    VariableSet read;
    variables_in(comparison.left, read);
    variables_in(comparison.right, read);
    const bool is_open = std::any_of(intervals.begin(), intervals.end(), [&](const Interval& i) {
        return read.contains(i.result.index);
    });
    if (!is_open) {
        Body body;
        body.add(datalog::Comparison{comparison.comparator, expression(comparison.left, scope),
                                     expression(comparison.right, scope),
                                     wanted ? datalog::Outcome::yes : datalog::Outcome::no});
        return {body};
    }
    Comparison asked = comparison;
    if (!wanted) asked.comparator = contrary(comparison.comparator);
    return corners(asked, level, scope, intervals);
}

Bodies Compiler::corners(const Comparison& comparison, Level level, const Scope& scope,
                         const std::vector<Interval>& intervals) {
    VariableSet read;
    variables_in(comparison.left, read);
    variables_in(comparison.right, read);
    std::vector<Interval> open;
    for (const Interval& interval : intervals) {
        if (read.contains(interval.result.index)) open.push_back(interval);
    }
    const auto at = [&](std::size_t corner, Comparator comparator) {
        Scope shifted = scope;
        for (std::size_t i = 0; i < open.size(); ++i) {
            const Variable end = ((corner >> i) & 1U) == 0 ? open[i].least : open[i].greatest;
            shifted.renamed.insert(shifted.renamed.begin(), {open[i].result.index, end.index});
        }
        return datalog::Comparison{comparator, expression(comparison.left, shifted),
                                   expression(comparison.right, shifted), datalog::Outcome::yes};
    };
    const std::size_t count = std::size_t{1} << open.size();
    Bodies bodies;
    if (level == Level::plus) {
        for (std::size_t corner = 0; corner < count; ++corner) {
            Body body;
            body.add(at(corner, comparison.comparator));
            bodies.push_back(std::move(body));
        }
        if (comparison.comparator != Comparator::equal) return bodies;
        for (const auto& [below, above] : {std::pair<std::size_t, std::size_t>{0, count - 1},
                                           std::pair<std::size_t, std::size_t>{count - 1, 0}}) {
            Body body;
            body.add(at(below, Comparator::less));
            body.add(at(above, Comparator::more));
            bodies.push_back(std::move(body));
        }
        return bodies;
    }
    if (comparison.comparator == Comparator::differs) {
        // Both ends on one side of what they are compared with.
        for (const Comparator side : {Comparator::less, Comparator::more}) {
            Body body;
            for (std::size_t corner = 0; corner < count; ++corner) body.add(at(corner, side));
            bodies.push_back(std::move(body));
        }
        return bodies;
    }
    Body body;
    for (std::size_t corner = 0; corner < count; ++corner) {
        body.add(at(corner, comparison.comparator));
    }
    return {body};
}

}  // namespace obverse::compiling
