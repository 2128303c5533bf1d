#include "tests/unit/check/cases.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

TEST_CASE("lenses: names, circles and parameters") {
    const Case cases[] = {
        {"lens a \"A\"\n  extends b\nlens b \"B\"\n  extends a\n", "lens-cycle@4:11"},
        {"lens a \"A\"\n  uses nothing\n", "unknown-vocabulary@2:8"},
        {"in lens z\nrule r\n  the behaviour is staged\n  if the behaviour is an accident\n",
         "unknown-lens@1:9"},
        {"lens a \"A\"\n  silent on \"{Behaviour} is kind\"\n", "unknown-phrase@2:13"},
        {"lens a \"A\"\n  parameter long-lived 25 years\n", ""},
    };
    check_all(cases);
    const Checking checking("lens a \"A\"\n  parameter long-lived 25 years\n");
    const Parameter& parameter = checking.program().lenses.at(0).parameters.at(0);
    CHECK(as_integer(parameter.value.word) == 9131);
    CHECK(parameter.text == "25 years");
}

TEST_CASE("lenses: a phrase answered beside another shares its roles") {
    const Case cases[] = {
        {"lens a \"A\"\n  beside \"{Behaviour} is a threat to {victim: State}\" answer "
         "\"{Behaviour} is a potential threat to {victim: State}\"\n    cites paper\n",
         ""},
        {"lens a \"A\"\n  beside \"{Behaviour} is a thread to {victim: State}\" answer "
         "\"{Behaviour} is staged\"\n",
         "unknown-phrase@2:10"},
        {"lens a \"A\"\n  beside \"{Behaviour} is staged\" answer "
         "\"{State} operates satellites in {Orbit}\"\n",
         "unknown-slot@2:3"},
        {"lens a \"A\"\n  beside \"{it: Behaviour} is staged\" answer "
         "\"{it: State} operates satellites in {Orbit}\"\n",
         "kind-mismatch@2:3"},
        {"lens a \"A\"\n  beside \"{Behaviour} is staged\"\n", "bad-syntax@2:33"},
        {"lens a \"A\"\n  beside \"{Behaviour} is staged\" answer \"{Behaviour} is an accident\"\n"
         "    cited paper\n",
         "unknown-keyword@3:5"},
    };
    check_all(cases);
    const Checking checking(with_vocabulary(
        "lens a \"A\"\n  beside \"{Behaviour} is a threat to {deterred: State}\" answer "
        "\"{deterrer: State} deters {deterred: State} by {Form}\"\n    cites paper page \"3\"\n"));
    REQUIRE(checking.findings() == "");
    const Beside& beside = checking.program().lenses.at(0).beside.at(0);
    CHECK(checking.program().schema.phrase(beside.asked).name == "threat");
    CHECK(checking.program().schema.phrase(beside.answered).name == "deters");
    REQUIRE(beside.shared.size() == 1);
    CHECK(beside.shared[0] == std::pair<std::uint32_t, std::uint32_t>{1, 1});
    CHECK(beside.cites.at(0).places.at(0).second == "3");
}

TEST_CASE("sources: citations name points that their source declares, if it declares any") {
    const std::string source =
        "source book \"A book\"\n"
        "  point T1 \"Threat is a status\" section \"3\" as definition, finding\n"
        "  point T2 \"Three elements\"\n";
    const std::string rule =
        "rule r\n  the behaviour is staged\n  if the behaviour is an accident\n  cites ";
    CHECK(findings(source + rule + "book points T1, T2\n") == "");
    CHECK(findings(source + rule + "book points T1, T3\n") == "unknown-point@7:25");
    CHECK(findings(source + rule + "paper point T9\n") == "");
    CHECK(findings(source + "  point T1 \"Again\"\n") == "duplicate-name@4:9");
    CHECK(findings("source book \"A book\"\n  point \"A\"\n") == "bad-syntax@2:12");
    CHECK(findings("source book \"A book\"\n  point T1 \"A\" secton \"3\" as rule\n") ==
          "bad-syntax@2:16");
    CHECK(findings("source book \"A book\"\n  point T1 \"A\" section \"3\" as\n") ==
          "bad-syntax@2:30");
    const Checking misspelt(with_vocabulary(source + rule + "book point T11\n"));
    CHECK(misspelt.text_of(Code::unknown_point).find("did you mean `T1`?") != std::string::npos);

    const Checking checking(with_vocabulary(source));
    const std::vector<Point>& points = checking.program().points;
    REQUIRE(points.size() == 2);
    CHECK(checking.program().symbols.text(points[0].source) == "book");
    CHECK(points[0].text == "Threat is a status");
    CHECK(points[0].places.at(0) == std::pair<std::string, std::string>{"section", "3"});
    CHECK(points[0].encodings == std::vector<std::string>{"definition", "finding"});
    CHECK(points[1].encodings.empty());
}
