#include "tests/support/random_program.h"

#include "engine/base/date.h"

#include <algorithm>
#include <optional>
#include <random>
#include <set>
#include <vector>

namespace obverse::test {

namespace {

using namespace datalog;

class Generator {
public:
    Generator(std::uint32_t seed, const RandomShape& shape, SymbolTable& symbols)
        : random_(seed), shape_(shape), symbols_(symbols) {}

    RandomProgram make() {
        const int relation_count = pick(3, 8);
        for (int i = 0; i < relation_count; ++i) {
            Relation relation{"r" + std::to_string(i), {}};
            const int width = chance(10) ? 0 : pick(1, 3);
            for (int c = 0; c < width; ++c) relation.columns.push_back(random_type());
            made_.program.relations.push_back(std::move(relation));
            // Several relations share a level: they may rest on each other.
            levels_.push_back(i == 0 ? 0 : levels_.back() + (chance(40) ? 1 : 0));
        }
        made_.rows.resize(made_.program.relations.size());
        for (std::uint32_t i = 0; i < made_.rows.size(); ++i) {
            const int rows = levels_[i] == 0 ? pick(1, 9) : chance(25) ? pick(0, 4) : 0;
            for (int k = 0; k < rows; ++k) made_.rows[i].insert(random_row(i));
        }
        const int rule_count = pick(5, 14);
        for (int i = 0; i < rule_count; ++i) made_.program.rules.push_back(random_rule());
        return std::move(made_);
    }

private:
    int pick(int least, int most) {
        return static_cast<int>(random_() % static_cast<std::uint32_t>(most - least + 1)) + least;
    }
    bool chance(int percent) { return pick(1, 100) <= percent; }

    ColumnType random_type() {
        const int roll = pick(0, 9);
        if (roll == 0 && shape_.has_dates) return ColumnType::date;
        return roll < 8 ? ColumnType::integer : ColumnType::symbol;
    }
    Value random_value(ColumnType type) {
        switch (type) {
            case ColumnType::integer:
                return {type, to_word(static_cast<std::int64_t>(pick(-1, 4)))};
            case ColumnType::date: {
                const char* dates[] = {"2021", "2021-11", "2021-11-15", "2021-11-16", "2022-01-01"};
                return {type, to_word(*parse_date(dates[pick(0, 4)]))};
            }
            default: {
                const char* words[] = {"a", "b", "ab", "c", "ba"};
                return {ColumnType::symbol, to_word(symbols_.intern(words[pick(0, 4)]))};
            }
        }
    }
    NaiveRow random_row(std::uint32_t relation) {
        NaiveRow row;
        for (const ColumnType type : made_.program.relations[relation].columns) {
            row.push_back(random_value(type).word);
        }
        return row;
    }

    /// Variables come in a few for each type, so that they meet.
    Variable variable(ColumnType type, int number) {
        for (std::uint32_t i = 0; i < rule_.variable_types.size(); ++i) {
            if (rule_.variable_types[i] == type && numbers_[i] == number) return {i};
        }
        rule_.variable_types.push_back(type);
        numbers_.push_back(number);
        return {static_cast<std::uint32_t>(numbers_.size() - 1)};
    }
    Variable fresh_variable(ColumnType type) { return variable(type, next_fresh_++); }

    std::optional<Variable> bound_variable(ColumnType type) {
        std::vector<std::uint32_t> fitting;
        for (const std::uint32_t v : bound_) {
            if (rule_.variable_types[v] == type) fitting.push_back(v);
        }
        if (fitting.empty()) return std::nullopt;
        return Variable{fitting[random_() % fitting.size()]};
    }

