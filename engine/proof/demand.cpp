#include "engine/proof/demand.h"

#include <algorithm>

namespace obverse::proving {

namespace {

/// Beyond this many patterns all rows of a relation are taken.
constexpr std::size_t pattern_limit = 24;

bool covers(const RowPattern& wide, const RowPattern& narrow) {
    return std::equal(wide.begin(), wide.end(), narrow.begin(), narrow.end(),
                      [](const std::optional<Word>& left, const std::optional<Word>& right) {
                          return !left || left == right;
                      });
}

}  // namespace

bool fits(const RowPattern& pattern, std::span<const Word> row) {
    return std::equal(
        pattern.begin(), pattern.end(), row.begin(), row.end(),
        [](const std::optional<Word>& wanted, Word word) { return !wanted || *wanted == word; });
}

Demand::Demand(const datalog::Program& program,
               const std::vector<std::pair<RelationId, Row>>& goals)
    : patterns_(program.relations.size()) {
    std::vector<std::vector<const datalog::Rule*>> rules(program.relations.size());
    for (const datalog::Rule& rule : program.rules) {
        rules[rule.head.relation.index].push_back(&rule);
    }
    for (const auto& [relation, row] : goals) add(relation, RowPattern(row.begin(), row.end()));
    while (!open_.empty()) {
        const auto [relation, pattern] = std::move(open_.back());
        open_.pop_back();
        for (const datalog::Rule* rule : rules[relation.index]) add_body(*rule, pattern);
    }
}

void Demand::add(RelationId relation, RowPattern pattern) {
    std::vector<RowPattern>& known = patterns_[relation.index];
    const bool is_known = std::any_of(known.begin(), known.end(), [&](const RowPattern& other) {
        return covers(other, pattern);
    });
    if (is_known) return;
    if (known.size() >= pattern_limit) pattern.assign(pattern.size(), std::nullopt);
    std::erase_if(known, [&](const RowPattern& other) { return covers(pattern, other); });
    known.push_back(pattern);
    open_.emplace_back(relation, std::move(pattern));
}

void Demand::add_body(const datalog::Rule& rule, const RowPattern& head) {
    std::vector<std::optional<Word>> values(rule.variable_count);
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (!head[i]) continue;
        if (const auto* value = std::get_if<Value>(&rule.head.terms[i])) {
            if (value->word != *head[i]) return;
        } else if (const auto* variable = std::get_if<Variable>(&rule.head.terms[i])) {
            values[variable->index] = head[i];
        }
    }
    const auto add_atom = [&](const datalog::Atom& atom) {
        RowPattern pattern;
        for (const Term& term : atom.terms) {
            const auto* value = std::get_if<Value>(&term);
            const auto* variable = std::get_if<Variable>(&term);
            pattern.push_back(value != nullptr      ? std::optional(value->word)
                              : variable != nullptr ? values[variable->index]
                                                    : std::nullopt);
        }
        add(atom.relation, std::move(pattern));
    };
    for (const datalog::Condition& condition : rule.body) {
        if (const auto* literal = std::get_if<datalog::Literal>(&condition)) {
            add_atom(literal->atom);
        } else if (const auto* aggregate = std::get_if<datalog::Aggregate>(&condition)) {
            for (const auto& inner : aggregate->body) {
                const auto* counted = std::get_if<datalog::Literal>(&inner);
                if (counted != nullptr) add_atom(counted->atom);
            }
        }
    }
}

}  // namespace obverse::proving
