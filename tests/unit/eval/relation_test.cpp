#include "engine/eval/relation.h"

#include "engine/base/date.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <vector>

namespace {

using namespace obverse;
using eval::Relation;
using eval::RowId;

using Row = std::vector<Word>;

std::uint32_t add(Relation& relation, const Row& row, eval::Stamp stamp = {}) {
    std::vector<const Word*> columns;
    for (const Word& cell : row) columns.push_back(&cell);
    return relation.add(columns, 1, stamp);
}
Row row_of(const Relation& relation, RowId id) {
    Row row;
    for (std::size_t c = 0; c < relation.width(); ++c) row.push_back(relation.column(c).at(id));
    return row;
}
Word integer(std::int64_t value) {
    return to_word(value);
}

/// Rows by their place, and indexes by every set of columns, against a plain map.
void compare_with_plain_map(std::vector<ColumnType> types,
                            const std::function<Word(std::mt19937_64&, std::size_t)>& draw) {
    std::mt19937_64 random(5);
    Relation relation(types);
    std::map<Row, RowId> plain;
    for (int round = 0; round < 40; ++round) {
        const int rows = static_cast<int>(random() % 100);
        for (int i = 0; i < rows; ++i) {
            Row row;
            for (std::size_t c = 0; c < types.size(); ++c) row.push_back(draw(random, c));
            const auto next = static_cast<RowId>(plain.size());
            const bool is_new = plain.try_emplace(row, next).second;
            REQUIRE(add(relation, row) == (is_new ? 1 : 0));
        }
        relation.advance();
        for (std::uint32_t mask = 1; mask < 1U << types.size(); ++mask) {
            std::vector<std::uint32_t> columns;
            for (std::uint32_t c = 0; c < types.size(); ++c) {
                if ((mask >> c & 1U) != 0) columns.push_back(c);
            }
            const eval::Index& index = relation.index(columns);
            Row asked;
            for (std::size_t c = 0; c < types.size(); ++c) asked.push_back(draw(random, c));
            std::vector<const Word*> keys;
            for (const std::uint32_t c : columns) keys.push_back(&asked[c]);
            std::uint32_t group = 0;
            index.find(keys, 1, &group);
            std::vector<RowId> found;
            if (group != eval::Index::no_group) {
                for (const RowId row : index.sealed(group)) found.push_back(row);
                for (RowId row = index.chain(group); row != eval::no_row; row = index.next(row)) {
                    found.push_back(row);
                }
            }
            std::sort(found.begin(), found.end());
            std::vector<RowId> expected;
            for (const auto& [row, id] : plain) {
                const bool agrees = std::all_of(columns.begin(), columns.end(),
                                                [&](auto c) { return row[c] == asked[c]; });
                if (agrees) expected.push_back(id);
            }
            std::sort(expected.begin(), expected.end());
            REQUIRE(found == expected);
        }
    }
    REQUIRE(relation.size() == plain.size());
    for (const auto& [row, id] : plain) {
        REQUIRE(row_of(relation, id) == row);
        REQUIRE(relation.find(row) == id);
    }
}

TEST_CASE("Relation and Index: hold and find what a plain map does") {
    SUBCASE("one narrow column") {
        compare_with_plain_map({ColumnType::integer}, [](auto& random, std::size_t) {
            return integer(static_cast<std::int64_t>(random() % 2000) - 1000);
        });
    }
    SUBCASE("two narrow columns") {
        compare_with_plain_map({ColumnType::symbol, ColumnType::integer},
                               [](auto& random, std::size_t) { return integer(random() % 30); });
    }
    SUBCASE("three columns") {
        compare_with_plain_map({ColumnType::symbol, ColumnType::integer, ColumnType::integer},
                               [](auto& random, std::size_t) { return integer(random() % 12); });
    }
    SUBCASE("a column that a large integer widens halfway") {
        int step = 0;
        compare_with_plain_map(
            {ColumnType::integer, ColumnType::integer}, [&step](auto& random, std::size_t c) {
                const bool is_large = ++step > 2000 && c == 0 && random() % 4 == 0;
                return integer((is_large ? 5'000'000'000 : 0) +
                               static_cast<std::int64_t>(random() % 40));
            });
    }
    SUBCASE("one column that is widened") {
        int step = 0;
        compare_with_plain_map({ColumnType::integer}, [&step](auto& random, std::size_t) {
            const bool is_large = ++step > 1000 && random() % 2 == 0;
            return integer((is_large ? -5'000'000'000 : 0) +
                           static_cast<std::int64_t>(random() % 2000));
        });
    }
    SUBCASE("numbers and coarse dates") {
        compare_with_plain_map(
            {ColumnType::number, ColumnType::date}, [](auto& random, std::size_t c) {
                if (c == 0) return to_word(static_cast<double>(random() % 20) / 4 - 1);
                const auto first = static_cast<std::int32_t>(random() % 20) - 10;
                return to_word(Date{first, first + (random() % 3 == 0 ? 30 : 0)});
            });
    }
}

TEST_CASE("Relation: rounds are ranges of rows, stamps go with them") {
    const ColumnType types[] = {ColumnType::integer};
    Relation relation(types);
    add(relation, {integer(1)});
    relation.settle();
    CHECK(relation.old_end() == 1);
    add(relation, {integer(2)}, {.rule = 3, .stratum = 1, .round = 1});
    CHECK(relation.visible_end() == 1);
    CHECK(relation.advance());
    CHECK(relation.old_end() == 1);
    CHECK(relation.visible_end() == 2);
    add(relation, {integer(2)}, {.rule = 4, .stratum = 1, .round = 2});
    CHECK_FALSE(relation.advance());
    add(relation, {integer(3)}, {.rule = 4, .stratum = 1, .round = 3});
    add(relation, {integer(4)}, {.rule = 4, .stratum = 1, .round = 3});
    CHECK(relation.stamp(0).is_recorded());
    CHECK(relation.stamp(1).rule == 3);
    CHECK(relation.stamp(2).round == 3);
    CHECK(relation.stamp(3).rule == 4);
}

TEST_CASE("Relation: without columns it holds one row at most") {
    Relation relation({});
    CHECK_FALSE(relation.find(Row{}).has_value());
    CHECK(relation.add({}, 5, {}) == 1);
    CHECK(relation.add({}, 1, {}) == 0);
    CHECK(relation.find(Row{}) == RowId{0});
}

}  // namespace
