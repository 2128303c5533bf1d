#include "engine/base/invariant.h"
#include "engine/eval/grouping.h"
#include "engine/eval/pipeline.h"

#include <algorithm>

/// The steps of a pipeline that read rows: fetch and probe.
namespace obverse::eval {

void Pipeline::fetch(std::size_t step, const plan::Fetch& fetch, State& state) {
    if (state.begin == state.end) return;
    if (state.index == nullptr) return scan(step, fetch, state);
    look_up(step, fetch, state);
}

/// For each binding: every row in range.
void Pipeline::scan(std::size_t step, const plan::Fetch& fetch, State& state) {
    const Frame& frame = frames_[state.frame];
    const Frame& out = frames_[state.frame + 1];
    const std::uint32_t capacity = workshop_.registers.capacity();
    for (std::uint32_t i = 0; i < frame.count; ++i) {
        for (RowId row = state.begin; row < state.end;) {
            const std::uint32_t room = std::min(capacity - out.count, state.end - row);
            for (std::uint32_t k = 0; k < room; ++k) {
                state.bindings[k] = i;
                state.rows[k] = row + k;
            }
            row += room;
            hand_on(step, fetch, state, room);
            if (workshop_.budget.stopped()) return;
        }
    }
}

/// For each binding: the rows in range of its group.
void Pipeline::look_up(std::size_t step, const plan::Fetch& fetch, State& state) {
    const Frame& frame = frames_[state.frame];
    const Frame& out = frames_[state.frame + 1];
    const std::uint32_t capacity = workshop_.registers.capacity();
    const Index& index = *state.index;
    resolve_key(fetch.key, state, frame);
    index.find(state.keys, frame.count, state.groups);
    std::uint32_t count = 0;
    std::uint32_t room = capacity - out.count;
    const auto make_room = [&] {
        hand_on(step, fetch, state, count);
        count = 0;
        room = capacity - out.count;
    };
    for (std::uint32_t i = 0; i < frame.count; ++i) {
        const std::uint32_t group = state.groups[i];
        if (group == Index::no_group) continue;
        for (const RowId row : index.sealed(group)) {
            if (row >= state.end) break;
            if (row < state.begin) continue;
            state.bindings[count] = i;
            state.rows[count] = row;
            if (++count == room) make_room();
        }
        for (RowId row = index.chain(group); row != no_row && row >= state.begin;
             row = index.next(row)) {
            if (row >= state.end) continue;
            state.bindings[count] = i;
            state.rows[count] = row;
            if (++count == room) make_room();
        }
        if (workshop_.budget.stopped()) return;
    }
    if (count > 0) hand_on(step, fetch, state, count);
}

/// Moves `count` pairs of a binding and a row into the next frame, and the frame on when full.
void Pipeline::hand_on(std::size_t step, const plan::Fetch& fetch, State& state,
                       std::uint32_t count) {
    count = check_rows(fetch, state, count);
    if (count == 0) return workshop_.budget.tick();
    const Frame& frame = frames_[state.frame];
    Frame& out = frames_[state.frame + 1];
    for (const plan::VariableIndex variable : fetch.carried) {
        const Word* from = frame.values[variable];
        Word* to = out.values[variable] + out.count;
        for (std::uint32_t i = 0; i < count; ++i) to[i] = from[state.bindings[i]];
    }
    for (const plan::BoundColumn& bind : fetch.binds) {
        state.relation->column(bind.column)
            .gather(state.rows, count, out.values[bind.variable] + out.count);
    }
    if (fetch.row) std::copy_n(state.rows, count, out.values[*fetch.row] + out.count);
    out.count += count;
    if (out.count < workshop_.registers.capacity()) return;
    push(step + 1);
    out.count = 0;
}

/// Drops the pairs whose row fails a check; returns how many are left.
std::uint32_t Pipeline::check_rows(const plan::Fetch& fetch, State& state, std::uint32_t count) {
    const Frame& frame = frames_[state.frame];
    const auto drop_unless = [&](const auto& holds) {
        std::uint32_t left = 0;
        for (std::uint32_t i = 0; i < count; ++i) {
            state.bindings[left] = state.bindings[i];
            state.rows[left] = state.rows[i];
            left += holds(state.bindings[i], state.rows[i]) ? 1U : 0U;
        }
        count = left;
    };
    for (const plan::KeyColumn& check : fetch.checks) {
        const Column& column = state.relation->column(check.column);
        if (const auto* variable = std::get_if<plan::VariableIndex>(&check.equals)) {
            const Word* values = frame.values[*variable];
            drop_unless([&](std::uint32_t i, RowId row) { return column.at(row) == values[i]; });
        } else {
            const Word wanted = std::get<Value>(check.equals).word;
            drop_unless([&](std::uint32_t, RowId row) { return column.at(row) == wanted; });
        }
    }
    for (const plan::EqualColumns& pair : fetch.equal_columns) {
        const Column& left = state.relation->column(pair.left);
        const Column& right = state.relation->column(pair.right);
        drop_unless([&](std::uint32_t, RowId row) { return left.at(row) == right.at(row); });
    }
    return count;
}

void Pipeline::probe(std::size_t step, const plan::Probe& probe, State& state) {
    Frame& frame = frames_[state.frame];
    const std::uint32_t count = frame.count;
    std::uint8_t* found = state.flags;
    resolve_key(probe.key, state, frame);
    if (state.begin == state.end) {
        std::fill_n(found, count, static_cast<std::uint8_t>(0));
    } else if (state.index != nullptr) {
        find_in_index(probe, state, count, found);
    } else if (probe.key.empty()) {
        // Nothing is asked of the row but what it asks of itself.
        bool exists = false;
        for (RowId row = state.begin; row < state.end && !exists; ++row) {
            exists = std::all_of(probe.equal_columns.begin(), probe.equal_columns.end(),
                                 [&](const plan::EqualColumns& pair) {
                                     return state.relation->column(pair.left).at(row) ==
                                            state.relation->column(pair.right).at(row);
                                 });
        }
        std::fill_n(found, count, static_cast<std::uint8_t>(exists ? 1 : 0));
    } else {
        state.relation->find(state.keys, count, found);
    }
    const std::uint8_t wanted = probe.absent ? 0 : 1;
    std::uint32_t left = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        chosen_[left] = i;
        left += found[i] == wanted ? 1U : 0U;
    }
    keep(probe.kept, frame, chosen_, left);
    if (left > 0) push(step + 1);
}

void Pipeline::find_in_index(const plan::Probe& probe, State& state, std::uint32_t count,
                             std::uint8_t* found) const {
    const Index& index = *state.index;
    index.find(state.keys, count, state.groups);
    const auto agrees = [&](RowId row) {
        return std::all_of(probe.equal_columns.begin(), probe.equal_columns.end(),
                           [&](const plan::EqualColumns& pair) {
                               return state.relation->column(pair.left).at(row) ==
                                      state.relation->column(pair.right).at(row);
                           });
    };
    for (std::uint32_t i = 0; i < count; ++i) {
        found[i] = 0;
        const std::uint32_t group = state.groups[i];
        if (group == Index::no_group) continue;
        for (const RowId row : index.sealed(group)) {
            if (row >= state.end || found[i] != 0) break;
            found[i] = agrees(row) ? 1 : 0;
        }
        for (RowId row = index.chain(group); row != no_row && found[i] == 0;
             row = index.next(row)) {
            found[i] = row < state.end && agrees(row) ? 1 : 0;
        }
    }
}

}  // namespace obverse::eval
