#include "tests/unit/check/cases.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

TEST_CASE("strata: a circle through absence, counts, exceptions or elements is reported") {
    const Case cases[] = {
        {"rule r\n  the behaviour is staged\n  if the behaviour destroyed the object\n"
         "  and there is no record that the behaviour is staged\n",
         "recursion-through-absence@4:7"},
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n"
         "rule b\n  the behaviour is an accident\n  if the behaviour is staged\n",
         ""},
        {"rule a\n  the behaviour is staged\n  if the behaviour is an accident\n"
         "exception x to a\n  if the behaviour is staged\n",
         "recursion-through-absence@5:6"},
        {"rule a\n  the behaviour addresses Concern D\n  if the behaviour addresses D\n"
         "  and N is the number of Concern C such that:\n    - the behaviour addresses C\n"
         "  and N is 2\n",
         "recursion-through-absence@5:7"},
        {"definition d\n  the behaviour is staged\n  requires:\n"
         "    - one: the behaviour is an accident\n"
         "rule a\n  the behaviour is an accident\n  if the behaviour is staged\n",
         "circular-definition@4:12"},
        {"rule a\n  the behaviour is directed at State A\n  if the behaviour is a threat to A\n"
         "rule b\n  the behaviour is a threat to State A\n"
         "  if it is denied that the behaviour is directed at A\n",
         "recursion-through-absence@6:6"},
        {"rule a\n  the behaviour is staged\n  if it is denied that the behaviour is an accident\n"
         "rule b\n  the behaviour is an accident\n  if the behaviour is staged\n",
         ""},
    };
    check_all(cases);
}

TEST_CASE("strata: the circle is told rule by rule") {
    const Checking checking(
        with_vocabulary("rule a\n  the behaviour is staged\n  if the behaviour is an accident\n"
                        "rule b\n  the behaviour is an accident\n"
                        "  if there is no record that the behaviour is staged\n"
                        "  and the behaviour destroyed the object\n"));
    for (const Diagnostic& diagnostic : checking.diagnostics.list()) {
        if (diagnostic.code != Code::recursion_through_absence) continue;
        CHECK(diagnostic.primary->text ==
              "rule `b`: the behaviour is an accident, if there is no record that the behaviour "
              "is staged");
        REQUIRE(diagnostic.secondary.size() == 1);
        CHECK(diagnostic.secondary[0].text ==
              "rule `a`: the behaviour is staged, if the behaviour is an accident");
        return;
    }
    FAIL("no circle was found");
}
