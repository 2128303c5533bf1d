#pragma once

#include "engine/audit/audit.h"

#include <optional>
#include <string>
#include <vector>

namespace obverse {

/// What became of a paragraph from one version of a draft to the next.
struct ParagraphChange {
    enum class Kind : std::uint8_t { same, moved, reworded, added, removed };
    Kind kind = Kind::same;
    std::optional<std::size_t> before;  // in the older draft's list
    std::optional<std::size_t> after;   // in the newer draft's list
};
/// What became of a finding.
struct FindingChange {
    enum class Kind : std::uint8_t { kept, gone, added };
    Kind kind = Kind::kept;
    std::optional<std::size_t> before;  // in the older audit's list
    std::optional<std::size_t> after;   // in the newer audit's list
};
/// A sentence about costs that only one of the versions has.
struct CostChange {
    bool is_added = false;
    std::string state;  // empty: about the instrument itself
    std::string sentence;
};

struct Redline {
    std::vector<ParagraphChange> paragraphs;
    std::vector<FindingChange> findings;
};

/// Pairs the paragraphs of two versions, by their words, then those that share most words; and with
/// them the findings. Quadratic in the paragraphs that changed.
Redline redline_of(const Audit& before, const Audit& after);

/// What an instrument is told to cost, as sentences: by State, and of itself.
using Costs = std::vector<std::pair<std::string, std::string>>;
/// What only one of them says.
std::vector<CostChange> changed_costs(const Costs& before, const Costs& after);

}  // namespace obverse
