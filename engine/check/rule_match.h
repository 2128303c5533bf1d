#pragma once

#include "engine/model/entity_index.h"
#include "engine/model/program.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace obverse::checking {

/// Finds a way to read the variables of a general rule so that its conditions are among those of a
/// special one: then the general rule holds wherever the special one does. (Theta-subsumption; a
/// group or `any` is wider than its values, a list `any of` wider than its members.)
class RuleMatch {
public:
    RuleMatch(const Program& program, const EntityIndex& entities, const BlockHeader& general,
              const BlockHeader& special, const Conditions& given);

    /// The variable stands for itself: both rules are one.
    void fix(datalog::Variable variable) { reading_[variable.index] = Term{variable}; }
    bool heads(const Atom& general, const Atom& special);
    /// True when all the conditions hold wherever those given do. Gives up, and says no, after a
    /// bounded number of steps.
    bool follow(const Conditions& general) { return follow(general, 0); }
    bool follows(const Condition& general) { return follow(Conditions{general}); }

private:
    using Reading = std::vector<std::optional<Term>>;

    bool follow(const Conditions& general, std::size_t position);
    bool choice_follows(const Choice& choice, const Conditions& rest, std::size_t position);
    bool match(const Condition& general, const Condition& special);
    bool match(const Literal& general, const Literal& special);
    bool match(const Expression& general, const Expression& special);
    bool match(const std::vector<Term>& general, const std::vector<Term>& special);
    bool match(const Term& general, const Term& special);
    bool match_all(const Conditions& general, const Conditions& special);
    bool match_comparison(const Comparison& general, const Comparison& special);
    bool match_aggregate(const Aggregate& general, const Aggregate& special);
    bool is_of_kind(const KindTest& test) const;
    bool is_wider(const Slot& slot, const Term& general, const Term& special) const;

    const Program& program_;
    const EntityIndex& entities_;
    const BlockHeader& special_;
    const Conditions& given_;
    Reading reading_;  // by variable of the general rule
    std::size_t steps_left_;
};

}  // namespace obverse::checking
