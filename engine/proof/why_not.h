#pragma once

#include "engine/proof/proof.h"

#include <string>
#include <vector>

namespace obverse {

/// Claims that together would make a sentence hold; no part of them would. Each set was tried.
struct Repair {
    std::vector<Claim> claims;
    std::vector<std::string> sentences;  // of the claims, `it is denied that` included
};

/// Why a sentence is not supported, and what would make it so.
struct WhyNot {
    Answer answer;                  // parts that fail or lack something come with why
    std::vector<Repair> repairs;    // fewest claims first
    std::vector<ClaimUse> against;  // claims that stand against it, which no further claim removes
    bool is_exhausted = false;      // true when every set of the sentences looked at was tried
    std::size_t tried = 0;
};

struct WhyNotOptions {
    std::size_t repairs = 3;  // as many are looked for
    std::size_t size = 3;     // claims in one
    std::size_t runs = 60;    // of the rules
    double seconds = 0.05;
};

/// Looks for claims of phrases that can be reported, about what the sentence and the rules name,
/// and runs the rules with each set before it is offered.
WhyNot explain_why_not(Program& program, const ClaimSet& record, const Reading& reading,
                       PhraseId phrase, const Row& row, const WhyNotOptions& options,
                       Diagnostics& diagnostics);

}  // namespace obverse
