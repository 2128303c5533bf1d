#pragma once

#include "engine/proof/model.h"

namespace obverse::proving {

/// Rows of which some cells are given.
using RowPattern = std::vector<std::optional<Word>>;

/// For each relation of a program, which of its rows a question can depend on: an upper bound that
/// holds whatever is recorded. Constants are carried from the question through heads into bodies;
/// what a body binds by itself stays open.
class Demand {
public:
    Demand(const datalog::Program& program, const std::vector<std::pair<RelationId, Row>>& goals);

    bool reads(RelationId relation) const { return !patterns_[relation.index].empty(); }
    const std::vector<RowPattern>& patterns(RelationId relation) const {
        return patterns_[relation.index];
    }

private:
    void add(RelationId relation, RowPattern pattern);
    void add_body(const datalog::Rule& rule, const RowPattern& head);

    std::vector<std::vector<RowPattern>> patterns_;
    std::vector<std::pair<RelationId, RowPattern>> open_;
};

bool fits(const RowPattern& pattern, std::span<const Word> row);

}  // namespace obverse::proving
