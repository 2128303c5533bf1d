#include "tests/property/verdict/nested_case.h"
#include "tests/support/proof_checker.h"
#include "tests/support/proof_listing.h"
#include "tests/support/proof_text.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

TEST_CASE("proofs: every step of every proof follows, whatever the definitions") {
    std::mt19937 random(20231);
    std::size_t proofs = 0;
    for (int i = 0; i < 300; ++i) {
        const Nested nested = random_nested(random, {.shared = i % 2 == 1});
        NestedCase made(nested);
        const Judgement judgement = made.judge_all();
        const Listing listing = listing_of(judgement);
        CAPTURE(i);
        CAPTURE(nested.text());
        for (const Asked& asked : made.sentences()) {
            const Explanation told = why(judgement, asked.phrase, *asked.row, {.all = i % 3 == 0});
            CAPTURE(text_of(told, judgement));
            CHECK(check_explanation(told, listing) == "");
            proofs += told.support.size() + told.denial.size();
        }
    }
    CHECK(proofs > 1000);
}

namespace {

/// Every step of a proof, to be changed.
void add_steps(ProofNode& proof, std::vector<ProofNode*>& steps) {
    steps.push_back(&proof);
    for (ProofNode& premise : proof.premises) add_steps(premise, steps);
}

struct Tampering {
    const char* name;
    bool (*tamper)(ProofNode& step);  // false: there is nothing to change
};
const Tampering tamperings[] = {
    {"what it rests on is left out",
     [](ProofNode& step) {
         const bool is_needed = step.shows == Shows::sentence && !step.premises.empty();
         step.premises.clear();
         return is_needed && step.how != How::complete;
     }},
    {"a claim is another",
     [](ProofNode& step) {
         if (step.claims.empty()) return false;
         step.claims.front() += 1;
         return true;
     }},
    {"a claim is left out",
     [](ProofNode& step) {
         if (step.claims.empty()) return false;
         step.claims.pop_back();
         return true;
     }},
    {"the verdict is another",
     [](ProofNode& step) {
         step.verdict =
             step.verdict == Verdict::supported ? Verdict::contested : Verdict::supported;
         return step.shows == Shows::sentence;
     }},
    {"it shows the other side",
     [](ProofNode& step) {
         step.side = step.side == Side::holds ? Side::fails : Side::holds;
         return step.shows == Shows::sentence;
     }},
    {"another rule is said to show it",
     [](ProofNode& step) {
         step.index += 1;
         return step.how == How::rule || step.how == How::definition;
     }},
    {"it is said to be shown already",
     [](ProofNode& step) {
         const bool is_shown = step.is_repeated;
         step.is_repeated = true;
         step.premises.clear();
         return !is_shown && step.shows == Shows::sentence && step.how != How::claims;
     }},
};

}  // namespace

TEST_CASE("proofs: what was tampered with is not accepted") {
    std::mt19937 random(20232);
    std::map<std::string, std::size_t> rejected;
    for (int i = 0; i < 60; ++i) {
        const Nested nested = random_nested(random, {});
        NestedCase made(nested);
        const Judgement judgement = made.judge_all();
        const Listing listing = listing_of(judgement);
        CAPTURE(i);
        CAPTURE(nested.text());
        const Asked asked = made.sentences().back();
        const Explanation told = why(judgement, asked.phrase, *asked.row);
        CAPTURE(text_of(told, judgement));
        for (const auto* proofs : {&told.support, &told.denial}) {
            for (const ProofNode& proof : *proofs) {
                ProofNode counted = proof;
                std::vector<ProofNode*> steps;
                add_steps(counted, steps);
                for (std::size_t n = 0; n < steps.size(); ++n) {
                    for (const Tampering& tampering : tamperings) {
                        ProofNode changed = proof;
                        std::vector<ProofNode*> inner;
                        add_steps(changed, inner);
                        if (inner[n]->is_repeated || !tampering.tamper(*inner[n])) continue;
                        CAPTURE(n);
                        CAPTURE(std::string(tampering.name));
                        CHECK(check_proof(changed, listing) != "");
                        ++rejected[tampering.name];
                    }
                }
            }
        }
    }
    for (const Tampering& tampering : tamperings) {
        CAPTURE(std::string(tampering.name));
        CHECK(rejected[tampering.name] > 20);
    }
}
