#pragma once

#include "engine/proof/model.h"

#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <vector>

namespace obverse::proving {

using Fact = std::pair<RelationId, Row>;
using NodeId = std::uint32_t;

/// One way to derive a fact: a rule instance.
struct Way {
    static constexpr NodeId none = std::numeric_limits<NodeId>::max();

    std::uint32_t rule = 0;
    Bindings bindings;             // of the generated rule's variables
    std::vector<NodeId> premises;  // of each present literal of the body; none: nothing to show
    std::size_t height = 0;        // 0: not proven
};

/// The derivations behind facts of the model, as a hypergraph, with the least height of each fact.
///
/// Heights count the steps that a reader sees: which bit follows from which costs nothing. They are
/// found by Knuth's generalisation of Dijkstra's algorithm: the facts are settled in the order of
/// their heights, each through premises that are settled already. So a lowest proof never runs in a
/// circle. Where too much lies behind a fact, only the instance that derived each row first is
/// followed: its premises have smaller stamps.
class ProofGraph {
public:
    explicit ProofGraph(Model& model) : model_(model) {}

    /// Explores what lies behind the fact. Nothing when the model does not have it.
    std::optional<NodeId> find(const Fact& fact);

    const Fact& fact(NodeId node) const { return nodes_[node].fact; }
    bool is_recorded(NodeId node) const { return nodes_[node].is_recorded; }
    std::size_t height(NodeId node) const { return nodes_[node].height; }
    /// Proven ways, lowest first; the first is the lowest unless the fact is recorded.
    const std::vector<Way>& ways(NodeId node) const { return nodes_[node].ways; }
    /// Whether the lowest proof of `node` rests on `other`.
    bool rests_on(NodeId node, NodeId other) const;
    bool is_least() const { return is_least_; }

private:
    struct Node {
        Fact fact;
        bool is_recorded = false;
        bool is_settled = false;
        std::size_t height = 0;
        std::vector<Way> ways;
    };

    NodeId add(const Fact& fact);
    void explore(NodeId from);
    void expand(NodeId node);
    void expand_first(NodeId node);
    void add_way(NodeId node, std::uint32_t rule, const eval::Instance& instance);
    std::size_t height_of(const Way& way) const;
    void settle(NodeId from);

    Model& model_;
    std::deque<Node> nodes_;  // what is handed out stays where it is when more is found
    std::map<Fact, NodeId> ids_;
    std::vector<NodeId> open_;
    std::vector<std::vector<std::pair<NodeId, std::size_t>>> readers_;  // ways that need a node
    std::size_t way_count_ = 0;
    bool is_least_ = true;
};

}  // namespace obverse::proving