    enum class Use : std::uint8_t { binds, tests };
    std::optional<Literal> random_literal(int most_level, bool absent, Use use) {
        std::vector<std::uint32_t> fitting;
        for (std::uint32_t i = 0; i < levels_.size(); ++i) {
            if (levels_[i] <= most_level) fitting.push_back(i);
        }
        if (fitting.empty()) return std::nullopt;
        Literal literal{{{fitting[random_() % fitting.size()]}, {}}, absent};
        for (const ColumnType type : made_.program.relations[literal.atom.relation.index].columns) {
            literal.atom.terms.push_back(random_term(type, use));
        }
        return literal;
    }
    Term random_term(ColumnType type, Use use) {
        const int roll = pick(0, 19);
        if (roll == 0) return random_value(type);
        if (roll == 1) return Wildcard{};
        if (use == Use::binds) {
            const Variable made = variable(type, pick(0, 2));
            found_.insert(made.index);
            return made;
        }
        const auto bound = bound_variable(type);
        return bound ? Term{*bound} : Term{Wildcard{}};
    }

    Expression term_of(Term term, ColumnType type) {
        Expression made;
        made.term = term;
        made.type = type;
        return made;
    }
    Expression random_operand(ColumnType type) {
        const auto bound = bound_variable(type);
        if (!bound || chance(20)) return term_of(random_value(type), type);
        return term_of(*bound, type);
    }
    /// Stays between -6 and 6, so that recursion through it ends.
    Expression random_integer() {
        if (chance(40)) return random_operand(ColumnType::integer);
        const Operation operations[] = {Operation::add,    Operation::subtract, Operation::multiply,
                                        Operation::lesser, Operation::greater,  Operation::bit_and};
        Expression inner;
        inner.operation = operations[pick(0, 5)];
        inner.type = ColumnType::integer;
        inner.operands = {random_operand(ColumnType::integer), random_operand(ColumnType::integer)};
        if (inner.operation == Operation::lesser || inner.operation == Operation::greater) {
            return inner;
        }
        Expression outer;
        outer.operation = Operation::modulo;
        outer.type = ColumnType::integer;
        outer.operands = {
            std::move(inner),
            term_of(Value{ColumnType::integer, to_word(std::int64_t{7})}, ColumnType::integer)};
        return outer;
    }
    Comparison random_comparison() {
        const ColumnType type = bound_.empty() ? ColumnType::integer : type_of_some_bound();
        Comparison made;
        const int roll = pick(0, 5);
        made.comparator = static_cast<Comparator>(roll);
        if (type == ColumnType::integer) {
            made.left = random_integer();
            made.right = random_operand(type);
        } else {
            const bool is_ordered = type == ColumnType::date || shape_.has_text;
            if (!is_ordered && roll > 1) made.comparator = Comparator::differs;
            if (type == ColumnType::symbol && shape_.has_text && chance(20)) {
                made.comparator = Comparator::contains;
            }
            made.left = random_operand(type);
            made.right = random_operand(type);
        }
        if (shape_.has_outcomes && chance(40)) made.wanted = static_cast<Outcome>(pick(0, 3));
        return made;
    }
    ColumnType type_of_some_bound() {
        auto place = bound_.begin();
        std::advance(place, pick(0, static_cast<int>(bound_.size()) - 1));
        return rule_.variable_types[*place];
    }
    Binding random_binding() {
        Binding made;
        if (shape_.has_text && chance(15)) {
            made.expression.operation = Operation::length;
            made.expression.type = ColumnType::integer;
            made.expression.operands = {random_operand(ColumnType::symbol)};
        } else {
            made.expression = random_integer();
        }
        const auto bound = bound_variable(ColumnType::integer);
        made.variable = bound && chance(20) ? *bound : fresh_variable(ColumnType::integer);
        return made;
    }

