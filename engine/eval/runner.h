#pragma once

#include "engine/eval/arithmetic.h"
#include "engine/eval/join.h"

#include <functional>
#include <vector>

namespace obverse::eval {

/// Rows of a relation that a round reads: old ones below `last`, those of the last round from
/// `last` to `end`.
struct RoundRange {
    RowId last = 0;
    RowId end = 0;
};

/// Goes through a plan depth first and calls `found` for each way to satisfy it.
class Runner {
public:
    /// `ranges` gives what a growing relation shows; null: all of every relation is read.
    Runner(const Database& database, Calculator& calculator, const std::vector<RoundRange>* ranges);

    /// False when `found` asked to stop.
    bool run(const JoinPlan& plan, std::span<const ColumnType> types, std::vector<Word>& bindings,
             const std::function<bool()>& found);
    const std::vector<RowId>& premises() const { return premises_; }
    /// Called now and then while rows are gone through, to let a limit end the run.
    std::function<void()> pulse;

private:
    bool step(std::size_t at);
    bool fetch(const Fetch& fetch, std::size_t at);
    bool row(const Fetch& fetch, const Relation& relation, RowId row, std::size_t at, bool& any);
    bool fold(const Fold& fold, std::size_t at);

    const Database& database_;
    Calculator& calculator_;
    const std::vector<RoundRange>* ranges_;
    const JoinPlan* plan_ = nullptr;
    std::span<const ColumnType> types_;
    std::vector<Word>* bindings_ = nullptr;
    const std::function<bool()>* found_ = nullptr;
    std::vector<RowId> premises_;
    std::uint32_t ticks_ = 0;
};

/// Makes the indexes that a plan looks into, up to date with the rows there are.
void make_indexes(const JoinPlan& plan, const Database& database);

}  // namespace obverse::eval
