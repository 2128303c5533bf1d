#include "engine/eval/stratum_runner.h"

#include "engine/eval/relation.h"
#include "engine/plan/body.h"

#include <algorithm>

namespace obverse::eval {

StratumRunner::StratumRunner(const datalog::Program& program, const plan::Strata& strata,
                             std::uint32_t stratum, Database& database, const Workshop& workshop,
                             RulePlans* plans)
    : program_(program),
      strata_(strata),
      stratum_(stratum),
      database_(database),
      workshop_(workshop),
      plans_(plans),
      statistics_(database) {
    for (const datalog::RelationId relation : strata.list[stratum].relations) {
        members_.push_back({&database.relation(relation), {}});
        members_.back().relation->settle();
    }
}

bool StratumRunner::is_in_stratum(datalog::RelationId relation) const {
    return strata_.of_relation[relation.index] == stratum_;
}

plan::RulePlan StratumRunner::plan_of(datalog::RuleId rule, std::optional<std::uint32_t> delta) {
    const std::pair key(rule.index, delta);
    if (plans_ != nullptr) {
        const auto known = plans_->find(key);
        if (known != plans_->end()) return known->second;
    }
    const plan::PlanOptions options{.delta = delta, .is_complete = [this](datalog::RelationId id) {
                                        return !is_in_stratum(id);
                                    }};
    plan::RulePlan plan = plan::make_plan(program_.rules[rule.index], options, statistics_);
    if (plans_ != nullptr) plans_->emplace(key, plan);
    return plan;
}

std::unique_ptr<RuleRunner> StratumRunner::make_runner(datalog::RuleId rule,
                                                       std::optional<std::uint32_t> delta) {
    const datalog::RelationId head = program_.rules[rule.index].head.relation;
    return std::make_unique<RuleRunner>(program_, rule, plan_of(rule, delta),
                                        database_.relation(head), workshop_);
}

std::vector<const Relation*> StratumRunner::positive_relations(const datalog::Rule& rule) const {
    std::vector<const Relation*> relations;
    for (const datalog::Condition& condition : rule.body) {
        const auto* literal = std::get_if<datalog::Literal>(&condition);
        if (literal == nullptr || literal->absent) continue;
        relations.push_back(&database_.relation(literal->atom.relation));
    }
    return relations;
}

void StratumRunner::close() {
    if (strata_.list[stratum_].rules.empty()) return;
    run_first_round();
    find_delta_rules();
    std::vector<Member*> grown;
    while (!workshop_.budget.stopped()) {
        grown.clear();
        for (Member& member : members_) {
            if (member.relation->advance() && !member.delta_rules.empty()) grown.push_back(&member);
        }
        if (grown.empty()) break;
        ++round_;
        for (Member* member : grown) {
            for (DeltaRule& delta_rule : member->delta_rules) run(delta_rule);
        }
    }
    for (Member& member : members_) member.relation->settle();
}

void StratumRunner::run_first_round() {
    for (const datalog::RuleId rule : strata_.list[stratum_].rules) {
        const std::vector<const Relation*> read = positive_relations(program_.rules[rule.index]);
        const bool can_hold = std::none_of(read.begin(), read.end(), [](const Relation* relation) {
            return relation->visible_end() == 0;
        });
        if (can_hold) make_runner(rule, std::nullopt)->run(stratum_, round_);
        if (workshop_.budget.stopped()) return;
    }
}

void StratumRunner::find_delta_rules() {
    for (const datalog::RuleId rule : strata_.list[stratum_].rules) {
        const datalog::Rule& form = program_.rules[rule.index];
        for (std::uint32_t position = 0; position < form.body.size(); ++position) {
            const auto* literal = std::get_if<datalog::Literal>(&form.body[position]);
            if (literal == nullptr || literal->absent) continue;
            if (!is_in_stratum(literal->atom.relation)) continue;
            const Relation* relation = &database_.relation(literal->atom.relation);
            const auto member = std::find_if(
                members_.begin(), members_.end(),
                [relation](const Member& candidate) { return candidate.relation == relation; });
            member->delta_rules.push_back({rule, position, positive_relations(form), 0, nullptr});
        }
    }
}

/// Plans anew when what is read has grown to four times of what the plan was made for.
void StratumRunner::run(DeltaRule& delta_rule) {
    constexpr double growth = 4;
    double rows = 0;
    for (const Relation* relation : delta_rule.read) {
        if (relation->visible_end() == 0) return;
        rows += relation->visible_end();
    }
    if (!delta_rule.runner || rows > delta_rule.planned_rows * growth) {
        delta_rule.runner = make_runner(delta_rule.rule, delta_rule.position);
        delta_rule.planned_rows = rows;
    }
    if (workshop_.budget.stopped()) return;
    delta_rule.runner->run(stratum_, round_);
}

}  // namespace obverse::eval
