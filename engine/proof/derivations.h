#pragma once

#include "engine/compile/judgement.h"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace obverse::proving {

/// A row of a relation of the compiled program.
using Fact = std::pair<datalog::RelationId, Row>;

/// One way to derive a fact: a rule instance.
struct Step {
    std::size_t rule = 0;
    std::vector<std::optional<Word>> bindings;
    std::vector<Fact> premises;  // one for each present atom of the body, in order
};

/// The derivations behind a fact, and how high the lowest proof of each fact is. Found once, when
/// asked: rows are followed backwards through rule instances, heights forwards until none falls.
class Derivations {
public:
    explicit Derivations(const Judgement& judgement) : judgement_(judgement) {}

    /// Nothing for a fact that is not there. A recorded fact has height 1 and no step.
    std::optional<std::uint32_t> height(const Fact& fact);
    /// The steps that derive the fact, lowest first; those that lead back to it are left out.
    std::vector<const Step*> steps(const Fact& fact);
    bool is_recorded(const Fact& fact) const;

private:
    struct Node {
        bool recorded = false;
        std::vector<Step> steps;
        std::uint32_t height = 0;  // 0: none found
    };
    void explore(const Fact& fact);
    void settle();
    std::uint32_t height_of(const Step& step) const;
    void add_steps(const Fact& fact, Node& node, std::vector<Fact>& open);

    const Judgement& judgement_;
    std::map<Fact, Node> nodes_;
};

}  // namespace obverse::proving
