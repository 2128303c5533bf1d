#include "tests/unit/ingest/ingesting.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

namespace {

constexpr const char* whole_block = R"(import "b.csv"
  let event be {account_of} or {id}
  when {account_of} is empty: {event} is a Behaviour labelled {label}
  {event} is also called {aliases}
  {event} happened on {date}
  when {actor} is not "unknown": {actor} is responsible for {event}
  for each state in {targets}: {event} is directed at {state}
  when {intention} is one of malicious, provocative, none:
    {event} is done with {intention} intention   asserted by {teller}
  when {stance} is "denied": {event} is done with none intention   denied by mod in "A new text"
  asserted by {who} in {source}, url {url}
  confidence is low when {verified} is "recalled"
)";
constexpr const char* whole_header =
    "id,account_of,label,aliases,date,actor,targets,intention,teller,stance,who,source,url,"
    "verified\n";

/// An import of one line of a mapping over one table.
struct OneLine {
    const char* lines;
    const char* table;
    const char* findings;
    const char* claims;
};

void check_all(std::span<const OneLine> cases) {
    for (const OneLine& c : cases) {
        CAPTURE(c.lines);
        CAPTURE(c.table);
        Ingesting ingesting(std::string("import \"b.csv\"\n") + c.lines, {{"b.csv", c.table}});
        CHECK(ingesting.rule_findings() == "");
        CHECK(ingesting.findings() == std::string(c.findings));
        CHECK(ingesting.claims() == std::string(c.claims));
    }
}

}  // namespace

TEST_CASE("table: every kind of line makes its claims") {
    Ingesting ingesting(
        whole_block,
        {{"b.csv",
          std::string(whole_header) +
              "k1,,Second jamming,\"The second; K\",2021-11,Aldora,aldora; borea,malicious,"
              "\"borea;mod\",,mod,paper,,recalled\n"
              "k2,k1,,,,unknown,,other,,denied,aldora,\"A fresh, new text\",https://x.example,\n"}});
    CHECK(ingesting.rule_findings() == "");
    CHECK(ingesting.findings() == "");
    CHECK(ingesting.claims() ==
          "k1 happened on 2021-11 | mod | paper low @2\n"
          "aldora is responsible for k1 | mod | paper low @2\n"
          "k1 is directed at aldora | mod | paper low @2\n"
          "k1 is directed at borea | mod | paper low @2\n"
          "k1 is done with malicious intention | borea | paper low @2\n"
          "k1 is done with malicious intention | mod | paper low @2\n"
          "not k1 is done with none intention | mod | new-text @3\n");
    const ClaimSet& record = ingesting.submission.record;
    const auto id = [&](const char* text) { return ingesting.program().symbols.intern(text); };
    CHECK(record.entities.at(id("k1")).label == "Second jamming");
    CHECK(record.entities.at(id("k1")).aliases == std::vector<std::string>{"The second", "K"});
    CHECK_FALSE(record.entities.contains(id("k2")));
    CHECK(record.sources.at(id("new-text")).label == "A new text");
    CHECK(ingesting.counts.rows == 2);
    CHECK(ingesting.messages(Severity::warning) ==
          "no line reads `other` in the column `intention` (1 row) | correct it, or add a line for "
          "it\n");
}

