#pragma once

#include "engine/check/check.h"
#include "engine/check/phrase_matcher.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// The passes of the checker. Each is a free function over a Context.
namespace obverse::checking {

/// A rule, exception, definition, table or grade by its name.
struct NamedBlock {
    std::string name;
    std::optional<LensId> lens;
    BlockKind kind = BlockKind::rule;
    std::size_t index = 0;  // in the program's list of its kind
    Span span;
};

/// What the passes share.
struct Context {
    Checked& checked;
    Diagnostics& diagnostics;
    const SourceMap& sources;
    PhraseMatcher matcher;
    PhraseMatcher quantities;  // patterns of quantities, without a level
    std::map<std::string, LensId> lenses;
    std::vector<NamedBlock> blocks;
    std::map<std::string, ColumnType> parameters;  // of any lens
    std::set<SymbolId> speakers;                   // declared here or known before
    std::map<std::string, std::vector<SymbolId>> sources_by_key;
    std::set<PhraseId> used_phrases;
    std::set<PhraseId> overlapping;  // reported: a sentence that fits two is not reported again
    std::set<std::string> vocabularies;
    std::set<std::pair<std::uint32_t, std::uint32_t>> told_unbound;  // places of variables
    /// By the beginning of a block: where each of its variables is first named.
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Span>> first_uses;
    std::set<std::string> unknown_sections;   // lenses that `in lens` names and nothing declares
    std::set<std::string> incomplete_blocks;  // left out for an error that is reported

    Program& program() { return checked.program; }
    const Program& program() const { return checked.program; }
    Schema& schema() { return checked.program.schema; }
    const Schema& schema() const { return checked.program.schema; }
    SymbolTable& symbols() { return checked.program.symbols; }

    void error(Code code, Span span, std::string message, std::string label = "",
               std::string help = "") {
        diagnostics.report({.code = code,
                            .message = std::move(message),
                            .primary = Label{span, std::move(label)},
                            .help = std::move(help)});
    }
};

}  // namespace obverse::checking
