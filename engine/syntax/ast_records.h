#pragma once

#include "engine/syntax/ast_statement.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What is recorded, by whom, and how tables are read.
namespace obverse::ast {

/// A line of an `entities` block or of an import that declares rather than claims: `x is a State
/// labelled "…"`, `x is also called "…", "…"`, `x speaks for y`, `x has url "…"`, `x is issued by y
/// on DATE`, `x is based on y`. In imports the words may be placeholders.
struct EntityLine {
    enum class Shape : std::uint8_t { kind, alias, speaks_for, url, issued, based_on };
    Shape shape = Shape::kind;
    Word subject;
    std::vector<Word> objects;  // the kind, the aliases, the actor, the url, the issuer, the source
    std::optional<Word> label;  // of kind
    std::optional<Word> date;   // of issued
    Span span;
};
struct Entities {
    std::vector<EntityLine> lines;
    Span span;
};
struct Speaker {
    Name name;
    std::string label;
    std::optional<Name> speaks_for;
    std::vector<Name> aliases;
    Span span;
};
struct SourceDeclaration {
    /// `point T1 "short text" section "3" as definition, finding`.
    struct PointLine {
        Name name;
        std::string text;
        std::vector<std::pair<std::string, std::string>> places;
        std::vector<Name> encodings;
        Span span;
    };
    Name name;
    std::string label;
    std::optional<Name> issued_by;
    std::optional<DateText> issued_on;
    std::string url;
    std::vector<Name> based_on;
    std::vector<PointLine> points;
    Span span;
};
struct Claim {
    Name name;  // empty text when unnamed
    Statement statement;
    Tail tail;
    Span span;
};
/// `corroborated`, `own word on intent, impact`, `word of X`, `confidence at least medium`.
struct PolicyLine {
    enum class Shape : std::uint8_t {
        keep_disputes,
        undisputed,
        corroborated,
        word_of,
        own_word,
        confidence,
    };
    Shape shape = Shape::keep_disputes;
    std::vector<Name> names;
    Span span;
};
struct Policy {
    Name name;
    std::string title;
    std::vector<PolicyLine> lines;
    Span span;
};

/// `{actor} is not "unknown"`.
struct CellTest {
    enum class Shape : std::uint8_t { is, is_not, one_of, empty, not_empty };
    Shape shape = Shape::is;
    Name column;
    std::vector<Name> values;
    Span span;
};
/// `let event be {same_event_as} or {id}`: the first of the columns that is not empty.
struct Let {
    Name name;
    std::vector<Name> columns;
    Span span;
};
/// `for each state in {target_states}`.
struct ForEach {
    Name name;
    Name column;
    Span span;
};
/// A line of an import: a guard over deeper lines, an entity line, or a claim.
struct ImportLine {
    std::vector<CellTest> when;  // all must hold
    std::optional<ForEach> for_each;
    std::variant<std::vector<ImportLine>, EntityLine, Statement> body;
    Tail tail;  // of a statement
    Span span;
};
struct Import {
    Name file;
    std::vector<Let> lets;
    std::vector<ImportLine> lines;
    std::vector<Name> notes;  // `the column {c} is a note`
    Tail tail;                // the block's own `asserted by … in …`
    struct ConfidenceLine {
        Name level;
        std::vector<CellTest> when;
    };
    std::vector<ConfidenceLine> confidence;
    Span span;
};

/// `events are also called "{year} {object} test"`.
struct EventNames {
    std::vector<Name> patterns;
    Span span;
};

}  // namespace obverse::ast
