#include "tests/unit/text/reading.h"

#include <algorithm>

using namespace obverse;
using namespace obverse::text;

namespace {

std::string acts_of(const test::Document& document) {
    std::string all;
    for (const Paragraph& paragraph : document.draft.paragraphs) {
        for (const Act& act : paragraph.acts) {
            if (!all.empty()) all += "; ";
            all += paragraph.id + (act.is_lead ? ": " : "+ ") + document.of(act.words);
        }
    }
    return all;
}

std::string citations_of(const Draft& draft) {
    std::string all;
    for (const Citation& citation : draft.citations) {
        if (!all.empty()) all += "; ";
        all += citation.symbol;
    }
    return all;
}

std::string sponsors_of(const Draft& draft) {
    std::string all;
    for (const Sponsor& sponsor : draft.head.sponsors) {
        if (!all.empty()) all += "; ";
        all += sponsor.name;
    }
    return all;
}

}  // namespace

TEST_CASE("draft: the ids of the paragraphs follow the form") {
    struct Case {
        const char* claim;
        const char* text;
        const char* ids;
    };
    const Case cases[] = {
        {"preamble and operative part",
         "The General Assembly,\n\nRecalling a,\n\nNoting b,\n\n1. Urges c;\n\n2. Decides d.\n",
         "pp1 pp2 op1 op2"},
        {"one operative paragraph bears no number",
         "The General Assembly\n\nDecides to invite Aldora to the meeting.\n", "op1"},
        {"sub-paragraphs of three levels, then text that closes",
         "The General Assembly,\n\nRecalling a,\n\n1. Requests:\n\n(a) To see:\n\n(i) One;\n\n(ii) "
         "Two;\n\na. Deep;\n\n(b) To tell;\n\nand to report;\n\n2. Decides d.\n",
         "pp1 op1 op1.a op1.a.i op1.a.ii op1.a.ii.a op1.b op2"},
        {"letters after h, then numerals",
         "The General Assembly,\n\nRecalling a,\n\n1. Requests:\n\n(h) To see;\n\n(i) To tell;\n\n(j) "
         "To end.\n",
         "pp1 op1 op1.h op1.i op1.j"},
        {"a number that is printed twice",
         "The General Assembly,\n\nRecalling a,\n\n1. Urges b;\n\n2. Urges c;\n\n2. Urges d;\n\n2 bis. "
         "Urges e.\n",
         "pp1 op1 op2 op2~2 op2bis"},
        {"annexes are numbered anew",
         "The General Assembly,\n\nRecalling a,\n\n1. Adopts b.\n\nAnnex I\n\nPrinciples\n\n1. A "
         "State tells.\n\n(a) Soon;\n\nAnnex II\n\n1. It is told.\n",
         "pp1 op1 annex1.p1 annex1.p1.a annex2.p1"},
        {"a document that is adopted without being called an annex",
         "The General Assembly,\n\nRecalling a,\n\nAdopts the following document:\n\nAgenda for "
         "space\n\n1. Space is large.\n\n2. It is dark.\n",
         "pp1 op1 doc1.p1 doc1.p2"},
        {"parts with their own formula",
         "A\n\nThe General Assembly,\n\nRecalling a,\n\n1. Urges b.\n\nB\n\nThe General "
         "Assembly,\n\nRecalling c,\n\n1. Urges d.\n",
         "part1.pp1 part1.op1 part2.pp1 part2.op1"},
        {"an annexed draft resolution keeps its form",
         "The General Assembly,\n\nRecalling a,\n\n1. Takes note of the annex.\n\nAnnex\n\nThe General "
         "Assembly,\n\nNoting b,\n\n1. Urges c.\n",
         "pp1 op1 annex1.pp1 annex1.op1"},
        {"a resolution of the Security Council",
         "Resolution 9999 (2044)\n\nThe Security Council,\n\nReaffirming a,\n\nActing under Chapter VII "
         "of the Charter of the United Nations,\n\n1. Decides b;\n\n2. Demands c.\n",
         "pp1 pp2 op1 op2"},
        {"articles of a treaty",
         "Treaty on X\n\nThe States Parties to this Treaty,\n\nRecognizing a,\n\nHave agreed on the "
         "following:\n\nArticle I\n\nSpace is free.\n\nIt stays so.\n\nArticle II\n\n1. No State "
         "may:\n\n(a) take it;\n\n(b) sell it.\n\n2. This holds for all.\n\nDONE at Aldora.\n",
         "pp1 art1.1 art1.2 art2.1 art2.1.a art2.1.b art2.2"},
        {"numbered paragraphs of a working paper",
         "Working paper submitted by Aldora\n\nI. Introduction\n\n1. Space is used by all, and "
         "this is why it matters here.\n\n2. It is used more every year.\n\nII. Proposals\n\n3. States "
         "could:\n\n(a) tell;\n\n(b) listen.\n",
         "p1 p2 p3 p3.a p3.b"},
        {"a statement without numbers",
         "Statement by Aldora\n\nMr. Chair, we thank you for the floor and for your work.\n\nSpace is "
         "used by all.\n",
         "p1 p2"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.claim);
        CHECK(test::ids(test::document_of(c.text).draft) == c.ids);
    }
}

