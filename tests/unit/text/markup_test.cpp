#include "tests/unit/text/reading.h"

using namespace obverse;
using namespace obverse::text;

namespace {

std::string blocks_of(const ReadText& read) {
    std::string all;
    for (const Block& block : read.blocks) {
        if (!all.empty()) all += " | ";
        if (block.kind == BlockKind::heading) all += std::string(block.heading_level, '#') + " ";
        if (block.kind == BlockKind::note) all += block.label + "> ";
        all += std::string(read.of(block.span));
    }
    return all;
}

std::string original(const ReadText& read, std::string_view bytes, std::string_view words) {
    const std::size_t at = read.text.find(words);
    REQUIRE(at != std::string::npos);
    std::string found;
    for (const Place& place : read.places(
             {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())})) {
        found += "<" + std::string(bytes.substr(place.begin, place.end - place.begin)) + ">";
    }
    return found;
}

}  // namespace

TEST_CASE("html: what a reader of the page sees, block by block") {
    struct Case {
        const char* claim;
        const char* body;
        const char* blocks;
    };
    const Case cases[] = {
        {"paragraphs and headings", "<h2>Title</h2><p>One\n two</p><div>three</div>",
         "## Title | One two | three"},
        {"no scripts, styles or titles",
         "<script>var x = '<p>no</p>';</script><style>p{}</style><p>yes</p>", "yes"},
        {"entities", "<p>a&nbsp;b &amp; c &#8220;d&#8221; &eacute;</p>",
         "a\u00A0b & c \u201Cd\u201D \u00E9"},
        {"tags that are not closed", "<p>one<p>two <b>three<p>four", "one | two three | four"},
        {"numbered lists", "<ol start=3><li>a<li><p>b</p></ol><ul><li>c</ul>", "3. a | 4. b | • c"},
        {"lettered lists", "<ol type=a><li>a<li>b</ol>", "(a) a | (b) b"},
        {"two breaks part", "<div>a<br>b<br><br>c</div>", "a b | c"},
        {"deletions are taken", "<p>all <del>some</del><ins>many</ins></p>", "all many"},
        {"Word's footnotes",
         "<p>Space,<a href=\"#_ftn1\" name=\"_ftnref1\"><sup>[1]</sup></a> law</p>"
         "<div id=\"ftn1\"><p><a href=\"#_ftnref1\">[1]</a> See A/1.</p></div>",
         "Space, law | 1> See A/1."},
        {"a link inside the page is text", "<p>see <a href=\"#top\">the top</a></p>",
         "see the top"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.claim);
        CHECK(blocks_of(read_bytes(std::string("<html><body>") + c.body + "</body></html>")) ==
              c.blocks);
    }
}

TEST_CASE("html: words lead back to their bytes") {
    const std::string bytes =
        "<html><head><meta charset=\"iso-8859-1\"></head><body><p>d\u00E9cide de&nbsp;la "
        "<em>paix</em></p></body></html>";
    const ReadText read = read_bytes(bytes);
    CHECK(original(read, bytes, "d\u00E9cide") == "<d\u00E9cide>");
    CHECK(original(read, bytes, "paix") == "<paix>");
    CHECK(original(read, bytes, "\u00A0") == "<&nbsp;>");
    const auto at = static_cast<std::uint32_t>(read.text.find("paix"));
    CHECK(read.styles_of({at, at + 4}) == Style::italic);
}

