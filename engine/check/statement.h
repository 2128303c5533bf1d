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
std::vector<std::string> nearest_phrases(const Context& context, std::span<const ast::Word> words,
                                         std::size_t count = 3);
Span span_of(std::span<const ast::Word> words, Span otherwise);

/// How names of entities are read.
enum class Naming : std::uint8_t {
    declared,  // an unknown entity is an error
    free,      // an unknown id is a new entity of the slot's kind (examples)
};

/// Resolves terms and atoms of one block.
class AtomReader {
public:
    AtomReader(Context& context, Scope& scope, Naming naming = Naming::declared)
        : context_(&context), scope_(&scope), naming_(naming) {}

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

    Context& context() { return *context_; }
    Scope& scope() { return *scope_; }

private:
    std::optional<Term> constant(const ast::Term& term, const Slot& slot);
    void check_shape(const Atom& atom);

    Context* context_;
    Scope* scope_;
    Naming naming_;
};

}  // namespace obverse::checking
