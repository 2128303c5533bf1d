#pragma once

#include "engine/datalog/program.h"

#include <cstdint>
#include <vector>

namespace obverse::eval {

/// Relations that are closed together, and the rules that conclude them; every stratum after those
/// it reads.
struct Stratum {
    std::vector<std::uint32_t> relations;
    std::vector<std::uint32_t> rules;
    bool is_recursive = false;
};

/// The strata of a program that have rules. Absence and aggregates within one are a bug of whoever
/// made the program.
std::vector<Stratum> stratify(const datalog::Program& program);

}  // namespace obverse::eval
