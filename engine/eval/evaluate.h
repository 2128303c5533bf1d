#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/symbol_table.h"
#include "engine/datalog/program.h"
#include "engine/eval/database.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace obverse::eval {

/// What a run may use. Reaching one ends it with a finding that says what was exceeding.
struct Limits {
    std::optional<std::uint64_t> derived_tuples;
    std::optional<std::uint64_t> bytes;
    std::optional<double> seconds;
};

enum class Ended : std::uint8_t { finished, limit_reached, failed };

/// The plans of a program, kept for when it is evaluated again over other rows: planning takes
/// longer than running where the rows are few. Of use for that one program alone.
class PlanMemory {
public:
    PlanMemory();
    PlanMemory(PlanMemory&&) noexcept;
    PlanMemory& operator=(PlanMemory&&) noexcept;
    ~PlanMemory();

private:
    friend Ended evaluate(const datalog::Program&, Database&, SymbolTable&, const Limits&,
                          Diagnostics&, PlanMemory*);
    struct Plans;
    std::unique_ptr<Plans> plans_;
};

/// Closes the database under the rules, stratum by stratum, semi-naively. Deterministic: equal
/// programs over equal rows derive equal rows in equal order. Text made by the rules is interned.
/// `limit_reached` and `failed` (division by zero, overflow, a bad pattern) are reported.
Ended evaluate(const datalog::Program& program, Database& database, SymbolTable& symbols,
               const Limits& limits, Diagnostics& diagnostics, PlanMemory* memory = nullptr);

}  // namespace obverse::eval
