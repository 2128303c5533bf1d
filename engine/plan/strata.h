#pragma once

#include "engine/datalog/program.h"

#include <cstdint>
#include <vector>

namespace obverse::plan {

/// Relations that rest on each other, and the rules that conclude them.
struct Stratum {
    std::vector<datalog::RelationId> relations;  // ascending
    std::vector<datalog::RuleId> rules;          // in the order of the program
};

struct Strata {
    std::vector<Stratum> list;               // each rests only on itself and on those before it
    std::vector<std::uint32_t> of_relation;  // the stratum of each relation
};

/// The strongly connected parts of the program, premises first. Absence and aggregates must read
/// lower strata only: whoever makes the program sees to that.
Strata stratify(const datalog::Program& program);

}  // namespace obverse::plan
