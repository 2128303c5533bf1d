#include "engine/tables/write_table.h"

#include "engine/tables/read_table.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace obverse;

std::string written(const eval::Relation& relation, const SymbolTable& symbols) {
    const test::TemporaryFolder folder;
    write_table(folder / "a.csv", relation, symbols);
    return test::contents(folder / "a.csv");
}

/// Reads the text as a table and writes it.
std::string rewritten(std::string_view text, const std::vector<ColumnType>& types) {
    const test::TemporaryFolder folder;
    std::ofstream(folder / "a.csv", std::ios::binary) << text;
    SymbolTable symbols;
    Diagnostics diagnostics;
    eval::Relation relation(types);
    read_table(folder / "a.csv", relation, symbols, diagnostics);
    REQUIRE(diagnostics.list().empty());
    return written(relation, symbols);
}

constexpr ColumnType text = ColumnType::symbol;
constexpr ColumnType integer = ColumnType::integer;
constexpr ColumnType number = ColumnType::number;
constexpr ColumnType date = ColumnType::date;

TEST_CASE("write_table: rows are sorted by their cells, and read back as they were") {
    struct Case {
        std::string_view text;
        std::vector<ColumnType> types;
        std::string_view rows;
    };
    const Case cases[] = {
        {"3\n-1\n10\n-9223372036854775808\n9223372036854775807\n",
         {integer},
         "-9223372036854775808\n-1\n3\n10\n9223372036854775807\n"},
        {"2,b\n1,b\n2,a\n", {integer, text}, "1,b\n2,a\n2,b\n"},
        {"b,1\na,2\na,1\nB,3\n", {text, integer}, "B,3\na,1\na,2\nb,1\n"},
        {"1.5\n-2\n-0.25\n1e300\n0\n", {number}, "-2\n-0.25\n0\n1.5\n1e+300\n"},
        {"2022\n2021-11-15\n2021-11\n1969-01-01\n2021\n",
         {date},
         "1969-01-01\n2021\n2021-11\n2021-11-15\n2022\n"},
        {"\"a,b\"\n\"x\"\"y\"\n\"\"\n\"two\nlines\"\n",
         {text},
         "\"\"\n\"a,b\"\n\"two\nlines\"\n\"x\"\"y\"\n"},
        {",x\n", {text, text}, ",x\n"},
        {"\xF0\x90\x80\x80\n\"\xEF\xBB\xBFx\"\n", {text}, "\"\xEF\xBB\xBFx\"\n\xF0\x90\x80\x80\n"},
        {"1,2,3,x\n1,2,2,y\n-1,2,2,y\n",
         {integer, integer, integer, text},
         "-1,2,2,y\n1,2,2,y\n1,2,3,x\n"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(rewritten(c.text, c.types) == c.rows);
        CHECK(rewritten(c.rows, c.types) == c.rows);
    }
}

TEST_CASE("write_table: wide and narrow keys give the order of plain sorting") {
    std::mt19937_64 random(7);
    for (const int bits : {8, 20, 40, 63}) {
        CAPTURE(bits);
        const ColumnType types[] = {integer, integer};
        eval::Relation relation(types);
        std::vector<std::pair<std::int64_t, std::int64_t>> rows;
        for (int i = 0; i < 3000; ++i) {
            const std::uint64_t mask = (std::uint64_t{1} << static_cast<unsigned>(bits)) - 1;
            const auto first = static_cast<std::int64_t>(random() & mask) - 100;
            const auto second = static_cast<std::int64_t>(random() & mask) - 100;
            const Word cells[] = {to_word(first), to_word(second)};
            const Word* columns[] = {&cells[0], &cells[1]};
            if (relation.add(columns, 1, {}) == 1) rows.emplace_back(first, second);
        }
        std::sort(rows.begin(), rows.end());
        std::string expected;
        for (const auto& [first, second] : rows) {
            expected += std::to_string(first) + "," + std::to_string(second) + "\n";
        }
        CHECK(written(relation, SymbolTable()) == expected);
    }
}

TEST_CASE("write_table: a relation without columns is an empty line, or nothing") {
    eval::Relation relation({});
    CHECK(written(relation, SymbolTable()) == "");
    relation.add({}, 1, {});
    CHECK(written(relation, SymbolTable()) == "\n");
}

}  // namespace
