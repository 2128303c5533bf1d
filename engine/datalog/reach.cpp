#include "engine/datalog/reach.h"

#include <algorithm>

namespace obverse::datalog {

namespace {

/// Beyond this many patterns all rows of a relation are taken.
constexpr std::size_t pattern_limit = 24;

bool fits(const RowPattern& pattern, std::span<const Word> row) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] && *pattern[i] != row[i]) return false;
    }
    return true;
}

/// What a head of that pattern gives the variables of its rule; nothing when they cannot meet.
std::optional<RowPattern> values_of(const Rule& rule, const RowPattern& head) {
    RowPattern values(rule.variable_count);
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (!head[i]) continue;
        if (const auto* value = std::get_if<Value>(&rule.head.terms[i])) {
            if (value->word != *head[i]) return std::nullopt;
        } else if (const auto* variable = std::get_if<Variable>(&rule.head.terms[i])) {
            std::optional<Word>& known = values[variable->index];
            if (known && known != head[i]) return std::nullopt;
            known = head[i];
        }
    }
    return values;
}

}  // namespace

bool covers(const RowPattern& wide, const RowPattern& narrow) {
    for (std::size_t i = 0; i < wide.size(); ++i) {
        if (wide[i] && wide[i] != narrow[i]) return false;
    }
    return true;
}

Reach::Reach(const Program& program, std::span<const Goal> goals,
             std::span<const std::vector<RelationId>> together)
    : patterns_(program.relations.size()) {
    std::vector<std::vector<const Rule*>> rules(program.relations.size());
    for (const Rule& rule : program.rules) rules[rule.head.relation.index].push_back(&rule);
    std::vector<std::vector<std::size_t>> sets(program.relations.size());
    for (std::size_t i = 0; i < together.size(); ++i) {
        for (const RelationId relation : together[i]) sets[relation.index].push_back(i);
    }
    for (const Goal& goal : goals) add(goal.relation, goal.pattern);
    while (!open_.empty()) {
        const Goal goal = std::move(open_.back());
        open_.pop_back();
        for (const Rule* rule : rules[goal.relation.index]) add_body(*rule, goal.pattern);
        for (const std::size_t set : sets[goal.relation.index]) {
            for (const RelationId relation : together[set]) add(relation, goal.pattern);
        }
    }
}

bool Reach::contains(RelationId relation, std::span<const Word> row) const {
    const std::vector<RowPattern>& patterns = patterns_[relation.index];
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const RowPattern& pattern) { return fits(pattern, row); });
}

void Reach::add(RelationId relation, RowPattern pattern) {
    std::vector<RowPattern>& known = patterns_[relation.index];
    const bool is_known = std::any_of(known.begin(), known.end(), [&](const RowPattern& other) {
        return covers(other, pattern);
    });
    if (is_known) return;
    if (known.size() >= pattern_limit) pattern.assign(pattern.size(), std::nullopt);
    std::erase_if(known, [&](const RowPattern& other) { return covers(pattern, other); });
    known.push_back(pattern);
    open_.push_back({relation, std::move(pattern)});
}

void Reach::add_atom(const Atom& atom, const RowPattern& values) {
    RowPattern pattern;
    for (const Term& term : atom.terms) {
        if (const auto* value = std::get_if<Value>(&term)) {
            pattern.emplace_back(value->word);
        } else if (const auto* variable = std::get_if<Variable>(&term)) {
            pattern.push_back(values[variable->index]);
        } else {
            pattern.emplace_back();
        }
    }
    add(atom.relation, std::move(pattern));
}

void Reach::add_body(const Rule& rule, const RowPattern& head) {
    const std::optional<RowPattern> values = values_of(rule, head);
    if (!values) return;
    for (const Condition& condition : rule.body) {
        if (const auto* literal = std::get_if<Literal>(&condition)) {
            add_atom(literal->atom, *values);
        } else if (const auto* aggregate = std::get_if<Aggregate>(&condition)) {
            for (const auto& inner : aggregate->body) {
                const auto* counted = std::get_if<Literal>(&inner);
                if (counted != nullptr) add_atom(counted->atom, *values);
            }
        }
    }
}

}  // namespace obverse::datalog
