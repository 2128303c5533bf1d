#include "tests/unit/text/reading.h"

using namespace obverse;
using namespace obverse::text;

namespace {

/// Everything that a draft is read to be: the same in whatever format it comes.
std::string told(const test::Document& document) {
    const Draft& draft = document.draft;
    const auto line = [&](const std::string& name, TextSpan span) {
        return name + ": " + document.of(span) + "\n";
    };
    std::string all = draft.head.symbol + " " + draft.head.organ + "\n";
    for (const Sponsor& sponsor : draft.head.sponsors) all += sponsor.name + "\n";
    all += line("session", draft.head.session) + line("item", draft.head.agenda_item) +
           line("agenda", draft.head.agenda_title) + line("title", draft.head.title);
    for (const Paragraph& paragraph : draft.paragraphs) {
        all += line(paragraph.id, paragraph.span);
        for (const Act& act : paragraph.acts) all += line("  act", act.words);
        for (const TextSpan span : paragraph.more) all += line("  more", span);
        for (const TextSpan span : paragraph.closing) all += line("  closing", span);
    }
    for (const DraftHeading& heading : draft.headings) all += line(heading.id, heading.span);
    for (const Section& section : draft.sections) {
        all += line(section.id, section.heading) + line("  title", section.title);
    }
    for (const Note& note : draft.notes) {
        all += line("note " + note.label, note.span);
        if (note.mark) all += line("  after", {*note.mark - 10, *note.mark});
    }
    for (const Citation& citation : draft.citations) all += citation.symbol + "\n";
    return all;
}

}  // namespace

TEST_CASE("formats: a draft is the same in whatever format it comes") {
    const std::string folder = "tests/data/drafts/";
    const test::Document plain = test::document_of(read_file(folder + "pledge.txt"));
    CHECK(test::ids(plain.draft) ==
          "pp1 pp2 pp3 pp3.a pp3.b pp4 op1 op2 op2.a op2.a.i op2.a.ii op2.b op3 annex1.p1 "
          "annex1.p2");
    const std::string expected = told(plain);
    struct Case {
        const char* file;
        Format format;
    };
    const Case cases[] = {
        {"pledge-wrapped.txt", Format::plain}, {"pledge.akn.xml", Format::akoma_ntoso},
        {"pledge.docx", Format::docx},         {"pledge-tracked.docx", Format::docx},
        {"pledge.html", Format::html},         {"pledge.md", Format::markdown},
        {"pledge.pdf", Format::pdf},
    };
    for (const Case& c : cases) {
        CAPTURE(c.file);
        const test::Document other = test::document_of(read_file(folder + c.file));
        CHECK(other.read.format == c.format);
        CHECK(told(other) == expected);
        CHECK(other.read.text == plain.read.text);
    }
}
