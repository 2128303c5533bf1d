#pragma once

#include "engine/text/draft.h"
#include "engine/text/read_text.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::test {

/// The table of lead words as it is shipped.
inline const text::LeadWords& lead_words() {
    static const text::LeadWords words = [] {
        Diagnostics diagnostics;
        const std::string path = "ontology/drafting/lead-words.csv";
        text::LeadWords read = text::read_lead_words(contents(path), path, diagnostics);
        REQUIRE(diagnostics.list().empty());
        return read;
    }();
    return words;
}

struct Document {
    text::ReadText read;
    text::Draft draft;

    std::string of(text::TextSpan span) const { return std::string(read.of(span)); }
};

inline Document document_of(text::ReadText read) {
    text::Draft draft = text::draft_of(read, lead_words());
    return {std::move(read), std::move(draft)};
}

inline Document document_of(std::string_view bytes, const text::ReadOptions& options = {}) {
    return document_of(text::read_bytes(bytes, options));
}

/// The ids of the paragraphs, with blanks between.
inline std::string ids(const text::Draft& draft) {
    std::string all;
    for (const text::Paragraph& paragraph : draft.paragraphs) {
        if (!all.empty()) all += ' ';
        all += paragraph.id;
    }
    return all;
}

/// Why a file is refused, and where; `read` for one that is not.
inline std::string refusal(std::string_view bytes, const text::ReadOptions& options = {}) {
    try {
        (void)text::read_bytes(bytes, options);
    } catch (const text::ReadError& error) {
        std::string told(text::name_of(error.refusal()));
        if (!error.place().empty()) told += " at " + error.place();
        return told;
    }
    return "read";
}

}  // namespace obverse::test
