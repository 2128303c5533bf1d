#pragma once

#include "engine/syntax/ast_statement.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What can be said: kinds, phrases, relations, scales and quantities.
namespace obverse::ast {

struct KindDeclaration {
    Name name;
    std::vector<Name> parents;  // `is a kind of Actor and Owner`
    std::vector<Name> values;   // `is one of …`; empty for a kind of entities
    std::string doc;
    Span span;
};
struct GroupDeclaration {
    Name name;
    Name kind;
    std::vector<Name> values;
    std::string doc;
    Span span;
};

/// `{State}`, `{victim: State}`, `{day: date}`.
struct SlotPattern {
    std::string role;  // empty when the kind stands alone
    Name kind;
    Span span;
};
/// The pattern of a phrase: literal words and slots in order.
struct Pattern {
    std::vector<std::variant<Word, SlotPattern>> pieces;
    std::string text;
    Span span;
};
struct Translation {
    std::string language;
    Pattern pattern;
};
struct PhraseDeclaration {
    Name name;
    Pattern pattern;
    bool derived = false;
    bool closed = false;
    std::vector<Name> closed_per;  // slots
    std::optional<Name> one;       // `one {Intention} per {Behaviour}`
    std::vector<Name> one_per;
    std::vector<Pattern> plurals;
    std::vector<Pattern> questions;
    std::vector<Translation> translations;
    std::string doc;
    Span span;
};
struct Vocabulary {
    Name name;
    std::string doc;
    std::vector<KindDeclaration> kinds;
    std::vector<GroupDeclaration> groups;
    std::vector<PhraseDeclaration> phrases;
    Span span;
};

struct RelationDeclaration {
    struct Column {
        Name name;
        Name type;  // text, integer, number, date
    };
    Name name;
    std::vector<Column> columns;
    bool input = false;
    bool output = false;
    bool size = false;
    std::string doc;
    Span span;
};

struct ScaleDeclaration {
    struct Worth {
        std::int64_t numerator = 0;
        std::int64_t denominator = 1;
    };
    Name name;
    std::vector<Name> levels;   // least first
    std::vector<Worth> worths;  // as many as levels, or none
    std::string doc;
    Span span;
};
struct QuantityDeclaration {
    Name name;
    Pattern pattern;  // `the deterrent strength of {State}`
    Name scale;
    std::string doc;
    Span span;
};

}  // namespace obverse::ast
