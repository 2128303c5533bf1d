#pragma once

#include "engine/datalog/program.h"

#include <optional>
#include <span>
#include <vector>

namespace obverse::datalog {

/// Rows of which some cells are given; the others may be anything.
using RowPattern = std::vector<std::optional<Word>>;

/// True when every row that fits `narrow` fits `wide`.
bool covers(const RowPattern& wide, const RowPattern& narrow);

/// A relation, and of which rows of it something wants to know.
struct Goal {
    RelationId relation;
    RowPattern pattern;
};

/// The rows of each relation that goals can depend on: an upper bound that holds whatever the facts
/// are. What a goal gives is carried from the heads of rules into their bodies; what a body binds
/// by itself stays open.
class Reach {
public:
    /// Relations of one set in `together` have the same columns: who reaches rows of one reaches
    /// those of the others.
    Reach(const Program& program, std::span<const Goal> goals,
          std::span<const std::vector<RelationId>> together);

    bool contains(RelationId relation, std::span<const Word> row) const;
    /// What is asked of a relation: any of these. None: nothing reads it.
    const std::vector<RowPattern>& patterns(RelationId relation) const {
        return patterns_[relation.index];
    }

private:
    void add(RelationId relation, RowPattern pattern);
    void add_body(const Rule& rule, const RowPattern& head);
    void add_atom(const Atom& atom, const RowPattern& values);

    std::vector<std::vector<RowPattern>> patterns_;  // by relation
    std::vector<Goal> open_;
};

}  // namespace obverse::datalog
