#include "engine/eval/budget.h"

#include "engine/eval/relation.h"

#include <algorithm>
#include <limits>

namespace obverse::eval {

namespace {

constexpr std::uint32_t ticks_between_looks = 64;
constexpr std::uint64_t rows_between_looks = 1U << 16U;

std::string grouped(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t i = text.size(); i > 3; i -= 3) text.insert(i - 3, ",");
    return text;
}

}  // namespace

Budget::Budget(const datalog::Program& program, const Database& database, const Limits& limits)
    : program_(program),
      database_(database),
      limits_(limits),
      start_(std::chrono::steady_clock::now()) {}

void Budget::stop(std::string what) {
    if (stopped()) return;
    what_ = std::move(what);
    ended_ = Ended::limit_reached;
}

void Budget::add_rows(std::uint32_t count) {
    rows_ += count;
    if (rows_of_rule_.empty()) rows_of_rule_.resize(program_.rules.size(), 0);
    rows_of_rule_[rule_.index] += count;
    if (limits_.derived_tuples && rows_ > *limits_.derived_tuples) {
        stop("more than " + grouped(*limits_.derived_tuples) + " tuples were derived");
    }
    check_rows(database_.size(program_.rules[rule_.index].head.relation));
    if (rows_ - rows_at_last_look_ > rows_between_looks) look();
}

void Budget::check_rows(std::size_t rows) {
    if (rows > most_rows - (1U << 16U)) {
        stop("a table has " + grouped(rows) + " rows, the most there can be");
    }
}

/// What is taken now, and what a table that is nearly full is about to take.
std::size_t Budget::bytes() const {
    const Relation& head = database_.relation(program_.rules[rule_.index].head.relation);
    return database_.byte_count() + head.growth_for(rows_between_looks) + aggregate_bytes_ +
           text_bytes_;
}

void Budget::look() {
    ticks_left_ = ticks_between_looks;
    rows_at_last_look_ = rows_;
    bytes_at_last_look_ = aggregate_bytes_ + text_bytes_;
    if (limits_.bytes && bytes() > *limits_.bytes) {
        stop("more than " + grouped(*limits_.bytes >> 20U) + " MiB of memory were used");
    }
    if (limits_.seconds) {
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start_;
        if (spent.count() > *limits_.seconds) {
            std::string seconds = std::to_string(*limits_.seconds);
            seconds.erase(seconds.find_last_not_of('0') + 1);
            if (seconds.back() == '.') seconds.pop_back();
            stop("more than " + seconds + " s were spent");
        }
    }
}

Diagnostic Budget::finding() const {
    const datalog::Rule& rule = program_.rules[rule_.index];
    const std::uint64_t rows = rows_of_rule_.empty() ? 0 : rows_of_rule_[rule_.index];
    const datalog::RelationId head = rule.head.relation;
    // What stands behind the first word of a name tells the relations of one phrase or rule apart.
    std::string name = program_.relations[head.index].name;
    name.resize(std::min(name.size(), name.find(' ')));
    Diagnostic diagnostic{.code = Code::limit_reached,
                          .message = what_ + "; `" + name + "` has " +
                                     grouped(database_.size(head)) + " rows, " + grouped(rows) +
                                     " of them from the rule that was running",
                          .help = "narrow the rule, or raise the limit"};
    if (rule.span.end != 0) diagnostic.primary = Label{rule.span, "this rule was running"};
    return diagnostic;
}

}  // namespace obverse::eval