TEST_CASE("table: slots take what their types allow, and nothing else") {
    const OneLine cases[] = {
        {"  j1 made {n} pieces\n  asserted by mod in paper\n", "n\n12\n-3\n", "",
         "j1 made 12 pieces | mod | paper @2\nj1 made -3 pieces | mod | paper @3\n"},
        {"  j1 made {n} pieces\n  asserted by mod in paper\n",
         "n\n1.5\n\"1,000\"\n99999999999999999999\nmany\n",
         "bad-number@2:1 bad-number@3:1 bad-number@4:1 bad-number@5:1", ""},
        {"  j1 cost {n} dollars\n  asserted by mod in paper\n", "n\n1.5\n2\n1e3\n", "",
         "j1 cost 1.5 dollars | mod | paper @2\nj1 cost 2 dollars | mod | paper @3\n"
         "j1 cost 1000 dollars | mod | paper @4\n"},
        {"  j1 cost {n} dollars\n  asserted by mod in paper\n", "n\ninf\nnan\n1e999\n",
         "bad-number@2:1 bad-number@3:1 bad-number@4:1", ""},
        {"  j1 happened on {d}\n  asserted by mod in paper\n",
         "d\n2021-11-15\n2021-11\n2021\n15.11.2021\n2021-02-30\n", "bad-date@5:1 bad-date@6:1",
         "j1 happened on 2021-11-15 | mod | paper @2\nj1 happened on 2021-11 | mod | paper @3\n"
         "j1 happened on 2021 | mod | paper @4\n"},
        {"  j1 is described as {t}\n  asserted by mod in paper\n", "t\n\"  a, long  text \"\n", "",
         "j1 is described as a, long  text | mod | paper @2\n"},
        {"  j1 is done with {i} intention\n  asserted by mod in paper\n",
         "i\nhostile\nany\nnone\nmalicius\nMalicious\n", "unknown-value@5:1 unknown-value@6:1",
         "j1 is done with hostile intention | mod | paper @2\n"
         "j1 is done with any intention | mod | paper @3\n"
         "j1 is done with none intention | mod | paper @4\n"},
        {"  {s} is responsible for j1\n  asserted by mod in paper\n",
         "s\naldora\nthe republic of ALDORA\nj1\nnowhere\n", "kind-mismatch@4:1 unknown-entity@5:1",
         "aldora is responsible for j1 | mod | paper @2\n"
         "aldora is responsible for j1 | mod | paper @3\n"},
    };
    check_all(cases);
}

TEST_CASE("table: speakers and sources are never guessed") {
    const OneLine cases[] = {
        {"  j1 made {n} pieces\n  asserted by {who} in paper\n",
         "n,who\n1,mod\n2,Ministry\n3,aldora\n4,nobody\n5,\n",
         "unknown-speaker@5:3 unknown-speaker@6:3",
         "j1 made 1 pieces | mod | paper @2\nj1 made 2 pieces | mod | paper @3\n"
         "j1 made 3 pieces | aldora | paper @4\n"},
        {"  j1 made {n} pieces\n  asserted by mod in {s}\n",
         "n,s\n1,paper\n2,a PAPER\n3,Some other text\n4,\n", "claim-without-source@5:3",
         "j1 made 1 pieces | mod | paper @2\nj1 made 2 pieces | mod | paper @3\n"
         "j1 made 3 pieces | mod | some-other-text @4\n"},
        // Nothing is claimed where the sentence has no words, so nobody need say it.
        {"  j1 made {n} pieces\n  asserted by {who} in {s}\n", "n,who,s\n,,\n,mod,\n", "", ""},
    };
    check_all(cases);
}

TEST_CASE(
    "table: a claim's dates and confidence come from cells, from the line or from the block") {
    const OneLine cases[] = {
        {"  j1 made {n} pieces   from {a} until {b}\n  asserted by mod in paper\n",
         "n,a,b\n1,2020,2021-05\n2,,\n3,soon,\n", "bad-date@4:3",
         "j1 made 1 pieces | mod | paper from 2020 until 2021-05 @2\n"
         "j1 made 2 pieces | mod | paper @3\n"},
        {"  j1 made {n} pieces   confidence {c}\n  asserted by mod in paper\n",
         "n,c\n1,low\n2,medium\n3,\n4,sure\n", "unknown-value@5:3",
         "j1 made 1 pieces | mod | paper low @2\nj1 made 2 pieces | mod | paper medium @3\n"
         "j1 made 3 pieces | mod | paper @4\n"},
        {"  j1 made {n} pieces\n  asserted by mod in paper\n"
         "  confidence is low when {v} is one of guess, rumour\n"
         "  confidence is medium when {v} is \"press\" and {w} is not empty\n",
         "n,v,w\n1,guess,\n2,press,x\n3,press,\n4,file,x\n", "",
         "j1 made 1 pieces | mod | paper low @2\nj1 made 2 pieces | mod | paper medium @3\n"
         "j1 made 3 pieces | mod | paper @4\nj1 made 4 pieces | mod | paper @5\n"},
    };
    check_all(cases);
}

