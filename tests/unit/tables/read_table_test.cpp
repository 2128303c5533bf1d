#include "engine/tables/read_table.h"

#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace {

using namespace obverse;

struct Read {
    std::string rows;      // `a|1 b|2`
    std::string findings;  // `code@line:column`
};

Read read(const std::string& name, std::string_view text, const std::vector<ColumnType>& types) {
    const test::TemporaryFolder folder;
    std::ofstream(folder / name, std::ios::binary) << text;
    SymbolTable symbols;
    Diagnostics diagnostics;
    eval::Relation relation(types);
    read_table(folder / name, relation, symbols, diagnostics);
    Read result;
    for (eval::RowId row = 0; row < relation.size(); ++row) {
        if (row > 0) result.rows += ' ';
        for (std::size_t c = 0; c < types.size(); ++c) {
            if (c > 0) result.rows += '|';
            result.rows += to_text({types[c], relation.column(c).at(row)}, symbols);
        }
    }
    for (const Diagnostic& found : diagnostics.list()) {
        if (!result.findings.empty()) result.findings += ' ';
        result.findings += name_of(found.code);
        if (found.place) {
            result.findings +=
                "@" + std::to_string(found.place->line) + ":" + std::to_string(found.place->column);
        }
    }
    return result;
}

constexpr ColumnType text = ColumnType::symbol;
constexpr ColumnType integer = ColumnType::integer;
constexpr ColumnType number = ColumnType::number;
constexpr ColumnType date = ColumnType::date;

TEST_CASE("read_table: rows of every type, in the order of the file, once each") {
    struct Case {
        const char* name;
        std::string_view text;
        std::vector<ColumnType> types;
        std::string_view rows;
    };
    const Case cases[] = {
        {"a.csv", "1,2\n3,4\n1,2\n", {integer, integer}, "1|2 3|4"},
        {"a.csv", "1,2\r\n3,4", {integer, integer}, "1|2 3|4"},
        {"a.csv",
         "\xEF\xBB\xBF"
         "1\n",
         {integer},
         "1"},
        {"a.csv",
         "9223372036854775807\n-9223372036854775808\n-0\n",
         {integer},
         "9223372036854775807 -9223372036854775808 0"},
        {"a.csv", "1.5,1e3\n-0.0,7\n", {number, number}, "1.5|1000 0|7"},
        {"a.csv", "2021\n2021-11\n2021-11-15\n", {date}, "2021 2021-11 2021-11-15"},
        {"a.csv", "a,\"b,\"\"c\"\"\"\n,\"x\ny\"\n", {text, text}, "a|b,\"c\" |x\ny"},
        {"a.csv", "a b\n\"\"\n", {text}, "a b "},
        {"a.tsv", "a,b\t\"c\n", {text, text}, "a,b|\"c"},
        {"a.tsv", "1\t2\r\n", {integer, integer}, "1|2"},
        {"a.csv", "", {integer}, ""},
        {"a.csv", "1,2\n\n\n", {integer, integer}, "1|2"},
        {"a.csv", "é\n", {text}, "é"},
        {"a.csv", "a\rb\n", {text}, "a\rb"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const Read found = read(c.name, c.text, c.types);
        CHECK(found.rows == c.rows);
        CHECK(found.findings == "");
    }
}

TEST_CASE("read_table: each bad row is reported with its place, the others are read") {
    struct Case {
        std::string_view text;
        std::vector<ColumnType> types;
        std::string_view rows;
        std::string_view findings;
    };
    const Case cases[] = {
        {"1,x\n2,3\n", {integer, integer}, "2|3", "bad-row@1:3"},
        {"é,x\n", {text, integer}, "", "bad-row@1:3"},
        {"1\n2,3\n1,2,3\n4,5\n", {integer, integer}, "2|3 4|5", "bad-row@1:1 bad-row@3:1"},
        {"1,2\n\n3,4\n", {integer, integer}, "1|2 3|4", "bad-row@2:1"},
        {"9223372036854775808\n", {integer}, "", "bad-row@1:1"},
        {"1.5\n\n", {integer}, "", "bad-row@1:1 bad-row@2:1"},
        {"nan\ninf\n1e999\n0x1\n", {number}, "", "bad-row@1:1 bad-row@2:1 bad-row@3:1 bad-row@4:1"},
        {"2021-13\n2021-02-30\n21\n", {date}, "", "bad-row@1:1 bad-row@2:1 bad-row@3:1"},
        {"a\xFF\nb\n", {text}, "b", "invalid-utf8@1:1"},
        {"\"a,1\nb,2\n", {text, integer}, "", "bad-row@1:1"},
        {"\"a\"x,1\nb,2\n", {text, integer}, "b|2", "bad-row@1:1"},
        {"a\"b,1\nb,2\n", {text, integer}, "b|2", "bad-row@1:1"},
        {"\"x\ny\",z\n1,2\n", {text, integer}, "1|2", "bad-row@2:4"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const Read found = read("a.csv", c.text, c.types);
        CHECK(found.rows == c.rows);
        CHECK(found.findings == c.findings);
    }
}

TEST_CASE("read_table: a relation without columns holds when there is a line") {
    CHECK(read("a.csv", "", {}).rows == "");
    struct Case {
        std::string_view text;
        eval::RowId size;
        std::string_view findings;
    };
    const Case cases[] = {{"", 0, ""}, {"\n", 1, ""}, {"()\n", 1, ""}, {"x\n", 0, "bad-row@1:1"}};
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const test::TemporaryFolder folder;
        std::ofstream(folder / "a.csv") << c.text;
        SymbolTable symbols;
        Diagnostics diagnostics;
        eval::Relation relation({});
        read_table(folder / "a.csv", relation, symbols, diagnostics);
        CHECK(relation.size() == c.size);
        CHECK(diagnostics.list().empty() == c.findings.empty());
    }
}

TEST_CASE("read_table: many rows and many findings") {
    std::string rows;
    std::string bad;
    for (int i = 0; i < 5000; ++i) {
        rows += std::to_string(i) + "," + std::to_string(i * 1000000LL) + "\n";
        bad += "x\n";
    }
    const test::TemporaryFolder folder;
    std::ofstream(folder / "a.csv") << rows;
    SymbolTable symbols;
    Diagnostics diagnostics;
    const ColumnType types[] = {integer, integer};
    eval::Relation relation(types);
    read_table(folder / "a.csv", relation, symbols, diagnostics);
    CHECK(relation.size() == 5000);
    CHECK(as_integer(relation.column(1).at(4999)) == 4999000000LL);
    const Read found = read("b.csv", bad, {integer});
    CHECK(found.findings.find("bad-row@100:1") != std::string::npos);
    CHECK(found.findings.find("bad-row@101:1") == std::string::npos);
    CHECK(found.findings.find("rejected-rows") != std::string::npos);
}

TEST_CASE("read_table: a missing file, and a folder, are failures of the world") {
    SymbolTable symbols;
    Diagnostics diagnostics;
    eval::Relation relation({});
    const test::TemporaryFolder folder;
    CHECK_THROWS_AS(read_table(folder / "none.csv", relation, symbols, diagnostics),
                    std::system_error);
    CHECK_THROWS_AS(read_table(folder.path(), relation, symbols, diagnostics), std::system_error);
}

}  // namespace
