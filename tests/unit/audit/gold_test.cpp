#include "engine/audit/gold.h"

#include <doctest/doctest.h>

using namespace obverse;

TEST_CASE("gold: a paragraph has one name, whoever wrote it") {
    struct Row {
        const char* given;
        const char* key;
    };
    for (const Row& row :
         {Row{"OP5(a)", "op5.a"}, Row{"op5.a", "op5.a"}, Row{"PP17", "pp17"},
          Row{"Art. IX", "art9"}, Row{"art9.2", "art9"}, Row{"Article 4", "art4"},
          Row{"Preamble", "pp"}, Row{"whole text", ""}, Row{"op3(b)(ii)", "op3.b.ii"}}) {
        CAPTURE(row.given);
        CHECK(place_key(row.given) == row.key);
    }
    CHECK(is_at("pp4", "Preamble"));
    CHECK_FALSE(is_at("op4", "PP4"));
}

TEST_CASE("gold: rows are read with their weights, a bad line is named") {
    const auto rows = read_gold(
        R"({"text":"a","finding":"x","para":"OP1","level":"must","expect":"present"})"
        "\n\n"
        R"({"text":"a","finding":"y","para":"OP2","level":"contested","expect":"absent","absence":true})");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].is_expected);
    CHECK(rows[1].weight == GoldRow::Weight::contested);
    CHECK(rows[1].is_absence);
    CHECK_THROWS_WITH_AS(read_gold("{}\n"), "line 1 has no text `text`", GoldError);
    CHECK_THROWS_AS(read_gold("not json"), GoldError);
}

TEST_CASE("gold: counts and forbidden labels are read") {
    const auto controls = read_controls(R"({"text":"b","must_not_find":["x","y"]})");
    REQUIRE(controls.size() == 1);
    CHECK(controls[0].forbidden == std::vector<std::string>{"x", "y"});
    const auto structure = read_structure(R"({"text":"b","preambular":4,"note":"","ok":true})");
    REQUIRE(structure.size() == 1);
    CHECK(structure[0].counts == std::map<std::string, std::size_t>{{"preambular", 4}});
}
