#include "tests/unit/text/packing.h"
#include "tests/unit/text/reading.h"

using namespace obverse;
using namespace obverse::text;
using test::docx;
using test::paragraph;
using test::run;

namespace {

std::string blocks_of(const ReadText& read) {
    std::string all;
    for (const Block& block : read.blocks) {
        if (!all.empty()) all += " | ";
        if (block.kind == BlockKind::heading) all += "# ";
        if (block.kind == BlockKind::note) all += block.label + "> ";
        all += std::string(read.of(block.span));
    }
    return all;
}

std::string read_as(const std::string& bytes, Changes changes) {
    ReadOptions options;
    options.changes = changes;
    return blocks_of(read_bytes(bytes, options));
}

std::string changed(const char* element, const std::string& inside) {
    return std::string("<w:") + element + " w:id=\"1\" w:author=\"A\">" + inside +
           "</w:" + element + ">";
}

std::string gone(const std::string& words) {
    return "<w:r><w:delText>" + words + "</w:delText></w:r>";
}

}  // namespace

TEST_CASE("docx: tracked changes are read as they are wanted") {
    const std::string end_deleted = "<w:pPr><w:rPr><w:del w:id=\"2\"/></w:rPr></w:pPr>";
    struct Case {
        const char* claim;
        std::string body;
        const char* accepted;
        const char* original;
        const char* both;
    };
    const Case cases[] = {
        {"an insertion and a deletion",
         paragraph(run("all ") + changed("del", gone("some ")) + changed("ins", run("many ")) +
                   run("States")),
         "all many States", "all some States", "all some many States"},
        {"words that moved",
         paragraph(changed("moveFrom", run("first "))) + paragraph(run("second ")) +
             paragraph(changed("moveTo", run("first"))),
         "second | first", "first | second", "first | second | first"},
        {"a paragraph's end that was deleted",
         paragraph(end_deleted + run("one ")) + paragraph(run("two")), "one two", "one | two",
         "one | two"},
        {"a deletion of what was inserted",
         paragraph(run("a") + changed("ins", changed("del", gone("b"))) + run("c")), "ac", "ac",
         "abc"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.claim);
        const std::string bytes = docx(c.body);
        CHECK(read_as(bytes, Changes::accepted) == c.accepted);
        CHECK(read_as(bytes, Changes::original) == c.original);
        CHECK(read_as(bytes, Changes::both) == c.both);
    }
}

TEST_CASE("docx: both views at once mark what was inserted and deleted") {
    ReadOptions options;
    options.changes = Changes::both;
    const ReadText read = read_bytes(docx(paragraph(run("all ") + changed("del", gone("some")) +
                                                    run(" ") + changed("ins", run("many")))),
                                     options);
    const auto styles = [&](const char* words) {
        const auto at = static_cast<std::uint32_t>(read.text.find(words));
        return read.styles_of({at, at + static_cast<std::uint32_t>(std::string(words).size())});
    };
    CHECK(styles("all") == 0);
    CHECK(styles("some") == Style::deleted);
    CHECK(styles("many") == Style::inserted);
    CHECK(read.summary.changes == 2);
}

TEST_CASE("docx: Word's own numbers are read as they are printed") {
    const std::string numbering =
        "<w:numbering><w:abstractNum w:abstractNumId=\"7\">"
        "<w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/><w:lvlText "
        "w:val=\"%1.\"/></w:lvl>"
        "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText "
        "w:val=\"(%2)\"/></w:lvl>"
        "<w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerRoman\"/><w:lvlText "
        "w:val=\"(%3)\"/></w:lvl></w:abstractNum>"
        "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
        "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\">"
        "<w:startOverride w:val=\"1\"/></w:lvlOverride></w:num></w:numbering>";
    const auto item = [](const char* list, const char* level, const char* words) {
        return paragraph("<w:pPr><w:numPr><w:ilvl w:val=\"" + std::string(level) +
                         "\"/><w:numId w:val=\"" + list + "\"/></w:numPr></w:pPr>" + run(words));
    };
    const std::string body = item("1", "0", "Urges") + item("1", "1", "To see") +
                             item("1", "2", "Now") + item("1", "2", "") + item("1", "2", "Then") +
                             item("1", "1", "To tell") + item("1", "0", "Decides") +
                             item("2", "0", "Annexed");
    CHECK(blocks_of(read_bytes(docx(body, {{"word/numbering.xml", numbering}}))) ==
          "3. Urges | (a) To see | (i) Now | (iii) Then | (b) To tell | 4. Decides | 1. Annexed");
}

