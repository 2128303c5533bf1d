#pragma once

#include "engine/proof/graph.h"
#include "engine/proof/nearest.h"
#include "engine/proof/why_not.h"

#include <map>
#include <set>

namespace obverse::proving {

/// A step of a plan: a sentence is reported or denied, or all claims that say so are withdrawn.
struct Edit {
    Change::Kind kind = Change::Kind::report;
    PhraseId phrase;
    Row row;
    Stance stance = Stance::asserted;

    friend auto operator<=>(const Edit&, const Edit&) = default;
};
using Plan = std::set<Edit>;
using Plans = std::vector<Plan>;  // any of these; an empty plan: nothing to do

/// Thinks of changes to the record that could make a sentence certain, or impossible. It reads the
/// rules backwards from the model as it is; what a plan brings about is for a run to tell.
class Planner {
public:
    Planner(Model& model, ProofGraph& graph, ConditionReader& reader)
        : model_(model), graph_(graph), reader_(reader) {}

    /// Plans that make a sentence hold or fail for certain, smallest first.
    Plans achieve(PhraseId phrase, const Row& row, Side side);
    /// Plans after which nothing speaks for a sentence on that side.
    Plans prevent(PhraseId phrase, const Row& row, Side side);

    /// Entities that plans bring in, with their kinds: `some State`.
    const std::map<Word, KindId>& newcomers() const { return newcomers_; }
    /// False when plans were left out for their number, their depth or their kind.
    bool is_complete() const { return is_complete_; }

private:
    // planner.cpp
    void add_reports(PhraseId phrase, const Row& row, Side side, Plans& plans);
    void add_rules(PhraseId phrase, const Row& row, Side side, Plans& plans);
    bool has_firm_grounds(PhraseId phrase, const Row& row, Side side);
    Plans both(const Plans& left, const Plans& right);
    void trim(Plans& plans);

    // planner_conditions.cpp
    Plans establish(const BlockHeader& header, const Conditions& conditions, const Bindings& given);
    Plans establish_one(const BlockHeader& header, const Conditions& all,
                        const Condition& condition, State state, const Bindings& bindings);
    Plans break_one(const BlockHeader& header, const Condition& condition,
                    const Bindings& bindings);
    Plans establish_grade(const GradeTest& test, const Bindings& bindings);
    Plans establish_count(const BlockHeader& header, const Conditions& all,
                          const Comparison& comparison, const Bindings& bindings);
    Plans more_of(const BlockHeader& header, const Aggregate& aggregate, const Bindings& bindings,
                  std::size_t count);
    Plans fewer_of(const BlockHeader& header, const Aggregate& aggregate, const Bindings& bindings,
                   std::size_t count);
    void fill(const BlockHeader& header, const Conditions& conditions, Bindings& bindings);
    std::optional<Word> compared_value(const BlockHeader& header, const Conditions& conditions,
                                       std::uint32_t variable, const Bindings& bindings);
    Word newcomer(KindId kind, std::size_t number);

    // planner_definitions.cpp
    void add_definitions(PhraseId phrase, const Row& row, Side side, Plans& plans);
    Plans establish_elements(const CompiledDefinition& compiled, const Bindings& bindings,
                             const std::vector<std::size_t>& elements, std::size_t least);
    Plans refute_elements(const CompiledDefinition& compiled, const Bindings& bindings,
                          const std::vector<std::size_t>& elements, std::size_t count);
    Plans refute_element(const Definition& definition, const Element& element,
                         const Bindings& bindings);
    void add_when_only(const CompiledDefinition& compiled, std::size_t number,
                       const Bindings& bindings, Plans& plans);
    void add_grades(PhraseId phrase, const Row& row, Plans& plans);

    // planner_attacks.cpp
    Plans without_exceptions(const std::string& target, const Bindings& bindings);
    Plans without_unless(const CompiledDefinition& compiled, const Row& row,
                         const Bindings& bindings);
    Plans without_overrides(const Rule& rule, const Bindings& bindings, const Row& conclusion);
    Plans withdraw_block(const std::string& name, const BlockHeader& header,
                         const Conditions& conditions, const Bindings& given);
    Plans break_node(NodeId node);

    Model& model_;
    ProofGraph& graph_;
    ConditionReader& reader_;
    std::map<std::tuple<PhraseId, Row, Side>, Plans> achieved_;
    std::set<std::tuple<PhraseId, Row, Side>> open_;
    std::set<NodeId> breaking_;
    std::map<Word, KindId> newcomers_;
    std::size_t depth_ = 0;
    bool is_complete_ = true;
};

}  // namespace obverse::proving
