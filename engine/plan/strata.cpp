#include "engine/plan/strata.h"

#include "engine/base/invariant.h"
#include "engine/plan/body.h"

#include <algorithm>

namespace obverse::plan {

namespace {

/// What the rules of a relation read; `strict` where the premise must be complete.
struct Edge {
    std::uint32_t premise = 0;
    bool strict = false;
};
using Edges = std::vector<std::vector<Edge>>;

enum class Reading : std::uint8_t { free, strict };

template <class Conditions>
void add_edges(const Conditions& conditions, Reading reading, std::vector<Edge>& edges) {
    for (const ConditionView& condition : views_of(conditions)) {
        if (const auto* literal = std::get_if<const datalog::Literal*>(&condition)) {
            edges.push_back({(*literal)->atom.relation.index,
                             reading == Reading::strict || (*literal)->absent});
        } else if (const auto* aggregate = std::get_if<const datalog::Aggregate*>(&condition)) {
            add_edges((*aggregate)->body, Reading::strict, edges);
        }
    }
}

/// Tarjan's algorithm, on a stack of its own: a component is complete after those it reads, which
/// is the order of evaluation.
class Components {
public:
    explicit Components(const Edges& edges)
        : edges_(edges),
          number_(edges.size(), 0),
          lowest_(edges.size(), 0),
          component_(edges.size(), none) {
        for (std::uint32_t node = 0; node < edges.size(); ++node) {
            if (number_[node] == 0) visit(node);
        }
    }
    const std::vector<std::uint32_t>& of_node() const { return component_; }
    std::uint32_t count() const { return count_; }

private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    struct Visit {
        std::uint32_t node;
        std::size_t next_edge;
    };

    void enter(std::uint32_t node) {
        number_[node] = lowest_[node] = ++last_number_;
        open_.push_back(node);
        visits_.push_back({node, 0});
    }
    void visit(std::uint32_t root) {
        enter(root);
        while (!visits_.empty()) {
            const std::uint32_t node = visits_.back().node;
            if (visits_.back().next_edge < edges_[node].size()) {
                const std::uint32_t premise = edges_[node][visits_.back().next_edge++].premise;
                if (number_[premise] == 0) {
                    enter(premise);
                } else if (component_[premise] == none) {
                    lowest_[node] = std::min(lowest_[node], number_[premise]);
                }
                continue;
            }
            visits_.pop_back();
            if (!visits_.empty()) {
                std::uint32_t& above = lowest_[visits_.back().node];
                above = std::min(above, lowest_[node]);
            }
            if (lowest_[node] == number_[node]) close(node);
        }
    }
    void close(std::uint32_t node) {
        std::uint32_t member = none;
        do {
            member = open_.back();
            open_.pop_back();
            component_[member] = count_;
        } while (member != node);
        ++count_;
    }

    const Edges& edges_;
    std::vector<std::uint32_t> number_;
    std::vector<std::uint32_t> lowest_;
    std::vector<std::uint32_t> component_;
    std::vector<std::uint32_t> open_;
    std::vector<Visit> visits_;
    std::uint32_t last_number_ = 0;
    std::uint32_t count_ = 0;
};

}  // namespace

Strata stratify(const datalog::Program& program) {
    Edges edges(program.relations.size());
    for (const datalog::Rule& rule : program.rules) {
        add_edges(rule.body, Reading::free, edges[rule.head.relation.index]);
    }
    const Components components(edges);
    Strata strata;
    strata.of_relation = components.of_node();
    strata.list.resize(components.count());
    for (std::uint32_t relation = 0; relation < edges.size(); ++relation) {
        strata.list[strata.of_relation[relation]].relations.push_back({relation});
        for (const Edge& edge : edges[relation]) {
            invariant(!edge.strict ||
                      strata.of_relation[edge.premise] < strata.of_relation[relation]);
        }
    }
    for (std::uint32_t rule = 0; rule < program.rules.size(); ++rule) {
        const std::uint32_t head = program.rules[rule].head.relation.index;
        strata.list[strata.of_relation[head]].rules.push_back({rule});
    }
    return strata;
}

}  // namespace obverse::plan
