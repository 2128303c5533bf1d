#include "engine/proof/why_not.h"

#include "engine/proof/repairs.h"

namespace obverse {

namespace {

using proving::Plan;
using proving::Plans;

/// Plans for a verdict. To be contested takes something on each side.
Plans plans_for(proving::Planner& planner, const WhyNot& result) {
    const auto towards = [&](Side side) {
        return planner.achieve(result.phrase, result.row, side);
    };
    if (result.wanted == Verdict::supported) return towards(Side::holds);
    if (result.wanted == Verdict::refuted) return towards(Side::fails);
    const Plans support = towards(Side::holds);
    const Plans denial = towards(Side::fails);
    Plans plans = support;
    plans.insert(plans.end(), denial.begin(), denial.end());
    for (const Plan& first : support) {
        for (const Plan& second : denial) {
            plans.push_back(first);
            plans.back().insert(second.begin(), second.end());
        }
    }
    return plans;
}

}  // namespace

WhyNot why_not(const Judgement& judgement, PhraseId phrase, const Row& row,
               const WhyNotOptions& options) {
    const Explanation known = why(judgement, phrase, row);
    WhyNot result;
    result.phrase = phrase;
    result.row = row;
    result.sentence = known.sentence;
    result.verdict = known.verdict;
    result.wanted = options.wanted;
    result.attempts = known.attempts;
    if (result.attempts.size() > options.attempts) result.attempts.resize(options.attempts);
    result.hinges = known.hinges;
    if (known.verdict == Verdict::refuted) result.against = known.denial;
    if (known.verdict == options.wanted || known.verdict == Verdict::outside) return result;
    proving::Model model(judgement);
    proving::ProofGraph graph(model);
    proving::ConditionReader reader(model);
    proving::Planner planner(model, graph, reader);
    const Plans plans = plans_for(planner, result);
    proving::RepairSearch(model, options, result).run(plans, planner, known);
    return result;
}

}  // namespace obverse
