#include "engine/eval/grouping.h"

#include "engine/base/invariant.h"
#include "engine/eval/hash.h"

#include <algorithm>
#include <cmath>

namespace obverse::eval {

using datalog::AggregateFunction;

Grouping::Grouping(const plan::Group& group, const Workshop& workshop, Registers::Mark mark)
    : group_(group),
      workshop_(workshop),
      keys_(group.shared.size()),
      inner_(group.inner.front(), workshop, *this, after(mark, group)) {
    const std::uint32_t variable_count = group.inner.front().variable_count;
    member_types_.push_back(ColumnType::integer);
    member_types_.insert(member_types_.end(), group.member_types.begin(), group.member_types.end());
    // The value is computed from a frame of its own, over members and what the group shares.
    values_.values.assign(variable_count, nullptr);
    for (const plan::VariableIndex variable : group.members) {
        values_.values[variable] = workshop.registers.words(mark);
    }
    for (const plan::VariableIndex variable : group.shared) {
        values_.values[variable] = inner_.input().values[variable];
    }
    group_numbers_ = inner_.input().values[variable_count - 1];
}

/// Leaves room for the arrays of the group's members.
Registers::Mark Grouping::after(Registers::Mark mark, const plan::Group& group) {
    mark.words += group.members.size();
    return mark;
}

/// The number of the row's group; a new one is made for values not seen before.
std::uint32_t Grouping::number_of(const Frame& frame, std::uint32_t row, bool& is_new) {
    std::uint64_t hash = 0;
    for (const plan::VariableIndex variable : group_.shared) {
        hash = mix(hash, frame.values[variable][row]);
    }
    const auto equals = [&](std::uint32_t group) {
        for (std::size_t k = 0; k < keys_.size(); ++k) {
            if (keys_[k][group] != frame.values[group_.shared[k]][row]) return false;
        }
        return true;
    };
    const std::uint32_t found = table_.find(hash, equals);
    is_new = found == RowTable::none;
    if (!is_new) return found;
    const auto number = static_cast<std::uint32_t>(totals_.size());
    table_.insert(hash, number);
    for (std::size_t k = 0; k < keys_.size(); ++k) {
        keys_[k].push_back(frame.values[group_.shared[k]][row]);
    }
    totals_.push_back(Total{});
    return number;
}

void Grouping::fold(const Frame& frame, Word* results, std::uint8_t* has_result) {
    std::vector<std::uint32_t> numbers(frame.count);
    Frame& input = inner_.input();
    const std::uint32_t first_new = static_cast<std::uint32_t>(totals_.size());
    for (std::uint32_t i = 0; i < frame.count; ++i) {
        bool is_new = false;
        numbers[i] = number_of(frame, i, is_new);
    }
    const auto end = static_cast<std::uint32_t>(totals_.size());
    if (end != first_new) {
        input.count = end - first_new;
        for (std::uint32_t i = 0; i < input.count; ++i) {
            group_numbers_[i] = first_new + i;
            for (std::size_t k = 0; k < keys_.size(); ++k) {
                input.values[group_.shared[k]][i] = keys_[k][first_new + i];
            }
        }
        members_ = std::make_unique<Relation>(member_types_);
        inner_.run();
        if (!workshop_.budget.stopped()) fold_members();
        members_.reset();
        workshop_.budget.set_aggregate_bytes(0);
        if (workshop_.budget.stopped()) return;
        for (std::uint32_t group = first_new; group < end; ++group) finish(group);
    }
    for (std::uint32_t i = 0; i < frame.count; ++i) {
        results[i] = results_[numbers[i]];
        has_result[i] = has_result_[numbers[i]];
    }
}

/// What the inner plan finds: the tuples of each group, once each.
void Grouping::take(const Frame& frame) {
    std::vector<const Word*> columns{frame.values.back()};
    for (const plan::VariableIndex variable : group_.members) {
        columns.push_back(frame.values[variable]);
    }
    members_->add(columns, frame.count, Stamp{});
    workshop_.budget.set_aggregate_bytes(members_->byte_count());
    workshop_.budget.check_rows(members_->size());
}

void Grouping::fold_members() {
    if (group_.aggregate->function == AggregateFunction::count) {
        for (RowId row = 0; row < members_->size(); ++row) {
            ++totals_[members_->column(0).at(row)].count;
        }
        return;
    }
    const std::uint32_t capacity = workshop_.registers.capacity();
    for (RowId begin = 0; begin < members_->size(); begin += capacity) {
        values_.count = std::min(capacity, members_->size() - begin);
        members_->column(0).copy(begin, values_.count, group_numbers_);
        for (std::size_t m = 0; m < group_.members.size(); ++m) {
            members_->column(m + 1).copy(begin, values_.count, values_.values[group_.members[m]]);
        }
        for (std::size_t k = 0; k < keys_.size(); ++k) {
            Word* shared = values_.values[group_.shared[k]];
            for (std::uint32_t i = 0; i < values_.count; ++i) {
                shared[i] = keys_[k][group_numbers_[i]];
            }
        }
        const Word* values = workshop_.calculator.compute(group_.aggregate->value, values_);
        if (workshop_.calculator.failure()) return workshop_.budget.fail();
        const std::uint8_t* missing = workshop_.calculator.missing();
        for (std::uint32_t i = 0; i < values_.count; ++i) {
            if (missing[i] == 0) fold_value(totals_[group_numbers_[i]], values[i]);
        }
    }
}

void Grouping::fold_value(Total& total, Word value) {
    const AggregateFunction function = group_.aggregate->function;
    const ColumnType type = group_.aggregate->value.type;
    ++total.count;
    if (function == AggregateFunction::least || function == AggregateFunction::greatest) {
        if (total.count == 1) {
            total.extreme = value;
        } else {
            workshop_.calculator.widen_extreme(function, type, total.extreme, value);
        }
    } else if (type == ColumnType::integer && function == AggregateFunction::total) {
        const std::int64_t before = total.integer;
        if (__builtin_add_overflow(before, as_integer(value), &total.integer)) {
            workshop_.calculator.fail_total(group_.aggregate->value, before, as_integer(value));
            workshop_.budget.fail();
        }
    } else {
        // Neumaier's sum: the order of the tuples makes next to no difference.
        const double number =
            type == ColumnType::integer ? static_cast<double>(as_integer(value)) : as_number(value);
        const double sum = total.number + number;
        total.correction += std::abs(total.number) >= std::abs(number)
                                ? (total.number - sum) + number
                                : (number - sum) + total.number;
        total.number = sum;
    }
}

void Grouping::finish(std::uint32_t group) {
    const Total& total = totals_[group];
    const bool is_integer = group_.result_type == ColumnType::integer;
    Word result = 0;
    bool has_result = true;
    switch (group_.aggregate->function) {
        case AggregateFunction::count:
            result = to_word(total.count);
            break;
        case AggregateFunction::total:
            result = is_integer ? to_word(total.integer) : to_word(total.number + total.correction);
            break;
        case AggregateFunction::least:
        case AggregateFunction::greatest:
            has_result = total.count > 0;
            result = total.extreme;
            break;
        case AggregateFunction::average:
            has_result = total.count > 0;
            if (has_result) {
                result =
                    to_word((total.number + total.correction) / static_cast<double>(total.count));
            }
            break;
    }
    results_.push_back(result);
    has_result_.push_back(has_result ? 1 : 0);
}

}  // namespace obverse::eval
