#include "engine/syntax/parser.h"

#include <doctest/doctest.h>

#include <string>

using namespace obverse;

namespace {

struct Parsed {
    SourceMap sources;
    Diagnostics diagnostics;
    ast::File file;
};

Parsed parsed(std::string text, ReadExamples examples = ReadExamples::yes) {
    Parsed result;
    const SourceId id = result.sources.add("test.obv", std::move(text));
    result.file = parse(result.sources, id, result.diagnostics, examples);
    return result;
}

std::string findings(std::string text, ReadExamples examples = ReadExamples::yes) {
    Parsed result = parsed(std::move(text), examples);
    result.diagnostics.sort();
    std::string list;
    for (const Diagnostic& d : result.diagnostics.list()) {
        if (!list.empty()) list += ' ';
        const LineColumn at = result.sources.locate(SourceId{0}, d.primary->span.begin);
        list += std::string(name_of(d.code)) + "@" + std::to_string(at.line) + ":" +
                std::to_string(at.column);
    }
    return list;
}

template <class Block>
Block only(const std::string& text) {
    Parsed result = parsed(text);
    for (const Diagnostic& d : result.diagnostics.list()) FAIL_CHECK(d.message << ": " << d.help);
    REQUIRE(result.file.blocks.size() == 1);
    REQUIRE(std::holds_alternative<Block>(result.file.blocks.front()));
    return std::get<Block>(result.file.blocks.front());
}

}  // namespace

