#include "engine/proof/derivations.h"

#include "engine/eval/match.h"

#include <algorithm>

namespace obverse::proving {

namespace {

/// How many instances of one rule are looked at for one fact.
constexpr std::size_t instance_limit = 64;

}  // namespace

bool Derivations::is_recorded(const Fact& fact) const {
    const auto id = judgement_.database().find(fact.first, fact.second);
    return id && judgement_.database().stamp(fact.first, *id).is_recorded();
}

void Derivations::add_steps(const Fact& fact, Node& node, std::vector<Fact>& open) {
    const datalog::Program& program = judgement_.compiled().datalog;
    const std::vector<std::optional<Word>> head(fact.second.begin(), fact.second.end());
    for (std::uint32_t i = 0; i < program.rules.size(); ++i) {
        const datalog::Rule& rule = program.rules[i];
        if (rule.head.relation != fact.first) continue;
        std::vector<datalog::RelationId> present;
        for (const datalog::Condition& condition : rule.body) {
            const auto* literal = std::get_if<datalog::Literal>(&condition);
            if (literal != nullptr && !literal->absent) present.push_back(literal->atom.relation);
        }
        std::size_t found = 0;
        eval::for_each_instance(
            program, datalog::RuleId{i}, head, judgement_.database(), judgement_.symbols(),
            [&](const eval::Instance& instance) {
                Step step{.rule = i, .bindings = instance.bindings, .premises = {}};
                for (std::size_t p = 0; p < present.size(); ++p) {
                    Row row;
                    judgement_.database().copy_row(present[p], instance.premises[p], row);
                    step.premises.emplace_back(present[p], std::move(row));
                }
                open.insert(open.end(), step.premises.begin(), step.premises.end());
                node.steps.push_back(std::move(step));
                return ++found < instance_limit;
            });
    }
}

void Derivations::explore(const Fact& fact) {
    std::vector<Fact> open = {fact};
    while (!open.empty()) {
        const Fact next = std::move(open.back());
        open.pop_back();
        if (nodes_.contains(next)) continue;
        if (!judgement_.database().find(next.first, next.second)) continue;
        Node& node = nodes_[next];
        node.recorded = is_recorded(next);
        if (node.recorded) node.height = 1;
        add_steps(next, node, open);
    }
}

std::uint32_t Derivations::height_of(const Step& step) const {
    std::uint32_t highest = 0;
    for (const Fact& premise : step.premises) {
        const auto node = nodes_.find(premise);
        if (node == nodes_.end() || node->second.height == 0) return 0;
        highest = std::max(highest, node->second.height);
    }
    return highest + 1;
}

void Derivations::settle() {
    // Heights only fall, and each is one more than a premise's: this ends.
    for (bool fell = true; fell;) {
        fell = false;
        for (auto& [fact, node] : nodes_) {
            for (const Step& step : node.steps) {
                const std::uint32_t height = height_of(step);
                if (height == 0 || (node.height != 0 && node.height <= height)) continue;
                node.height = height;
                fell = true;
            }
        }
    }
}

std::optional<std::uint32_t> Derivations::height(const Fact& fact) {
    if (!nodes_.contains(fact)) {
        explore(fact);
        settle();
    }
    const auto node = nodes_.find(fact);
    if (node == nodes_.end() || node->second.height == 0) return std::nullopt;
    return node->second.height;
}

std::vector<const Step*> Derivations::steps(const Fact& fact) {
    std::vector<const Step*> sound;
    if (!height(fact)) return sound;
    const Node& node = nodes_.at(fact);
    for (const Step& step : node.steps) {
        // A premise that is proven no lower than the fact itself may need the fact.
        const bool descends =
            std::all_of(step.premises.begin(), step.premises.end(), [&](const Fact& premise) {
                const auto found = nodes_.find(premise);
                return found != nodes_.end() && found->second.height != 0 &&
                       (found->second.height < node.height || height_of(step) == node.height ||
                        premise != fact);
            });
        if (descends && height_of(step) != 0) sound.push_back(&step);
    }
    std::stable_sort(sound.begin(), sound.end(), [&](const Step* left, const Step* right) {
        return height_of(*left) < height_of(*right);
    });
    return sound;
}

}  // namespace obverse::proving
