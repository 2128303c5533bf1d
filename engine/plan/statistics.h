#pragma once

#include "engine/datalog/program.h"

#include <cstddef>

namespace obverse::plan {

/// What a planner may ask about the rows that are there. A seam: the planner knows no database.
class Statistics {
public:
    Statistics() = default;
    Statistics(const Statistics&) = delete;
    Statistics& operator=(const Statistics&) = delete;
    virtual ~Statistics() = default;

    virtual double rows(datalog::RelationId relation) const = 0;
    /// About how many values the column holds; at least 1.
    virtual double distinct(datalog::RelationId relation, std::size_t column) const = 0;
};

}  // namespace obverse::plan
