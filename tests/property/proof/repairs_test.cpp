#include "tests/property/verdict/nested_case.h"
#include "tests/support/proof_repairs.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

namespace {

constexpr int case_count = 100;
constexpr Verdict verdicts[] = {Verdict::supported, Verdict::refuted, Verdict::contested};

std::string text_of(const Change& change) {
    return std::string(change.kind == Change::Kind::withdraw ? " withdraw " : " report ") +
           (change.claim.stance == Stance::denied ? "not " : "") + change.text + ";";
}
std::string text_of(const WhyNot& found) {
    std::string text = found.sentence + " is " + std::string(name_of(found.verdict)) + ", wanted " +
                       std::string(name_of(found.wanted));
    for (const Repair& repair : found.repairs) {
        text += "\n  repair:";
        for (const Change& change : repair.changes) text += text_of(change);
    }
    return text + (found.is_exhausted ? "\n  exhausted" : "\n  not exhausted");
}

}  // namespace

TEST_CASE("repairs: each does what is said of it, and no part of it does") {
    std::mt19937 random(20221);
    std::size_t repairs = 0;
    for (int i = 0; i < case_count; ++i) {
        const Nested nested =
            random_nested(random, {.depth = 2, .sentences = 8, .shared = i % 2 == 1});
        NestedCase made(nested);
        const Judgement judgement = made.judge_all();
        CAPTURE(i);
        CAPTURE(nested.text());
        const Asked asked = made.sentences().back();
        for (const Verdict wanted : verdicts) {
            const WhyNot found = why_not(judgement, asked.phrase, *asked.row, {.wanted = wanted});
            CAPTURE(text_of(found));
            repairs += found.repairs.size();
            for (const Repair& repair : found.repairs) {
                CHECK(check_repair(made.program(), judgement, found, repair) == "");
            }
        }
    }
    CHECK(repairs > 200);
}
