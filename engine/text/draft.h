#pragma once

#include "engine/text/lead_words.h"
#include "engine/text/paragraph_mark.h"
#include "engine/text/read_text.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace obverse::text {

enum class DraftKind : std::uint8_t { resolution, treaty, prose };

/// All spans of a draft are in the text shown of the ReadText it was made from.
struct Sponsor {
    std::string name;
    TextSpan span = {};
};

/// What stands before the text itself; what is missing has an empty span.
struct Head {
    std::string symbol;  // A/C.1/77/L.62
    TextSpan symbol_span = {};
    std::string organ;  // general-assembly …
    TextSpan session = {};
    TextSpan agenda_item = {};
    TextSpan agenda_title = {};
    TextSpan title = {};  // without the number of an adopted text
    std::string number;   // 77/41
    std::vector<Sponsor> sponsors;
    bool is_draft = false;  // it says so itself
};

/// One act of a paragraph, by the words that do it.
struct Act {
    TextSpan words = {};                 // with modifiers: `Also notes with concern`
    std::optional<std::uint32_t> entry;  // of LeadWords; none: words that the table lacks
    bool is_lead = false;                // it opens the paragraph
};

enum class ParagraphPart : std::uint8_t { preambular, operative, article, prose };

/// A paragraph or a sub-paragraph.
struct Paragraph {
    std::string id;  // pp4, op3.b.ii, annex1.p2, art4.2
    ParagraphPart part = ParagraphPart::prose;
    std::optional<std::size_t> parent;  // index of the paragraph whose sub-paragraph it is
    std::size_t level = 0;
    std::string number;  // as printed: `3.`, `(b)`; empty where it bears none
    std::optional<MarkKind> mark;
    TextSpan span = {};                  // with its number, without its sub-paragraphs
    TextSpan words = {};                 // without its number
    std::vector<TextSpan> more;          // blocks that go on with it
    std::vector<TextSpan> closing;       // what goes on after its sub-paragraphs
    std::vector<Act> acts;               // in order
    std::optional<std::size_t> section;  // index of the annex or document it belongs to
};

struct DraftHeading {
    std::string id;  // h3
    TextSpan span = {};
    std::string number;  // `II.`, or empty
    TextSpan words = {};
    std::size_t before = 0;  // index of the paragraph that follows it
};

enum class SectionKind : std::uint8_t { annex, embedded, part };

/// An annex, a document that the text adopts without calling it one, or a part with its own
/// formula.
struct Section {
    std::string id;  // annex1, doc1, part2
    SectionKind kind = SectionKind::annex;
    TextSpan heading = {};
    TextSpan title = {};
    std::size_t first = 0;  // index of its first paragraph
};

struct Article {
    std::string id;  // art4
    std::string number;
    TextSpan heading = {};
    TextSpan title = {};
};

struct Note {
    std::string label;
    TextSpan span = {};
    std::optional<std::uint32_t> mark;  // where its first mark stands in the text
};

/// Another document that the text names.
struct Citation {
    TextSpan span = {};
    std::string symbol;  // A/RES/77/41, S/RES/1540 (2004), A/76/77
};

struct Draft {
    DraftKind kind = DraftKind::prose;
    std::string language;
    Head head;
    std::vector<TextSpan> formulas;
    std::vector<Paragraph> paragraphs;
    std::vector<DraftHeading> headings;
    std::vector<Section> sections;
    std::vector<Article> articles;
    std::vector<Note> notes;
    std::vector<Citation> citations;
    std::vector<TextSpan> close;  // the meeting and date below an adopted text

    /// The paragraph of an id, if there is one. O(n).
    const Paragraph* find(std::string_view id) const;
    /// The innermost paragraph that holds the offset, if there is one. O(log n).
    const Paragraph* at(std::uint32_t offset) const;
};

/// Finds the parts of a document: of a resolution or treaty by its form, of other prose headings
/// and paragraphs. Every text has a structure; nothing is refused. Linear in the text.
Draft draft_of(const ReadText& read, const LeadWords& lead_words);

}  // namespace obverse::text
