#include "engine/audit/word_search.h"

#include "tests/unit/audit/desk.h"

using namespace obverse;
using namespace obverse::test;

TEST_CASE("word search: a form that is tried is found as a term's would be, with its cues") {
    Desk desk;
    const std::size_t terms = desk.workspace->program().terms.size();
    const auto draft = desk.auditor->read_words(
        "draft.txt", resolution("1. Urges States to refrain from launching missiles;\n\n2. Notes "
                                "the launch of a satellite."));
    const WordSearch made =
        search_words(*desk.workspace, *desk.auditor, *draft, "launch~ missile~", "");
    REQUIRE(made.hits.size() == 1);
    CHECK(made.hits[0].place == "op1");
    CHECK(made.hits[0].uses == std::vector<std::string>{"restrained by “refrain from”"});
    REQUIRE(made.misses.size() == 1);
    CHECK(made.misses[0].place == "op2");
    CHECK(desk.workspace->program().terms.size() == terms);
    CHECK_THROWS_AS(search_words(*desk.workspace, *desk.auditor, *draft, "..3", ""), AuditError);
}

TEST_CASE("word search: gaps are the frequent runs that no term explains") {
    Desk desk;
    const std::vector<std::shared_ptr<DraftText>> drafts = {
        desk.auditor->read_words("a.txt", resolution("1. Notes the proximity operations;\n\n2. "
                                                     "Regrets proximity operations.")),
        desk.auditor->read_words("b.txt",
                                 resolution("1. Notes proximity operations after destructive "
                                            "tests;\n\n2. Regrets destructive tests."))};
    const std::vector<Gap> gaps = find_gaps(*desk.auditor, drafts, 10);
    REQUIRE(!gaps.empty());
    CHECK(gaps[0].words == "proximity operations");
    CHECK(gaps[0].times == 3);
    CHECK(gaps[0].drafts == 2);
    for (const Gap& gap : gaps) CHECK(gap.words.find("destructive tests") == std::string::npos);
}
