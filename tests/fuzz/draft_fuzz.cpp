#include "engine/text/draft.h"
#include "tests/fuzz/reading.h"

#include <set>

namespace {

using namespace obverse;

const text::LeadWords& lead_words() {
    static const text::LeadWords words = [] {
        Diagnostics diagnostics;
        const std::string path = "ontology/drafting/lead-words.csv";
        return text::read_lead_words(test::contents(path), path, diagnostics);
    }();
    return words;
}

void check_draft(const text::Draft& draft, const text::ReadText& read) {
    const text::TextSpan whole{0, static_cast<std::uint32_t>(read.text.size())};
    std::set<std::string> ids;
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < draft.paragraphs.size(); ++i) {
        const text::Paragraph& paragraph = draft.paragraphs[i];
        invariant(whole.holds(paragraph.span) && paragraph.span.holds(paragraph.words));
        invariant(last <= paragraph.span.begin);
        last = paragraph.span.begin;
        invariant(ids.insert(paragraph.id).second);
        invariant(!paragraph.parent || *paragraph.parent < i);
        invariant(!paragraph.section || *paragraph.section < draft.sections.size());
        for (const text::Act& act : paragraph.acts) invariant(whole.holds(act.words));
        for (const text::TextSpan span : paragraph.more) invariant(whole.holds(span));
        for (const text::TextSpan span : paragraph.closing) invariant(whole.holds(span));
        invariant(draft.at(paragraph.span.begin) != nullptr);
        (void)draft.find(paragraph.id);
    }
    for (const text::DraftHeading& heading : draft.headings) {
        invariant(whole.holds(heading.span) && heading.span.holds(heading.words));
        invariant(heading.before <= draft.paragraphs.size());
    }
    for (const text::Section& section : draft.sections) {
        invariant(whole.holds(section.heading) && whole.holds(section.title));
        invariant(section.first <= draft.paragraphs.size());
    }
    for (const text::Article& article : draft.articles) invariant(whole.holds(article.heading));
    for (const text::Citation& citation : draft.citations) invariant(whole.holds(citation.span));
    for (const text::Note& note : draft.notes) invariant(whole.holds(note.span));
    for (const text::Sponsor& sponsor : draft.head.sponsors) invariant(whole.holds(sponsor.span));
    for (const text::TextSpan span : draft.formulas) invariant(whole.holds(span));
    for (const text::TextSpan span : draft.close) invariant(whole.holds(span));
}

}  // namespace

/// A document of any format but PDF may say anything: it has a structure.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::read_and_check(fuzz::view_of(data, size), [](std::string_view bytes) {
        if (text::format_of(bytes) == text::Format::pdf) {
            throw text::ReadError(text::Refusal::unsupported, "", "a PDF takes another program");
        }
        text::ReadText read = text::read_bytes(bytes);
        check_draft(text::draft_of(read, lead_words()), read);
        return read;
    });
    return 0;
}