TEST_CASE("parser: examples are passed over with what is wrong in them, and nothing else is") {
    struct Case {
        const char* text;
        const char* with;
        const char* without;
    };
    const Case cases[] = {
        {"example \"e\"\n  nonsense here\n\n# a comment\n  expect\nnonsense\n",
         "missing-part@1:1 unknown-keyword@2:3 unknown-keyword@5:3 unknown-keyword@6:1",
         "unknown-keyword@6:1"},
        {"example \"e\n\tgiven x\n", "missing-part@1:1 unclosed-quote@1:9 tab-character@2:1", ""},
        {"examples\n  nonsense\n", "unknown-keyword@1:1", "unknown-keyword@1:1"},
        {"entities\n  example is a State\n  example nonsense\n", "bad-syntax@3:11",
         "bad-syntax@3:11"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(findings(c.text) == c.with);
        CHECK(findings(c.text, ReadExamples::no) == c.without);
    }
}

TEST_CASE("parser: a vocabulary keeps kinds, groups, phrases and their flags") {
    const auto v = only<ast::Vocabulary>(R"(vocabulary space-security
  kind Actor
    "Who acts."
  kind State is a kind of Actor
  kind Intention is one of malicious, provocative, unfriendly or none
  group hostile of Intention is malicious, provocative, unfriendly
  phrase responsible "{State} is responsible for {Behaviour}"  closed per {Behaviour}
    "Doc."
    in French "{State} est responsable de {Behaviour}"
    asks "did {State} carry out {Behaviour}?"
  phrase intent "{Behaviour} is done with {Intention} intention" one {Intention} per {Behaviour}
  phrase impact "{Behaviour} has impact on {victim: State}" derived
)");
    REQUIRE(v.kinds.size() == 3);
    CHECK(v.kinds[0].doc == "Who acts.");
    CHECK(v.kinds[1].parents.at(0).text == "Actor");
    CHECK(v.kinds[2].values.size() == 4);
    CHECK(v.groups[0].values.size() == 3);
    REQUIRE(v.phrases.size() == 3);
    CHECK(v.phrases[0].closed_per[0].text == "Behaviour");
    CHECK(v.phrases[0].translations.size() == 1);
    CHECK(v.phrases[0].questions.size() == 1);
    CHECK(v.phrases[1].one->text == "Intention");
    CHECK(v.phrases[2].derived);
    const auto& slot = std::get<ast::SlotPattern>(v.phrases[2].pattern.pieces.back());
    CHECK(slot.role == "victim");
    CHECK(slot.kind.text == "State");
}

TEST_CASE("parser: a rule has its conclusion, conditions, lists and citations") {
    const auto r = only<ast::Rule>(R"(rule kinetic-debris
  "A title."
  it is denied that the behaviour may have material adverse impact on State V
  if any of:
    - the behaviour destroyed the object
      and the object was real
    - at least 2 of:
      - A differs from V
      - N is less than 30
      - N is X + 2 * Y
  and N is the number of Concern C such that:
    - the draft addresses C
  and there is no record that path(X, _)
  cites wang-2026 section "4" points A2, A3
  overrides other
)");
    CHECK(r.header.name.text == "kinetic-debris");
    CHECK(r.header.title == "A title.");
    CHECK(r.conclusion.polarity == ast::Polarity::denied);
    REQUIRE(r.conditions.size() == 3);
    const auto& any = r.conditions[0];
    CHECK(any.shape == ast::Condition::Shape::any_of);
    REQUIRE(any.members.size() == 2);
    CHECK(any.members[0].size() == 2);
    const auto& two = any.members[1][0];
    CHECK(two.shape == ast::Condition::Shape::at_least);
    CHECK(two.least == 2);
    REQUIRE(two.members.size() == 3);
    const auto& binding = std::get<ast::Comparison>(two.members[2][0].statement.form);
    CHECK(binding.right.operation == "+");
    CHECK(binding.right.operands[1].operation == "*");
    CHECK(r.conditions[1].shape == ast::Condition::Shape::aggregate);
    const auto& head = std::get<ast::AggregateHead>(r.conditions[1].statement.form);
    CHECK(head.over[0].kind == "Concern");
    const auto& atom = std::get<ast::FunctionalAtom>(r.conditions[2].statement.form);
    CHECK(r.conditions[2].statement.polarity == ast::Polarity::no_record);
    CHECK(atom.terms.size() == 2);
    REQUIRE(r.header.cites.size() == 1);
    CHECK(r.header.cites[0].points.size() == 2);
    CHECK(r.overrides[0].text == "other");
}

TEST_CASE("parser: a definition has elements, exceptions and what holds when only one does") {
    const auto d = only<ast::Definition>(R"(definition threat
  "Together."
  the behaviour is a threat to State V
  cites wang-2026 section "3" points T1, T2
  requires:
    - intention: the behaviour is done with hostile intention
    - conduct: State A is responsible for the behaviour
        and A differs from V
  unless:
    - accident: the behaviour is an accident
        cites wang-2026 section "3" point T3
  when only intention holds:
    the behaviour is a potential threat to State V
    if the behaviour is directed at State V
    cites wang-2026 section "3" point T8
)");
    REQUIRE(d.elements.size() == 2);
    CHECK(d.elements[1].conditions.size() == 2);
    REQUIRE(d.unless.size() == 1);
    CHECK(d.unless[0].cites.size() == 1);
    REQUIRE(d.when_only.size() == 1);
    CHECK(d.when_only[0].element.text == "intention");
    CHECK(d.when_only[0].conditions.size() == 1);
    const auto forms = only<ast::Definition>(R"(definition f
  State A deters State B by form F
  has forms:
    - testing: A has conducted an ASAT test
  in categories:
    - capability-deterrence: testing
)");
    CHECK(forms.shape == ast::Definition::Shape::forms);
    CHECK(forms.categories[0].forms[0].text == "testing");
    const auto judged = only<ast::Definition>(R"(definition c
  the draft is comprehensive
  is judged by at least 2 of:
    - breadth: the draft is broad
    - linkage: the draft links
)");
    CHECK(judged.least == 2);
    CHECK(judged.elements.size() == 2);
}

TEST_CASE("parser: tables read their cells, marked results and variables") {
    const auto t = only<ast::Table>(R"(table cost
  for State A
  if A commits to restraint
  | A has tested | then A gives up more |
  | no record    | yes |
  | -            | no |
  checked for gaps and overlaps
)");
    CHECK(t.variables[0].letter == "A");
    REQUIRE(t.columns.size() == 2);
    CHECK(t.columns[1].marked_result);
    REQUIRE(t.rows.size() == 2);
    CHECK(t.rows[0].cells[0] == ast::Table::Cell::no_record);
    CHECK(t.checked);
}

TEST_CASE("parser: imports keep guards, loops, lets and tails") {
    const auto i = only<ast::Import>(R"(import "behaviours.csv"
  let event be {same_event_as} or {id}
  {event} is a Behaviour labelled {summary}
  for each state in {targets}: {event} is directed at {state}
  when {intention} is one of malicious, none and {by} is not empty:
    {event} is done with {intention} intention    asserted by {who}
  when {by} is "natural": {event} is a natural event
  the column {note} is a note
  asserted by {according_to} in {source}, url {source_url}
  confidence is low when {verified} is "recalled"
)");
    CHECK(i.lets[0].columns.size() == 2);
    REQUIRE(i.lines.size() == 4);
    CHECK(std::holds_alternative<ast::EntityLine>(i.lines[0].body));
    CHECK(i.lines[1].for_each->column.text == "targets");
    CHECK(i.lines[2].when.size() == 2);
    const auto& inner = std::get<std::vector<ast::ImportLine>>(i.lines[2].body);
    REQUIRE(inner.size() == 1);
    CHECK(inner[0].tail.voices.size() == 1);
    CHECK(i.tail.voices[0].source->text == "source");
    CHECK(i.tail.voices[0].url->text == "source_url");
    CHECK(i.notes.size() == 1);
    CHECK(i.confidence[0].when.size() == 1);
}

TEST_CASE("parser: examples, claims and lenses") {
    Parsed p = parsed(R"(lens wang-2026 "Threat"
  uses space-security
  parameter long-lived 25 years
  silent on "{Behaviour} is unlawful"
example "jamming"
  accept cautious
  as of 2022-01-01
  given j1 is done with none intention   asserted by aldora from 2021
  and it is denied that j1 is an accident
  expect contested j1 is a threat to borea   because intention
  expect no j1 is a threat to aldora
claim c17
  x is done with provocative intention
  from 2021-11 until 2022
  asserted by a, b in s
  denied by c in t
  confidence low
)");
    CHECK(p.diagnostics.list().empty());
    REQUIRE(p.file.blocks.size() == 3);
    const auto& lens = std::get<ast::Lens>(p.file.blocks[0]);
    CHECK(lens.parameters[0].unit == "years");
    const auto& example = std::get<ast::Example>(p.file.blocks[1]);
    CHECK(example.lens == "wang-2026");
    REQUIRE(example.givens.size() == 2);
    CHECK(example.givens[0].tail.voices[0].speakers[0].text == "aldora");
    CHECK(example.givens[0].tail.from->text == "2021");
    CHECK(example.givens[1].statement.polarity == ast::Polarity::denied);
    CHECK(example.expectations[0].because->text == "intention");
    CHECK(example.expectations[1].verdict == ast::Expectation::Verdict::refuted);
    const auto& claim = std::get<ast::Claim>(p.file.blocks[2]);
    CHECK(claim.tail.voices.size() == 2);
    CHECK(claim.tail.voices[0].speakers.size() == 2);
    CHECK(claim.tail.until->text == "2022");
}

TEST_CASE("parser: one run reports every error, each at its place") {
    struct Case {
        const char* text;
        const char* findings;
    };
    const Case cases[] = {
        {"", "empty-file@1:1"},
        {"# only a comment\n", ""},
        {"rulee x\n", "unknown-keyword@1:1"},
        {"rule x\n", "missing-part@1:1"},
        {"rule x\n  a does b\n  iff c does d\n", "unknown-keyword@3:3"},
        {"rule x\n\ta does b\n", "tab-character@2:1"},
        {"rule x\n  a does b\n\t\n\t# a comment\n", ""},
        {"rule x\n\u00A0\u00A0a does b\n", "tab-character@2:1"},
        {"rule x\n    a does b\n  if c does d\n", "bad-indentation@3:3"},
        {"  rule x\n  a does b\n", "bad-indentation@1:3 missing-part@1:3 unknown-keyword@2:3"},
        {"rule x\n  a does b\n  if c \u201Ddoes d\n", "unclosed-quote@3:8"},
        {"rule x\n  a does b\n  if any of:\n  - c does d\n",
         "missing-part@3:3 bad-indentation@4:3"},
        {"rule x\r\n  a does b\r\n  if c does d\r\n", ""},
        {"\xEF\xBB\xBFrule x\n  a does b\n  if c does d\n", ""},
        {"rule x\n  a says \"b\n", "unclosed-quote@2:10"},
        {"rule x\n  a does b\n  cites\n", "bad-syntax@3:8"},
        {"exception x y\n  if a does b\n", "bad-syntax@1:13"},
        {"kind State\nrelation edge(from integer)\n", "unknown-keyword@1:1 bad-syntax@2:20"},
        {"table t\n  | a does b | c does d |\n  | yes |\n", "missing-part@1:1 bad-syntax@3:3"},
        {"example \"e\"\n  given a does b\n", "missing-part@1:1"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(findings(c.text) == c.findings);
    }
}

TEST_CASE("parser: no line is passed over in silence") {
    struct Case {
        const char* text;
        const char* findings;
    };
    const Case cases[] = {
        {"rule x\n  a does b\n  if c does d\n    and e does f\n", "bad-indentation@4:5"},
        {"rule x\n  a does b\n    if c does d\n", "bad-indentation@3:5"},
        {"rule x\n  a does b\n  and c does d\n", "bad-syntax@3:3"},
        {"rule x\n  a does b\n  if c does d\n  if e does f\n", "bad-syntax@4:3"},
        {"rule x\n  if c does d\n", "missing-part@1:1"},
        {"rule x\n  a does b\n  if any of:\n    - c does d\n    and e does f\n",
         "bad-indentation@5:5"},
        {"rule x\n  a does b\n  if any of:\n    - c does d\n        and e does f\n"
         "        cites s\n    - all of:\n        - g does h\n        cites s\n",
         ""},
        {"rule x\n  a does b\n  if any of:\n", "missing-part@3:3"},
        {"rule x\n  a does b\n  if any of:\n    -\n", "missing-part@3:3 bad-syntax@4:6"},
        {"rule x\n  a does b\n  if c does d:\n    - e does f\n", "bad-syntax@3:15"},
        {"rule x\n  a does b\n  cites s\n    page 3\n", "bad-indentation@4:5"},
        {"definition d\n  a does b\n  requires:\n    - x: c does d\n        \"why\"\n"
         "        cites s\n        and e does f\n",
         ""},
        {"definition d\n  a does b\n  requires:\n    - x: c does d\n  requires:\n"
         "    - y: c does d\n",
         "duplicate-part@5:3"},
        {"definition d\n  a does b\n  requires:\n    - x: c does d\n  unless:\n    - y: e does f\n"
         "  unless:\n    - z: e does f\n",
         "duplicate-part@7:3"},
        {"definition d\n  a does b\n  requires:\n    - x: c does d\n  when only x applies:\n"
         "    a does c\n",
         "unknown-keyword@5:3"},
        {"definition d\n  a does b\n  requires:\n    - : c does d\n",
         "missing-part@1:1 missing-part@3:3 bad-syntax@4:7"},
        {"lens a b\n", "bad-syntax@1:8"},
        {"in lens\n", "bad-syntax@1:8"},
        {"in lens a\n  uses v\n", "bad-indentation@2:3"},
        {"workspace w\n  lens a\n  lens b\n", "duplicate-part@3:3"},
        {"workspace w\n  as of\n", "bad-syntax@2:8"},
        {"events are also called\n", "bad-syntax@1:23"},
        {"events are also called \"{year}\", x\n", "bad-syntax@1:24"},
        {"source s \"S\"\n  issued by a at 2021\n", "bad-syntax@2:15"},
        {"source s \"S\"\n  issued by a on 2021, url \"u\"\n", ""},
        {"source s \"S\"\n  based on\n", "bad-syntax@2:11"},
        {"source s \"S\"\n  url u\n", "bad-syntax@2:7"},
        {"speaker s \"S\" speaks for a\n  speaks for b\n", "duplicate-part@2:3"},
        {"claim\n  a does b\n  from 2021\n  from 2022\n", "duplicate-part@4:3"},
        {"claim\n  a does b\n    asserted by c\n", "bad-indentation@3:5"},
        {"example \"e\"\n  given a does b\n  expect c does d\n  and e does f\n", "bad-syntax@4:3"},
        {"example \"e\"\n  under a\n  under b\n  expect c does d\n", "duplicate-part@3:3"},
        {"table t\n  for State A\n  for State B\n  | a does b | c does d |\n  | yes | yes |\n",
         "duplicate-part@3:3"},
        {"table t\n  | a does b | c does d |\n  | yes | maybe |\n",
         "missing-part@1:1 bad-syntax@3:11"},
        {"vocabulary v\n  phrase p \"\"\n", "bad-phrase-pattern@2:12"},
        {"vocabulary v\n  phrase p \"{State} is #1\"\n", "bad-phrase-pattern@2:24"},
        {"vocabulary v\n  phrase p \"{State is it\"\n", "bad-phrase-pattern@2:13"},
        {"vocabulary v\n  phrase p \"{State} flies.\"\n", "bad-phrase-pattern@2:26"},
        {"vocabulary v\n  phrase p \"{State} flies\" closed per\n", "bad-syntax@2:38"},
        {"policy p\n  undisputed\n    corroborated\n", "bad-indentation@3:5"},
    };
    for (const Case& c : cases) {
        const std::string text = c.text;
        CAPTURE(text);
        CHECK(findings(text) == std::string(c.findings));
    }
}

TEST_CASE("parser: hostile texts end in a finding") {
    CHECK(findings("rule x\n  a \xFF b\n") == "invalid-utf8@2:5");
    CHECK(findings(std::string(100000, 'a')) == "line-too-long@1:1");
    std::string deep = "rule x\n  a does b\n";
    for (std::size_t i = 1; i < 30; ++i) deep += std::string(2 * i, ' ') + "if any of:\n";
    CHECK(findings(deep) == "nesting-too-deep@12:21");
    const std::string nested =
        "rule x\n  a does b\n  if N is " + std::string(10000, '(') + "1" + std::string(10000, ')');
    CHECK(findings(nested) == "nesting-too-deep@3:75");
}
