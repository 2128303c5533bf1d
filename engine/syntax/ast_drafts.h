#pragma once

#include "engine/syntax/ast_rules.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What is looked for in drafts, and what is found of them: terms, cues and findings.
namespace obverse::ast {

/// A form or an example, in a language; empty for English.
struct WordForm {
    std::string language;
    Name text;
};
/// What terms and cues share.
struct WordBlock {
    Name name;
    std::string doc;
    std::vector<WordForm> forms;
    std::vector<WordForm> yes;
    std::vector<WordForm> no;
    std::vector<Citation> cites;
    Span span;
};
struct DraftTerm {
    WordBlock words;
    std::vector<Name> kinds;       // `is a BehaviourTerm`
    std::optional<Pattern> means;  // `means the phrase "…"`
};
struct Cue {
    enum class Side : std::uint8_t { right, left, both };
    WordBlock words;
    std::optional<Name> sets;
    std::optional<Side> side;
    bool is_across_clauses = false;
    bool is_over_name = false;
    bool is_quotation = false;  // `in quotation marks`: has no forms
    std::vector<Name> until;
    std::optional<Integer> within;
    std::vector<Name> blocks;
};
/// `finding NAME must`, with its message; otherwise a rule without a conclusion.
struct Finding {
    RuleHeader header;
    Name level;
    std::optional<Name> message;
    std::vector<Condition> conditions;
    std::vector<Element> unless;
    std::vector<Name> suggestions;
};

}  // namespace obverse::ast
