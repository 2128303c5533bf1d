#include "engine/ingest/csv.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using namespace obverse;

namespace {

/// Rows as `[cell][cell]`, problems as `!code@line:column`.
std::string rows_of(const std::string& text, char separator = ',') {
    std::istringstream stream(text);
    CsvReader reader(stream, separator);
    std::string shown;
    while (const auto row = reader.next()) {
        shown += std::to_string(row->line) + ":";
        for (const CsvCell& cell : row->cells) shown += "[" + cell.text + "]";
        if (row->problem) {
            shown += "!" + std::string(name_of(row->problem->problem.code)) + "@" +
                     std::to_string(row->problem->spot.line) + ":" +
                     std::to_string(row->problem->spot.column);
        }
        shown += " ";
    }
    return shown;
}

}  // namespace

TEST_CASE("csv: rows are read as RFC 4180 says, and as spreadsheets write them") {
    struct Case {
        const char* text;
        const char* rows;
    };
    const Case cases[] = {
        {"", ""},
        {"a,b\n1,2\n", "1:[a][b] 2:[1][2] "},
        {"a,b\r\n1,2\r\n", "1:[a][b] 2:[1][2] "},
        {"a,b\r1,2\r", "1:[a][b] 2:[1][2] "},
        {"a,b\n1,2", "1:[a][b] 2:[1][2] "},
        {"a,\n,\n", "1:[a][] 2:[][] "},
        {"a\n\n\nb\n", "1:[a] 4:[b] "},
        {"\"a,b\",\"say \"\"so\"\"\"\n", "1:[a,b][say \"so\"] "},
        {"\"one\ntwo\",x\ny,z\n", "1:[one\ntwo][x] 3:[y][z] "},
        {"\"one\r\ntwo\"\r\ny\r\n", "1:[one\r\ntwo] 3:[y] "},
        {"\"\",\"\"\n", "1:[][] "},
        {"\xef\xbb\xbf\"a\",b\n", "1:[a][b] "},
        {"\xef\xac\x81 a,b\n", "1:[\xef\xac\x81 a][b] "},
        {" a , b\n", "1:[ a ][ b] "},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(rows_of(c.text) == std::string(c.rows));
    }
    CHECK(rows_of("a\tb,c\n", '\t') == "1:[a][b,c] ");
}

TEST_CASE("csv: what breaks a row is told with its place, and the next row is read") {
    struct Case {
        std::string text;
        const char* rows;
    };
    const Case cases[] = {
        {"a,b\"c\nd\n", "1:[a][b\"c]!unclosed-quote@1:4 2:[d] "},
        {"\"a\"b,c\nd\n", "1:[a][c]!unclosed-quote@1:4 2:[d] "},
        {"a,\"b\nc\nd", "1:[a][b\nc\nd]!unclosed-quote@1:3 "},
        {"é,\"b\" x\nd\n", "1:[é][b]!unclosed-quote@1:6 2:[d] "},
        {"a,\xff\nd\n", "1:[a][\xff]!invalid-utf8@1:3 2:[d] "},
        {std::string("a,b\0c\nd\n", 8), nullptr},
        {"\xff\xfe"
         "a\nd\n",
         "1:[\xff\xfe"
         "a]!invalid-utf8@1:1 2:[d] "},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        if (c.rows == nullptr) {
            CHECK(rows_of(c.text).find("!bad-row@1:3") != std::string::npos);
        } else {
            CHECK(rows_of(c.text) == std::string(c.rows));
        }
    }
}

TEST_CASE("csv: a cell or a row without end takes bounded memory") {
    const std::string long_cell = "a,\"" + std::string(3U << 20U, 'x') + "\"\nb\n";
    std::istringstream cells(long_cell);
    CsvReader reader(cells);
    const auto row = reader.next();
    REQUIRE(row);
    REQUIRE(row->problem);
    CHECK(row->problem->problem.code == Code::line_too_long);
    CHECK(row->cells[1].text.size() == 1U << 20U);
    CHECK(reader.next()->cells.front().text == "b");

    std::string many;
    for (int i = 0; i < 20000; ++i) many += ",";
    std::istringstream wide(many);
    const auto wide_row = CsvReader(wide).next();
    REQUIRE(wide_row->problem);
    CHECK(wide_row->problem->problem.code == Code::bad_row);
    CHECK(wide_row->cells.size() == 10000);

    std::string big;
    for (int i = 0; i < 20; ++i) big += std::string(1U << 20U, 'x') + ",";
    std::istringstream big_stream(big);
    const auto big_row = CsvReader(big_stream).next();
    REQUIRE(big_row->problem);
    CHECK(big_row->problem->problem.code == Code::line_too_long);
}

TEST_CASE("csv: a cell is quoted when it must be") {
    CHECK(csv_cell("plain text") == "plain text");
    CHECK(csv_cell("a,b") == "\"a,b\"");
    CHECK(csv_cell("say \"so\"") == "\"say \"\"so\"\"\"");
    CHECK(csv_cell("two\nlines") == "\"two\nlines\"");
}
