#include "engine/audit/audit.h"

#include "engine/audit/location.h"
#include "engine/audit/suggestions.h"
#include "tests/unit/audit/desk.h"

using namespace obverse;
using namespace obverse::test;

namespace {

using Strings = std::vector<std::string>;

Strings entities_named(const Desk& desk, const DraftRecord& record, std::string_view phrase_name) {
    const Program& program = desk.workspace->program();
    const auto phrase = program.schema.phrase_named(phrase_name);
    Strings names;
    for (const Claim& claim : record.claims) {
        if (claim.phrase != phrase) continue;
        names.emplace_back(program.symbols.text(as_symbol(claim.arguments.back())));
    }
    return names;
}

}  // namespace

TEST_CASE("audit: a finding is shown where its words stand, with its cue") {
    Desk desk;
    desk.with(
        resolution("1. Calls upon all States to refrain from any interception in orbit;\n\n"
                   "2. Welcomes the inspection of launch sites."),
        [](const Audit& audit) {
            REQUIRE(audit.findings.size() == 1);
            const AuditFinding& one = audit.findings.front();
            CHECK(one.message == "The paragraph restrains destroying a satellite from the ground.");
            CHECK(audit.text->of(one.primary.span) == "interception");
            REQUIRE(one.related.size() == 1);
            CHECK(audit.text->of(one.related.front().span) == "refrain from");
            CHECK(one.related.front().label == "restrained");
            CHECK(one.falls_if == Strings{"“interception” is meant as quoted"});
            const Location at = location_of(*audit.text, one.primary.span);
            CHECK(at.line == 5);
            CHECK(at.column == 46);
        });
}

TEST_CASE("audit: a cue above a list reaches into it, and one clause not into the next") {
    Desk desk;
    CHECK(desk.found(resolution("1. Calls upon all States to refrain from:\n\n(a) The interception "
                                "of satellites;\n\n(b) Any inspection.")) ==
          Strings{"should conduct-restrained op1.a"});
    CHECK(desk.found(resolution("1. Calls upon States to refrain from talks; notes the inspection "
                                "of interceptions.")) == Strings{});
}

TEST_CASE("audit: what exempts a finding takes it away") {
    Desk desk(
        "\ncue quotation\n  sets quoted\n  in quotation marks\n  yes \"the word “[interception]”\"\n"
        "  no \"an [interception]\"\n");
    const std::string plain = "1. Urges States to refrain from interception and inspection.";
    const std::string quoted = "1. Urges States to refrain from “interception” and inspection.";
    CHECK(desk.found(resolution(plain)) == Strings{"should conduct-restrained op1"});
    CHECK(desk.found(resolution(quoted)) == Strings{});
}

TEST_CASE("audit: an absence says what was searched; an addition that was tried takes it away") {
    Desk desk;
    const auto text = desk.auditor->read_words(
        "draft.txt", resolution("1. Welcomes that destructive tests have ceased."));
    DraftRecord record = desk.auditor->record(*text);
    std::optional<DraftOverlay> overlay(std::in_place, *desk.workspace, record);
    const auto audit = desk.auditor->audit(text, std::move(record), desk.readings.front(), {}, {},
                                           desk.diagnostics);
    REQUIRE(audit);
    REQUIRE(audit->findings.size() == 1);
    const AuditFinding& absent = audit->findings.front();
    CHECK_FALSE(absent.paragraph);
    REQUIRE(absent.searches.size() == 1);
    CHECK(absent.searches.front().forms == 1);
    CHECK(absent.searches.front().paragraphs == 2);
    CHECK(absent.searches.front().misses.empty());
    CHECK(audit->text->of(absent.primary.span) == "destructive tests");
    overlay.reset();
    const auto additions = suggest(*desk.workspace, *desk.auditor, *audit, desk.readings.front(),
                                   {}, desk.diagnostics);
    REQUIRE(additions);
    REQUIRE(additions->size() == 1);
    CHECK(additions->front().place == "a new operative paragraph");
    CHECK(additions->front().removes == std::vector<std::size_t>{0});
    REQUIRE(additions->front().terms.size() == 1);
    CHECK(desk.workspace->program().terms[additions->front().terms.front()].doc ==
          "looking whether a pledge is kept");
}

TEST_CASE("audit: the record is as before when a draft is put away") {
    Desk desk;
    const std::size_t entities = desk.workspace->record.entities.size();
    const std::size_t claims = desk.workspace->record.claims.size();
    const std::string one = resolution("1. Urges States to refrain from interception.");
    const Strings first = desk.found(one);
    CHECK(desk.workspace->record.entities.size() == entities);
    CHECK(desk.workspace->record.claims.size() == claims);
    CHECK(desk.found(resolution("1. Notes nothing.")) == Strings{});
    CHECK(desk.found(one) == first);
}

TEST_CASE("audit: a State is named in the text, with a capital, by its longest name") {
    Desk desk;
    const auto named = [&](const std::string& words) {
        const auto text = desk.auditor->read_words("draft.txt", resolution("1. " + words));
        return entities_named(desk, desk.auditor->record(*text), "names-state");
    };
    CHECK(named("Welcomes the pledge of Aldora.") == Strings{"aldora"});
    CHECK(named("Welcomes the pledge of New Aldora.") == Strings{"new-aldora"});
    CHECK(named("Welcomes the aldora of old.") == Strings{});
}

TEST_CASE("audit: fingerprints outlive new numbers and other line breaks") {
    Desk desk;
    const auto print = [&](const std::string& words) {
        std::string made;
        desk.with(words, [&](const Audit& audit) {
            for (const AuditFinding& one : audit.findings) {
                if (one.paragraph) made += one.fingerprint;
            }
        });
        return made;
    };
    const std::string one =
        print(resolution("1. Urges States to refrain from any interception in orbit."));
    REQUIRE(!one.empty());
    CHECK(print(resolution("1. Notes the matter;\n\n2. Urges States to refrain from any\n"
                           "interception in orbit.")) == one);
    CHECK(print(resolution("1. Urges States to refrain from any interception at sea.")) != one);
}
