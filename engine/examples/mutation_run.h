#pragma once

#include "engine/examples/mutants.h"
#include "engine/examples/run.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace obverse {

/// Runs examples against a damaged rule base: only those that pass undamaged and that rest on what
/// is damaged.
class MutationRun {
public:
    /// `lens`: of examples that name none.
    MutationRun(Program& program, std::optional<LensId> lens);

    /// The examples that notice the damage, in order, at most `limit` of them. A damage that leaves
    /// no sound rule is noticed by whoever reads it: then `is_refused` is set.
    std::vector<std::size_t> noticed_by(const Mutant& mutant, std::size_t limit, bool& is_refused);
    /// The examples that fail undamaged.
    const std::vector<std::size_t>& failing() const { return failing_; }

private:
    std::set<PhraseId> conclusions_of(const Mutant& mutant) const;

    Program& program_;
    std::optional<LensId> lens_;
    std::vector<std::set<PhraseId>> rests_on_;  // by example
    std::vector<std::size_t> failing_;
};

}  // namespace obverse
