#include "engine/base/overloaded.h"
#include "engine/compile/compiler.h"

#include <algorithm>

namespace obverse::compiling {

using datalog::RelationId;

namespace {

/// What conditions work out by `N is …`: comparisons are read with the expression in place of N, so
/// that one that is not decidable keeps a case open instead of losing it.
class Substitution {
public:
    Substitution(const Conditions& conditions, const VariableSet& outer) {
        for (const Condition& condition : conditions) {
            const auto* binding = std::get_if<Binding>(&condition.form);
            if (binding != nullptr && !outer.contains(binding->variable.index)) {
                expressions_.emplace(binding->variable.index, &binding->expression);
            }
        }
    }
    void apply(Condition& condition) const {
        if (auto* comparison = std::get_if<Comparison>(&condition.form)) {
            apply(comparison->left, 0);
            apply(comparison->right, 0);
        }
    }

private:
    void apply(Expression& expression, std::size_t depth) const {
        if (expression.operation == datalog::Operation::term) {
            const auto* variable = std::get_if<Variable>(&expression.term);
            if (variable == nullptr) return;
            const auto found = expressions_.find(variable->index);
            if (found == expressions_.end() || depth > expressions_.size()) return;
            expression = Expression(*found->second);
            apply(expression, depth + 1);
            return;
        }
        for (Expression& operand : expression.operands) apply(operand, depth);
    }

    std::map<std::uint32_t, const Expression*> expressions_;
};

/// The variables of a condition that have no value from elsewhere.
VariableSet locals_in(const Condition& condition, const VariableSet& outer,
                      const BlockHeader& header) {
    VariableSet all;
    variables_in(condition, all);
    std::erase_if(all, [&](std::uint32_t index) {
        return outer.contains(index) ||
               (index < header.variables.size() && !header.variables[index].parameter.empty());
    });
    return all;
}

bool meet(const VariableSet& left, const VariableSet& right) {
    return std::any_of(left.begin(), left.end(),
                       [&](std::uint32_t index) { return right.contains(index); });
}

bool is_firm(Level level) {
    return level == Level::plus_plus || level == Level::minus_minus;
}

}  // namespace

void Compiler::emit_failing(Level level, Body why, const Judged& judged, const Scope& scope,
                            const BitRelations& bits) {
    Body body;
    body.add(datalog::Literal{{judged.guard, columns(judged.outer)}, false});
    body.append(why);
    Origin origin = judged.origin;
    origin.level = level;
    emit(is_firm(level) ? bits.minus_minus : bits.minus, columns(judged.outer), std::move(body),
         scope, origin);
}

/// Conditions that share no local variable fail each by themselves.
void Compiler::judge_failing(const Judged& judged, const BlockHeader& header,
                             const BitRelations& bits) {
    const VariableSet outer = set_of(judged.outer);
    const Substitution substitution(judged.conditions, outer);
    struct Connected {
        VariableSet locals;
        std::vector<std::size_t> numbers;
    };
    Conditions conditions = judged.conditions;
    std::vector<Connected> parts;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        substitution.apply(conditions[i]);
        Connected made{locals_in(conditions[i], outer, header), {i}};
        for (std::size_t p = 0; p < parts.size();) {
            if (!meet(parts[p].locals, made.locals)) {
                ++p;
                continue;
            }
            made.locals.insert(parts[p].locals.begin(), parts[p].locals.end());
            made.numbers.insert(made.numbers.end(), parts[p].numbers.begin(),
                                parts[p].numbers.end());
            parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(p));
        }
        parts.push_back(std::move(made));
    }
    for (Connected& connected : parts) {
        Part part;
        std::sort(connected.numbers.begin(), connected.numbers.end());
        part.numbers = connected.numbers;
        for (const std::size_t i : part.numbers) part.conditions.push_back(conditions[i]);
        const bool is_one = part.conditions.size() == 1;
        if (connected.locals.empty() ||
            (is_one && std::holds_alternative<Choice>(part.conditions.front().form))) {
            judge_alone(part, judged, header, bits);
        } else {
            judge_locals(part, judged, header, bits);
            judge_aggregates(part, judged, header, bits);
        }
    }
}

/// One condition whose variables are all given, or a list that has its own.
void Compiler::judge_alone(const Part& part, const Judged& judged, const BlockHeader& header,
                           const BitRelations& bits) {
    const Condition& condition = part.conditions.front();
    std::optional<BitRelations> failing;
    if (const auto* choice = std::get_if<Choice>(&condition.form)) {
        failing = choice_fails(*choice, judged, header, judged.guard, judged.outer);
    }
    for (const Level level : {Level::minus, Level::minus_minus}) {
        Scope scope = scope_of(header);
        for (Body& why : fails_alone(condition, level, judged, failing, scope)) {
            for (std::optional<std::size_t>& source : why.sources) source = part.numbers.front();
            emit_failing(level, std::move(why), judged, scope, bits);
        }
    }
}

Bodies Compiler::fails_alone(const Condition& condition, Level level, const Judged& judged,
                             const std::optional<BitRelations>& failing, Scope& scope) {
    const bool firm = is_firm(level);
    const auto one = [](datalog::Condition form) {
        Body body;
        body.add(std::move(form));
        return Bodies{body};
    };
    return std::visit(
        overloaded{
            [&](const Literal& literal) {
                if (literal.polarity == Polarity::holds) {
                    return fails(literal.atom, level, scope, set_of(judged.outer));
                }
                return holds(literal.atom, firm ? Level::plus_plus : Level::plus, scope);
            },
            [&](const KindTest& test) {
                return one(
                    datalog::Literal{{kind_relation(test.kind), {term(test.term, scope)}}, true});
            },
            [&](const Comparison& comparison) {
                return compare(comparison, firm ? Level::plus_plus : Level::plus, false, scope, {});
            },
            [&](const GradeTest& test) { return render_grade(test, false, scope); },
            [&](const Choice&) {
                return one(datalog::Literal{
                    {firm ? failing->minus_minus : failing->minus, columns(judged.outer)}, false});
            },
            [](const Binding&) { return Bodies{}; },
            [](const Aggregate&) { return Bodies{}; },
        },
        condition.form);
}

/// A count always has a value: what is compared with it fails when the contrary holds.
void Compiler::judge_aggregates(const Part& part, const Judged& judged, const BlockHeader& header,
                                const BitRelations& bits) {
    const VariableSet outer = set_of(judged.outer);
    VariableSet results;
    for (const Condition& condition : part.conditions) {
        if (const auto* aggregate = std::get_if<Aggregate>(&condition.form)) {
            results.insert(aggregate->result.index);
        }
    }
    for (std::size_t i = 0; i < part.conditions.size(); ++i) {
        const auto* comparison = std::get_if<Comparison>(&part.conditions[i].form);
        if (comparison == nullptr) continue;
        const VariableSet inside = locals_in(part.conditions[i], outer, header);
        if (inside.empty() || !is_within(inside, results)) continue;
        for (const Level level : {Level::minus, Level::minus_minus}) {
            const Level reading = is_firm(level) ? Level::plus_plus : Level::plus;
            Scope scope = scope_of(header);
            std::vector<Interval> intervals;
            Bodies bodies = render_aggregates(part.conditions, reading, scope, outer, intervals);
            bodies = multiply(bodies, compare(*comparison, reading, false, scope, intervals),
                              comparison->span);
            for (Body& why : bodies) {
                for (std::optional<std::size_t>& source : why.sources) source = part.numbers[i];
                emit_failing(level, std::move(why), judged, scope, bits);
            }
        }
    }
}

}  // namespace obverse::compiling
