#pragma once

#include "engine/text/draft.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::text {

/// A block, or a part of one that layout alone did not part; what its beginning and end tell.
struct Passage {
    std::string_view text;  // in the form for matching
    TextSpan span = {};     // of `text`
    const Block* block = nullptr;
    std::optional<ParagraphMark> mark;
    std::string_view words;     // after the mark
    bool starts_lower = false;  // in a script that has case
    bool ends_clause = false;   // with a comma, a stop or their like
    bool ends_open = false;     // with a colon: a list or a document follows

    std::uint32_t words_begin() const {
        return span.begin + static_cast<std::uint32_t>(words.data() - text.data());
    }
    /// Its first two words are in capitals: `DONE AT …`
    bool starts_with_capitals() const;
    std::uint32_t length() const { return span.size(); }
};

/// What the passages of a text are asked by the parts of the parser.
class Passages {
public:
    Passages(const ReadText& read, const LeadWords& lead_words);

    const std::vector<Passage>& list() const { return list_; }
    std::size_t size() const { return list_.size(); }
    const Passage& at(std::size_t index) const { return list_[index]; }
    const ReadText& read() const { return read_; }
    const LeadWords& lead_words() const { return lead_words_; }
    const std::string& language() const { return language_; }
    void set_organ(std::string organ) { organ_ = std::move(organ); }
    const std::string& organ() const { return organ_; }

    TextSpan shown(TextSpan span) const { return read_.match.to_shown(span); }
    TextSpan shown(const Passage& passage) const { return shown(passage.span); }
    /// The span of the words of a passage, after its number.
    TextSpan shown_words(const Passage& passage) const;

    std::optional<LeadMatch> lead(std::string_view text, LeadPart part) const;
    bool opens_with(const Passage& passage, LeadPart part) const;
    /// The words of the part stand somewhere in a passage.
    bool mentions(const Passage& passage, LeadPart part) const;
    /// The passage names who speaks: `The General Assembly,`. Its organ, when it has a name.
    bool is_formula(std::size_t index, std::string* organ = nullptr) const;
    bool is_heading(std::size_t index) const;
    /// `Annex`, `Annex II`, `Annex: title`; also what the file itself calls so.
    bool is_annex(std::size_t index) const;
    /// `Article 4`, `第四条`: the length of it in the passage's text, or 0.
    std::size_t article_length(const Passage& passage, std::string* number = nullptr) const;

private:
    void add(TextSpan span, const Block& block);
    void add_block(const Block& block);
    bool opens_paragraph(std::string_view text) const;
    std::string find_language() const;

    const ReadText& read_;
    const LeadWords& lead_words_;
    std::string language_;
    std::string organ_;
    std::vector<Passage> list_;
};

}  // namespace obverse::text
