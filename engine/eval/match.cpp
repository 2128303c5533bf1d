#include "engine/eval/match.h"

#include "engine/eval/runner.h"

namespace obverse::eval {

void for_each_instance(const datalog::Program& program, datalog::RuleId rule_id,
                       std::span<const std::optional<Word>> head, const Database& database,
                       SymbolTable& symbols, const std::function<bool(const Instance&)>& visit) {
    const datalog::Rule& rule = program.rules[rule_id.index];
    std::vector<Word> bindings(rule.variable_count, 0);
    JoinOptions options{
        .last = std::nullopt, .bound = {}, .wanted = {}, .keep_premises = true, .growing = {}};
    std::vector<bool> is_bound(rule.variable_count, false);
    for (std::size_t i = 0; i < rule.head.terms.size(); ++i) {
        if (const auto* value = std::get_if<Value>(&rule.head.terms[i])) {
            if (head[i] && *head[i] != value->word) return;
        } else if (const auto* variable = std::get_if<datalog::Variable>(&rule.head.terms[i])) {
            if (!head[i]) continue;
            if (is_bound[variable->index] && bindings[variable->index] != *head[i]) return;
            bindings[variable->index] = *head[i];
            is_bound[variable->index] = true;
            options.bound.insert(variable->index);
        }
    }
    for (std::uint32_t i = 0; i < rule.variable_count; ++i) options.wanted.insert(i);
    const JoinPlan plan = plan_rule(rule, database, options);
    make_indexes(plan, database);
    Calculator calculator(symbols);
    Runner runner(database, calculator, nullptr);
    const std::set<std::uint32_t> bound = bound_after(plan, options.bound);
    const std::function<bool()> found = [&] {
        Instance instance;
        for (std::uint32_t i = 0; i < rule.variable_count; ++i) {
            instance.bindings.push_back(bound.contains(i) ? std::optional(bindings[i])
                                                          : std::nullopt);
        }
        instance.premises = runner.premises();
        return visit(instance);
    };
    runner.run(plan, rule.variable_types, bindings, found);
}

}  // namespace obverse::eval
