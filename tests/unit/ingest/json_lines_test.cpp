#include "engine/ingest/write.h"
#include "tests/unit/ingest/ingesting.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace obverse;
using namespace obverse::test;

namespace {

constexpr const char* sound =
    R"({"type":"claim","phrase":"intent","arguments":{"behaviour":"Second","intention":"hostile"},"stance":"denied","speaker":"spokes","source":"A note","from":"2021-11","until":"2022","confidence":"low","id":"c7"}
{"type":"claim","phrase":"pieces","arguments":["j1",12],"speaker":"mod","source":"paper"}

{"type":"claim","phrase":"cost","arguments":["j1",12.5],"source":"paper"}
{"type":"entity","id":"k2","kinds":["Behaviour"],"label":"Second","aliases":["The second","K"]}
{"type":"entity","id":"spokes","kinds":["Speaker"]}
{"type":"speaker","id":"spokes","speaks_for":"borea"}
{"type":"source","id":"note","label":"A note","url":"https://n.example","issuer":"spokes","issued":"2021-11","based_on":["paper"]}
)";

}  // namespace

TEST_CASE("json lines: every type of line is read, in any order") {
    Ingesting ingesting("", {}, {{"a.jsonl", sound}});
    CHECK(ingesting.findings(Severity::warning) == "");
    CHECK(ingesting.claims() ==
          "not k2 is done with hostile intention | spokes | note from 2021-11 until 2022 low @1\n"
          "j1 made 12 pieces | mod | paper @2\n"
          "j1 cost 12.5 dollars |  | paper @4\n");
    CHECK(ingesting.submission.record.claims.front().id == "c7");
    CHECK(ingesting.counts.rows == 7);
    const ClaimSet& record = ingesting.submission.record;
    const auto id = [&](const char* text) { return ingesting.program().symbols.intern(text); };
    CHECK(record.speakers.at(id("spokes")).actor == id("borea"));
    CHECK(record.sources.at(id("note")).issuer == id("spokes"));
    CHECK(record.entities.at(id("k2")).aliases == std::vector<std::string>{"The second", "K"});
}

TEST_CASE("json lines: what is written is read as the same record") {
    Ingesting first("", {}, {{"a.jsonl", sound}});
    std::ostringstream written;
    write_lines(first.program(), first.submission.record, written);
    Ingesting second("", {}, {{"a.jsonl", written.str()}});
    CHECK(second.findings() == "");
    std::ostringstream again;
    write_lines(second.program(), second.submission.record, again);
    CHECK(again.str() == written.str());
}

