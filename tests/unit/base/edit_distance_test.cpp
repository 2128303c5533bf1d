#include "engine/base/edit_distance.h"

#include <doctest/doctest.h>

using namespace obverse;

TEST_CASE("edit distance: insertions, deletions, changes and swaps each cost one") {
    struct Case {
        const char* left;
        const char* right;
        std::size_t distance;
    };
    const Case cases[] = {{"", "", 0},
                          {"threat", "threat", 0},
                          {"threat", "treat", 1},
                          {"threat", "thraet", 1},
                          {"treaty", "threat", 2},
                          {"abc", "xyz", 3},
                          {"", "abc", 3}};
    for (const Case& c : cases) {
        CAPTURE(c.left);
        CAPTURE(c.right);
        CHECK(edit_distance(c.left, c.right, 10) == c.distance);
        CHECK(edit_distance(c.right, c.left, 10) == c.distance);
    }
    CHECK(edit_distance("abcdefgh", "xxxxxxxx", 2) == 3);
}

TEST_CASE("closest: nearest first, silly hints not at all") {
    const std::vector<std::string> names = {"State", "Statement", "Behaviour", "Scale"};
    CHECK(closest("Stat", names) == std::vector<std::string>{"State", "Statement"});
    CHECK(closest("Behavior", names) == std::vector<std::string>{"Behaviour"});
    CHECK(closest("Zebra", names).empty());
    CHECK(closest("S", names).empty());
}

TEST_CASE("did you mean: joins names as people do") {
    const std::vector<std::string> three = {"a", "b", "c"};
    CHECK(did_you_mean(three) == "did you mean `a`, `b` or `c`?");
    CHECK(did_you_mean(std::vector<std::string>{"a"}) == "did you mean `a`?");
    CHECK(did_you_mean({}).empty());
}
