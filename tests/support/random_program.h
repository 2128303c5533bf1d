#pragma once

#include "engine/base/symbol_table.h"
#include "engine/datalog/program.h"
#include "tests/support/naive_evaluator.h"

#include <cstdint>
#include <string>

namespace obverse::test {

struct RandomProgram {
    datalog::Program program;
    NaiveModel rows;  // recorded
};

struct RandomShape {
    bool has_dates = true;
    bool has_text = true;      // operations on text, and comparisons of it
    bool has_outcomes = true;  // comparisons that want another outcome than yes
    bool has_totals = true;    // other aggregates than counts
};

/// A program with recursion, absence, aggregates, arithmetic and comparisons over a handful of
/// values, with rows to begin with. It is safe and stratified, and nothing in it fails.
RandomProgram make_random_program(std::uint32_t seed, const RandomShape& shape,
                                  SymbolTable& symbols);

}  // namespace obverse::test
