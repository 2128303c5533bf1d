#pragma once

#include "engine/model/citation.h"
#include "engine/model/schema.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// A form in which a term or a cue stands in texts (`anti-satellite missile test~`), or an example
/// text of it. Languages by their English names in lower case: `english`, `french`.
struct WordForm {
    std::string language;
    std::string text;
    Span span;
};
/// `yes`: the term is meant in the text, the cue reaches the word in brackets. `no`: it does not.
struct WordExample {
    WordForm text;
    bool is_yes = true;
};

/// What may be looked for in a draft. An entity of its kinds, which stand below `Term`.
struct DraftTerm {
    SymbolId id;
    std::string doc;
    std::vector<KindId> kinds;
    std::optional<PhraseId> means;  // what it says of a behaviour, where it names one
    std::vector<WordForm> forms;
    std::vector<WordExample> examples;
    std::vector<Citation> cites;
    Span span;
};

/// Words that tell how others are meant: negated, restrained, hedged.
struct Cue {
    enum class Side : std::uint8_t { right, left, both };
    std::string name;
    std::string doc;
    std::optional<SymbolId> use;  // what it sets, a value of the kind `Use`; none: it only blocks
    std::vector<WordForm> forms;
    Side side = Side::right;
    bool is_across_clauses = false;
    bool is_over_name = false;
    bool is_quotation = false;           // what stands in quotation marks; has no forms
    std::vector<std::string> until;      // forms and marks
    std::optional<std::uint32_t> words;  // at most so many
    std::vector<std::size_t> blocks;     // other cues, in the program's list
    std::vector<WordExample> examples;
    std::vector<Citation> cites;
    Span span;
};

/// What a reader of the draft is told where a rule of the same name concludes it. An entity of the
/// kind `Finding`.
struct Finding {
    enum class Level : std::uint8_t { must, should, consider };
    SymbolId id;
    Level level = Level::consider;
    std::string message;   // `{T}` stands for what the variable `T` of its rule is
    std::size_t rule = 0;  // in the program's list
    std::vector<std::string> suggestions;
    Span span;
};

/// The names in braces of a message, in order: `T` and `the draft` of `{T} stands in {the draft}`.
std::vector<std::string> slots_in(std::string_view message);

}  // namespace obverse