TEST_CASE("json lines: what is wrong is told with line and column") {
    struct Case {
        const char* line;
        const char* findings;
    };
    const Case cases[] = {
        {R"({"type":"claim")", "bad-json@1:16"},
        {R"("a text")", "bad-json@1:1"},
        {R"({"id":"x"})", "bad-json@1:1"},
        {R"({"type":"thing","id":"x"})", "bad-json@1:9"},
        {R"({"type":"entity","kinds":["State"]})", "bad-json@1:1"},
        {R"({"type":"entity","id":"x","kinds":["Sttate"]})", "unknown-kind@1:36"},
        {R"({"type":"entity","id":"x","kinds":["Intention"]})", "unknown-kind@1:36"},
        {R"({"type":"entity","id":"x","kinds":"State"})", "bad-json@1:35"},
        {R"({"type":"entity","id":7,"kinds":["State"]})", "bad-json@1:23"},
        {R"({"type":"entity","id":"x","kinds":["State"],"labl":"X"})", "bad-json@1:52"},
        {R"({"type":"entity","id":"x","id":"y","kinds":["State"]})", "bad-json@1:27"},
        {R"({"type":"speaker","id":"mod","speaks_for":"nobody"})", "unknown-entity@1:43"},
        {R"({"type":"source","id":"x","issuer":"nobody"})", "unknown-speaker@1:36"},
        {R"({"type":"source","id":"x","issued":"soon"})", "bad-date@1:36"},
        {R"({"type":"source","id":"x","based_on":["y"]})", "unknown-source@1:39"},
        {R"({"type":"claim","arguments":["j1",1]})", "bad-json@1:1"},
        {R"({"type":"claim","phrase":"piece","arguments":["j1",1]})", "unknown-phrase@1:26"},
        {R"({"type":"claim","phrase":"threat","arguments":["j1","borea"]})",
         "claim-of-derived@1:26"},
        {R"({"type":"claim","phrase":"pieces","arguments":["j1"],"source":"paper"})",
         "wrong-arity@1:47"},
        {R"({"type":"claim","phrase":"pieces","source":"paper"})", "wrong-arity@1:1"},
        {R"({"type":"claim","phrase":"pieces","arguments":{"behaviour":"j1","number":1},"source":"paper"})",
         "unknown-slot@1:47"},
        {R"({"type":"claim","phrase":"pieces","arguments":["j1","1.5"],"source":"paper"})",
         "bad-number@1:53"},
        {R"({"type":"claim","phrase":"pieces","arguments":["j1",1.5],"source":"paper"})",
         "bad-number@1:53"},
        {R"({"type":"claim","phrase":"pieces","arguments":["nothing",1],"source":"paper"})",
         "unknown-entity@1:48"},
        {R"({"type":"claim","phrase":"pieces","arguments":["aldora",1],"source":"paper"})",
         "kind-mismatch@1:48"},
        {R"({"type":"claim","phrase":"intent","arguments":["j1","malicius"],"source":"paper"})",
         "unknown-value@1:53"},
        {R"({"type":"claim","phrase":"happened","arguments":["j1","2021-13"],"source":"paper"})",
         "bad-date@1:55"},
        {R"({"type":"claim","phrase":"pieces","arguments":["j1",1],"stance":"maybe","source":"paper"})",
         "unknown-value@1:65"},
        {R"({"type":"claim","phrase":"pieces","arguments":["j1",1],"speaker":"nobody","source":"paper"})",
         "unknown-speaker@1:66"},
        {R"({"type":"claim","phrase":"pieces","arguments":["j1",1],"confidence":"sure","source":"paper"})",
         "unknown-value@1:69"},
        {R"({"type":"claim","phrase":"pieces","arguments":["j1",1],"from":"then","source":"paper"})",
         "bad-date@1:63"},
        {R"({"type":"claim","phrase":"pieces","arguments":["j1",1]})", "claim-without-source@1:1"},
        {R"({"type":"claim","phrase":"pieces","arguments":["j1",1],"source":"paper","from":"2022","until":"2021"})",
         "bad-date@1:95"},
        // An entity is what it was, and is called by names that are its own.
        {R"({"type":"entity","id":"j1","kinds":["State"]})", "kind-mismatch@1:37"},
        {R"({"type":"entity","id":"x","kinds":["State","Behaviour"]})", "kind-mismatch@1:44"},
        {R"({"type":"entity","id":"X y","kinds":["State"]})", "bad-row@1:23"},
        {R"({"type":"entity","id":"2021","kinds":["State"]})", "bad-row@1:23"},
        {R"({"type":"speaker","id":"-x"})", "bad-row@1:24"},
        {R"({"type":"entity","id":"x","kinds":["State"],"label":"borea"})", "duplicate-name@1:53"},
        {R"({"type":"entity","id":"x","kinds":["State"],"label":"Aldora"})", "duplicate-name@1:53"},
        {R"({"type":"entity","id":"x","kinds":["State"],"aliases":["The Republic of Aldora"]})",
         "duplicate-name@1:56"},
        {"{\"type\":\"\xff\"}", "invalid-utf8@1:10"},
        {R"({"type":"é","id":"x"})", "bad-json@1:9"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.line);
        Ingesting ingesting("", {}, {{"a.jsonl", c.line}});
        CHECK(ingesting.findings() == std::string(c.findings));
        CHECK(ingesting.counts.rejected == 1);
        CHECK(ingesting.claims() == "");
    }
}

TEST_CASE("json lines: a line without end takes bounded memory, and the next one is read") {
    const std::string text =
        "{\"type\":\"" + std::string(5U << 20U, 'x') +
        "\"}\n{\"type\":\"claim\",\"phrase\":\"pieces\",\"arguments\":[\"j1\",1],"
        "\"source\":\"paper\"}\n";
    Ingesting ingesting("", {}, {{"a.jsonl", text}}, Rejected::skip);
    CHECK(ingesting.findings(Severity::warning) == "skipped-row@1:1");
    CHECK(ingesting.counts.rows == 2);
    CHECK(ingesting.claims() == "j1 made 1 pieces |  | paper @2\n");
}

TEST_CASE("json lines: an empty file says nothing") {
    Ingesting ingesting("", {}, {{"a.jsonl", ""}, {"b.jsonl", "\n\r\n  \n"}});
    CHECK(ingesting.findings(Severity::warning) == "");
    CHECK(ingesting.counts.rows == 0);
}
