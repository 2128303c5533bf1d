#pragma once

#include "engine/base/value.h"
#include "engine/datalog/expression.h"

#include <cstdint>

namespace obverse::eval {

enum class Fault : std::uint8_t { none, zero_divisor, overflow };

/// Operands of a whole batch. Rows marked in `missing` have no value and are passed over.
struct Operands {
    const Word* left = nullptr;
    const Word* right = nullptr;  // null for an operation with one
    std::uint32_t count = 0;
    const std::uint8_t* missing = nullptr;
};

/// The first row at which an operation fails, and why.
struct FaultyRow {
    Fault fault = Fault::none;
    std::uint32_t row = 0;
};

/// Addition to negation, for integers, numbers and (lesser, greater) dates.
FaultyRow calculate(datalog::Operation operation, ColumnType type, const Operands& operands,
                    Word* out);

}  // namespace obverse::eval