TEST_CASE("table: rows that are none are listed, every one") {
    const OneLine cases[] = {
        {"  j1 made {n} pieces\n  asserted by {who} in paper\n", "n,who\n1\n2,mod,x\n3,\"mod\n",
         "bad-row@2:1 bad-row@3:7 unclosed-quote@4:3", ""},
        {"  j1 made {n} pieces\n  asserted by {who} in paper\n", "n,who\n,\n\n7,mod\n", "",
         "j1 made 7 pieces | mod | paper @4\n"},
    };
    check_all(cases);
}

TEST_CASE("table: what makes the whole table unreadable is told once") {
    struct Case {
        const char* table;
        const char* findings;
        const char* help;
    };
    const Case cases[] = {
        {"", "missing-column@0:0", "its first line names the columns"},
        {"m,who\n1,mod\n", "missing-column", "the columns are `m`, `who`"},
        {"number,who\n1,mod\n", "missing-column", "the columns are `number`, `who`"},
        {"n;who\n1;mod\n", "missing-column missing-column",
         "cells seem to be divided by semicolons"},
        {"n,whoo\n1,mod\n", "missing-column", "did you mean `whoo`?"},
        {"n,who,n\n1,mod,2\n", "duplicate-name@1:7", "rename one of the two"},
        {"\xff\xfe"
         "n\n",
         "invalid-utf8@1:1", "save the file as UTF-8"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.table);
        Ingesting ingesting(
            "import \"b.csv\"\n  j1 made {n} pieces\n  asserted by {who} in paper\n",
            {{"b.csv", c.table}});
        CHECK(ingesting.findings() == std::string(c.findings));
        CHECK(ingesting.messages().find(c.help) != std::string::npos);
    }
}

TEST_CASE("table: without a column, what else is wrong with the rows is told all the same") {
    const char* block =
        "import \"b.csv\"\n  {id} is a Behaviour labelled {label}\n  {id} made {n} pieces\n"
        "  {id} happened on {day}\n  let when be {day} or {month}\n"
        "  {id} happened on {when}\n  {id} cost {dollars} dollars   asserted by {who} in paper\n"
        "  when {kind} is \"harm\": {actor} is responsible for {id}\n"
        "  confidence is low when {sure} is \"no\"\n  asserted by mod in paper\n";
    Ingesting sound(block, {{"b.csv",
                             "id,label,n,day,month,dollars,who,kind,actor,sure\n"
                             "k1,One,1,2021,,5,mod,harm,borea,no\n"}});
    CHECK(sound.rule_findings() == "");
    CHECK(sound.findings() == "");
    Ingesting ingesting(block, {{"b.csv", "id,n\nk1,x\nk2,2\nk3,4,5\nk4,y\n"}});
    CHECK(ingesting.findings(Severity::note) ==
          "missing-column missing-column missing-column missing-column missing-column "
          "missing-column missing-column missing-column bad-number@2:4 bad-row@4:6 "
          "bad-number@5:4");
}

