#pragma once

#include "engine/reading/reading.h"
#include "engine/workspace/workspace.h"

#include <stdexcept>
#include <string>
#include <vector>

namespace obverse {

/// A word of a reading (a lens, a policy, a date, an assumption) cannot be read. The message offers
/// the nearest that can.
class ReadingError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A reading as words give it. What is left out, the workspace's settings say.
struct ReadingWords {
    std::vector<std::string> lenses;  // names; `all` stands for every lens
    std::vector<std::string> accept;  // policies and lines of a policy, which combine
    std::string as_of;
    std::vector<std::string> assume;  // sentences
};

/// A reading for each lens, in the order given. Throws ReadingError.
std::vector<Reading> readings_of(Workspace& workspace, const ReadingWords& words);

/// The policy that the lines make together: the names of declared policies, `keep-disputes`,
/// `undisputed`, `corroborated`, `word of ACTOR`, `own word on PHRASE`, `confidence at least
/// LEVEL`. Throws ReadingError.
Policy policy_of(const Workspace& workspace, const std::vector<std::string>& lines);

}  // namespace obverse
