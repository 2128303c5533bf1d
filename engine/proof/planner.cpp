#include "engine/proof/planner.h"

#include "engine/compile/parts.h"

#include <algorithm>

namespace obverse::proving {

namespace {

/// Plans kept for one sentence, changes in one plan, and how deep conclusions are taken apart.
constexpr std::size_t plan_limit = 32;
constexpr std::size_t change_limit = 8;
constexpr std::size_t depth_limit = 5;

Side other(Side side) {
    return side == Side::holds ? Side::fails : Side::holds;
}

}  // namespace

void Planner::trim(Plans& plans) {
    std::sort(plans.begin(), plans.end(), [](const Plan& left, const Plan& right) {
        return std::pair(left.size(), left) < std::pair(right.size(), right);
    });
    plans.erase(std::unique(plans.begin(), plans.end()), plans.end());
    // A plan that holds a smaller one adds nothing.
    Plans kept;
    for (Plan& plan : plans) {
        const bool is_larger = std::any_of(kept.begin(), kept.end(), [&](const Plan& smaller) {
            return std::includes(plan.begin(), plan.end(), smaller.begin(), smaller.end());
        });
        if (is_larger) continue;
        if (plan.size() > change_limit || kept.size() >= plan_limit) {
            is_complete_ = false;
            continue;
        }
        kept.push_back(std::move(plan));
    }
    plans = std::move(kept);
}

Plans Planner::both(const Plans& left, const Plans& right) {
    Plans product;
    for (const Plan& first : left) {
        for (const Plan& second : right) {
            product.push_back(first);
            product.back().insert(second.begin(), second.end());
        }
    }
    trim(product);
    return product;
}

bool Planner::has_firm_grounds(PhraseId phrase, const Row& row, Side side) {
    const PhraseRelations* relations = model_.relations(phrase, row);
    if (relations == nullptr || relations->is_relation) return false;
    const RelationId firm = side == Side::holds ? relations->ss : relations->dd;
    return model_.database().find(firm, row).has_value();
}

Plans Planner::achieve(PhraseId phrase, const Row& row, Side side) {
    const Bits bits = model_.bits(phrase, row);
    const Bits wanted = side == Side::holds ? bits : obverse::opposite(bits);
    if (wanted.plus_plus) return {Plan{}};
    const std::tuple key(phrase, row, side);
    const auto known = achieved_.find(key);
    if (known != achieved_.end()) return known->second;
    if (depth_ >= depth_limit) {
        is_complete_ = false;
        return {};
    }
    if (!open_.insert(key).second) return {};
    ++depth_;
    Plans plans;
    if (has_firm_grounds(phrase, row, side)) {
        plans.emplace_back();
    } else {
        add_reports(phrase, row, side, plans);
        add_definitions(phrase, row, side, plans);
        add_rules(phrase, row, side, plans);
        if (side == Side::holds) add_grades(phrase, row, plans);
    }
    trim(plans);
    // What stands on the other side must go.
    const bool is_disputed = side == Side::holds ? bits.minus : bits.plus;
    if (is_disputed) plans = both(plans, prevent(phrase, row, other(side)));
    --depth_;
    open_.erase(key);
    achieved_.emplace(key, plans);
    return plans;
}

/// Verdicts are concluded, not reported; of anything else somebody may tell.
void Planner::add_reports(PhraseId phrase, const Row& row, Side side, Plans& plans) {
    const Phrase& info = model_.schema().phrase(phrase);
    if (info.derived || (info.is_relation && side == Side::fails)) return;
    for (const Quantity& quantity : model_.schema().quantities) {
        if (quantity.phrase == phrase && quantity.is_grade) return;
    }
    plans.push_back({Edit{.kind = Change::Kind::report,
                          .phrase = phrase,
                          .row = row,
                          .stance = side == Side::holds ? Stance::asserted : Stance::denied}});
}

void Planner::add_rules(PhraseId phrase, const Row& row, Side side, Plans& plans) {
    for (const Rule& rule : model_.program().rules) {
        if (rule.head.phrase != phrase || rule.denies != (side == Side::fails)) continue;
        if (!model_.visible().sees(rule.header)) continue;
        const auto given = unify(rule.head, row, rule.header.variables.size());
        if (!given) continue;
        for (const Application& way : reader_.nearest(rule.header, rule.conditions, *given, 3)) {
            Plans found = establish(rule.header, rule.conditions, way.bindings);
            if (found.empty()) continue;
            found = both(found, without_exceptions(rule.header.name, way.bindings));
            found = both(found, without_overrides(rule, way.bindings, row));
            plans.insert(plans.end(), found.begin(), found.end());
        }
    }
}

Plans Planner::prevent(PhraseId phrase, const Row& row, Side side) {
    const Bits bits = model_.bits(phrase, row);
    if (!(side == Side::holds ? bits.plus : bits.minus)) return {Plan{}};
    const PhraseRelations* relations = model_.relations(phrase, row);
    if (relations == nullptr) return {};
    Plans plans = {Plan{}};
    const RelationId relation = side == Side::holds ? relations->s : relations->d;
    const bool is_listed = !(relations->is_relation && side == Side::fails) &&
                           model_.database().find(relation, row).has_value();
    if (is_listed) {
        if (const auto node = graph_.find({relation, row})) plans = break_node(*node);
    }
    // A complete record denies what it does not have: the sentence must then be in it.
    const Phrase& info = model_.schema().phrase(phrase);
    const bool by_record = side == Side::fails && !bits.plus_plus &&
                           (info.openness != Openness::open || relations->is_relation) &&
                           !info.derived;
    if (by_record) {
        plans = both(plans, {{Edit{.kind = Change::Kind::report,
                                   .phrase = phrase,
                                   .row = row,
                                   .stance = Stance::asserted}}});
    }
    return plans;
}

}  // namespace obverse::proving