TEST_CASE("draft: the acts of a paragraph, and what only looks like one") {
    struct Case {
        const char* claim;
        const char* paragraphs;
        const char* acts;
    };
    const Case cases[] = {
        {"one", "1. Calls upon all States to wait;", "op1: Calls upon"},
        {"with modifiers", "1. Also notes with concern the delay;", "op1: Also notes with concern"},
        {"a second after a comma", "1. Notes the report, and requests a second one;",
         "op1: Notes; op1+ requests"},
        {"a second with words between", "1. Notes it, and in this regard urges all States to wait;",
         "op1: Notes; op1+ urges"},
        {"a second without a comma", "1. Welcomes and encourages the talks;",
         "op1: Welcomes; op1+ encourages"},
        {"a noun is none", "1. Notes the views and requests of States;", "op1: Notes"},
        {"a name is none", "1. Notes the paper, Requests for Help;", "op1: Notes"},
        {"in the preamble", "Recalling a report, and noting with regret its end,\n\n1. Urges b.",
         "pp1: Recalling; pp1+ noting with regret; op1: Urges"},
        {"infinitives of a list are none", "1. Requests the Committee:\n\n(a) To urge restraint;",
         "op1: Requests"},
        {"closing text may hold one",
         "1. Recalls:\n\n(a) The first report;\n\n(b) The second report;\n\nand stresses that both "
         "count;",
         "op1: Recalls; op1+ stresses"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.claim);
        const std::string text = std::string("The General Assembly,\n\n") + c.paragraphs + "\n";
        CHECK(acts_of(test::document_of(text)) == c.acts);
    }
}

TEST_CASE("draft: the head") {
    const std::string text =
        "United Nations\n\nA/C.1/99/L.7/Rev.1\n\nGeneral Assembly\n\nDistr.: Limited\n\n3 October "
        "2044\n\nOriginal: English\n\nNinety-ninth session\n\nFirst Committee\n\nAgenda item 101 "
        "(b)\n\nPrevention of an arms race: measures\n\nAldora, Bosnia and Herzegovina, Trinidad and "
        "Tobago, United Kingdom of Great Britain and Northern Ireland and Zenda: revised draft "
        "resolution\n\nNo tests\n\nThe General Assembly,\n\nRecalling a,\n\n1. Urges b.\n";
    const test::Document document = test::document_of(text);
    const Head& head = document.draft.head;
    CHECK(head.symbol == "A/C.1/99/L.7/Rev.1");
    CHECK(document.of(head.symbol_span) == head.symbol);
    CHECK(head.organ == "general-assembly");
    CHECK(document.of(head.session) == "Ninety-ninth session");
    CHECK(document.of(head.agenda_item) == "Agenda item 101 (b)");
    CHECK(document.of(head.agenda_title) == "Prevention of an arms race: measures");
    CHECK(document.of(head.title) == "No tests");
    CHECK(head.is_draft);
    CHECK(
        sponsors_of(document.draft) ==
        "Aldora; Bosnia and Herzegovina; Trinidad and Tobago; United Kingdom of Great Britain and "
        "Northern Ireland; Zenda");
    for (const Sponsor& sponsor : head.sponsors) CHECK(document.of(sponsor.span) == sponsor.name);
}

TEST_CASE("draft: sponsors of few words") {
    struct Case {
        const char* line;
        const char* sponsors;
    };
    const Case cases[] = {
        {"Aldora: draft resolution", "Aldora"},
        {"Aldora and Borea: draft resolution", "Aldora; Borea"},
        {"China and Russian Federation: draft resolution", "China; Russian Federation"},
        {"Trinidad and Tobago and Borea: draft resolution", "Trinidad and Tobago; Borea"},
        {"Iran (Islamic Republic of) and Borea: draft resolution",
         "Iran (Islamic Republic of); Borea"},
        {"Working paper submitted by the Republic of Aldora", "Republic of Aldora"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.line);
        const std::string text =
            std::string(c.line) +
            "\n\nNo tests\n\nThe General Assembly,\n\nRecalling a,\n\n1. Urges b.\n";
        CHECK(sponsors_of(test::document_of(text).draft) == c.sponsors);
    }
}

TEST_CASE("draft: the documents that are cited") {
    struct Case {
        const char* words;
        const char* symbols;
    };
    const Case cases[] = {
        {"its resolutions 62/217 of 22 December 2007, 68/50 and 48/74 B of 1993",
         "A/RES/62/217; A/RES/68/50; A/RES/48/74 B"},
        {"decision 77/513 and the report A/77/383", "A/DEC/77/513; A/77/383"},
        {"Security Council resolution 1540 (2004)", "S/RES/1540 (2004)"},
        {"resolution 1962 (XVIII) and resolution 1472 A (XIV)",
         "A/RES/1962 (XVIII); A/RES/1472 A (XIV)"},
        {"resolution S-10/2", "A/RES/S-10/2"},
        {"document CD/1839", "CD/1839"},
        {"A/C.1/77/L.62 and S/2024/302.", "A/C.1/77/L.62; S/2024/302"},
        {"in 2023/24, by 3/4 of States and/or others", ""},
        {"the TCP/IP protocol", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.words);
        const std::string text = std::string("The General Assembly,\n\nNoting ") + c.words + ",\n";
        CHECK(citations_of(test::document_of(text).draft) == c.symbols);
    }
}

TEST_CASE("draft: a place in the text leads to its paragraph") {
    const test::Document document = test::document_of(
        "The General Assembly,\n\nRecalling a,\n\n1. Requests:\n\n(a) To see;\n\nand to report;\n");
    const auto at = [&](const char* words) {
        const auto offset = static_cast<std::uint32_t>(document.read.text.find(words));
        const Paragraph* const paragraph = document.draft.at(offset);
        return paragraph == nullptr ? std::string("none") : paragraph->id;
    };
    CHECK(at("Recalling") == "pp1");
    CHECK(at("To see") == "op1.a");
    CHECK(at("and to report") == "op1");
    CHECK(at("The General") == "none");
    REQUIRE(document.draft.find("op1.a") != nullptr);
    CHECK(document.draft.find("op9") == nullptr);
}
