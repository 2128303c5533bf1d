#pragma once

#include "engine/lexicon/cues.h"
#include "engine/lexicon/matcher.h"
#include "engine/model/program.h"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// Bytes of a text, the end not included.
struct ByteSpan {
    std::size_t begin = 0;
    std::size_t end = 0;

    friend auto operator<=>(const ByteSpan&, const ByteSpan&) = default;
};

/// A cue that reaches a mention.
struct CueReach {
    std::size_t cue = 0;  // in the program's list
    ByteSpan span;        // of the cue
};
/// A place where a form of a term stands.
struct Mention {
    std::size_t term = 0;  // in the program's list, or behind it: of a name
    ByteSpan span;
    std::size_t clause = 0;
    std::vector<CueReach> cues;         // the outermost first: `refrain from preventing` is two
    std::optional<std::size_t> inside;  // the narrowest mention that this one is part of
};
/// What a text mentions, in the order of the text; of two that begin together, the longer first.
struct Mentions {
    std::vector<ByteSpan> clauses;
    std::vector<Mention> mentions;
};

/// Finds the terms of a program in texts, and tells by its cues how they are meant. Terms that
/// overlap are all kept: what a mention means is for rules to say. Of one term only the widest of
/// its nested places counts. A cue inside a longer one is none.
class Lexicon {
public:
    /// `names` are looked for besides the program's terms, and numbered on from them.
    explicit Lexicon(const Program& program, std::span<const DraftTerm> names = {});

    /// `language` by its English name or its code. Takes time linear in the text, whatever the
    /// number of terms.
    Mentions mentions_in(std::string_view text, std::string_view language = "english") const;

private:
    /// What a form number stands for.
    struct FormOf {
        enum class Shape : std::uint8_t { term, cue, bound } shape = Shape::term;
        std::size_t index = 0;  // of the term or the cue
    };
    struct Language {
        lexicon::Matcher matcher;
        std::vector<FormOf> forms;
    };
    struct CueRule {
        lexicon::Reach reach;
        bool is_quotation = false;
        bool sets = false;
        std::vector<std::size_t> blocks;
    };
    struct Reading;

    void add_form(const WordForm& form, FormOf of);
    void add_cue(const Cue& cue, std::size_t index);

    std::map<std::string, Language, std::less<>> languages_;
    std::vector<CueRule> cues_;
};

}  // namespace obverse
