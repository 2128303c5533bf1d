#include "tests/unit/text/reading.h"

using namespace obverse;
using namespace obverse::text;

namespace {

/// The blocks of a text, one a line; a footnote with its label before it.
std::string blocks_of(const ReadText& read) {
    std::string all;
    for (const Block& block : read.blocks) {
        if (block.kind == BlockKind::note) all += block.label + "> ";
        all += std::string(read.of(block.span)) + "\n";
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

TEST_CASE("plain text: lines become paragraphs") {
    struct Case {
        const char* claim;
        const char* text;
        const char* blocks;
    };
    const Case cases[] = {
        {"blank lines part them", "one\n\ntwo\n", "one\ntwo\n"},
        {"a long line is one", "Recalling x,\nNoting y,\n", "Recalling x,\nNoting y,\n"},
        {"CR LF and a mark of order", "\xEF\xBB\xBFone\r\n\r\ntwo\r\n", "one\ntwo\n"},
        {"spaces are one, tabs too", "a  b\t c\n", "a b c\n"},
        {"wrapped lines are joined",
         "The text of this paragraph is wrapped\n"
         "at forty columns as a mail client does\n"
         "it, down to its end.\n"
         "Another paragraph begins here, and it\n"
         "is wrapped as well.\n",
         "The text of this paragraph is wrapped at forty columns as a mail client does it, down to "
         "its end.\nAnother paragraph begins here, and it is wrapped as well.\n"},
        {"an indent opens one, a number too",
         "    Recalling the report of the group,\n"
         "and its recommendations, of which the\n"
         "first is the most useful of them all,\n"
         "    Noting the second of them as well,\n"
         "    1. Calls upon all States to make a\n"
         "pledge of restraint without delay, as\n"
         "the group has recommended to them all;\n",
         "Recalling the report of the group, and its recommendations, of which the first is the "
         "most useful of them all,\nNoting the second of them as well,\n1. Calls upon all States to "
         "make a pledge of restraint without delay, as the group has recommended to them all;\n"},
        {"a hyphen at the end of a line stays",
         "a text about the long-\nterm rules of outer space\nand of "
         "its use by States\n",
         "a text about the long-term rules of outer space and of its use by States\n"},
        {"notes under a rule are lifted", "Space,\u00B9 and law.\n\n_____\n\n\u00B9 See A/1.\n",
         "Space, and law.\n1> See A/1.\n"},
        {"a superscript without a note stays", "10 m\u00B2 of it\n", "10 m\u00B2 of it\n"},
        {"furniture of pages goes",
         "A/1/L.2\n\nCalls upon all States to use outer space\n\n 18-17962 (E)    021118\n *1817962*\n"
         "\fA/1/L.2\n\nfor peaceful purposes only.\n\n2/2   18-17962\n",
         "A/1/L.2\nCalls upon all States to use outer space for peaceful purposes only.\n"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.claim);
        CHECK(blocks_of(read_bytes(c.text)) == c.blocks);
    }
}

TEST_CASE("plain text: every word leads back to its bytes") {
    const std::string bytes =
        "Space,\u00B9  and\nlaw \u201Cas is\u201D\u00AD here.\n\n_____\n\u00B9 See A/1.\n";
    const ReadText read = read_bytes(bytes);
    CHECK(original(read, bytes, "Space") == "<Space>");
    CHECK(original(read, bytes, "\u201Cas is\u201D") == "<\u201Cas is\u201D>");
    CHECK(original(read, bytes, "and law") == "<and\nlaw>");
    CHECK(original(read, bytes, "See A/1.") == "<See A/1.>");
    REQUIRE(read.note_marks.size() == 1);
    CHECK(read.text.substr(0, read.note_marks[0].at) == "Space,");
}

TEST_CASE("plain text: what is not in NFC is read in it, and leads back") {
    const std::string bytes = "d\u00E9cide, de\u0301cide\n";  // composed, then decomposed
    const ReadText read = read_bytes(bytes);
    CHECK(read.text == "d\u00E9cide, d\u00E9cide");
    const auto at = static_cast<std::uint32_t>(read.text.rfind("d\u00E9cide"));
    const std::vector<Place> places = read.places({at, at + 7});
    REQUIRE_FALSE(places.empty());
    CHECK(bytes.substr(places.front().begin, places.back().end - places.front().begin) ==
          "de\u0301cide");
}

TEST_CASE("plain text: what cannot be trusted is refused with its reason") {
    struct Case {
        const char* claim;
        std::string bytes;
        const char* refusal;
    };
    ReadOptions small;
    small.limits.text = 1000;
    const Case cases[] = {
        {"nothing", "", "empty"},
        {"only blanks", " \n\t\r\n", "empty"},
        {"no UTF-8", "abc \xFF def", "not-utf8 at byte 4"},
        {"a surrogate", "\xED\xA0\x80", "not-utf8 at byte 0"},
        {"UTF-16", std::string("\xFF\xFE\x41\x00", 4), "not-utf8"},
        {"a zero byte", std::string("ab\0cd", 5), "unsupported at byte 2"},
        {"a picture", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16), "no-text"},
        {"rich text", "{\\rtf1 Calls upon}", "unsupported"},
        {"an old Word file", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 x", "unsupported"},
        {"other XML", "<?xml version=\"1.0\"?><feed>x</feed>", "unsupported"},
        {"too much", std::string(1001, 'a'), "too-large"},
        {"only characters without a shape", "\u200B\u200E\n", "no-text"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.claim);
        CHECK(test::refusal(c.bytes, small) == c.refusal);
    }
}
