#pragma once

#include "engine/proof/graph.h"
#include "engine/proof/nearest.h"

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace obverse::proving {

/// Tells derivations as proofs: generated rules in the words of the rules that they come from,
/// without the steps that nobody wrote. Every proof that it tells is one of least height, up to
/// what is counted, graded or exhausted: such parts are proven each by itself.
///
/// One teller tells one tree: what it has shown in full it does not show again.
class Teller {
public:
    Teller(Model& model, ProofGraph& graph, ConditionReader& reader, const WhyOptions& options)
        : model_(model), graph_(graph), reader_(reader), options_(options) {}

    /// That a sentence holds or fails; nothing (an empty list) when the model does not have it.
    std::vector<ProofNode> sentence(PhraseId phrase, const Row& row, Side side, Degree degree);
    /// Exceptions to a rule or `unless`, and what overrides a rule, for one case of it.
    std::vector<Attack> exceptions(const std::string& target, const Bindings& bindings);
    std::vector<Attack> overrides(const Rule& rule, const Bindings& bindings,
                                  const Row& conclusion);
    /// The `unless` of a definition, for one case: a row of its head.
    std::vector<Attack> unless(const CompiledDefinition& definition, const Row& row,
                               const Bindings& bindings);
    /// That an element of a definition holds or fails.
    std::vector<ProofNode> element(const CompiledDefinition& definition, std::size_t number,
                                   const Row& row, Side side, Degree degree);
    std::vector<ProofNode> quantity(QuantityId quantity, std::span<const Term> terms,
                                    const Bindings& bindings, Degree degree);

    bool is_cut() const { return is_cut_; }

private:
    // teller.cpp
    ProofNode tell(NodeId node);
    ProofNode tell_sentence(NodeId node, Degree degree);
    void apply(ProofNode& proof, const Way& way);
    void apply_rule(ProofNode& proof, const Way& way, const Origin& origin);
    void apply_value(ProofNode& proof, const Way& way);
    bool begin(ProofNode& proof);
    void close(ProofNode& proof);
    void add_others(ProofNode& proof, NodeId node, std::size_t from);
    ProofNode record_is_complete(PhraseId phrase, const Row& row, Degree degree);

    // tell_definition.cpp
    void apply_definition(ProofNode& proof, const Way& way, const Origin& origin);
    void apply_when_only(ProofNode& proof, const Way& way, const Origin& origin);
    ProofNode others_fall_short(const Definition& definition, const CompiledDefinition& compiled,
                                const WhenOnly& when, const Row& row, Degree degree);
    ProofNode tell_part(NodeId node);
    ProofNode tell_others(NodeId node);
    std::string name_of(const Definition& definition, std::size_t unless_number) const;

    // tell_failing.cpp
    ProofNode exhausted_case(const BlockHeader& header, const Conditions& conditions,
                             const Bindings& bindings, const std::vector<std::size_t>& listed,
                             Degree degree);
    void exhaust(ProofNode& proof, const BlockHeader& header, const Conditions& conditions,
                 const std::vector<Variable>& outer);
    std::vector<ProofNode> failing(const BlockHeader& header, const Conditions& all,
                                   const Condition& condition, const Bindings& bindings,
                                   Degree degree);
    std::vector<ProofNode> lowest_failing(const BlockHeader& header, const Conditions& conditions,
                                          const Bindings& bindings, Degree degree);
    std::vector<ProofNode> failing_member(const BlockHeader& header, const Conditions& member,
                                          const Bindings& bindings, Degree degree);

    // tell_conditions.cpp
    void tell_conditions(ProofNode& proof, const Way& way, const BlockHeader& header,
                         const Conditions& conditions);
    struct Positions;
    ProofNode tell_condition(const Positions& at, const Condition& condition);
    ProofNode tell_literal(const Positions& at, const Literal& literal);
    ProofNode tell_choice(const Positions& at, const Choice& choice);
    ProofNode tell_failing_list(NodeId node, const BlockHeader& header, const Condition& condition,
                                const Bindings& bindings);
    ProofNode tell_count(const BlockHeader& header, const Aggregate& aggregate,
                         const Bindings& bindings, Degree degree);
    ProofNode leaf(How how, const BlockHeader& header, const Condition& condition,
                   const Bindings& bindings, Side side, Degree degree);
    std::optional<Bindings> bindings_of_member(const Positions& at, const Conditions& member);

    // attacks.cpp
    std::vector<std::string> reasons(const BlockHeader& header, const Conditions& conditions,
                                     const Bindings& given, Bindings& found);
    void settle_attack(Attack& attack, RelationId possible, RelationId firm,
                       std::span<const std::optional<Word>> row);

    // tell_quantity.cpp
    void apply_grade(ProofNode& proof, const Origin& origin);

    Model& model_;
    ProofGraph& graph_;
    ConditionReader& reader_;
    const WhyOptions& options_;
    /// What was told in full, with its height.
    using Key = std::tuple<Shows, Side, Degree, PhraseId, Row, std::size_t, std::size_t, Bindings>;
    static Key key_of(const ProofNode& proof);
    std::map<Key, std::size_t> told_;
    std::size_t depth_ = 0;
    std::size_t step_count_ = 0;
    bool is_cut_ = false;
};

Side opposite(Side side);
/// One more than that of the highest premise.
void set_height(ProofNode& proof);
/// The values that a row gives to variables of a definition's head.
Bindings bindings_of(const CompiledDefinition& definition, const Definition& source,
                     const Row& row);

}  // namespace obverse::proving
