#include "tests/unit/check/cases.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

namespace {

constexpr std::string_view texts = R"(vocabulary texts
  kind Text
  kind Draft is a kind of Text
  kind Clause is a kind of Text
  kind Paragraph is a kind of Text
  kind Mention is a kind of Text
  kind Term
  kind ConductTerm is a kind of Term
  kind Use is one of negated, restrained
  kind Finding
  phrase in-paragraph "{Mention} stands in {Paragraph}"
  phrase in-clause "{Mention} stands within {Clause}"
  phrase in-draft "{Mention} belongs to {Draft}"
  phrase of-term "{Mention} is of {Term}"
  phrase finding "the finding {Finding} holds of {Text}" derived
term jamming
  is a ConductTerm
  "jamming"
  yes "jamming"
  no "jam"
)";

/// Findings of a case below both vocabularies, with lines counted from the case's own.
std::string draft_findings(std::string_view text, Severity least = Severity::error) {
    std::size_t lines = 0;
    for (const char c : texts) lines += c == '\n' ? 1U : 0U;
    std::string found;
    const Checking checking(with_vocabulary(std::string(texts) + std::string(text)));
    for (const Diagnostic& one : checking.diagnostics.list()) {
        if (one.severity() > least || one.code == Code::unused_phrase) continue;
        const LineColumn place =
            checking.sources.locate(one.primary->span.source, one.primary->span.begin);
        found += (found.empty() ? "" : " ") + std::string(name_of(one.code)) + "@" +
                 std::to_string(place.line - vocabulary_line_count() - lines) + ":" +
                 std::to_string(place.column);
    }
    return found;
}

std::string finding(std::string_view lines) {
    return "finding f must\n  \"It is found.\"\n" + std::string(lines) + "  cites paper\n";
}

}  // namespace

TEST_CASE("terms: kind, forms and examples must be there and readable") {
    const Case cases[] = {
        {"term t\n  is a ConductTerm\n  \"x\"\n  yes \"x\"\n  no \"y\"\n", ""},
        {"term t\n  \"x\"\n  yes \"x\"\n  no \"y\"\n", "missing-part@1:1"},
        {"term t\n  is a ConductTerm\n  yes \"x\"\n  no \"y\"\n", "missing-part@1:1"},
        {"term t\n  is a ConductTerm\n  \"x\"\n  no \"y\"\n", "missing-part@1:1"},
        {"term t\n  is a ConductTerm\n  \"x\"\n  yes \"x\"\n", "missing-part@1:1"},
        {"term t\n  is a State\n  \"x\"\n  yes \"x\"\n  no \"y\"\n", "kind-mismatch@2:8"},
        {"term t\n  is a Missing\n  \"x\"\n  yes \"x\"\n  no \"y\"\n", "unknown-kind@2:8"},
        {"term t\n  is a Term\n  \"x ..\"\n  yes \"x\"\n  no \"y\"\n", "bad-form@3:3"},
        {"term jamming\n  is a Term\n  \"x\"\n  yes \"x\"\n  no \"y\"\n", "duplicate-name@1:6"},
        {"term aldora\n  is a Term\n  \"x\"\n  yes \"x\"\n  no \"y\"\n", "duplicate-name@1:6"},
        {"term t\n  is a Term\n  means the phrase \"{Behaviour} sings\"\n  \"x\"\n  yes \"x\"\n"
         "  no \"y\"\n",
         "unknown-phrase@3:20"},
        {"term t\n  is a Term\n  means it\n  \"x\"\n  yes \"x\"\n  no \"y\"\n", "bad-syntax@3:11"},
        {"term t\n  is a Term\n  in French x\n  \"x\"\n  yes \"x\"\n  no \"y\"\n",
         "bad-syntax@3:13"},
        {"term t\n  is a Term\n  sets it\n  \"x\"\n  yes \"x\"\n  no \"y\"\n",
         "unknown-keyword@3:3"},
        {"term\n", "bad-syntax@1:5"},
    };
    for (const Case& c : cases) {
        const std::string text = c.text;
        CAPTURE(text);
        CHECK(draft_findings(text) == std::string(c.findings));
    }
}

