#include "engine/eval/pipeline.h"

#include "engine/base/invariant.h"
#include "engine/base/overloaded.h"
#include "engine/eval/grouping.h"

#include <algorithm>

namespace obverse::eval {

namespace {

struct Bounds {
    RowId begin;
    RowId end;
};
Bounds bounds_of(plan::Range range, const Relation& relation) {
    switch (range) {
        case plan::Range::all:
            return {0, relation.visible_end()};
        case plan::Range::delta:
            return {relation.old_end(), relation.visible_end()};
        case plan::Range::old:
            return {0, relation.old_end()};
    }
    return {0, 0};
}

}  // namespace

Pipeline::Pipeline(const plan::RulePlan& plan, const Workshop& workshop, Sink& sink,
                   Registers::Mark mark)
    : plan_(plan), workshop_(workshop), sink_(sink), mark_(mark) {
    add_frame(plan.given);
    chosen_ = numbers();
    states_.resize(plan.steps.size());
    for (std::size_t step = 0; step < plan.steps.size(); ++step) {
        prepare(plan.steps[step], states_[step]);
    }
}
Pipeline::~Pipeline() = default;

Frame& Pipeline::add_frame(const std::vector<plan::VariableIndex>& variables) {
    Frame& frame = frames_.emplace_back();
    frame.values.assign(plan_.variable_count, nullptr);
    for (const plan::VariableIndex variable : variables) {
        frame.values[variable] = words();
    }
    return frame;
}

void Pipeline::prepare_key(const std::vector<plan::KeyColumn>& key, State& state) {
    for (const plan::KeyColumn& column : key) {
        state.key_columns.push_back(column.column);
        state.keys.push_back(nullptr);
        const bool is_constant = std::holds_alternative<Value>(column.equals);
        state.constants.push_back(is_constant ? words() : nullptr);
    }
}

void Pipeline::prepare(const plan::Step& step, State& state) {
    state.frame = frames_.size() - 1;
    std::visit(overloaded{
                   [&](const plan::Fetch& fetch) {
                       state.relation = &workshop_.database.relation(fetch.relation);
                       prepare_key(fetch.key, state);
                       state.groups = numbers();
                       state.bindings = numbers();
                       state.rows = numbers();
                       std::vector<plan::VariableIndex> variables = fetch.carried;
                       for (const plan::BoundColumn& bind : fetch.binds) {
                           variables.push_back(bind.variable);
                       }
                       if (fetch.row) variables.push_back(*fetch.row);
                       add_frame(variables);
                   },
                   [&](const plan::Probe& probe) {
                       state.relation = &workshop_.database.relation(probe.relation);
                       prepare_key(probe.key, state);
                       state.groups = numbers();
                       state.flags = flags();
                   },
                   [](const plan::Filter&) {},
                   [&](const plan::Compute& compute) {
                       if (compute.compares) return;
                       frames_.back().values[compute.variable] = words();
                   },
                   [&](const plan::Group& group) {
                       const plan::VariableIndex result = group.aggregate->result.index;
                       state.results = words();
                       state.flags = flags();
                       if (!group.compares) frames_.back().values[result] = state.results;
                       state.grouping = std::make_unique<Grouping>(group, workshop_, mark_);
                       mark_ = state.grouping->end_of_registers();
                   },
               },
               step);
}

/// Rows and indexes as they are when a run begins.
void Pipeline::open(const plan::Step& step, State& state) const {
    const auto set_bounds = [&state](plan::Range range) {
        const Bounds bounds = bounds_of(range, *state.relation);
        state.begin = bounds.begin;
        state.end = bounds.end;
    };
    if (const auto* fetch = std::get_if<plan::Fetch>(&step)) {
        set_bounds(fetch->range);
        if (!fetch->key.empty()) state.index = &state.relation->index(state.key_columns);
    } else if (const auto* probe = std::get_if<plan::Probe>(&step)) {
        set_bounds(probe->range);
        const bool asks_whole_row = probe->complete && probe->equal_columns.empty() &&
                                    probe->key.size() == state.relation->width();
        const bool needs_index = !probe->key.empty() && !asks_whole_row;
        state.index = needs_index ? &state.relation->index(state.key_columns) : nullptr;
    }
}

void Pipeline::run() {
    for (std::size_t step = 0; step < states_.size(); ++step) {
        open(plan_.steps[step], states_[step]);
    }
    for (std::size_t frame = 1; frame < frames_.size(); ++frame) frames_[frame].count = 0;
    push(0);
    flush();
}

void Pipeline::push(std::size_t step) {
    if (workshop_.budget.stopped()) return;
    if (step == plan_.steps.size()) return sink_.take(frames_.back());
    workshop_.budget.tick();
    State& state = states_[step];
    std::visit(overloaded{
                   [&](const plan::Fetch& form) { fetch(step, form, state); },
                   [&](const plan::Probe& form) { probe(step, form, state); },
                   [&](const plan::Filter& form) { filter(step, form, state); },
                   [&](const plan::Compute& form) { compute(step, form, state); },
                   [&](const plan::Group& form) { group(step, form, state); },
               },
               plan_.steps[step]);
}

/// Hands on what the fetches have gathered and not handed on, from the first to the last.
void Pipeline::flush() {
    for (std::size_t step = 0; step < states_.size(); ++step) {
        if (!std::holds_alternative<plan::Fetch>(plan_.steps[step])) continue;
        Frame& frame = frames_[states_[step].frame + 1];
        if (frame.count == 0) continue;
        push(step + 1);
        frame.count = 0;
    }
}

void Pipeline::resolve_key(const std::vector<plan::KeyColumn>& key, State& state,
                           const Frame& frame) {
    for (std::size_t k = 0; k < key.size(); ++k) {
        if (const auto* variable = std::get_if<plan::VariableIndex>(&key[k].equals)) {
            state.keys[k] = frame.values[*variable];
        } else {
            std::fill_n(state.constants[k], frame.count, std::get<Value>(key[k].equals).word);
            state.keys[k] = state.constants[k];
        }
    }
}

void Pipeline::keep(const std::vector<plan::VariableIndex>& kept, Frame& frame,
                    const std::uint32_t* chosen, std::uint32_t count) const {
    if (count == frame.count) return;
    for (const plan::VariableIndex variable : kept) {
        Word* values = frame.values[variable];
        for (std::uint32_t i = 0; i < count; ++i) values[i] = values[chosen[i]];
    }
    frame.count = count;
}

void Pipeline::filter(std::size_t step, const plan::Filter& filter, State& state) {
    Frame& frame = frames_[state.frame];
    const std::uint32_t count = workshop_.calculator.select(*filter.comparison, frame, chosen_);
    if (workshop_.calculator.failure()) return workshop_.budget.fail();
    keep(filter.kept, frame, chosen_, count);
    if (count > 0) push(step + 1);
}

void Pipeline::compute(std::size_t step, const plan::Compute& compute, State& state) {
    Frame& frame = frames_[state.frame];
    const Word* values = workshop_.calculator.compute(*compute.expression, frame);
    if (workshop_.calculator.failure()) return workshop_.budget.fail();
    workshop_.budget.set_text_bytes(workshop_.calculator.text_bytes());
    const std::uint8_t* missing = workshop_.calculator.missing();
    Word* target = frame.values[compute.variable];
    std::uint32_t count = 0;
    for (std::uint32_t i = 0; i < frame.count; ++i) {
        chosen_[count] = i;
        const bool holds = missing[i] == 0 && (!compute.compares || target[i] == values[i]);
        count += holds ? 1U : 0U;
    }
    if (!compute.compares) std::copy_n(values, frame.count, target);
    keep(compute.kept, frame, chosen_, count);
    if (count > 0) push(step + 1);
}

void Pipeline::group(std::size_t step, const plan::Group& group, State& state) {
    Frame& frame = frames_[state.frame];
    state.grouping->fold(frame, state.results, state.flags);
    if (workshop_.budget.stopped()) return;
    const Word* held = frame.values[group.aggregate->result.index];
    std::uint32_t count = 0;
    for (std::uint32_t i = 0; i < frame.count; ++i) {
        chosen_[count] = i;
        const bool holds = state.flags[i] != 0 && (!group.compares || held[i] == state.results[i]);
        count += holds ? 1U : 0U;
    }
    keep(group.kept, frame, chosen_, count);
    if (count > 0) push(step + 1);
}

}  // namespace obverse::eval
