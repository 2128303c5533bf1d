#pragma once

#include "engine/check/question.h"
#include "engine/compile/answer.h"
#include "engine/proof/settle.h"
#include "engine/proof/why.h"

#include <string>
#include <vector>

namespace obverse {

/// What a lens answers beside the question.
struct BesideAnswer {
    const Beside* line = nullptr;  // of the lens
    std::vector<Answer> answers;   // one when no word was open, else those that hold or may
};

/// An answer under one reading, ready to be worded.
struct Response {
    const Question* question = nullptr;
    const Judgement* judgement = nullptr;
    Answer answer;                     // of a question for a verdict; the factors of a grade
    std::vector<Settled> settled;      // of each hinge of the answer
    std::vector<FoundSentence> found;  // of an open question
    std::vector<BesideAnswer> beside;
    const Explanation* proof = nullptr;  // when it is to be told too
};

}  // namespace obverse