TEST_CASE("table: entities, speakers and sources are declared by rows in any order") {
    Ingesting ingesting(
        "import \"claims.csv\"\n"
        "  {b} made {n} pieces\n"
        "  asserted by {who} in {source}\n"
        "import \"names.csv\"\n"
        "  when {kind} is \"speaker\": {id} is a Speaker labelled {label}\n"
        "  when {kind} is \"source\": {id} is a Source labelled {label}\n"
        "  when {kind} is \"behaviour\": {id} is a Behaviour labelled {label}\n"
        "  when {kind} is \"source\": {id} has url {more}\n"
        "  when {kind} is \"source\": {id} is issued by {by} on {date}\n"
        "  when {kind} is \"source\": {id} is based on {base}\n"
        "  when {kind} is \"speaker\": {id} speaks for {by}\n",
        {{"claims.csv", "b,n,who,source\nThird jamming,1,Spokesman,A note\n"},
         {"names.csv",
          "kind,id,label,more,by,date,base\n"
          "source,note,A note,https://n.example,spokes,2021-11,later; paper\n"
          "source,later,A later note,,,,\n"
          "speaker,spokes,Spokesman,,Borea,,\n"
          "behaviour,k3,Third jamming,,,,\n"}});
    CHECK(ingesting.rule_findings() == "");
    CHECK(ingesting.findings(Severity::warning) == "");
    CHECK(ingesting.claims() == "k3 made 1 pieces | spokes | note @2\n");
    const ClaimSet& record = ingesting.submission.record;
    const auto id = [&](const char* text) { return ingesting.program().symbols.intern(text); };
    CHECK(record.speakers.at(id("spokes")).actor == id("borea"));
    const SourceInfo& note = record.sources.at(id("note"));
    CHECK(note.label == "A note");
    CHECK(note.url == "https://n.example");
    CHECK(note.issuer == id("spokes"));
    CHECK(note.issued == parse_date("2021-11"));
    CHECK(note.based_on == std::vector<SymbolId>{id("later"), id("paper")});
}

TEST_CASE("table: declarations that contradict or name nobody reject their rows") {
    const OneLine cases[] = {
        {"  {id} speaks for {actor}\n",
         "id,actor\nmod,borea\nmod,aldora\nnobody,borea\nmod,nobody\n",
         "duplicate-part@3:5 unknown-entity@4:1 unknown-entity@5:5", ""},
        {"  {id} has url {url}\n", "id,url\npaper,a\npaper,b\nnone,c\n",
         "duplicate-part@3:7 unknown-source@4:1", ""},
        {"  {id} is issued by {who} on {date}\n",
         "id,who,date\npaper,nobody,2021\npaper,mod,then\n", "unknown-speaker@2:7 bad-date@3:11",
         ""},
        {"  {id} is based on {other}\n", "id,other\npaper,none such\n", "unknown-source@2:7", ""},
        {"  {id} is also called {names}\n", "id,names\nj1,\"a; b\"\nk9,c\n", "unknown-entity@3:1",
         ""},
        {"  {id} is also called {names}\n", "id,names\nj1,\"a; borea\"\nj1,Aldora\n",
         "duplicate-name@2:4 duplicate-name@3:4", ""},
        {"  {id} is a Behaviour labelled {name}\n",
         "id,name\nk1,One\nk2,one\naldora,Two\nK 3,Three\n7,Four\n",
         "duplicate-name@3:4 kind-mismatch@4:1 bad-row@5:1 bad-row@6:1", ""},
        {"  j1 made 1 pieces from {since} until {end}\n  asserted by mod in paper\n",
         "since,end\n2021,2020\n2021,2021-05\n", "bad-date@2:6",
         "j1 made 1 pieces | mod | paper from 2021 until 2021-05 @3\n"},
    };
    check_all(cases);
}

TEST_CASE("table: a second label is another name") {
    Ingesting ingesting("import \"b.csv\"\n  {id} is a Behaviour labelled {label}\n",
                        {{"b.csv", "id,label\nk1,One\nk1,Two\nk1,One\n"}});
    CHECK(ingesting.findings() == "");
    const auto id = ingesting.program().symbols.intern("k1");
    CHECK(ingesting.submission.record.entities.at(id).label == "One");
    CHECK(ingesting.submission.record.entities.at(id).aliases == std::vector<std::string>{"Two"});
}

TEST_CASE("table: an ambiguous name is settled by the kind, or rejected with the choices") {
    Ingesting ingesting(
        "entities\n  k1 is a Behaviour labelled \"Twin\"\n  k2 is a Behaviour labelled \"Twin\"\n"
        "  k3 is a State labelled \"Twin\"\n"
        "import \"b.csv\"\n  {s} is responsible for j1\n  {b} made 1 pieces\n"
        "  asserted by mod in paper\n",
        {{"b.csv", "s,b\nTwin,\n,Twin\n"}});
    CHECK(ingesting.findings() == "ambiguous-name@3:2");
    CHECK(ingesting.messages() == "`Twin` may be `k1`, `k2` | write the id of one\n");
    CHECK(ingesting.claims() == "k3 is responsible for j1 | mod | paper @2\n");
}

