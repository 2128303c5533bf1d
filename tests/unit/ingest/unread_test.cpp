#include "tests/unit/ingest/ingesting.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

namespace {

struct Case {
    const char* lines;
    const char* table;
    const char* warnings;  // `message@line:column`, one a line
};

void check_all(std::span<const Case> cases) {
    for (const Case& c : cases) {
        CAPTURE(c.lines);
        CAPTURE(c.table);
        Ingesting ingesting(
            std::string("import \"b.csv\"\n") + c.lines + "  asserted by mod in paper\n",
            {{"b.csv", c.table}});
        CHECK(ingesting.rule_findings() == "");
        CHECK(ingesting.findings() == "");
        std::string warnings;
        for (const Diagnostic& one : ingesting.diagnostics.list()) {
            warnings += one.message + "@" + std::to_string(one.place->line) + ":" +
                        std::to_string(one.place->column) + "\n";
        }
        CHECK(warnings == std::string(c.warnings));
    }
}

}  // namespace

TEST_CASE("unread: a value that no line reads is told once, with its count") {
    const Case cases[] = {
        {"  when {i} is one of malicious, none: j1 is done with {i} intention\n",
         "i\nmalicious\nmalicius\nnone\nmalicius\n",
         "no line reads `malicius` in the column `i` (2 rows)@3:1\n"},
        {"  when {by} is \"natural\": j1 made 1 pieces\n", "by\nnatural\nman\n",
         "no line reads `man` in the column `by` (1 row)@3:1\n"},
        // What is named as an exception is read, as is whatever passes.
        {"  when {by} is not \"unknown\": j1 made 1 pieces\n", "by\nunknown\nman\n", ""},
        {"  when {by} is not empty: j1 made 1 pieces\n", "by,n\nman,\n,1\n",
         "no line reads the column `n`@1:4\n"},
        // A column that only decides how sure a claim is.
        {"  j1 made {n} pieces\n  confidence is low when {v} is \"recalled\"\n",
         "n,v\n1,recalled\n2,source\n", ""},
        {"  j1 made {n} pieces\n  the column {m} is a note\n", "n,m\n1,x\n", ""},
        {"  j1 made {n} pieces\n", "n,m\n1,\n", ""},
        {"  j1 made {n} pieces\n", "n,m,o\n1,x,y\n2,x,z\n",
         "no line reads the column `m`@1:3\nno line reads the column `o`@1:5\n"},
    };
    check_all(cases);
}

TEST_CASE("unread: a line that is passed over for another column has read its own") {
    const Case cases[] = {
        {"  when {kind} is \"a\": j1 made {n} pieces\n  when {kind} is \"b\": j1 cost {m} dollars\n",
         "kind,n,m\na,1,2\nb,3,4\n", ""},
        {"  when {kind} is \"a\" and {more} is \"x\": j1 made {n} pieces\n",
         "kind,more,n\na,x,1\na,y,2\n", "no line reads `y` in the column `more` (1 row)@3:3\n"},
        {"  when {kind} is \"a\":\n    when {more} is \"x\": j1 made {n} pieces\n",
         "kind,more,n\na,x,1\na,y,2\n", "no line reads `y` in the column `more` (1 row)@3:3\n"},
        // A sentence with an empty cell has read the others.
        {"  {b} made {n} pieces\n", "b,n\nj1,\n,7\n", ""},
    };
    check_all(cases);
}

TEST_CASE("unread: entries of lists are told apart") {
    const Case cases[] = {
        {"  for each s in {list}:\n    when {s} is \"all\": j1 made 1 pieces\n",
         "list\nall; some\nsome\n", "no line reads `some` in the column `list` (2 rows)@2:1\n"},
        {"  for each s in {list}:\n    when {s} is \"all\": j1 made 1 pieces\n"
         "  the column {list} is a note\n",
         "list\nall; some\n", ""},
        {"  for each s in {list}: {s} is responsible for j1\n", "list\naldora; borea\n", ""},
    };
    check_all(cases);
}
