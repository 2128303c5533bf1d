#pragma once

#include "engine/compile/answer.h"
#include "engine/compile/filled.h"

namespace obverse {

/// The rules that conclude or deny the sentence, and those that would and lack something.
void add_rule_parts(const Judgement& judgement, const EvidenceFinder& finder, Answer& answer);
/// The exceptions, and exceptions to exceptions, that apply to the case.
void add_exception_parts(const Judgement& judgement, const EvidenceFinder& finder, Answer& answer);
/// The factors of a grade, each with the levels that are left open.
void add_grade_parts(const Judgement& judgement, const EvidenceFinder& finder, Answer& answer);

/// The conditions of which nothing says that they hold or fail, as they read for the case.
std::vector<std::string> missing_texts(const Judgement& judgement, const BlockHeader& header,
                                       const Conditions& conditions, const Bindings& bindings);

}  // namespace obverse
