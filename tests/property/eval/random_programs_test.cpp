#include "engine/eval/evaluate.h"
#include "engine/eval/match.h"
#include "tests/support/datalog_writer.h"
#include "tests/support/naive_evaluator.h"
#include "tests/support/random_program.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace obverse;
using test::NaiveModel;
using test::NaiveRow;

constexpr std::uint32_t program_count = 600;

void record(const NaiveModel& rows, eval::Database& database) {
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        for (const NaiveRow& row : rows[i]) database.insert({i}, row);
    }
}

NaiveRow row_of(const eval::Database& database, datalog::RelationId relation, eval::RowId row) {
    NaiveRow cells;
    database.copy_row(relation, row, cells);
    return cells;
}

NaiveModel rows_of(const datalog::Program& program, const eval::Database& database) {
    NaiveModel rows(program.relations.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        for (eval::RowId row = 0; row < database.size({i}); ++row) {
            rows[i].insert(row_of(database, {i}, row));
        }
        REQUIRE(rows[i].size() == database.size({i}));
    }
    return rows;
}

TEST_CASE("evaluate: random programs agree with the naive evaluator, however they are written") {
    for (std::uint32_t seed = 1; seed <= program_count; ++seed) {
        SymbolTable symbols;
        test::RandomProgram made = test::make_random_program(seed, {}, symbols);
        const std::string text = test::to_datalog(made.program, made.rows, symbols);
        CAPTURE(seed);
        CAPTURE(text);
        const NaiveModel expected = test::evaluate_naively(made.program, made.rows, symbols);
        for (int order = 0; order < 2; ++order) {
            eval::Database database(made.program);
            record(made.rows, database);
            Diagnostics diagnostics;
            REQUIRE(eval::evaluate(made.program, database, symbols, {}, diagnostics) ==
                    eval::Ended::finished);
            REQUIRE(rows_of(made.program, database) == expected);
            std::mt19937 random(seed);
            for (datalog::Rule& rule : made.program.rules) {
                std::shuffle(rule.body.begin(), rule.body.end(), random);
            }
        }
    }
}

using Moment = std::pair<std::uint32_t, std::uint32_t>;
Moment moment_of(eval::Stamp stamp) {
    return {stamp.stratum, stamp.round};
}

/// The relations of the positive literals of a rule, in order.
std::vector<datalog::RelationId> premise_relations(const datalog::Rule& rule) {
    std::vector<datalog::RelationId> relations;
    for (const datalog::Condition& condition : rule.body) {
        const auto* literal = std::get_if<datalog::Literal>(&condition);
        if (literal != nullptr && !literal->absent) relations.push_back(literal->atom.relation);
    }
    return relations;
}

TEST_CASE("random programs derive, recur, count and miss rows often enough to tell") {
    std::uint32_t deriving = 0;
    std::uint32_t recursive = 0;
    std::uint32_t counting = 0;
    std::uint32_t missing = 0;
    for (std::uint32_t seed = 1; seed <= program_count; ++seed) {
        SymbolTable symbols;
        const test::RandomProgram made = test::make_random_program(seed, {}, symbols);
        eval::Database database(made.program);
        record(made.rows, database);
        Diagnostics diagnostics;
        eval::evaluate(made.program, database, symbols, {}, diagnostics);
        bool derives = false;
        bool recurs = false;
        bool counts = false;
        bool misses = false;
        for (std::uint32_t i = 0; i < made.program.relations.size(); ++i) {
            for (eval::RowId row = 0; row < database.size({i}); ++row) {
                const eval::Stamp stamp = database.stamp({i}, row);
                if (stamp.is_recorded()) continue;
                derives = true;
                recurs = recurs || stamp.round > 1;
                for (const datalog::Condition& condition : made.program.rules[stamp.rule].body) {
                    counts = counts || std::holds_alternative<datalog::Aggregate>(condition);
                    const auto* literal = std::get_if<datalog::Literal>(&condition);
                    misses = misses || (literal != nullptr && literal->absent);
                }
            }
        }
        deriving += derives ? 1U : 0U;
        recursive += recurs ? 1U : 0U;
        counting += counts ? 1U : 0U;
        missing += misses ? 1U : 0U;
    }
    MESSAGE(deriving << " derive, " << recursive << " recur, " << counting << " count, " << missing
                     << " miss rows");
    CHECK(deriving > program_count / 2);
    CHECK(recursive > program_count / 4);
    CHECK(counting > program_count / 8);
    CHECK(missing > program_count / 8);
}

TEST_CASE("match: every derived row has an instance of its rule with earlier premises") {
    for (std::uint32_t seed = 1; seed <= program_count; ++seed) {
        SymbolTable symbols;
        const test::RandomProgram made = test::make_random_program(seed, {}, symbols);
        const std::string text = test::to_datalog(made.program, made.rows, symbols);
        CAPTURE(seed);
        CAPTURE(text);
        eval::Database database(made.program);
        record(made.rows, database);
        Diagnostics diagnostics;
        eval::evaluate(made.program, database, symbols, {}, diagnostics);
        eval::Matcher matcher(made.program, database, symbols);
        for (std::uint32_t i = 0; i < made.program.relations.size(); ++i) {
            for (eval::RowId row = 0; row < database.size({i}); ++row) {
                const eval::Stamp stamp = database.stamp({i}, row);
                const NaiveRow cells = row_of(database, {i}, row);
                REQUIRE(database.find({i}, cells) == row);
                REQUIRE(stamp.is_recorded() == (made.rows[i].count(cells) == 1));
                if (stamp.is_recorded()) continue;
                const datalog::Rule& rule = made.program.rules[stamp.rule];
                const auto relations = premise_relations(rule);
                const std::vector<std::optional<Word>> head(cells.begin(), cells.end());
                bool is_explained = false;
                matcher.for_each({stamp.rule}, head, [&](const eval::Instance& instance) {
                    REQUIRE(instance.premises.size() == relations.size());
                    bool are_earlier = true;
                    for (std::size_t k = 0; k < relations.size(); ++k) {
                        are_earlier = are_earlier &&
                                      moment_of(database.stamp(
                                          relations[k], instance.premises[k])) < moment_of(stamp);
                    }
                    is_explained = is_explained || are_earlier;
                    return !is_explained;
                });
                REQUIRE(is_explained);
            }
        }
    }
}

TEST_CASE("match: with an open head the instances of a rule conclude what the rule derives") {
    for (std::uint32_t seed = 1; seed <= program_count / 4; ++seed) {
        SymbolTable symbols;
        const test::RandomProgram made = test::make_random_program(seed, {}, symbols);
        CAPTURE(seed);
        eval::Database database(made.program);
        record(made.rows, database);
        Diagnostics diagnostics;
        eval::evaluate(made.program, database, symbols, {}, diagnostics);
        NaiveModel concluded = made.rows;
        for (std::uint32_t r = 0; r < made.program.rules.size(); ++r) {
            const datalog::Atom& head = made.program.rules[r].head;
            const std::vector<std::optional<Word>> open(head.terms.size());
            eval::for_each_instance(
                made.program, {r}, open, database, symbols, [&](const eval::Instance& instance) {
                    NaiveRow row;
                    for (const datalog::Term& term : head.terms) {
                        const auto* variable = std::get_if<datalog::Variable>(&term);
                        row.push_back(variable != nullptr ? *instance.bindings[variable->index]
                                                          : std::get<Value>(term).word);
                    }
                    concluded[head.relation.index].insert(row);
                    return true;
                });
        }
        CHECK(concluded == rows_of(made.program, database));
    }
}

}  // namespace