TEST_CASE("cues: what they set, how far they reach, what they block") {
    const std::string ends = "  \"not\"\n  yes \"not [it]\"\n  no \"[it] not\"\n";
    const struct {
        std::string text;
        std::string findings;
    } cases[] = {
        {"cue c\n  sets negated\n  both ways across clauses\n" + ends, ""},
        {"cue c\n  sets negated\n  left over a name\n  within 3 words\n  until \";\", \"so\"\n" +
             ends,
         ""},
        {"cue c\n  sets merry\n" + ends, "unknown-value@2:8"},
        {"cue c\n" + ends, "missing-part@1:1"},
        {"cue c\n  blocks d\n" + ends, "unknown-cue@2:10"},
        {"cue c\n  sets negated\n  left\n  right\n" + ends, "duplicate-part@4:3"},
        {"cue c\n  sets negated\n  right on\n" + ends, "bad-syntax@3:9"},
        {"cue c\n  sets negated\n  within few words\n" + ends, "bad-syntax@3:10"},
        {"cue c\n  sets negated\n  within 201 words\n" + ends, "bad-form@3:10"},
        {"cue c\n  sets negated\n  until \"so ..\"\n" + ends, "bad-form@3:9"},
        {"cue c\n  sets negated\n  \"not\"\n  yes \"not it\"\n  no \"[it] [not]\"\n",
         "bad-form@4:7 bad-form@5:6"},
        {"cue c\n  sets negated\n" + ends + "cue c\n  sets negated\n" + ends, "duplicate-name@6:5"},
        {"cue c\n  sets negated\n  in quotation marks\n  yes \"“[it]”\"\n  no \"[it]\"\n", ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CHECK(draft_findings(c.text) == c.findings);
    }
}

TEST_CASE("findings: conditions, messages and levels are checked as those of rules") {
    const struct {
        std::string text;
        std::string findings;
    } cases[] = {
        {finding("  if the mention belongs to the draft\n"), ""},
        {finding(""), "missing-part@1:1"},
        {finding("  if the mention is of jamming\n"), "unbound-variable@1:1"},
        {finding("  if the mention is of singing\n"), "unknown-entity@3:24"},
        {finding("  if the mention belongs to the draft\n  suggests \"Drop {T}.\"\n"),
         "unknown-slot@4:12"},
        {finding("  if the mention belongs to the draft\n  unless:\n"), "missing-part@4:3"},
        {finding("  if the mention belongs to the draft\n  then it\n"), "unknown-keyword@4:3"},
        {"finding f\n", "bad-syntax@1:10"},
        {"finding f error\n", "bad-syntax@1:11"},
        {"finding f must\n  if the mention belongs to the draft\n", "missing-part@1:1"},
        {finding("  if the mention belongs to the draft\n") +
             finding("  if the mention belongs to the draft\n"),
         "duplicate-name@5:1"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CHECK(draft_findings(c.text) == c.findings);
    }
    CHECK(findings(finding("  if the behaviour is staged\n")) == "unknown-phrase@1:1");
}

TEST_CASE("findings: one is about the narrowest text that it speaks of") {
    const struct {
        std::string conditions;
        std::string text;
    } cases[] = {
        {"  if the mention belongs to the draft\n", "the draft"},
        {"  if the mention stands within the clause\n", "the clause"},
        {"  if the mention stands in the paragraph\n  and the mention belongs to the draft\n",
         "the paragraph"},
        {"  if the mention belongs to the draft\n"
         "  and N is the number of Mention M such that:\n"
         "    - M stands within the clause\n  and N is 1\n",
         "the clause"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.conditions);
        const Checking checking(with_vocabulary(std::string(texts) + finding(c.conditions)));
        REQUIRE(checking.program().rules.size() == 1);
        const Rule& rule = checking.program().rules[0];
        const auto* variable = std::get_if<datalog::Variable>(&rule.head.terms[1]);
        REQUIRE(variable != nullptr);
        CHECK(rule.header.variables[variable->index].name == c.text);
    }
}

TEST_CASE("findings: exceptions, levels and advice come with the rule") {
    const Checking checking(
        with_vocabulary(std::string(texts) +
                        "finding f consider\n  \"{T} is named.\"\n"
                        "  if Mention M is of ConductTerm T\n  and M stands in the paragraph\n"
                        "  unless:\n    - known: T differs from jamming\n"
                        "  cites paper\n  suggests \"Drop {T}.\", \"Define {T}.\"\n"));
    REQUIRE(checking.findings(Severity::warning) == "");
    REQUIRE(checking.program().findings.size() == 1);
    const Finding& finding = checking.program().findings[0];
    CHECK(finding.level == Finding::Level::consider);
    CHECK(finding.suggestions == std::vector<std::string>{"Drop {T}.", "Define {T}."});
    CHECK(checking.program().rules[finding.rule].header.name == "f");
    REQUIRE(checking.program().exceptions.size() == 1);
    CHECK(checking.program().exceptions[0].header.name == "f.known");
    CHECK(checking.program().exceptions[0].target == "f");
    CHECK(slots_in(finding.message + finding.suggestions[0] + "{") ==
          std::vector<std::string>{"T", "T"});
}

TEST_CASE("drafts: what a draft says is no fact about the world") {
    const struct {
        std::string text;
        std::string findings;
    } cases[] = {
        {"rule r\n  the behaviour is staged\n  if the behaviour is an accident\n"
         "  and the mention is of jamming\n  cites paper\n",
         "draft-as-fact@4:7"},
        {"rule r\n  the mention is of jamming\n  if the mention belongs to the draft\n"
         "  and the behaviour is staged\n  cites paper\n",
         ""},
        {"definition d\n  the behaviour is staged\n  cites paper\n  requires:\n"
         "    - one: the behaviour is an accident\n"
         "        and there is no record that the mention is of jamming\n"
         "        and the mention belongs to the draft\n",
         "draft-as-fact@6:13 draft-as-fact@7:13"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CHECK(draft_findings(c.text) == c.findings);
    }
}