TEST_CASE("table: every rejected row is told, and a last word says that nothing is loaded") {
    Ingesting ingesting("import \"b.csv\"\n  j1 made {n} pieces\n  asserted by {who} in paper\n",
                        {{"b.csv", "n,who\n1,mod\nx,nobody\n3,\ny,mod\n"}});
    CHECK(ingesting.findings() ==
          "bad-number@3:1 unknown-speaker@3:3 unknown-speaker@4:3 bad-number@5:1");
    CHECK(ingesting.counts.rows == 4);
    CHECK(ingesting.counts.rejected == 3);
    bool is_told = false;
    for (const Diagnostic& one : ingesting.diagnostics.list()) {
        is_told = is_told || (one.code == Code::rejected_rows &&
                              one.message == "3 of 4 rows rejected; nothing is loaded");
    }
    CHECK(is_told);
}

TEST_CASE("table: with skip, a rejected row leaves nothing, nor do rows that rest on it") {
    const std::vector<NamedText> tables = {
        {"names.csv", "id,label,date\nk1,One,2021\nk2,Two,never\nk3,Three,2023\n"},
        {"claims.csv", "b,n\nk1,1\nk2,2\nThree,x\nk3,4\n"}};
    const char* block =
        "import \"claims.csv\"\n  {b} made {n} pieces\n  asserted by mod in paper\n"
        "import \"names.csv\"\n  {id} is a Behaviour labelled {label}\n  {id} happened on {date}\n"
        "  asserted by mod in paper\n";
    Ingesting ingesting(block, tables, {}, Rejected::skip);
    CHECK(ingesting.rule_findings() == "");
    CHECK(ingesting.findings() == "");
    CHECK(ingesting.findings(Severity::warning) ==
          "skipped-row@3:1 skipped-row@4:7 skipped-row@3:8");
    CHECK(ingesting.claims() ==
          "k1 made 1 pieces | mod | paper @2\nk3 made 4 pieces | mod | paper @5\n"
          "k1 happened on 2021 | mod | paper @2\nk3 happened on 2023 | mod | paper @4\n");
    CHECK(ingesting.counts.rejected == 3);
    const auto k2 = ingesting.program().symbols.intern("k2");
    CHECK_FALSE(ingesting.submission.record.entities.contains(k2));
}

TEST_CASE("table: the id of a made source does not depend on the order of rows") {
    const char* block = "import \"b.csv\"\n  j1 made {n} pieces\n  asserted by mod in {s}\n";
    const std::string one = "1,The very long title of a first document of the series of the year\n";
    const std::string two = "2,The very long title of a first document of the series of the day\n";
    Ingesting forth(block, {{"b.csv", "n,s\n" + one + two}});
    Ingesting back(block, {{"b.csv", "n,s\n" + two + one}});
    const auto ids = [](Ingesting& ingesting) {
        std::string text;
        for (const auto& [id, source] : ingesting.submission.record.sources) {
            text += std::string(ingesting.program().symbols.text(id)) + "=" + source.label + "\n";
        }
        std::vector<std::string> lines;
        std::istringstream in(text);
        for (std::string line; std::getline(in, line);) lines.push_back(line);
        std::sort(lines.begin(), lines.end());
        return lines;
    };
    CHECK(ids(forth) == ids(back));
    CHECK(ids(forth).size() == 3);
}

TEST_CASE("table: cells in a file .tsv are divided by tabs") {
    Ingesting ingesting("import \"b.tsv\"\n  j1 made {n} pieces\n  asserted by {who} in paper\n",
                        {{"b.tsv", "n\twho\n1\tmod\n"}});
    CHECK(ingesting.claims() == "j1 made 1 pieces | mod | paper @2\n");
}
