#pragma once

#include "engine/check/scope.h"

#include <optional>
#include <span>
#include <string>

namespace obverse::checking {

/// The phrase that a sentence fits, with its words by slot. Reports an unknown phrase (at the first
/// word that no phrase goes on with, with the nearest phrases), a word that is no value of its
/// kind, and an ambiguous sentence.
std::optional<PhraseMatch> match_sentence(Context& context, std::span<const ast::Word> words,
                                          Span span);
/// The same without reports.
MatchResult find_phrases(const Context& context, std::span<const ast::Word> words);
/// The phrases nearest to a row of words, as they are declared.
std::vector<std::string> nearest_phrases(const Schema& schema, std::span<const ast::Word> words,
                                         std::size_t count = 3);
Span span_of(std::span<const ast::Word> words, Span otherwise);
/// The ids of the entities nearest to a name that may stand in a slot of the kind; no kind: any.
std::vector<std::string> nearest_entities(const EntityIndex& entities, const Schema& schema,
                                          std::string_view name, std::optional<KindId> kind);

/// Resolves terms and atoms of one block.
class AtomReader {
public:
    /// `local`: where an example keeps its own entities, speakers and sources. A name that is not
    /// declared is then a new one, of the kinds of the slots that it fills; without it, an error.
    AtomReader(Context& context, Scope& scope, ClaimSet* local = nullptr)
        : context_(&context), scope_(&scope), local_(local) {}

    /// An atom of any statement that is one: a sentence or a functional form. Comparisons and kind
    /// tests that fit a phrase are the phrase's. nullopt after a report.
    std::optional<Atom> atom(const ast::Statement& statement);
    std::optional<Atom> functional_atom(const ast::FunctionalAtom& form, Span span);
    std::optional<Atom> atom_of(const PhraseMatch& match, Span span);
    std::optional<GradeTest> grade_test(const PhraseMatch& match, Span span);
    /// A term in a slot: checks kind and type.
    std::optional<Term> term(const ast::Term& term, const Slot& slot);
    /// The entity of a name; `kind` is what the slot asks for.
    std::optional<SymbolId> entity(const ast::Name& name, std::optional<KindId> kind);

    std::optional<SymbolId> speaker(const ast::Name& name);
    std::optional<SymbolId> source(const ast::Name& name);

    Context& context() { return *context_; }
    Scope& scope() { return *scope_; }

private:
    std::optional<Term> constant(const ast::Term& term, const Slot& slot);
    SymbolId local_entity(const ast::Name& name, std::optional<KindId> kind);
    void check_shape(const Atom& atom);

    Context* context_;
    Scope* scope_;
    ClaimSet* local_;
};

}  // namespace obverse::checking
