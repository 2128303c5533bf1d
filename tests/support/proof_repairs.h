#pragma once

#include "engine/proof/why_not.h"

namespace obverse::test {

/// What a sentence would be worth under some changes to the record itself.
Verdict verdict_after(Program& program, const Judgement& judgement, const Asked& asked,
                      const std::vector<Change>& changes, const std::map<Word, KindId>& newcomers);

/// Makes the changes of a repair and judges anew: with all of them the sentence must have the
/// verdict wanted, with any fewer it must not. Empty when it is so.
std::string check_repair(Program& program, const Judgement& judgement, const WhyNot& why_not,
                         const Repair& repair);

}  // namespace obverse::test
