#pragma once

#include "engine/proof/teller.h"

namespace obverse::proving {

/// Applies whatever could conclude a sentence, as far as the record goes.
class Attempts {
public:
    Attempts(Model& model, ProofGraph& graph, ConditionReader& reader, const WhyOptions& options)
        : model_(model), graph_(graph), reader_(reader), options_(options) {}

    /// Nearest first, at most `limit`; below a part that is missing, the nearest ways to it.
    std::vector<Attempt> of(PhraseId phrase, const Row& row, Side side, std::size_t limit,
                            std::size_t depth = 0);

private:
    void from_rules(PhraseId phrase, const Row& row, Side side, std::size_t depth,
                    std::vector<Attempt>& found);
    void from_definitions(PhraseId phrase, const Row& row, Side side, std::size_t depth,
                          std::vector<Attempt>& found);
    Attempt from_elements(const CompiledDefinition& compiled, const Bindings& bindings,
                          const std::vector<std::size_t>& elements, Side side, std::size_t depth);
    Attempt from_when_only(const CompiledDefinition& compiled, std::size_t number,
                           const Bindings& bindings, std::size_t depth);
    void from_grades(PhraseId phrase, const Row& row, std::vector<Attempt>& found);
    AttemptPart element(const CompiledDefinition& compiled, std::size_t number, const Row& row,
                        const Bindings& bindings, Side side, std::size_t depth);
    AttemptPart condition(const BlockHeader& header, const Conditions& all, std::size_t number,
                          State state, const Bindings& bindings, std::size_t depth);
    void add_withdrawn(const std::vector<Attack>& attacks, Attempt& attempt);
    bool is_concluded(PhraseId phrase) const;
    Teller teller() { return Teller(model_, graph_, reader_, options_); }

    Model& model_;
    ProofGraph& graph_;
    ConditionReader& reader_;
    const WhyOptions& options_;
    std::set<std::pair<PhraseId, Row>> open_;  // being taken apart
};

/// The sentences that the nearest attempts lack and that somebody could report.
std::vector<std::string> missing_in(const std::vector<Attempt>& attempts);

}  // namespace obverse::proving
