#pragma once

#include "engine/check/blocks.h"

#include <optional>
#include <string>
#include <vector>

namespace obverse::checking {

/// Every rule that is said to be overridden exists; one that is said to be disputed also concludes
/// the contrary.
void check_overrides(Context& context, std::span<const ast::File> files);
/// No conclusion rests on its own absence: the sentences of each lens have strata. A circle is
/// reported whole, rule by rule.
void check_strata(Context& context);
/// Support and denial of one conclusion that no exception, `overrides` or `disputes` connects.
void check_opposites(Context& context);
/// Gaps and contradictions of the tables that ask for it.
void check_tables(Context& context);
/// No rule about the world reads what drafts say.
void check_draft_facts(Context& context);
/// Warnings and notes about what is allowed but probably not meant.
void lint(Context& context);

/// One step from a conclusion to what it rests on.
struct Dependency {
    PhraseId conclusion;
    PhraseId premise;
    bool is_strict = false;             // the premise must lie in a lower stratum
    bool is_definition = false;         // strict because it is an element of a definition
    std::vector<KindId> subjects = {};  // kinds of the variables that the conclusion speaks of
    std::string reason;  // `rule r: the behaviour is staged, if the behaviour is …`
    Span span;
};
std::vector<Dependency> dependencies(const Context& context, const VisibleBlocks& visible);

}  // namespace obverse::checking
