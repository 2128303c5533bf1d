#include "engine/audit/redline.h"

#include "tests/unit/audit/desk.h"

using namespace obverse;
using namespace obverse::test;

namespace {

/// `reworded op1 op2`, `gone conduct-restrained op1`, each on a line; what is the same is left out.
std::string changes(const std::string& before, const std::string& after) {
    Desk desk;
    std::string text;
    desk.with(before, [&](const Audit& old) {
        Desk other;
        other.with(after, [&](const Audit& own) {
            const Redline line = redline_of(old, own);
            const auto id = [](const Audit& audit, std::optional<std::size_t> index) {
                return index ? audit.text->draft.paragraphs[*index].id : std::string("-");
            };
            for (const ParagraphChange& one : line.paragraphs) {
                const char* words[] = {"", "moved", "reworded", "added", "removed"};
                if (one.kind == ParagraphChange::Kind::same) continue;
                text += std::string(words[static_cast<int>(one.kind)]) + " " + id(old, one.before) +
                        " " + id(own, one.after) + "\n";
            }
            for (const FindingChange& one : line.findings) {
                const char* words[] = {"kept", "gone", "new"};
                const AuditFinding& finding =
                    one.after ? own.findings[*one.after] : old.findings[*one.before];
                text +=
                    std::string(words[static_cast<int>(one.kind)]) + " " + finding.message + "\n";
            }
        });
    });
    return text;
}

}  // namespace

TEST_CASE("redline: paragraphs are paired by their words, then by most of them") {
    CHECK(changes(resolution("1. Welcomes the progress made;\n\n2. Notes the long report of the "
                             "group."),
                  resolution("1. Notes the long report of the group of experts;\n\n2. Welcomes the "
                             "progress made;\n\n3. Decides something else.")) ==
          "reworded op2 op1\nmoved op1 op2\nadded - op3\n");
    CHECK(changes(resolution("1. Welcomes the progress made;\n\n2. Notes the report."),
                  resolution("1. Welcomes the progress made.")) == "removed op2 -\n");
}

TEST_CASE("redline: a finding follows its paragraph") {
    const std::string pledge = "Urges States to refrain from any interception and inspection";
    CHECK(changes(resolution("1. " + pledge + "."),
                  resolution("1. Notes the matter;\n\n2. " + pledge + ".")) ==
          "added - op1\nmoved op1 op2\n"
          "kept The paragraph restrains destroying a satellite from the ground.\n");
    CHECK(changes(resolution("1. " + pledge + "."),
                  resolution("1. Urges States to begin any interception and inspection.")) ==
          "reworded op1 op1\n"
          "gone The paragraph restrains destroying a satellite from the ground.\n");
}

TEST_CASE("redline: of costs only what one version alone has is told") {
    const Costs before = {{"Aldora", "it takes"}, {"", "it is unequal"}};
    const Costs after = {{"Aldora", "it takes"}, {"Borea", "it leaves"}};
    const auto made = changed_costs(before, after);
    REQUIRE(made.size() == 2);
    CHECK_FALSE(made[0].is_added);
    CHECK(made[0].sentence == "it is unequal");
    CHECK(made[1].is_added);
    CHECK(made[1].state == "Borea");
}
