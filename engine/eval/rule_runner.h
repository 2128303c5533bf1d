#pragma once

#include "engine/eval/pipeline.h"
#include "engine/plan/planner.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace obverse::eval {

/// What the planner wants to know, from the rows that are there.
class DatabaseStatistics : public plan::Statistics {
public:
    explicit DatabaseStatistics(const Database& database) : database_(database) {}
    double rows(datalog::RelationId relation) const override;
    double distinct(datalog::RelationId relation, std::size_t column) const override;

private:
    const Database& database_;
};

/// A rule with a plan, which adds what it concludes to the relation of its head.
class RuleRunner : private Sink {
public:
    RuleRunner(const datalog::Program& program, datalog::RuleId rule, plan::RulePlan plan,
               Relation& head, const Workshop& workshop);
    void run(std::uint32_t stratum, std::uint32_t round);

private:
    void take(const Frame& frame) override;

    const datalog::Rule& rule_;
    datalog::RuleId id_;
    plan::RulePlan plan_;
    Relation& head_;
    Workshop workshop_;
    Pipeline pipeline_;
    Stamp stamp_;
    std::vector<const Word*> columns_;
    std::vector<Word*> constants_;  // arrays for the columns that are constant, or null
};

}  // namespace obverse::eval
