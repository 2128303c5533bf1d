#include "engine/eval/evaluate.h"

#include "engine/eval/runner.h"
#include "engine/eval/strata.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace obverse::eval {

namespace {

using Clock = std::chrono::steady_clock;

struct LimitReached {
    std::string what;
};

/// One rule with its plan for the whole of its body, or for one atom that reads the last rows.
struct PlannedRule {
    std::uint32_t rule = 0;
    std::optional<std::size_t> last;
    JoinPlan plan;
    std::size_t planned_for = 0;  // rows that there were
};

class Evaluation {
public:
    Evaluation(const datalog::Program& program, Database& database, SymbolTable& symbols,
               const Limits& limits)
        : program_(program),
          database_(database),
          calculator_(symbols),
          limits_(limits),
          ranges_(program.relations.size()),
          started_(Clock::now()) {
        for (std::uint32_t i = 0; i < ranges_.size(); ++i) {
            const auto size = static_cast<RowId>(database.size(datalog::RelationId{i}));
            ranges_[i] = {0, size};
        }
    }

    void run() {
        std::uint32_t number = 0;
        for (const Stratum& stratum : stratify(program_)) close(stratum, number++);
    }

    std::uint32_t current_rule() const { return rule_; }

private:
    void close(const Stratum& stratum, std::uint32_t number) {
        std::set<std::uint32_t> growing(stratum.relations.begin(), stratum.relations.end());
        Stamp stamp{0, number, 1};
        std::vector<PlannedRule> first;
        for (const std::uint32_t rule : stratum.rules) {
            PlannedRule planned{rule, std::nullopt, {}, 0};
            run(planned, growing, stamp);
        }
        if (!advance(stratum) || !stratum.is_recursive) return;
        std::vector<PlannedRule> again = delta_rules(stratum, growing);
        do {
            ++stamp.round;
            for (PlannedRule& planned : again) {
                const datalog::Rule& rule = program_.rules[planned.rule];
                const auto& literal = std::get<datalog::Literal>(rule.body[*planned.last]);
                const RoundRange& range = ranges_[literal.atom.relation.index];
                if (range.last != range.end) run(planned, growing, stamp);
            }
        } while (advance(stratum));
    }

    std::vector<PlannedRule> delta_rules(const Stratum& stratum,
                                         const std::set<std::uint32_t>& growing) const {
        std::vector<PlannedRule> rules;
        for (const std::uint32_t index : stratum.rules) {
            const datalog::Rule& rule = program_.rules[index];
            for (std::size_t i = 0; i < rule.body.size(); ++i) {
                const auto* literal = std::get_if<datalog::Literal>(&rule.body[i]);
                if (literal != nullptr && !literal->absent &&
                    growing.contains(literal->atom.relation.index)) {
                    rules.push_back({index, i, {}, 0});
                }
            }
        }
        return rules;
    }

    /// Ends a round: what was new is now the last round's. False when nothing was new.
    bool advance(const Stratum& stratum) {
        bool any = false;
        for (const std::uint32_t relation : stratum.relations) {
            RoundRange& range = ranges_[relation];
            const auto size = static_cast<RowId>(database_.size(datalog::RelationId{relation}));
            // Before the first round every row is of the last one: rules saw them already.
            range.last = range.end;
            range.end = size;
            any = any || range.last != range.end;
        }
        return any;
    }

    void run(PlannedRule& planned, const std::set<std::uint32_t>& growing, Stamp stamp) {
        const datalog::Rule& rule = program_.rules[planned.rule];
        rule_ = planned.rule;
        stamp.rule = planned.rule;
        replan(planned, rule, growing);
        make_indexes(planned.plan, database_);
        Relation& head = database_.relation(rule.head.relation);
        std::vector<Word> bindings(rule.variable_count, 0);
        std::vector<Word> row(rule.head.terms.size());
        Runner runner(database_, calculator_, &ranges_);
        runner.pulse = [this] { check_time(); };
        const std::function<bool()> found = [&] {
            for (std::size_t i = 0; i < row.size(); ++i) {
                const auto* variable = std::get_if<datalog::Variable>(&rule.head.terms[i]);
                row[i] = variable != nullptr ? bindings[variable->index]
                                             : std::get<Value>(rule.head.terms[i]).word;
            }
            if (head.insert(row, stamp)) count();
            return true;
        };
        runner.run(planned.plan, rule.variable_types, bindings, found);
    }

