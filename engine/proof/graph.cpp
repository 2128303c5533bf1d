#include "engine/proof/graph.h"

#include <algorithm>
#include <queue>
#include <set>

namespace obverse::proving {

namespace {

/// Beyond this many rule instances behind one question only the first of each row is followed.
constexpr std::size_t way_limit = 20'000;

bool is_present(const datalog::Condition& condition) {
    const auto* literal = std::get_if<datalog::Literal>(&condition);
    return literal != nullptr && !literal->absent;
}

/// Steps that a reader sees when this rule is applied.
std::size_t weight_of(const Origin& origin) {
    switch (origin.part) {
        case Origin::Part::bits:
        case Origin::Part::recorded:
        case Origin::Part::member:
            return 0;
        case Origin::Part::when_only:
            return origin.conclusion ? 1 : 0;
        default:
            return 1;
    }
}

}  // namespace

std::optional<NodeId> ProofGraph::find(const Fact& fact) {
    if (!model_.database().find(fact.first, fact.second)) return std::nullopt;
    const auto known = ids_.find(fact);
    if (known != ids_.end()) return known->second;
    const auto first = static_cast<NodeId>(nodes_.size());
    const NodeId node = add(fact);
    explore(first);
    settle(first);
    return node;
}

NodeId ProofGraph::add(const Fact& fact) {
    const auto [place, is_new] = ids_.emplace(fact, static_cast<NodeId>(nodes_.size()));
    if (!is_new) return place->second;
    const eval::RowId row = *model_.database().find(fact.first, fact.second);
    nodes_.push_back({.fact = fact,
                      .is_recorded = model_.database().stamp(fact.first, row).is_recorded(),
                      .is_settled = false,
                      .height = 0,
                      .ways = {}});
    readers_.emplace_back();
    open_.push_back(place->second);
    return place->second;
}

void ProofGraph::explore(NodeId from) {
    way_count_ = 0;
    while (!open_.empty() && way_count_ <= way_limit) {
        const NodeId node = open_.back();
        open_.pop_back();
        expand(node);
    }
    if (way_count_ <= way_limit) return;
    is_least_ = false;
    const NodeId root = from;
    const Fact fact = nodes_[root].fact;
    for (NodeId node = from; node < nodes_.size(); ++node) ids_.erase(nodes_[node].fact);
    nodes_.resize(from);
    readers_.resize(from);
    for (auto& readers : readers_) {
        std::erase_if(readers, [&](const auto& reader) { return reader.first >= from; });
    }
    open_.clear();
    add(fact);
    while (!open_.empty()) {
        const NodeId node = open_.back();
        open_.pop_back();
        expand_first(node);
    }
}

void ProofGraph::add_way(NodeId node, std::uint32_t rule, const eval::Instance& instance) {
    const datalog::Rule& source = model_.compiled().datalog.rules[rule];
    Way way{.rule = rule, .bindings = instance.bindings, .premises = {}, .height = 0};
    std::size_t place = 0;
    for (const datalog::Condition& condition : source.body) {
        if (!is_present(condition)) continue;
        const RelationId relation = std::get<datalog::Literal>(condition).atom.relation;
        const eval::RowId id = instance.premises[place++];
        const Meaning::Kind kind = model_.meaning(relation).kind;
        if (kind == Meaning::Kind::hidden || kind == Meaning::Kind::interval) {
            way.premises.push_back(Way::none);
            continue;
        }
        Row row;
        model_.database().copy_row(relation, id, row);
        way.premises.push_back(add({relation, std::move(row)}));
    }
    ++way_count_;
    nodes_[node].ways.push_back(std::move(way));
}

void ProofGraph::expand(NodeId node) {
    const Fact fact = nodes_[node].fact;
    for (const std::uint32_t rule : model_.rules_of(fact.first)) {
        model_.for_each_instance(rule, fact.second, [&](const eval::Instance& instance) {
            add_way(node, rule, instance);
            return way_count_ <= way_limit;
        });
    }
}

/// The instance that derived the row, or one like it: all its premises are older than the row.
void ProofGraph::expand_first(NodeId node) {
    const Fact fact = nodes_[node].fact;
    const eval::Database& database = model_.database();
    const eval::Stamp stamp = database.stamp(fact.first, *database.find(fact.first, fact.second));
    if (stamp.is_recorded()) return;
    const datalog::Rule& rule = model_.compiled().datalog.rules[stamp.rule];
    std::vector<RelationId> present;
    for (const datalog::Condition& condition : rule.body) {
        if (is_present(condition)) {
            present.push_back(std::get<datalog::Literal>(condition).atom.relation);
        }
    }
    model_.for_each_instance(stamp.rule, fact.second, [&](const eval::Instance& instance) {
        for (std::size_t i = 0; i < present.size(); ++i) {
            const eval::Stamp premise = database.stamp(present[i], instance.premises[i]);
            const bool is_older =
                premise.is_recorded() ||
                std::pair(premise.stratum, premise.round) < std::pair(stamp.stratum, stamp.round);
            if (!is_older) return true;
        }
        add_way(node, stamp.rule, instance);
        return false;
    });
}

/// 0 while a premise is unproven.
std::size_t ProofGraph::height_of(const Way& way) const {
    const datalog::Rule& rule = model_.compiled().datalog.rules[way.rule];
    const Origin& origin = model_.origin_of(way.rule);
    std::size_t below = 0;
    std::size_t place = 0;
    for (const datalog::Condition& condition : rule.body) {
        const NodeId premise = is_present(condition) ? way.premises[place++] : Way::none;
        if (premise == Way::none) {
            below = std::max<std::size_t>(below, 1);
            continue;
        }
        const Node& node = nodes_[premise];
        if (!node.is_settled) return 0;
        // That a record is complete is a step of its own.
        const bool is_record = model_.meaning(node.fact.first).kind == Meaning::Kind::recorded;
        below = std::max(below, node.height + (is_record ? 1 : 0));
    }
    return std::max<std::size_t>(weight_of(origin) + below, 1);
}

void ProofGraph::settle(NodeId from) {
    using Entry = std::pair<std::size_t, NodeId>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    const auto offer = [&](NodeId node, std::size_t height) {
        if (nodes_[node].is_settled || height == 0) return;
        if (nodes_[node].height != 0 && nodes_[node].height <= height) return;
        nodes_[node].height = height;
        queue.emplace(height, node);
    };
    for (NodeId node = from; node < nodes_.size(); ++node) {
        for (std::size_t w = 0; w < nodes_[node].ways.size(); ++w) {
            for (const NodeId premise : nodes_[node].ways[w].premises) {
                if (premise != Way::none) readers_[premise].emplace_back(node, w);
            }
        }
    }
    for (NodeId node = from; node < nodes_.size(); ++node) {
        if (nodes_[node].is_recorded) offer(node, 1);
        for (const Way& way : nodes_[node].ways) offer(node, height_of(way));
    }
    while (!queue.empty()) {
        const auto [height, id] = queue.top();
        queue.pop();
        if (nodes_[id].is_settled || nodes_[id].height != height) continue;
        nodes_[id].is_settled = true;
        for (const auto& [reader, way] : readers_[id]) {
            offer(reader, height_of(nodes_[reader].ways[way]));
        }
    }
    for (NodeId node = from; node < nodes_.size(); ++node) {
        std::vector<Way>& ways = nodes_[node].ways;
        for (Way& way : ways) way.height = height_of(way);
        std::erase_if(ways, [](const Way& way) { return way.height == 0; });
        std::stable_sort(ways.begin(), ways.end(), [](const Way& left, const Way& right) {
            return left.height < right.height;
        });
    }
}

bool ProofGraph::rests_on(NodeId node, NodeId other) const {
    std::set<NodeId> seen;
    std::vector<NodeId> open = {node};
    while (!open.empty()) {
        const NodeId next = open.back();
        open.pop_back();
        if (next == other) return true;
        if (!seen.insert(next).second || is_recorded(next) || ways(next).empty()) continue;
        for (const NodeId premise : ways(next).front().premises) {
            if (premise != Way::none) open.push_back(premise);
        }
    }
    return false;
}

}  // namespace obverse::proving
