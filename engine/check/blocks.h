#pragma once

#include "engine/check/conditions.h"
#include "engine/model/visible.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::checking {

/// Lenses, their parameters and what they extend; lens cycles. `silent_on` and `uses` too.
void declare_lenses(Context& context, std::span<const ast::File> files);
/// Entities, speakers and sources of the files, after those known before.
void declare_entities(Context& context, std::span<const ast::File> files, const Known& known);
/// Terms, cues, and the names of findings.
void declare_draft_words(Context& context, std::span<const ast::File> files);
/// What terms that mean a phrase name, as the rules that they are.
ast::File rules_of_terms(Context& context, std::span<const ast::File> files);
/// The rules that findings are, with their exceptions.
ast::File rules_of_findings(Context& context, std::span<const ast::File> files);
/// Levels, messages and advice of the findings whose rules are resolved.
void add_findings(Context& context, std::span<const ast::File> files);
/// Rules and exceptions, definitions, tables and grades.
void resolve_rules(Context& context, std::span<const ast::File> files);
void resolve_exceptions(Context& context, std::span<const ast::File> files);
void resolve_definitions(Context& context, std::span<const ast::File> files);
void resolve_tables(Context& context, std::span<const ast::File> files);
void resolve_grades(Context& context, std::span<const ast::File> files);
/// Claims and policies of the files.
void resolve_policies(Context& context, std::span<const ast::File> files);
void resolve_claims(Context& context, std::span<const ast::File> files);
void resolve_imports(Context& context, std::span<const ast::File> files);
void resolve_event_names(Context& context, std::span<const ast::File> files);
void resolve_examples(Context& context, std::span<const ast::File> files);

// ---- what the blocks share

/// The lens of a block; nullopt for common ground. Reports an unknown one.
std::optional<LensId> lens_of(Context& context, const std::string& name, Span span);
std::vector<Citation> read_citations(Context& context, std::span<const ast::Citation> citations);
/// Adds the citations of bullets, at any depth.
void read_citations_within(Context& context, std::span<const ast::Condition> conditions,
                           std::vector<Citation>& cites);
/// The header without its variables; a block without a name is named by its place.
BlockHeader read_header(Context& context, const ast::RuleHeader& header, BlockKind kind);
/// The variables of a block, with the places where they are first named.
void set_variables(Context& context, BlockHeader& header, const Scope& scope);
/// Where the block first names the variable; `otherwise` when it has it from elsewhere.
Span first_use(const Context& context, const BlockHeader& header, std::uint32_t variable,
               Span otherwise);
/// Enters the block in the register; reports a name that is taken in the same lens.
void register_block(Context& context, const BlockHeader& header, std::size_t index);
/// The block of that name that a block of the lens means: its own lens first, then what it extends,
/// then common ground, then any other.
const NamedBlock* find_block(const Context& context, std::string_view name,
                             std::optional<LensId> lens, std::initializer_list<BlockKind> kinds);
/// A conclusion: a phrase that may be derived, without groups. nullopt after a report.
std::optional<Atom> read_conclusion(AtomReader& reader, const ast::Statement& statement);
/// The source of that id or label. Reports an unknown one.
std::optional<SymbolId> find_source(Context& context, const ast::Name& name);
/// The speaker, or the entity that speaks for itself. Reports an unknown one.
std::optional<SymbolId> find_speaker(Context& context, const ast::Name& name);
void add_source_name(Context& context, SymbolId source, std::string_view name);

/// Calls `visit` with every block of one type, in the order of the files.
template <class Block, class Visit>
void for_each_block(std::span<const ast::File> files, Visit visit) {
    for (const ast::File& file : files) {
        for (const ast::Block& block : file.blocks) {
            if (const auto* found = std::get_if<Block>(&block)) visit(*found);
        }
    }
}

/// One claim block or `given`: a claim for each speaker.
struct ClaimText {
    const ast::Statement& statement;
    const ast::Tail& tail;
    std::string id;
    Span span;
    bool needs_source = true;  // examples do not
};
void add_claims(AtomReader& reader, const ClaimText& text, ClaimSet& record);

}  // namespace obverse::checking