    std::optional<Aggregate> random_aggregate(int level) {
        Aggregate made;
        const std::set<std::uint32_t> outside = bound_;
        found_.clear();
        const int literals = pick(1, 2);
        for (int i = 0; i < literals; ++i) {
            auto literal = random_literal(level - 1, false, Use::binds);
            if (!literal) return std::nullopt;
            made.body.emplace_back(std::move(*literal));
        }
        const std::set<std::uint32_t> inside = found_;
        bound_.insert(inside.begin(), inside.end());
        if (chance(40)) made.body.emplace_back(random_comparison());
        if (chance(30)) {
            if (auto literal = random_literal(level - 1, true, Use::tests)) {
                made.body.emplace_back(std::move(*literal));
            }
        }
        bound_ = outside;
        for (const std::uint32_t v : inside) {
            // What the rest of the rule does not name must be counted or be local to the body.
            if (outside.count(v) == 0 && chance(70)) made.over.push_back({v});
        }
        made.function = AggregateFunction::count;
        std::vector<std::uint32_t> integers;
        for (const Variable v : made.over) {
            if (rule_.variable_types[v.index] == ColumnType::integer) integers.push_back(v.index);
        }
        if (shape_.has_totals && !integers.empty() && chance(60)) {
            made.function = static_cast<AggregateFunction>(pick(1, 3));
            made.value =
                term_of(Variable{integers[random_() % integers.size()]}, ColumnType::integer);
        }
        made.result = fresh_variable(ColumnType::integer);
        local_.insert(inside.begin(), inside.end());
        for (const std::uint32_t v : outside) local_.erase(v);
        return made;
    }

    Rule random_rule() {
        rule_ = Rule{};
        numbers_.clear();
        bound_.clear();
        local_.clear();
        next_fresh_ = 10;
        const auto head = static_cast<std::uint32_t>(random_() % levels_.size());
        const int level = levels_[head];
        const int literals = chance(5) ? 0 : pick(1, 3);
        for (int i = 0; i < literals; ++i) {
            found_.clear();
            if (auto literal = random_literal(level, false, Use::binds)) {
                rule_.body.emplace_back(std::move(*literal));
                bound_.insert(found_.begin(), found_.end());
            }
        }
        if (chance(30)) add_binding();
        if (chance(40)) rule_.body.emplace_back(random_comparison());
        if (level > 0 && chance(40)) {
            if (auto literal = random_literal(level - 1, true, Use::tests)) {
                rule_.body.emplace_back(std::move(*literal));
            }
        }
        if (level > 0 && chance(35)) {
            if (auto aggregate = random_aggregate(level)) {
                bound_.insert(aggregate->result.index);
                rule_.body.emplace_back(std::move(*aggregate));
                // Bound only inside: another condition must not read them.
                for (const std::uint32_t v : local_) bound_.erase(v);
                if (chance(30)) rule_.body.emplace_back(random_comparison());
            }
        }
        rule_.head.relation = {head};
        for (const ColumnType type : made_.program.relations[head].columns) {
            const auto bound = bound_variable(type);
            if (!bound || chance(10)) {
                rule_.head.terms.push_back(random_value(type));
            } else {
                rule_.head.terms.push_back(*bound);
            }
        }
        std::shuffle(rule_.body.begin(), rule_.body.end(), random_);
        rule_.variable_count = static_cast<std::uint32_t>(rule_.variable_types.size());
        return std::move(rule_);
    }
    void add_binding() {
        Binding binding = random_binding();
        bound_.insert(binding.variable.index);
        rule_.body.emplace_back(std::move(binding));
    }
    std::mt19937 random_;
    const RandomShape& shape_;
    SymbolTable& symbols_;
    RandomProgram made_;
    std::vector<int> levels_;
    Rule rule_;
    std::vector<int> numbers_;  // of the variables, by index
    std::set<std::uint32_t> bound_;
    std::set<std::uint32_t> found_;
    std::set<std::uint32_t> local_;
    int next_fresh_ = 10;
};

}  // namespace

RandomProgram make_random_program(std::uint32_t seed, const RandomShape& shape,
                                  SymbolTable& symbols) {
    return Generator(seed, shape, symbols).make();
}

}  // namespace obverse::test
