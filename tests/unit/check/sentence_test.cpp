#include "tests/unit/check/cases.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

TEST_CASE("sentences: phrases, values and terms are matched or reported at their word") {
    const Case cases[] = {
        {"rule r\n  the behaviour is staged\n  if the behaviour is an accident\n", ""},
        {"rule r\n  the behaviour is staged\n  if the behaviour is an oversight\n",
         "unknown-phrase@3:26"},
        {"rule r\n  the behaviour is staged\n  if the behaviour is done with angry intention\n",
         "unknown-value@3:33"},
        {"rule r\n  the behaviour is staged\n  if atlantis is responsible for the behaviour\n",
         "unknown-entity@3:6"},
        {"rule r\n  the behaviour is staged\n  if j1 is responsible for the behaviour\n",
         "kind-mismatch@3:6"},
        {"rule r\n  the behaviour is staged\n  if accident(the behaviour, j1)\n",
         "wrong-arity@3:6"},
        {"rule r\n  the behaviour is staged\n  if mishap(the behaviour)\n", "unknown-relation@3:6"},
        {"rule r\n  staged(B)\n  if accident(B)\n", ""},
        {"rule r\n  the behaviour is staged\n  if the behaviour is directed at A\n",
         "unintroduced-letter@3:35"},
        {"rule r\n  Behaviour B is staged\n  if B happened on 2021-13\n", "bad-date@3:20"},
        {"rule r\n  Behaviour B is staged\n  if B happened on \"soon\"\n", "bad-date@3:20"},
        {"rule r\n  Behaviour B is staged\n  if B happened on D\n  and D is less than 2021-13\n",
         "bad-date@4:22"},
        {"rule r\n  the behaviour is staged\n  if the behaviour is not an accident\n",
         "ambiguous-not@3:23"},
        {"rule r\n  the behaviour is staged\n"
         "  if the behaviour is an accident or the behaviour is staged\n",
         "inline-or@3:35"},
        {"rule r\n  the behaviour is staged if the behaviour is an accident\n",
         "two-statements@2:27"},
        {"rule r\n  the behaviour is staged\n"
         "  if the behaviour is an accident and it happened on 2021\n",
         "two-statements@3:35"},
        {"rule r\n  the behaviour is staged\n  if the behaviour is an accident; B is late\n",
         "two-statements@3:34"},
        {"rule r\n  the behaviour is staged\n  if the behaviour is directed at another\n",
         "pronoun@3:35"},
        {"rule r\n  the behaviour is staged\n  if the behaviour happened on D\n  and D is not 2021\n",
         "ambiguous-not@4:12"},
        {"rule r\n  the behaviour is staged\n  if the behaviour happened on D\n  and D is not\n",
         "ambiguous-not@4:12"},
        {"vocabulary v\n  phrase owns \"{State} owns or operates {Object}\"\n"
         "  phrase calls \"{State} calls {Object} its own\"\n"
         "rule r\n  the behaviour is staged\n  if the behaviour destroyed Object O\n"
         "  and the state owns or operates O\n  and the state calls O its own\n",
         ""},
        {"vocabulary v\n  phrase calls \"{State} calls {Object} its own\"\n"
         "rule r\n  the behaviour is staged\n  if the behaviour destroyed Object O\n"
         "  and the state calls O its property\n",
         "unknown-phrase@6:29"},
        {"rule r\n  the behaviour is staged\n  iff the behaviour is an accident\n",
         "unknown-keyword@3:3"},
        {"rule r\n  the behaviour is staged\n  if the behaviuor is an accident\n",
         "unknown-kind@3:10"},
        {"rule r\n  the behaviour is staged\n  if Stat V is responsible for the behaviour\n",
         "unknown-kind@3:6"},
        {"rule r\n  the behaviour is staged\n  if the behaviour is directed at the sttae\n",
         "unknown-kind@3:39"},
        {"rule r\n  the behaviour is staged\n  if the behaviour is an accident\n"
         "  and the behaviour is a behavior\n",
         "unknown-kind@4:26"},
        {"rule r\n  Behaviour B is staged\n  if B is an accident\n  and B is a State\n",
         "kind-mismatch@4:7"},
        {"rule r\n  Behaviour B is staged\n  if B is an accident\n"
         "  and B is at least the parameter limit\n",
         "type-mismatch@4:7 unknown-parameter@4:35"},
    };
    check_all(cases);
}

TEST_CASE("sentences: a misspelt kind or entity names the nearest that could stand there") {
    struct Named {
        const char* condition;
        Code code;
        const char* help;
    };
    const Named cases[] = {
        {"the behaviuor is an accident", Code::unknown_kind, "`the behaviour`"},
        {"Stat V is responsible for the behaviour", Code::unknown_kind, "`State V`"},
        // Borealis, an object, is nearer by its letters; a state is wanted.
        {"the behaviour is directed at boreal", Code::unknown_entity, "did you mean `borea`?"},
        {"boreal was a real target", Code::unknown_entity, "did you mean `borealis`?"},
    };
    for (const Named& c : cases) {
        const std::string condition = c.condition;
        CAPTURE(condition);
        const Checking checking(
            with_vocabulary("entities\n  borealis is a Object\n"
                            "rule r\n  the behaviour is staged\n  if " +
                            condition + "\n"));
        CHECK(checking.text_of(c.code).find(c.help) != std::string::npos);
    }
}

TEST_CASE("sentences: an unknown phrase names the nearest ones") {
    const Checking checking(with_vocabulary(
        "rule r\n  the behaviour is staged\n  if the behaviour was directed at State A\n"));
    CHECK(checking.text_of(Code::unknown_phrase).find("`{Behaviour} is directed at {State}`") !=
          std::string::npos);
}