TEST_CASE("docx: what is no text of the page is left out, what is one is read") {
    struct Case {
        const char* claim;
        std::string body;
        const char* blocks;
    };
    const Case cases[] = {
        {"runs are one word", paragraph(run("Call") + run("s upon")), "Calls upon"},
        {"tabs and breaks",
         paragraph(run("1.") + "<w:r><w:tab/></w:r>" + run("a") + "<w:r><w:br/></w:r>" + run("b")),
         "1. a b"},
        {"hyphens that do not break",
         paragraph(run("anti") + "<w:r><w:noBreakHyphen/></w:r>" + run("satellite")),
         "anti\u2011satellite"},
        {"hidden text",
         paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>" + run("yes")), "yes"},
        {"the code of a field", paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("2")),
         "2"},
        {"entities", paragraph(run("a &amp; b &#8211; c")), "a & b \u2013 c"},
        {"cells of a table",
         "<w:tbl><w:tr><w:tc>" + paragraph(run("a")) + "</w:tc><w:tc>" + paragraph(run("b")) +
             "</w:tc></w:tr></w:tbl>",
         "a | b"},
        {"a text box, once",
         paragraph(run("a") +
                   "<w:r><mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:drawing>"
                   "<w:txbxContent>" +
                   paragraph(run("box")) +
                   "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" +
                   paragraph(run("box")) +
                   "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>" +
                   run("z")),
         "az | box"},
        {"content controls",
         "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>" + paragraph(run("a")) +
             "</w:sdtContent></w:sdt>",
         "a"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.claim);
        CHECK(blocks_of(read_bytes(docx(c.body))) == c.blocks);
    }
}

TEST_CASE("docx: headings by style, notes by number, and the head of the first page") {
    const std::string styles =
        "<w:styles><w:style w:styleId=\"Base\"><w:name w:val=\"heading 2\"/></w:style>"
        "<w:style w:styleId=\"Own\"><w:basedOn w:val=\"Base\"/></w:style>"
        "<w:style w:styleId=\"Loop\"><w:basedOn w:val=\"Loop\"/></w:style></w:styles>";
    const std::string notes = "<w:footnotes><w:footnote w:id=\"5\">" + paragraph(run("See A/1.")) +
                              "</w:footnote></w:footnotes>";
    const std::string relationships =
        "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/header\" "
        "Target=\"header1.xml\"/></Relationships>";
    const std::string header = "<w:hdr>" + paragraph(run("A/C.1/99/L.7")) + "</w:hdr>";
    const std::string body =
        paragraph("<w:pPr><w:pStyle w:val=\"Own\"/></w:pPr>" + run("Scope")) +
        paragraph("<w:pPr><w:pStyle w:val=\"Loop\"/></w:pPr>" + run("Space,") +
                  "<w:r><w:footnoteReference w:id=\"5\"/></w:r>" + run(" law")) +
        "<w:sectPr><w:headerReference w:type=\"first\" r:id=\"rId1\"/></w:sectPr>";
    const ReadText read = read_bytes(docx(body, {{"word/styles.xml", styles},
                                                 {"word/footnotes.xml", notes},
                                                 {"word/header1.xml", header},
                                                 {"word/_rels/document.xml.rels", relationships}}));
    CHECK(blocks_of(read) == "A/C.1/99/L.7 | # Scope | Space, law | 1> See A/1.");
    REQUIRE(read.note_marks.size() == 1);
    CHECK(read.text.substr(0, read.note_marks[0].at).ends_with("Space,"));
}

TEST_CASE("docx: words lead back to the bytes of their part") {
    const std::string body = paragraph(run("Calls ") + run("upon &amp; on"));
    const std::string bytes = docx(body);
    const ReadText read = read_bytes(bytes);
    const auto end = static_cast<std::uint32_t>(read.text.size());
    const std::vector<Place> places = read.places({0, end});
    REQUIRE_FALSE(places.empty());
    const std::string& part = read.parts[places.front().part];
    CHECK(part == "word/document.xml");
    const std::string document =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document "
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>" +
        body + "</w:body></w:document>";
    std::string original;
    for (const Place& place : places) {
        original += "<" + document.substr(place.begin, place.end - place.begin) + ">";
    }
    CHECK(original == "<Calls ><upon &amp; on>");
}
