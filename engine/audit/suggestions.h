#pragma once

#include "engine/audit/audit.h"

#include <optional>
#include <string>
#include <vector>

namespace obverse {

/// Something to be added to a draft, that would take a finding away: it was tried.
struct Addition {
    std::string place;                 // `op3`, or `a new operative paragraph`
    std::vector<std::size_t> terms;    // to be spoken of there, in the program's list
    std::vector<std::string> words;    // a form of each
    std::vector<std::size_t> removes;  // findings that fall away with it, in the audit's list
};

/// For each finding of the audit the least additions of words, one or two terms in the finding's
/// own paragraph or in a new operative one, under which it does not hold any more; each is judged
/// by the lens before it is offered. Findings that words cannot take away (of what the draft says,
/// not of what it lacks) have none. The audit's overlay must not lie over the record. Nothing,
/// after a report, when a limit is reached.
std::optional<std::vector<Addition>> suggest(Workspace& workspace, Auditor& auditor,
                                             const Audit& audit, const Reading& reading,
                                             const eval::Limits& limits, Diagnostics& diagnostics);

}  // namespace obverse
