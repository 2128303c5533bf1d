#pragma once

#include "engine/check/statement.h"

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace obverse::checking {

/// An expression with its type, as far as the variables' types are known.
struct TypedExpression {
    Expression expression;
    bool is_known = false;
    std::optional<KindId> kind = std::nullopt;
};
/// `hint`: the type that the other side has, to choose between the readings of a number.
std::optional<TypedExpression> read_expression(AtomReader& reader, const ast::Expression& words,
                                               std::optional<ColumnType> hint = std::nullopt);
std::optional<Comparison> read_comparison(AtomReader& reader, const ast::Comparison& words,
                                          Span span);

/// One condition; nullopt after a report.
std::optional<Condition> read_condition(AtomReader& reader, const ast::Condition& words);
Conditions read_conditions(AtomReader& reader, std::span<const ast::Condition> words);

using VariableSet = std::set<std::uint32_t>;

/// Adds to `bound` the variables that the conditions bind: those of sentences that hold or are
/// denied, of kind tests, and results of equations and aggregates.
void add_bound(const Conditions& conditions, std::span<const VariableInfo> variables,
               VariableSet& bound);
/// Turns an equation whose one side is a variable that nothing else binds into a binding.
void orient_bindings(Conditions& conditions, std::span<const VariableInfo> variables,
                     const VariableSet& bound_outside);
/// Adds a kind test for each variable that is of a narrower kind than every slot that binds it.
/// `guarded` holds those that need none.
void add_kind_guards(const Schema& schema, Conditions& conditions,
                     std::span<const VariableInfo> variables, VariableSet guarded);

/// Reports the variables of conditions that must be bound and are not.
struct SafetyCheck {
    Context& context;
    const Scope& scope;
    std::span<const VariableInfo> variables;
};
void check_safety(const SafetyCheck& check, const Conditions& conditions,
                  const VariableSet& bound_outside);
void check_head_safety(const SafetyCheck& check, const Atom& head, const VariableSet& bound);

/// Runs `read` until the scope learns nothing more; what the last run reported stays. Then reports
/// the letters that no kind introduces. True when the last run reported nothing.
bool resolve_block(Context& context, Scope& scope, const std::function<void()>& read);

void variables_in(const Expression& expression, VariableSet& variables);
void variables_in(std::span<const Term> terms, VariableSet& variables);
/// Every variable that the conditions mention.
void variables_in(const Conditions& conditions, VariableSet& variables);

}  // namespace obverse::checking
