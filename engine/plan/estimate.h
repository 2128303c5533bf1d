#pragma once

#include "engine/plan/statistics.h"

#include <vector>

namespace obverse::plan {

/// How many rows of the atom's relation agree with one binding of the variables in `bound`: rows
/// over the distinct values of the bound columns. Columns are seldom independent, so each further
/// one counts for less.
double fan_out(const datalog::Atom& atom, const std::vector<bool>& bound,
               const Statistics& statistics);

}  // namespace obverse::plan
