#include "engine/examples/run.h"

#include "engine/compile/answer.h"
#include "engine/compile/judgement.h"

#include <algorithm>

namespace obverse {

namespace {

Verdict verdict_of(Example::Expectation::Verdict verdict) {
    switch (verdict) {
        case Example::Expectation::Verdict::supported:
            return Verdict::supported;
        case Example::Expectation::Verdict::refuted:
            return Verdict::refuted;
        case Example::Expectation::Verdict::contested:
            return Verdict::contested;
        case Example::Expectation::Verdict::undetermined:
            return Verdict::undetermined;
        case Example::Expectation::Verdict::outside:
            break;
    }
    return Verdict::outside;
}

Row row_of(const Atom& atom) {
    Row row;
    for (const Term& term : atom.terms) row.push_back(std::get<Value>(term).word);
    return row;
}

}  // namespace

ExampleResult run_example(Program& program, std::size_t example, std::optional<LensId> lens,
                          Diagnostics& diagnostics) {
    const Example& text = program.examples[example];
    ExampleResult result{.example = example, .expectations = {}, .passed = true};
    std::vector<Asked> asked;
    for (const Example::Expectation& expectation : text.expectations) {
        asked.push_back({expectation.sentence.phrase, row_of(expectation.sentence)});
    }
    const Reading reading{.lens = text.lens ? text.lens : lens,
                          .policy = find_policy(program, text.accept).value_or(Policy{}),
                          .as_of = text.as_of,
                          .assumptions = {}};
    const std::optional<Judgement> judgement =
        judge(program, text.record, reading, asked, {}, diagnostics);
    for (std::size_t i = 0; i < text.expectations.size(); ++i) {
        const Example::Expectation& expectation = text.expectations[i];
        ExpectationResult one{.expectation = i,
                              .expected = verdict_of(expectation.verdict),
                              .found = Verdict::undetermined,
                              .because = expectation.because,
                              .deciding = {},
                              .judged = judgement.has_value()};
        if (judgement) {
            one.found = judgement->verdict(asked[i].phrase, *asked[i].row);
            one.passed = one.found == one.expected;
            if (one.passed && !one.because.empty()) {
                one.deciding = deciding_names(*judgement, asked[i].phrase, *asked[i].row);
                one.passed = std::find(one.deciding.begin(), one.deciding.end(), one.because) !=
                             one.deciding.end();
            }
        }
        result.passed = result.passed && one.passed;
        result.expectations.push_back(std::move(one));
    }
    return result;
}

}  // namespace obverse
