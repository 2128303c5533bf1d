#pragma once

#include "engine/examples/mutation_run.h"
#include "engine/model/program.h"

#include <cstddef>
#include <string>
#include <vector>

namespace obverse {

/// What encodes one point of a source.
struct PointCoverage {
    std::size_t point = 0;            // in Program::points
    std::vector<std::string> blocks;  // `rule kinetic-debris`, `definition threat`, `lens …`
    std::vector<std::string> guards;  // titles of examples that fail without one of the blocks
    std::size_t examples = 0;         // that cite the point
    std::size_t stated = 0;           // claims of the source itself that record the point
    std::size_t claims = 0;           // recorded claims of the sentences that the blocks read
    bool is_encoded = false;
    bool is_exercised = false;
    bool waits_for_audit = false;  // encoded as a finding about drafts, and nothing else
};

/// Point by point: the blocks that cite it, the examples that would fail without them, and how many
/// recorded claims their conditions read. A claim records a point when its source makes the point
/// and its id has the point among its parts (`wang-f1-ppwt`).
std::vector<PointCoverage> coverage_of(Program& program, const ClaimSet& record,
                                       std::optional<LensId> lens);

}  // namespace obverse
