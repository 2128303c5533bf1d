#pragma once

#include "engine/compile/answer.h"
#include "engine/compile/judgement.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace obverse {

/// One step of a proof, told in terms of the rules that people wrote. Plain data: nothing in it
/// refers to the engine that found it.
struct Proof {
    enum class Kind : std::uint8_t {
        claims,      // somebody says so: a leaf with the claims
        rule,        // a rule concludes it
        denial,      // a rule denies it
        definition,  // all that the definition asks for is there, or something is not
        element,     // a part of a definition
        unless,      // an exception of a definition applies
        when_only,   // one element alone is there
        category,    // one of the forms of a category holds
        exception,   // an exception to a rule applies
        value,       // it follows from another value of the same slot
        record,      // the record is complete, and it is not in it
        condition,   // a comparison, a test of kind, an absence: nothing more to show
        grade,       // an interval of a scale
        counted,     // what was counted
    };
    Kind kind = Kind::claims;
    std::string sentence;  // what is shown, with its values
    Level level = Level::plus_plus;
    std::string name;   // of the rule, definition, element or exception
    std::string title;  // its title or doc string
    std::vector<Citation> cites;
    std::vector<ClaimUse> claims;    // of a leaf
    std::vector<std::string> notes;  // exceptions that do not apply, and why
    std::vector<Proof> premises;
    std::uint32_t height = 1;  // steps from here to the deepest leaf
    bool is_cut = false;       // more below, left out for the depth asked for
};

struct ProofOptions {
    std::size_t depth = 64;        // steps that are shown
    std::size_t alternatives = 1;  // proofs of one sentence, least height first
};

/// Why a sentence has its verdict. Supported: proofs that it holds. Refuted: proofs that it fails.
/// Contested: what speaks for it and what against. Undetermined: what there is.
struct Explanation {
    Answer answer;
    std::vector<Proof> supporting;
    std::vector<Proof> opposing;
    bool is_whole = true;  // false when there are more alternatives than were asked for
};

/// The sentence must be among those asked when the judgement was made.
Explanation explain(const Judgement& judgement, PhraseId phrase, const Row& row,
                    const ProofOptions& options);

}  // namespace obverse