    /// A plan is made again when there are four times the rows that it was made for.
    void replan(PlannedRule& planned, const datalog::Rule& rule,
                const std::set<std::uint32_t>& growing) {
        const std::size_t rows = derived_ + 1;
        if (planned.planned_for != 0 && rows < planned.planned_for * 4) return;
        JoinOptions options{.last = planned.last,
                            .bound = {},
                            .wanted = {},
                            .keep_premises = false,
                            .growing = growing};
        for (const datalog::Term& term : rule.head.terms) {
            if (const auto* variable = std::get_if<datalog::Variable>(&term)) {
                options.wanted.insert(variable->index);
            }
        }
        planned.plan = plan_rule(rule, database_, options);
        planned.planned_for = rows;
    }

    void count() {
        ++derived_;
        if (limits_.derived_tuples && derived_ > *limits_.derived_tuples) {
            throw LimitReached{fmt::format("more than {} tuples were derived", derived_ - 1)};
        }
        if ((derived_ & 0xfffU) != 0) return;
        check_time();
        if (limits_.bytes && (derived_ & 0xffffU) == 0 && database_.byte_count() > *limits_.bytes) {
            throw LimitReached{fmt::format("more than {} MiB of memory were taken",
                                           *limits_.bytes / (1024 * 1024))};
        }
    }

    void check_time() const {
        if (!limits_.seconds) return;
        const std::chrono::duration<double> taken = Clock::now() - started_;
        if (taken.count() > *limits_.seconds) {
            throw LimitReached{fmt::format("more than {} s were taken", *limits_.seconds)};
        }
    }

    const datalog::Program& program_;
    Database& database_;
    Calculator calculator_;
    const Limits& limits_;
    std::vector<RoundRange> ranges_;
    Clock::time_point started_;
    std::uint64_t derived_ = 0;
    std::uint32_t rule_ = 0;
};

std::optional<Label> place_of(const datalog::Program& program, std::uint32_t rule,
                              const std::string& text) {
    if (rule >= program.rules.size()) return std::nullopt;
    const Span span = program.rules[rule].span;
    if (span.end == span.begin) return std::nullopt;
    return Label{span, text};
}

}  // namespace

Ended evaluate(const datalog::Program& program, Database& database, SymbolTable& symbols,
               const Limits& limits, Diagnostics& diagnostics) {
    Evaluation evaluation(program, database, symbols, limits);
    try {
        evaluation.run();
        return Ended::finished;
    } catch (const LimitReached& reached) {
        const std::uint32_t rule = evaluation.current_rule();
        const datalog::RelationId relation = program.rules[rule].head.relation;
        diagnostics.report({.code = Code::limit_reached,
                            .message = fmt::format(
                                "{}; `{}` had {} of them when the limit was reached", reached.what,
                                program.relations[relation.index].name, database.size(relation)),
                            .primary = place_of(program, rule, "while this rule was applied"),
                            .help = "make the rule narrower, or raise the limit"});
        return Ended::limit_reached;
    } catch (const EvaluationError& error) {
        const bool has_place = error.span().end > error.span().begin;
        diagnostics.report(
            {.code = error.kind() == EvaluationError::Kind::pattern ? Code::bad_regex
                                                                    : Code::division_by_zero,
             .message = error.what(),
             .primary = has_place ? std::optional(Label{error.span(), "computed here"})
                                  : place_of(program, evaluation.current_rule(), "in this rule")});
        return Ended::failed;
    }
}

}  // namespace obverse::eval
