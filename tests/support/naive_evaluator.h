#pragma once

#include "engine/base/symbol_table.h"
#include "engine/datalog/program.h"

#include <set>
#include <vector>

namespace obverse::test {

using NaiveRow = std::vector<Word>;
/// The rows of each relation.
using NaiveModel = std::vector<std::set<NaiveRow>>;

/// Applies every rule to all rows until nothing changes, stratum by stratum, one binding at a time:
/// slow and plain, to compare with. Shares nothing with the evaluator but the types of a program.
/// A calculation that fails throws std::runtime_error.
NaiveModel evaluate_naively(const datalog::Program& program, NaiveModel rows, SymbolTable& symbols);

}  // namespace obverse::test
