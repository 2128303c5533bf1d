#include "engine/eval/strata.h"

#include "engine/base/invariant.h"
#include "engine/base/overloaded.h"

#include <algorithm>

namespace obverse::eval {

namespace {

struct Edge {
    std::uint32_t to = 0;
    bool is_strict = false;
};

void add_edges(const datalog::Rule& rule, std::vector<Edge>& edges) {
    for (const datalog::Condition& condition : rule.body) {
        if (const auto* literal = std::get_if<datalog::Literal>(&condition)) {
            edges.push_back({literal->atom.relation.index, literal->absent});
        } else if (const auto* aggregate = std::get_if<datalog::Aggregate>(&condition)) {
            for (const auto& inner : aggregate->body) {
                if (const auto* counted = std::get_if<datalog::Literal>(&inner)) {
                    edges.push_back({counted->atom.relation.index, true});
                }
            }
        }
    }
}

/// Tarjan's components, numbered from those that read nothing. Without recursion: a long chain of
/// relations must not exhaust the stack.
class Components {
public:
    explicit Components(const std::vector<std::vector<Edge>>& edges)
        : component(edges.size(), 0),
          edges_(edges),
          number_(edges.size(), 0),
          low_(edges.size(), 0),
          on_stack_(edges.size(), false) {
        for (std::uint32_t root = 0; root < edges.size(); ++root) {
            if (number_[root] == 0) visit(root);
        }
    }

    std::vector<std::uint32_t> component;
    std::uint32_t count = 0;

private:
    struct Frame {
        std::uint32_t node;
        std::size_t next = 0;
    };

    void visit(std::uint32_t root) {
        std::vector<Frame> frames = {{root}};
        while (!frames.empty()) {
            const std::uint32_t node = frames.back().node;
            if (number_[node] == 0) {
                number_[node] = low_[node] = ++counter_;
                stack_.push_back(node);
                on_stack_[node] = true;
            }
            if (frames.back().next < edges_[node].size()) {
                const std::uint32_t to = edges_[node][frames.back().next++].to;
                if (number_[to] == 0) {
                    frames.push_back({to});
                } else if (on_stack_[to]) {
                    low_[node] = std::min(low_[node], number_[to]);
                }
                continue;
            }
            if (low_[node] == number_[node]) close(node);
            frames.pop_back();
            if (!frames.empty()) {
                std::uint32_t& above = low_[frames.back().node];
                above = std::min(above, low_[node]);
            }
        }
    }

    void close(std::uint32_t node) {
        for (bool is_last = false; !is_last;) {
            const std::uint32_t member = stack_.back();
            stack_.pop_back();
            on_stack_[member] = false;
            component[member] = count;
            is_last = member == node;
        }
        ++count;
    }

    const std::vector<std::vector<Edge>>& edges_;
    std::vector<std::uint32_t> number_;
    std::vector<std::uint32_t> low_;
    std::vector<bool> on_stack_;
    std::vector<std::uint32_t> stack_;
    std::uint32_t counter_ = 0;
};

}  // namespace

std::vector<Stratum> stratify(const datalog::Program& program) {
    std::vector<std::vector<Edge>> edges(program.relations.size());
    for (const datalog::Rule& rule : program.rules) {
        add_edges(rule, edges[rule.head.relation.index]);
    }
    const Components components(edges);
    std::vector<Stratum> strata(components.count);
    for (std::uint32_t i = 0; i < program.relations.size(); ++i) {
        Stratum& stratum = strata[components.component[i]];
        stratum.relations.push_back(i);
        for (const Edge& edge : edges[i]) {
            if (components.component[edge.to] != components.component[i]) continue;
            invariant(!edge.is_strict);
            stratum.is_recursive = true;
        }
    }
    for (std::uint32_t i = 0; i < program.rules.size(); ++i) {
        strata[components.component[program.rules[i].head.relation.index]].rules.push_back(i);
    }
    std::erase_if(strata, [](const Stratum& stratum) { return stratum.rules.empty(); });
    return strata;
}

}  // namespace obverse::eval
