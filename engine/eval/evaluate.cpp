#include "engine/eval/evaluate.h"

#include "engine/eval/budget.h"
#include "engine/eval/calculator.h"
#include "engine/eval/rule_runner.h"
#include "engine/eval/stratum_runner.h"
#include "engine/plan/strata.h"

namespace obverse::eval {

Ended evaluate(const datalog::Program& program, Database& database, SymbolTable& symbols,
               const Limits& limits, Diagnostics& diagnostics) {
    const plan::Strata strata = plan::stratify(program);
    Budget budget(program, database, limits);
    Calculator calculator(symbols, Relation::most_batch);
    Registers registers(Relation::most_batch);
    const Workshop workshop{database, calculator, registers, budget};
    for (std::uint32_t stratum = 0; stratum < strata.list.size() && !budget.stopped(); ++stratum) {
        StratumRunner(program, strata, stratum, database, workshop).close();
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
