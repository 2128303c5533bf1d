#pragma once

#include "engine/eval/budget.h"
#include "engine/eval/calculator.h"
#include "engine/eval/database.h"
#include "engine/eval/frame.h"
#include "engine/eval/relation.h"
#include "engine/plan/plan.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace obverse::eval {

/// What the plans of one run share.
struct Workshop {
    const Database& database;
    Calculator& calculator;
    Registers& registers;
    Budget& budget;
};

/// Takes the batches that come out of a plan.
class Sink {
public:
    Sink() = default;
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;
    virtual ~Sink() = default;
    virtual void take(const Frame& frame) = 0;
};

class Grouping;

/// Runs a plan: each step takes a batch of bindings and hands a batch on. A step that multiplies
/// gathers its output until a batch is full; a step that tests drops rows in place.
class Pipeline {
public:
    /// The plan must outlive the pipeline. Registers after the mark are its own.
    Pipeline(const plan::RulePlan& plan, const Workshop& workshop, Sink& sink,
             Registers::Mark mark = {});
    ~Pipeline();
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    /// The bindings to begin with: set the variables that the plan is given, and the count.
    Frame& input() { return frames_.front(); }
    void run();
    Registers::Mark end_of_registers() const { return mark_; }

private:
    /// What a step holds beside its plan.
    struct State {
        std::size_t frame = 0;  // that it reads
        const Relation* relation = nullptr;
        const Index* index = nullptr;
        std::vector<std::uint32_t> key_columns;
        std::vector<const Word*> keys;      // one for each key column
        std::vector<Word*> constants;       // arrays for those that are constant, or null
        std::uint32_t* groups = nullptr;    // of each binding
        std::uint8_t* flags = nullptr;      // of each binding
        Word* results = nullptr;            // of each binding: its aggregate
        std::uint32_t* bindings = nullptr;  // pairs of a binding and a row that agree
        RowId* rows = nullptr;
        RowId begin = 0;
        RowId end = 0;
        std::unique_ptr<Grouping> grouping;
    };

    void prepare(const plan::Step& step, State& state);
    void prepare_key(const std::vector<plan::KeyColumn>& key, State& state);
    void open(const plan::Step& step, State& state) const;
    Word* words() { return workshop_.registers.words(mark_); }
    std::uint32_t* numbers() { return workshop_.registers.numbers(mark_); }
    std::uint8_t* flags() { return workshop_.registers.flags(mark_); }
    Frame& add_frame(const std::vector<plan::VariableIndex>& variables);

    void push(std::size_t step);
    void flush();
    void resolve_key(const std::vector<plan::KeyColumn>& key, State& state, const Frame& frame);
    void fetch(std::size_t step, const plan::Fetch& fetch, State& state);
    void scan(std::size_t step, const plan::Fetch& fetch, State& state);
    void look_up(std::size_t step, const plan::Fetch& fetch, State& state);
    void hand_on(std::size_t step, const plan::Fetch& fetch, State& state, std::uint32_t count);
    std::uint32_t check_rows(const plan::Fetch& fetch, State& state, std::uint32_t count);
    void probe(std::size_t step, const plan::Probe& probe, State& state);
    void find_in_index(const plan::Probe& probe, State& state, std::uint32_t count,
                       std::uint8_t* found) const;
    void filter(std::size_t step, const plan::Filter& filter, State& state);
    void compute(std::size_t step, const plan::Compute& compute, State& state);
    void group(std::size_t step, const plan::Group& group, State& state);
    void keep(const std::vector<plan::VariableIndex>& kept, Frame& frame,
              const std::uint32_t* chosen, std::uint32_t count) const;

    const plan::RulePlan& plan_;
    Workshop workshop_;
    Sink& sink_;
    Registers::Mark mark_;
    std::vector<Frame> frames_;
    std::vector<State> states_;
    std::uint32_t* chosen_ = nullptr;
};

}  // namespace obverse::eval