TEST_CASE("markdown: headings, lists, emphasis and footnotes") {
    struct Case {
        const char* claim;
        const char* text;
        const char* blocks;
    };
    const Case cases[] = {
        {"headings", "# One\n\nTwo\n---\n\ntext\n", "# One | ## Two | text"},
        {"lines are joined", "# T\n\none\ntwo\n", "# T | one two"},
        {"numbers as they are printed", "# T\n\n3. a\n4. b\n\n(a) c\n\n5) d\n",
         "# T | 3. a | 4. b | (a) c | 5) d"},
        {"emphasis is no text", "# T\n\n*Recalls* **a** `b` [c](http://x)\n",
         "# T | Recalls a b c"},
        {"entities and escapes", "# T\n\na &amp; b \\* c\n", "# T | a & b * c"},
        {"footnotes", "# T\n\nSpace,[^1] law[^b].\n\n[^1]: See A/1.\n[^b]: See *B*.\n",
         "# T | Space, law. | 1> See A/1. | b> See B."},
        {"tags are no text", "# T\n\na<sup>2</sup> <u>b</u>\n", "# T | a2 b"},
        {"deep indents are no code", "# T\n\n      indented\n", "# T | indented"},
        {"deletions are taken", "# T\n\nall ~~some~~ many\n", "# T | all many"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.claim);
        CHECK(blocks_of(read_bytes(c.text)) == c.blocks);
    }
}

TEST_CASE("markdown: a name decides where the content does not") {
    ReadOptions named;
    named.name = "draft.md";
    CHECK(read_bytes("*Recalls* a\n", named).text == "Recalls a");
    CHECK(read_bytes("*Recalls* a\n").text == "*Recalls* a");
    CHECK(format_of("# Title\n\ntext\n") == Format::markdown);
    CHECK(format_of("1. Calls upon\n", "x.docx") == Format::plain);
}

TEST_CASE("markdown: what only looks like a footnote stays as it is written") {
    const std::string bytes = "# One\n\nTwo [^*a*] and\x01 [^b\n";
    const ReadText read = read_bytes(bytes, {.name = "a.md"});
    CHECK(read.of(read.blocks.at(1).span) == "Two [^a] and [^b");
    for (const Place& place : read.places(read.blocks.at(1).span))
        CHECK(place.begin < bytes.size());
}

TEST_CASE("markdown: words lead back to their bytes") {
    const std::string bytes = "# T\n\n1. *Calls upon* all[^1] &copy;\n\n[^1]: See.\n";
    const ReadText read = read_bytes(bytes);
    CHECK(original(read, bytes, "Calls upon") == "<Calls upon>");
    CHECK(original(read, bytes, "\u00A9") == "<&copy;>");
    CHECK(original(read, bytes, "See.") == "<See.>");
    const auto at = static_cast<std::uint32_t>(read.text.find("Calls upon"));
    CHECK(read.styles_of({at, at + 10}) == Style::italic);
}

TEST_CASE("akoma ntoso: structure, notes and changes") {
    const auto read_body = [](const std::string& body, Changes changes = Changes::accepted) {
        ReadOptions options;
        options.changes = changes;
        return blocks_of(read_bytes("<akomaNtoso><statement><meta><x>no</x></meta><mainBody>" +
                                        body + "</mainBody></statement></akomaNtoso>",
                                    options));
    };
    struct Case {
        const char* claim;
        const char* body;
        const char* blocks;
    };
    const Case cases[] = {
        {"a number and its words",
         "<paragraph><num>1.</num><content><p>\t<i>Urges</i> a</p></content>"
         "</paragraph>",
         "1. Urges a"},
        {"a numbered heading", "<paragraph><num>I.</num><heading>Scope</heading></paragraph>",
         "# I. Scope"},
        {"a note in its place",
         "<p>Space,<authorialNote marker=\"1\"><p>See A/1.</p><p>And "
         "A/2.</p></authorialNote> law</p>",
         "Space, law | 1> See A/1. And A/2."},
        {"an end of line", "<p>meeting<eol/>date</p>", "meeting | date"},
        {"entities of XML", "<p>a &lt; b &#x2013; c</p>", "a < b \u2013 c"},
        {"changes", "<p>all <del>some</del><ins>many</ins></p>", "all many"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.claim);
        CHECK(read_body(c.body) == c.blocks);
    }
    CHECK(read_body("<p>all <del>some</del><ins>many</ins></p>", Changes::original) == "all some");
}
