#include "engine/syntax/printer.h"

#include <doctest/doctest.h>

#include <string>

using namespace obverse;

namespace {

std::string printed(const std::string& text) {
    SourceMap sources;
    Diagnostics diagnostics;
    const auto result = canonical_text(sources, sources.add("a.obv", text), diagnostics);
    return result ? *result : "refused: " + std::string(name_of(diagnostics.list().front().code));
}

}  // namespace

TEST_CASE("printer: spaces, quotes, indentation and blank lines take one form") {
    struct Case {
        const char* text;
        const char* canonical;
    };
    const Case cases[] = {
        {"\n\n# only words\n\n", "# only words\n"},
        {"rule   x\n      a  does   b\n      if c does d", "rule x\n  a does b\n  if c does d\n"},
        {"rule x\r\n  a does b   \r\n", "rule x\n  a does b\n"},
        {"\xEF\xBB\xBFrule x\n  a does b\n", "rule x\n  a does b\n"},
        {"rule x\n  \u201Ctitle\u201D\n  a does \u00ABb c\u00BB\n",
         "rule x\n  \"title\"\n  a does \"b c\"\n"},
        {"rule x\n  a says \u201Cthe \"b\"\u201D\n", "rule x\n  a says \u201Cthe \"b\"\u201D\n"},
        {"rule x\n a does b\nrule y\n a does b\n", "rule x\n  a does b\n\nrule y\n  a does b\n"},
        {"rule x\n\n\n  a does b\n\n\n\n  if c does d\n", "rule x\n  a does b\n\n  if c does d\n"},
        {"relation p ( x : integer,y:text ) input\nrelation q()\n",
         "relation p(x: integer, y: text)  input\nrelation q()\n"},
        {"rule\n  p( X,Y )\n  if q( X )\n  and Y is X+1\n  and Z is ( X - -1 )*2\n",
         "rule\n  p(X, Y)\n  if q(X)\n  and Y is X + 1\n  and Z is (X - -1) * 2\n"},
        {"rule\n  p(X)\n  if X is - Y\n  and Y is - 3\n",
         "rule\n  p(X)\n  if X is -Y\n  and Y is - 3\n"},
        {"vocabulary v\n  phrase p \"{A} flies\"   derived\n    \"doc\"\n",
         "vocabulary v\n  phrase p \"{A} flies\"  derived\n    \"doc\"\n"},
        {"definition d\n  a does b\n  requires:\n   - one: c does d\n     and e does f\n",
         "definition d\n  a does b\n  requires:\n    - one: c does d\n        and e does f\n"},
        {"table t\n |a does b|then c does d|\n |yes|no record|\n",
         "table t\n  | a does b | then c does d |\n  | yes      | no record     |\n"},
        {"claim\n  a does b asserted by c in d\n", "claim\n  a does b  asserted by c in d\n"},
        {"example \"e\"\n  given a takes b from c\n  and d from 2021 until 2022-05\n"
         "  expect a takes b from c because r\n",
         "example \"e\"\n  given a takes b from c\n  and d  from 2021 until 2022-05\n"
         "  expect a takes b from c  because r\n"},
        {"rule x\n  a does b\n  disputes  y,z\n", "rule x\n  a does b\n  disputes y, z\n"},
        {"rule x\n  a says \"b\n", "refused: unclosed-quote"},
    };
    for (const Case& c : cases) {
        const std::string text = c.text;
        const std::string canonical = c.canonical;
        CAPTURE(text);
        CHECK(printed(text) == canonical);
        if (!canonical.starts_with("refused")) CHECK(printed(canonical) == canonical);
    }
}

TEST_CASE("printer: every comment stays with its line") {
    const std::string text =
        "#first\n"
        "## a banner\n"
        "rule x #behind a header\n"
        "    # above the conclusion\n"
        "    a does \"# no comment\"    # behind it\n"
        "      # deeper than what follows\n"
        "    if any of:\n"
        "        # above a bullet\n"
        "        - c does d\n"
        "    # between\n"
        "# of the next block\n"
        "rule y\n"
        "    a does b\n"
        "    # last words\n";
    const std::string canonical =
        "# first\n"
        "## a banner\n"
        "rule x  # behind a header\n"
        "  # above the conclusion\n"
        "  a does \"# no comment\"  # behind it\n"
        "  # deeper than what follows\n"
        "  if any of:\n"
        "    # above a bullet\n"
        "    - c does d\n"
        "  # between\n"
        "\n"
        "# of the next block\n"
        "rule y\n"
        "  a does b\n"
        "  # last words\n";
    CHECK(printed(text) == canonical);
    CHECK(printed(canonical) == canonical);
}

TEST_CASE("printer: what drafts are searched for keeps its lines") {
    const std::string text =
        "term  a  \"what it is\"\n"
        "   is   a  T\n"
        "   \"x~\",\"y ..2 z\"\n"
        "   in French   \"w\"\n"
        "   yes “x”   # meant\n"
        "   no \"q\"\n"
        "cue b\n"
        " sets   s\n"
        " \"v\"\n"
        " yes \"[x]\"\n"
        " no \"[q]\"\n"
        " both   ways across clauses\n"
        " until \";\"  \"so\"\n"
        "finding  c   must\n"
        " \"It is {T}.\"\n"
        " if M is of T\n"
        " unless :\n"
        "  - d:M is old\n"
        " suggests   \"Drop it.\"\n";
    const std::string canonical =
        "term a \"what it is\"\n"
        "  is a T\n"
        "  \"x~\", \"y ..2 z\"\n"
        "  in French \"w\"\n"
        "  yes \"x\"  # meant\n"
        "  no \"q\"\n"
        "\n"
        "cue b\n"
        "  sets s\n"
        "  \"v\"\n"
        "  yes \"[x]\"\n"
        "  no \"[q]\"\n"
        "  both ways across clauses\n"
        "  until \";\" \"so\"\n"
        "\n"
        "finding c  must\n"
        "  \"It is {T}.\"\n"
        "  if M is of T\n"
        "  unless:\n"
        "    - d: M is old\n"
        "  suggests \"Drop it.\"\n";
    CHECK(printed(text) == canonical);
    CHECK(printed(canonical) == canonical);
}
