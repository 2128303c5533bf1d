#pragma once

#include "engine/lexicon/lexicon.h"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace obverse {

/// An example text of a term or a cue that says otherwise than its block claims.
struct FailedWordExample {
    std::string block;  // `term da-asat-test`, `cue negation`
    WordExample example;
    std::string reason;  // in a reader's words
};
struct WordExampleResults {
    std::size_t count = 0;
    std::vector<FailedWordExample> failed;
};

/// Runs the `yes` and `no` texts of every term and cue whose block stands in one of the `sources`.
/// A term is to be found in its `yes` texts, and in no text of its `no`. A cue is to reach the
/// word in brackets, whatever terms there are.
WordExampleResults run_word_examples(const Program& program, const std::set<SourceId>& sources);

}  // namespace obverse
