#pragma once

#include "engine/base/diagnostic.h"
#include "engine/datalog/program.h"
#include "engine/eval/database.h"
#include "engine/eval/evaluate.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace obverse::eval {

/// Watches what a run uses. Once it has stopped the run, every step hands back what it has and
/// ends.
class Budget {
public:
    Budget(const datalog::Program& program, const Database& database, const Limits& limits);

    bool stopped() const { return ended_ != Ended::finished; }
    Ended ended() const { return ended_; }
    void fail() { ended_ = Ended::failed; }
    /// Begins again after a stop.
    void resume() { ended_ = Ended::finished; }

    /// The rule that is running.
    void set_rule(datalog::RuleId rule) { rule_ = rule; }
    datalog::RuleId rule() const { return rule_; }
    /// Rows that the running rule has added to its relation.
    void add_rows(std::uint32_t count);
    /// Called for every batch; looks at clock and memory now and then.
    void tick() {
        if (--ticks_left_ == 0) look();
    }
    /// Memory of the aggregate that is being folded.
    void set_aggregate_bytes(std::size_t bytes) { set(aggregate_bytes_, bytes); }
    /// Text that expressions have made so far.
    void set_text_bytes(std::size_t bytes) { set(text_bytes_, bytes); }

    /// Stops the run when a table of so many rows can hold no more.
    void check_rows(std::size_t rows);

    /// What ended the run at a limit.
    Diagnostic finding() const;

private:
    void look();
    std::size_t bytes() const;
    void set(std::size_t& held, std::size_t bytes) {
        held = bytes;
        // Texts can double with every batch: too fast for a look now and then.
        if (aggregate_bytes_ + text_bytes_ > bytes_at_last_look_ + bytes_between_looks) look();
    }
    void stop(std::string what);

    const datalog::Program& program_;
    const Database& database_;
    Limits limits_;
    std::chrono::steady_clock::time_point start_;
    Ended ended_ = Ended::finished;
    datalog::RuleId rule_{};
    std::vector<std::uint64_t> rows_of_rule_;
    std::uint64_t rows_ = 0;
    std::uint64_t rows_at_last_look_ = 0;
    std::size_t aggregate_bytes_ = 0;
    std::size_t text_bytes_ = 0;
    std::size_t bytes_at_last_look_ = 0;
    static constexpr std::size_t bytes_between_looks = std::size_t{1} << 20U;
    std::uint32_t ticks_left_ = 1;
    std::string what_;
};

}  // namespace obverse::eval
