#pragma once

#include "engine/base/symbol_table.h"
#include "engine/datalog/program.h"
#include "tests/support/naive_evaluator.h"

#include <string>

namespace obverse::test {

/// The program and its rows as `read_datalog` reads them; aggregates and all.
std::string to_datalog(const datalog::Program& program, const NaiveModel& rows,
                       const SymbolTable& symbols);

/// The same for clingo. Dates and operations on text have no counterpart there.
std::string to_clingo(const datalog::Program& program, const NaiveModel& rows,
                      const SymbolTable& symbols);

}  // namespace obverse::test
