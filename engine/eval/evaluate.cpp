#include "engine/eval/evaluate.h"

#include "engine/eval/budget.h"
#include "engine/eval/calculator.h"
#include "engine/eval/rule_runner.h"
#include "engine/eval/stratum_runner.h"
#include "engine/plan/strata.h"

namespace obverse::eval {

struct PlanMemory::Plans {
    std::optional<plan::Strata> strata;
    RulePlans rules;
};

PlanMemory::PlanMemory() : plans_(std::make_unique<Plans>()) {}
PlanMemory::PlanMemory(PlanMemory&&) noexcept = default;
PlanMemory& PlanMemory::operator=(PlanMemory&&) noexcept = default;
PlanMemory::~PlanMemory() = default;

Ended evaluate(const datalog::Program& program, Database& database, SymbolTable& symbols,
               const Limits& limits, Diagnostics& diagnostics, PlanMemory* memory) {
    std::optional<plan::Strata> own;
    std::optional<plan::Strata>& stored = memory != nullptr ? memory->plans_->strata : own;
    if (!stored) stored = plan::stratify(program);
    const plan::Strata& strata = *stored;
    RulePlans* const plans = memory != nullptr ? &memory->plans_->rules : nullptr;
    Budget budget(program, database, limits);
    Calculator calculator(symbols, Relation::most_batch);
    Registers registers(Relation::most_batch);
    const Workshop workshop{database, calculator, registers, budget};
    for (std::uint32_t stratum = 0; stratum < strata.list.size() && !budget.stopped(); ++stratum) {
        StratumRunner(program, strata, stratum, database, workshop, plans).close();
    }
    if (budget.ended() == Ended::limit_reached) diagnostics.report(budget.finding());
    if (budget.ended() == Ended::failed) {
        Diagnostic failure = *calculator.failure();
        if (!failure.primary) {
            const Span span = program.rules[budget.rule().index].span;
            if (span.end != 0) failure.primary = Label{span, "in this rule"};
        }
        diagnostics.report(std::move(failure));
    }
    return budget.ended();
}

}  // namespace obverse::eval
