#include "engine/text/draft.h"

#include "engine/text/draft_body.h"

#include <algorithm>
#include <map>

namespace obverse::text {

namespace {

bool holds(const std::vector<TextSpan>& spans, std::uint32_t offset) {
    return std::any_of(spans.begin(), spans.end(),
                       [&](TextSpan span) { return span.begin <= offset && offset < span.end; });
}

bool holds(const Paragraph& paragraph, std::uint32_t offset) {
    return (paragraph.span.begin <= offset && offset < paragraph.span.end) ||
           holds(paragraph.more, offset) || holds(paragraph.closing, offset);
}

void find_notes(const ReadText& read, Draft& draft) {
    std::map<std::string, std::uint32_t> marks;
    for (const NoteMark& mark : read.note_marks) marks.try_emplace(mark.label, mark.at);
    for (const Block& block : read.blocks) {
        if (block.kind != BlockKind::note) continue;
        Note note{block.label, block.span, std::nullopt};
        const auto mark = marks.find(block.label);
        if (mark != marks.end()) note.mark = mark->second;
        draft.notes.push_back(std::move(note));
    }
}

/// Where there are further parts, what came before them is the first.
void name_first_part(Draft& draft) {
    const auto second = std::find_if(draft.sections.begin(), draft.sections.end(),
                                     [](const Section& s) { return s.kind == SectionKind::part; });
    if (second == draft.sections.end()) return;
    draft.sections.push_back({.id = "part1", .kind = SectionKind::part});
    for (Paragraph& paragraph : draft.paragraphs) {
        if (paragraph.section) continue;
        paragraph.section = draft.sections.size() - 1;
        paragraph.id.insert(0, "part1.");
    }
}

}  // namespace

const Paragraph* Draft::find(std::string_view id) const {
    const auto found = std::find_if(paragraphs.begin(), paragraphs.end(),
                                    [&](const Paragraph& p) { return p.id == id; });
    return found == paragraphs.end() ? nullptr : &*found;
}

const Paragraph* Draft::at(std::uint32_t offset) const {
    const auto after = std::upper_bound(
        paragraphs.begin(), paragraphs.end(), offset,
        [](std::uint32_t value, const Paragraph& p) { return value < p.span.begin; });
    if (after == paragraphs.begin()) return nullptr;
    const Paragraph* paragraph = &*(after - 1);
    while (!holds(*paragraph, offset)) {
        if (!paragraph->parent) return nullptr;
        paragraph = &paragraphs[*paragraph->parent];
    }
    return paragraph;
}

Draft draft_of(const ReadText& read, const LeadWords& lead_words) {
    Draft draft;
    Passages passages(read, lead_words);
    draft.language = passages.language();
    const std::size_t begin = head_end(passages);
    std::string organ;
    if (begin < passages.size() && passages.is_formula(begin, &organ)) {
        draft.kind = DraftKind::resolution;
        draft.head.organ = organ;
        passages.set_organ(organ);
    }
    find_paragraphs(passages, begin, draft);
    find_head(passages, begin, draft);
    find_acts(passages, draft);
    find_citations(read, draft);
    // A document does not cite itself by bearing its symbol.
    std::erase_if(draft.citations, [&](const Citation& citation) {
        return citation.span == draft.head.symbol_span;
    });
    find_notes(read, draft);
    name_first_part(draft);
    return draft;
}

}  // namespace obverse::text
