#pragma once

#include "engine/base/diagnostic.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace obverse::text {

/// What a row of the table of lead words is about.
enum class LeadPart : std::uint8_t {
    preambular,  // opens a preambular paragraph: Recalling
    opening,     // opens one, but is no act in the middle of another: Pursuant to
    operative,   // opens an operative paragraph: Calls upon
    formula,     // names the organ that speaks: The General Assembly
    agreement,   // turns to the articles: Have agreed as follows
    modifier,    // stands before or after lead words: also, with concern
    connector,   // stands between two acts of one paragraph: and
    annex,       // heads an annex
    article,     // heads an article
    close,       // is said below the text of where it was adopted
    draft,       // ends the list of sponsors: draft resolution
};

/// How forceful a word is on somebody's scale; `source` of the scale is in its name.
struct Force {
    std::string scale;
    int value = 0;
    int of = 0;
};

/// One row: words that open a paragraph, and what is done by them.
struct LeadWord {
    std::string language;  // en, fr …
    std::string organ;     // general-assembly …; empty: any
    LeadPart part = LeadPart::operative;
    std::string words;
    std::string act;     // recall, call-upon …; of a formula: the organ
    std::string effect;  // in law, where it has one: binding, internal, recommends
    std::vector<Force> force;
    std::string source;
};

/// Lead words found at the beginning of a text.
struct LeadMatch {
    std::uint32_t entry = 0;  // index into the list
    std::uint32_t begin = 0;  // of the words themselves, after modifiers
    std::uint32_t end = 0;    // after the words and the modifiers that follow
    std::vector<std::uint32_t> modifiers;
};

/// The table of lead words, as data: which words open what, in which language.
class LeadWords {
public:
    LeadWords() = default;
    explicit LeadWords(std::vector<LeadWord> list);

    const std::vector<LeadWord>& list() const { return list_; }
    const LeadWord& at(std::uint32_t entry) const { return list_[entry]; }

    struct Wanted {
        LeadPart part = LeadPart::operative;
        std::string_view language = {};  // empty: any
        std::string_view organ = {};     // rows of this organ come before those of any
    };
    /// The longest words of the part at the beginning of a text in the form for matching, with
    /// modifiers before and after. Independent of the length of the text.
    std::optional<LeadMatch> match(std::string_view text, const Wanted& wanted) const;

private:
    std::optional<LeadMatch> words_at(std::string_view folded, const Wanted& wanted) const;

    std::vector<LeadWord> list_;
    std::vector<std::string> folded_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> by_first_;
};

/// Reads the table from CSV with the columns language, organ, part, words, act, effect, force and
/// source. A bad row is reported and left out.
LeadWords read_lead_words(std::string_view csv, const std::string& path, Diagnostics& diagnostics);

}  // namespace obverse::text
