#include "engine/eval/rule_runner.h"

#include "engine/eval/relation.h"

#include <algorithm>

namespace obverse::eval {

double DatabaseStatistics::rows(datalog::RelationId relation) const {
    return database_.relation(relation).visible_end();
}
double DatabaseStatistics::distinct(datalog::RelationId relation, std::size_t column) const {
    return database_.relation(relation).distinct(column);
}

RuleRunner::RuleRunner(const datalog::Program& program, datalog::RuleId rule, plan::RulePlan plan,
                       Relation& head, const Workshop& workshop)
    : rule_(program.rules[rule.index]),
      id_(rule),
      plan_(std::move(plan)),
      head_(head),
      workshop_(workshop),
      pipeline_(plan_, workshop, *this) {
    Registers::Mark mark = pipeline_.end_of_registers();
    for (const datalog::Term& term : rule_.head.terms) {
        const bool is_constant = std::holds_alternative<Value>(term);
        constants_.push_back(is_constant ? workshop.registers.words(mark) : nullptr);
    }
    columns_.resize(constants_.size());
}

void RuleRunner::run(std::uint32_t stratum, std::uint32_t round) {
    workshop_.budget.set_rule(id_);
    stamp_ = {.rule = id_.index, .stratum = stratum, .round = round};
    pipeline_.input().count = 1;
    pipeline_.run();
}

void RuleRunner::take(const Frame& frame) {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (const auto* variable = std::get_if<datalog::Variable>(&rule_.head.terms[c])) {
            columns_[c] = frame.values[variable->index];
        } else {
            std::fill_n(constants_[c], frame.count, std::get<Value>(rule_.head.terms[c]).word);
            columns_[c] = constants_[c];
        }
    }
    workshop_.budget.add_rows(head_.add(columns_, frame.count, stamp_));
}

}  // namespace obverse::eval
