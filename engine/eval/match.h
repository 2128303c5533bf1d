#pragma once

#include "engine/base/symbol_table.h"
#include "engine/datalog/program.h"
#include "engine/eval/database.h"
#include "engine/plan/plan.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace obverse::eval {

/// One way in which a rule holds.
struct Instance {
    std::vector<std::optional<Word>> bindings;  // one for each variable of the rule
    std::vector<RowId> premises;                // one for each present atom of the body, in order
};

/// Finds the instances of rules over a closed database. Plans are kept: asking for one rule many
/// times costs what the look-ups cost. A visitor may ask again.
class Matcher {
public:
    /// What is given must outlive the matcher.
    Matcher(const datalog::Program& program, const Database& database, SymbolTable& symbols);
    ~Matcher();
    Matcher(const Matcher&) = delete;
    Matcher& operator=(const Matcher&) = delete;

    /// Calls `visit` for each instance of the rule whose head is `head`, in a fixed order; stops
    /// when it returns false. `head` may leave columns open.
    void for_each(datalog::RuleId rule, std::span<const std::optional<Word>> head,
                  const std::function<bool(const Instance&)>& visit);

private:
    class Prepared;
    using Key = std::pair<datalog::RuleId, std::vector<plan::VariableIndex>>;

    const datalog::Program& program_;
    const Database& database_;
    SymbolTable& symbols_;
    std::map<Key, std::vector<std::unique_ptr<Prepared>>> idle_;
};

/// Calls `visit` for each instance of the rule whose head is `row`, over a closed database, in a
/// fixed order; stops when it returns false. `head` may leave columns open. Plans anew each time:
/// for many questions keep a Matcher.
void for_each_instance(const datalog::Program& program, datalog::RuleId rule,
                       std::span<const std::optional<Word>> head, const Database& database,
                       SymbolTable& symbols, const std::function<bool(const Instance&)>& visit);

}  // namespace obverse::eval
