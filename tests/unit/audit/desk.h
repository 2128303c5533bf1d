#pragma once

#include "engine/audit/audit.h"
#include "engine/workspace/reading_words.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace obverse::test {

/// The words that the tests' drafts are read with.
inline constexpr std::string_view desk_rules = R"(
lens own "A reading for tests"
  uses texts, desk
  cites treatise

source treatise "A treatise"

vocabulary desk
  kind State
  phrase speaks-of "{Draft} speaks of {Term}"  derived

entities
  aldora is a State labelled "Aldora"
  new-aldora is a State labelled "New Aldora"

term interception "destroying a satellite from the ground"
  is a ConductTerm
  "interception~"
  "destructive test~"
  yes "the interception of a satellite"
  no "a message"

term inspection "looking whether a pledge is kept"
  is a Term
  "inspection~"
  yes "an inspection on the ground"
  no "a look"

cue restraint "conduct that somebody is to refrain from"
  sets restrained
  "refrain~ from"
  "commit~ not to"
  right
  yes "States shall refrain from any [interception]"
  no "States refrain from talks; any [interception] is noted"

in lens own

rule speaking
  the draft speaks of Term T
  if the paragraph belongs to the draft
  and the mention stands in the paragraph
  and the mention is of T
  and there is no record that the mention is meant as titled
  cites treatise section "1"

finding conduct-restrained  should
  "The paragraph restrains {T}."
  if Mention M is of ConductTerm T
  and M is meant as restrained
  and M stands in the paragraph
  unless:
    - quoted: M is meant as quoted
  cites treatise section "2"

finding no-inspection  must
  "Nobody may look whether {T} happens."
  if the draft speaks of ConductTerm T
  and there is no record that the draft speaks of inspection
  cites treatise section "3"
  suggests "Say who looks."
)";

/// A workspace of its own, and drafts audited under its lens.
class Desk {
public:
    explicit Desk(const std::string& more = "") {
        std::filesystem::create_directories(folder_ / "rules");
        std::filesystem::create_directories(folder_ / "ontology/drafting");
        write("workspace.obv", "workspace desk \"For tests\"\n  lens own\n");
        write("rules/desk.obv", std::string(desk_rules) + more);
        write("ontology/governance.obv",
              "vocabulary governance\n  kind Instrument\n  kind Behaviour\n");
        for (const char* name : {"texts.obv", "lead-words.csv"}) {
            std::filesystem::copy_file(std::string("ontology/drafting/") + name,
                                       folder_ / (std::string("ontology/drafting/") + name));
        }
        workspace =
            load_workspace({folder_.path(), folder_ / "graph.db"}, {.claims = Claims::as_asked},
                           diagnostics, [](const std::string&) {});
        std::string messages;
        for (const Diagnostic& each : diagnostics.list()) messages += each.message + "\n";
        CAPTURE(messages);
        REQUIRE(!diagnostics.has_errors());
        auditor = std::make_unique<Auditor>(*workspace, diagnostics);
        readings = readings_of(*workspace, {});
    }

    /// `should conduct-restrained op1`, in the order of the audit.
    std::vector<std::string> found(const std::string& words) {
        std::vector<std::string> list;
        with(words, [&](const Audit& audit) {
            const Program& program = workspace->program();
            for (const AuditFinding& one : audit.findings) {
                const Finding& block = program.findings[one.finding];
                const std::string place =
                    one.paragraph ? audit.text->draft.paragraphs[*one.paragraph].id : "draft";
                list.push_back(std::string(word_of(block.level)) + " " +
                               std::string(program.symbols.text(block.id)) + " " + place);
            }
        });
        return list;
    }

    template <typename Use>
    void with(const std::string& words, Use use) {
        const auto text = auditor->read_words("draft.txt", words);
        DraftRecord record = auditor->record(*text);
        const DraftOverlay overlay(*workspace, record);
        const auto audit =
            auditor->audit(text, std::move(record), readings.front(), {}, {}, diagnostics);
        REQUIRE(audit);
        use(*audit);
    }

    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<Auditor> auditor;
    std::vector<Reading> readings;
    Diagnostics diagnostics;

private:
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
    }
    TemporaryFolder folder_;
};

inline std::string resolution(const std::string& operative) {
    return "The General Assembly,\n\nRecalling its resolutions,\n\n" + operative + "\n";
}

}  // namespace obverse::test
