#pragma once

#include "engine/proof/planner.h"
#include "engine/proof/what_if.h"

#include <map>
#include <vector>

namespace obverse::proving {

/// Makes repairs of plans: the sets of changes that they hold are run, smaller ones first.
class RepairSearch {
public:
    RepairSearch(Model& model, const WhyNotOptions& options, WhyNot& result)
        : model_(model),
          options_(options),
          result_(result),
          what_if_(model, result.phrase, result.row) {}

    /// Adds repairs to the result, fewest changes first, and says whether any may be missing.
    /// `known`: why the sentence is worth what it is.
    void run(const Plans& plans, const Planner& planner, const Explanation& known);

private:
    using Set = std::vector<std::size_t>;  // of `changes_`, in order

    Set changes_of(const Plan& plan);
    Plans settlements(const Explanation& known);
    std::vector<Set> single_claims(const Explanation& known);
    std::size_t add(Change change);
    Change report_of(PhraseId phrase, const Row& row, Stance stance) const;
    Change withdrawal_of(std::size_t claim) const;
    void try_each(const std::vector<Set>& sets);
    void try_parts(const Set& whole);
    bool holds_repair(const Set& set) const;
    bool brings_about(const Set& set);
    bool is_spent();
    Repair repair_of(const Set& set) const;

    Model& model_;
    const WhyNotOptions& options_;
    WhyNot& result_;
    WhatIf what_if_;
    std::map<Word, KindId> newcomers_;
    std::vector<Change> changes_;
    std::map<Set, bool> tried_;
    std::vector<Set> found_;
};

}  // namespace obverse::proving
