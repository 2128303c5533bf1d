#pragma once

#include "engine/base/symbol_table.h"
#include "engine/datalog/program.h"
#include "engine/eval/database.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace obverse::eval {

/// One way in which a rule holds.
struct Instance {
    std::vector<std::optional<Word>> bindings;  // one for each variable of the rule
    std::vector<RowId> premises;                // one for each present atom of the body, in order
};

/// Calls `visit` for each instance of the rule whose head is `row`, over a closed database, in a
/// fixed order; stops when it returns false. `head` may leave columns open.
void for_each_instance(const datalog::Program& program, datalog::RuleId rule,
                       std::span<const std::optional<Word>> head, const Database& database,
                       SymbolTable& symbols, const std::function<bool(const Instance&)>& visit);

}  // namespace obverse::eval
