#pragma once

#include "engine/eval/rule_runner.h"
#include "engine/plan/strata.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace obverse::eval {

/// Plans by rule and the literal that reads the new rows.
using RulePlans = std::map<std::pair<std::uint32_t, std::optional<std::uint32_t>>, plan::RulePlan>;

/// Brings the relations of one stratum to their fixpoint, semi-naively: the first round runs every
/// rule over what is there, each later one only where the round before has added rows.
class StratumRunner {
public:
    /// `plans`, when given, is read before a plan is made and added to after.
    StratumRunner(const datalog::Program& program, const plan::Strata& strata,
                  std::uint32_t stratum, Database& database, const Workshop& workshop,
                  RulePlans* plans);
    void close();

private:
    /// A rule and the literal that reads the new rows.
    struct DeltaRule {
        datalog::RuleId rule;
        std::uint32_t position = 0;
        std::vector<const Relation*> read;  // by its positive literals
        double planned_rows = 0;            // of those when the plan was made
        std::unique_ptr<RuleRunner> runner;
    };
    struct Member {
        Relation* relation = nullptr;
        std::vector<DeltaRule> delta_rules;
    };

    void run_first_round();
    void find_delta_rules();
    void run(DeltaRule& delta_rule);
    std::vector<const Relation*> positive_relations(const datalog::Rule& rule) const;
    bool is_in_stratum(datalog::RelationId relation) const;
    plan::RulePlan plan_of(datalog::RuleId rule, std::optional<std::uint32_t> delta);
    std::unique_ptr<RuleRunner> make_runner(datalog::RuleId rule,
                                            std::optional<std::uint32_t> delta);

    const datalog::Program& program_;
    const plan::Strata& strata_;
    std::uint32_t stratum_;
    Database& database_;
    Workshop workshop_;
    RulePlans* plans_;
    DatabaseStatistics statistics_;
    std::vector<Member> members_;
    std::uint32_t round_ = 1;
};

}  // namespace obverse::eval
