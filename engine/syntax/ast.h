#pragma once

#include "engine/syntax/ast_drafts.h"
#include "engine/syntax/ast_records.h"
#include "engine/syntax/ast_rules.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The syntax tree of the rule language. Plain structs, each with its span; nothing is resolved
/// yet: sentences are rows of words until `check` matches them against the declared phrases.
namespace obverse::ast {

/// The file `workspace.obv`.
struct Workspace {
    Name name;
    std::string title;
    std::optional<Name> extends;
    std::optional<Name> lens;
    std::optional<Name> accept;
    std::optional<DateText> as_of;
    Span span;
};

using Block =
    std::variant<Vocabulary, RelationDeclaration, ScaleDeclaration, QuantityDeclaration, Grade,
                 Rule, Exception, Definition, Table, Lens, Entities, Speaker, SourceDeclaration,
                 Claim, Policy, Import, Example, EventNames, Workspace, DraftTerm, Cue, Finding>;

/// One file.
struct File {
    SourceId source;
    std::vector<Block> blocks;
    std::vector<Name> sections = {};  // lenses that an `in lens` line names
};

}  // namespace obverse::ast
