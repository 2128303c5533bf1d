#pragma once

#include "engine/eval/growing_array.h"
#include "engine/eval/pipeline.h"
#include "engine/eval/relation.h"
#include "engine/eval/row_table.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace obverse::eval {

/// The groups of one aggregate and what it comes to for each: found once per group, however often
/// the rule asks, because aggregates read closed relations only.
class Grouping : private Sink {
public:
    Grouping(const plan::Group& group, const Workshop& workshop, Registers::Mark mark);

    /// Sets `results[i]` for each row of the frame, and `has_result[i]`: an empty group has no
    /// least, greatest or average.
    void fold(const Frame& frame, Word* results, std::uint8_t* has_result);
    Registers::Mark end_of_registers() const { return inner_.end_of_registers(); }

private:
    struct Total {
        std::int64_t count = 0;
        std::int64_t integer = 0;
        double number = 0;
        double correction = 0;  // what the sum of numbers has lost to rounding
        Word extreme = 0;
    };

    void take(const Frame& frame) override;
    static Registers::Mark after(Registers::Mark mark, const plan::Group& group);
    std::uint32_t number_of(const Frame& frame, std::uint32_t row, bool& is_new);
    void fold_members();
    void fold_value(Total& total, Word value);
    void finish(std::uint32_t group);

    const plan::Group& group_;
    Workshop workshop_;
    RowTable table_;
    std::vector<GrowingArray<Word>> keys_;  // of the groups, by shared variable
    std::vector<Total> totals_;
    GrowingArray<Word> results_;
    GrowingArray<std::uint8_t> has_result_;
    std::vector<ColumnType> member_types_;  // the group's number, then the tuple
    std::unique_ptr<Relation> members_;     // of the groups that are being found
    Pipeline inner_;
    Frame values_;  // of which the value is computed
    Word* group_numbers_ = nullptr;
};

}  // namespace obverse::eval
