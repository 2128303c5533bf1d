#include "tests/support/naive_evaluator.h"

#include "engine/base/date.h"
#include "engine/base/overloaded.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>

namespace obverse::test {

namespace {

using namespace datalog;

using Bindings = std::vector<std::optional<Word>>;
using Form = std::variant<Literal, Comparison, Binding, Aggregate>;

template <class Conditions>
std::vector<Form> forms_of(const Conditions& conditions) {
    std::vector<Form> forms;
    for (const auto& condition : conditions) {
        std::visit([&forms](const auto& form) { forms.emplace_back(form); }, condition);
    }
    return forms;
}

void collect(const Expression& expression, std::set<std::uint32_t>& variables) {
    const auto* variable = std::get_if<Variable>(&expression.term);
    if (expression.operation == Operation::term && variable != nullptr) {
        variables.insert(variable->index);
    }
    for (const Expression& operand : expression.operands) collect(operand, variables);
}
void collect(const Atom& atom, std::set<std::uint32_t>& variables) {
    for (const Term& term : atom.terms) {
        if (const auto* variable = std::get_if<Variable>(&term)) variables.insert(variable->index);
    }
}
void collect(const Form& form, std::set<std::uint32_t>& variables) {
    std::visit(overloaded{
                   [&](const Literal& literal) { collect(literal.atom, variables); },
                   [&](const Comparison& comparison) {
                       collect(comparison.left, variables);
                       collect(comparison.right, variables);
                   },
                   [&](const Binding& binding) {
                       variables.insert(binding.variable.index);
                       collect(binding.expression, variables);
                   },
                   [&](const Aggregate& aggregate) { variables.insert(aggregate.result.index); },
               },
               form);
}

/// Evaluates the rules of one program over one model.
class Naive {
public:
    Naive(const Program& program, NaiveModel& model, SymbolTable& symbols)
        : program_(program), model_(model), symbols_(symbols) {}

    void run() {
        const std::vector<int> strata = find_strata();
        const int last = strata.empty() ? 0 : *std::max_element(strata.begin(), strata.end());
        for (int stratum = 0; stratum <= last; ++stratum) {
            while (apply_all(strata, stratum)) {}
        }
    }

private:
    /// The least numbers such that a premise is not above its conclusion, and below it when it is
    /// absent or counted.
    std::vector<int> find_strata() const {
        std::vector<int> strata(program_.relations.size(), 0);
        bool changed = true;
        while (changed) {
            changed = false;
            for (const Rule& rule : program_.rules) {
                int& head = strata[rule.head.relation.index];
                const auto demand = [&](const Literal& literal, bool is_strict) {
                    const int least =
                        strata[literal.atom.relation.index] + (is_strict || literal.absent ? 1 : 0);
                    if (head >= least) return;
                    head = least;
                    changed = true;
                };
                for (const Condition& condition : rule.body) {
                    if (const auto* literal = std::get_if<Literal>(&condition)) {
                        demand(*literal, false);
                    } else if (const auto* aggregate = std::get_if<Aggregate>(&condition)) {
                        for (const auto& inner : aggregate->body) {
                            if (const auto* inside = std::get_if<Literal>(&inner)) {
                                demand(*inside, true);
                            }
                        }
                    }
                }
            }
        }
        return strata;
    }

    bool apply_all(const std::vector<int>& strata, int stratum) {
        std::vector<std::pair<std::uint32_t, NaiveRow>> found;
        for (const Rule& rule : program_.rules) {
            if (strata[rule.head.relation.index] != stratum) continue;
            outside_ = named_outside(rule);
            const Bindings none(rule.variable_count);
            solve(forms_of(rule.body), none, [&](const Bindings& bindings) {
                NaiveRow row;
                for (const Term& term : rule.head.terms) row.push_back(*value_of(term, bindings));
                found.emplace_back(rule.head.relation.index, std::move(row));
            });
        }
        bool changed = false;
        for (auto& [relation, row] : found) {
            changed = model_[relation].insert(std::move(row)).second || changed;
        }
        return changed;
    }

    static std::set<std::uint32_t> named_outside(const Rule& rule) {
        std::set<std::uint32_t> outside;
        collect(rule.head, outside);
        for (const Form& form : forms_of(rule.body)) collect(form, outside);
        return outside;
    }

    static std::optional<Word> value_of(const Term& term, const Bindings& bindings) {
        if (const auto* value = std::get_if<Value>(&term)) return value->word;
        if (const auto* variable = std::get_if<Variable>(&term)) return bindings[variable->index];
        return std::nullopt;
    }

    using Visit = std::function<void(const Bindings&)>;

    /// Positive literals in the order written, then the rest as soon as it is bound.
    void solve(std::vector<Form> forms, const Bindings& bindings, const Visit& visit) {
        if (forms.empty()) return visit(bindings);
        std::size_t chosen = forms.size();
        for (std::size_t i = 0; i < forms.size() && chosen == forms.size(); ++i) {
            const auto* literal = std::get_if<Literal>(&forms[i]);
            if (literal != nullptr && !literal->absent) chosen = i;
        }
        for (std::size_t i = 0; i < forms.size() && chosen == forms.size(); ++i) {
            if (is_ready(forms[i], bindings)) chosen = i;
        }
        if (chosen == forms.size()) throw std::runtime_error("unsafe rule");
        const Form form = forms[chosen];
        forms.erase(forms.begin() + static_cast<std::ptrdiff_t>(chosen));
        std::visit([&](const auto& f) { step(f, forms, bindings, visit); }, form);
    }

    bool is_ready(const Form& form, const Bindings& bindings) const {
        std::set<std::uint32_t> needed;
        if (const auto* binding = std::get_if<Binding>(&form)) {
            collect(binding->expression, needed);
        } else if (const auto* aggregate = std::get_if<Aggregate>(&form)) {
            needed = shared_by(*aggregate);
        } else if (const auto* comparison = std::get_if<Comparison>(&form)) {
            if (assigned(*comparison, bindings)) return true;
            collect(form, needed);
        } else {
            collect(form, needed);
        }
        return std::all_of(needed.begin(), needed.end(),
                           [&](std::uint32_t variable) { return bindings[variable].has_value(); });
    }

    void step(const Literal& literal, const std::vector<Form>& rest, const Bindings& bindings,
              const Visit& visit) {
        bool exists = false;
        for (const NaiveRow& row : model_[literal.atom.relation.index]) {
            Bindings extended = bindings;
            bool agrees = true;
            for (std::size_t c = 0; c < row.size() && agrees; ++c) {
                const Term& term = literal.atom.terms[c];
                if (const auto* variable = std::get_if<Variable>(&term);
                    variable != nullptr && !extended[variable->index]) {
                    extended[variable->index] = row[c];
                }
                agrees =
                    std::holds_alternative<Wildcard>(term) || *value_of(term, extended) == row[c];
            }
            exists = exists || agrees;
            if (agrees && !literal.absent) solve(rest, extended, visit);
        }
        if (literal.absent && !exists) solve(rest, bindings, visit);
    }

    struct Assigned {
        std::uint32_t variable;
        const Expression* source;
    };
    std::optional<Assigned> assigned(const Comparison& comparison, const Bindings& bindings) const {
        if (comparison.comparator != Comparator::equal || comparison.wanted != Outcome::yes) {
            return std::nullopt;
        }
        const Expression* sides[] = {&comparison.left, &comparison.right};
        for (int side = 0; side < 2; ++side) {
            const auto* variable = std::get_if<Variable>(&sides[side]->term);
            if (sides[side]->operation != Operation::term || variable == nullptr) continue;
            if (bindings[variable->index]) continue;
            std::set<std::uint32_t> needed;
            collect(*sides[1 - side], needed);
            const bool is_ready = std::all_of(needed.begin(), needed.end(), [&](std::uint32_t v) {
                return bindings[v].has_value();
            });
            if (is_ready) return Assigned{variable->index, sides[1 - side]};
        }
        return std::nullopt;
    }

    void step(const Comparison& comparison, const std::vector<Form>& rest, const Bindings& bindings,
              const Visit& visit) {
        if (const auto found = assigned(comparison, bindings)) {
            Bindings extended = bindings;
            extended[found->variable] = calculate(*found->source, bindings);
            if (extended[found->variable]) solve(rest, extended, visit);
            return;
        }
        const std::optional<bool> answer = compare(comparison, bindings);
        const bool is_yes = answer && *answer;
        const bool is_no = answer && !*answer;
        const bool holds = comparison.wanted == Outcome::yes       ? is_yes
                           : comparison.wanted == Outcome::no      ? is_no
                           : comparison.wanted == Outcome::not_yes ? !is_yes
                                                                   : !is_no;
        if (holds) solve(rest, bindings, visit);
    }

    void step(const Binding& binding, const std::vector<Form>& rest, const Bindings& bindings,
              const Visit& visit) {
        const std::optional<Word> value = calculate(binding.expression, bindings);
        if (!value) return;
        Bindings extended = bindings;
        std::optional<Word>& held = extended[binding.variable.index];
        if (held && *held != *value) return;
        held = value;
        solve(rest, extended, visit);
    }

    std::set<std::uint32_t> shared_by(const Aggregate& aggregate) const {
        std::set<std::uint32_t> inside;
        for (const Form& form : forms_of(aggregate.body)) collect(form, inside);
        if (aggregate.function != AggregateFunction::count) collect(aggregate.value, inside);
        std::set<std::uint32_t> shared;
        for (const std::uint32_t variable : inside) {
            if (outside_.count(variable) != 0) shared.insert(variable);
        }
        for (const Variable variable : aggregate.over) shared.erase(variable.index);
        return shared;
    }

    void step(const Aggregate& aggregate, const std::vector<Form>& rest, const Bindings& bindings,
              const Visit& visit) {
        Bindings inside(bindings.size());
        for (const std::uint32_t variable : shared_by(aggregate)) {
            inside[variable] = bindings[variable];
        }
        std::map<NaiveRow, std::optional<Word>> values;  // by member
        std::set<std::uint32_t> members;
        for (const Variable variable : aggregate.over) members.insert(variable.index);
        if (aggregate.function != AggregateFunction::count) collect(aggregate.value, members);
        solve(forms_of(aggregate.body), inside, [&](const Bindings& found) {
            NaiveRow member;
            for (const std::uint32_t variable : members) member.push_back(*found[variable]);
            std::optional<Word> value = 0;
            if (aggregate.function != AggregateFunction::count) {
                value = calculate(aggregate.value, found);
            }
            values[member] = value;
        });
        const std::optional<Word> result = fold(aggregate, values);
        if (!result) return;
        Bindings extended = bindings;
        std::optional<Word>& held = extended[aggregate.result.index];
        if (held && *held != *result) return;
        held = result;
        solve(rest, extended, visit);
    }

    std::optional<Word> fold(const Aggregate& aggregate,
                             const std::map<NaiveRow, std::optional<Word>>& values) const {
        std::vector<Word> list;
        for (const auto& [member, value] : values) {
            if (value) list.push_back(*value);
        }
        const ColumnType type = aggregate.value.type;
        if (aggregate.function == AggregateFunction::count) {
            return to_word(static_cast<std::int64_t>(list.size()));
        }
        if (aggregate.function == AggregateFunction::total && type == ColumnType::integer) {
            std::int64_t total = 0;
            for (const Word word : list) total += as_integer(word);
            return to_word(total);
        }
        long double total = 0;
        for (const Word word : list) {
            total += type == ColumnType::integer ? static_cast<long double>(as_integer(word))
                                                 : static_cast<long double>(as_number(word));
        }
        if (aggregate.function == AggregateFunction::total) {
            return to_word(static_cast<double>(total));
        }
        if (list.empty()) return std::nullopt;
        if (aggregate.function == AggregateFunction::average) {
            return to_word(static_cast<double>(total) / static_cast<double>(list.size()));
        }
        const auto less = [&](Word left, Word right) {
            return comes_before({type, left}, {type, right}, symbols_);
        };
        return aggregate.function == AggregateFunction::least
                   ? *std::min_element(list.begin(), list.end(), less)
                   : *std::max_element(list.begin(), list.end(), less);
    }

    std::optional<Word> calculate(const Expression& expression, const Bindings& bindings) {
        if (expression.operation == Operation::term) return value_of(expression.term, bindings);
        std::vector<Word> operands;
        for (const Expression& operand : expression.operands) {
            const std::optional<Word> value = calculate(operand, bindings);
            if (!value) return std::nullopt;
            operands.push_back(*value);
        }
        const auto integer = [&](std::size_t i) { return as_integer(operands[i]); };
        const auto text = [&](std::size_t i) {
            return std::string(symbols_.text(as_symbol(operands[i])));
        };
        switch (expression.operation) {
            case Operation::add:
                return to_word(integer(0) + integer(1));
            case Operation::subtract:
                return to_word(integer(0) - integer(1));
            case Operation::multiply:
                return to_word(integer(0) * integer(1));
            case Operation::divide:
                if (integer(1) == 0) throw std::runtime_error("division by zero");
                return to_word(integer(0) / integer(1));
            case Operation::modulo:
                if (integer(1) == 0) throw std::runtime_error("division by zero");
                return to_word(integer(0) % integer(1));
            case Operation::lesser:
                return to_word(std::min(integer(0), integer(1)));
            case Operation::greater:
                return to_word(std::max(integer(0), integer(1)));
            case Operation::negate:
                return to_word(-integer(0));
            case Operation::bit_and:
                return to_word(integer(0) & integer(1));
            case Operation::bit_xor:
                return to_word(integer(0) ^ integer(1));
            case Operation::joined:
                return to_word(symbols_.intern(text(0) + text(1)));
            case Operation::length:
                return to_word(static_cast<std::int64_t>(text(0).size()));
            case Operation::text_of:
                return to_word(
                    symbols_.intern(to_text({expression.operands[0].type, operands[0]}, symbols_)));
            case Operation::days_between: {
                const Date from = as_date(operands[0]);
                const Date to = as_date(operands[1]);
                if (from.first != from.last || to.first != to.last) return std::nullopt;
                return to_word(std::int64_t{to.first} - from.first);
            }
            default:
                throw std::runtime_error("an operation that the naive evaluator does not know");
        }
    }

    /// Compares two dates by asking for each day that one may mean and each that the other may.
    static std::optional<bool> compare_days(Comparator comparator, Date left, Date right) {
        bool some_hold = false;
        bool some_fail = false;
        // The ends and what lies next to the other's ends decide.
        for (const std::int32_t a :
             {left.first, left.last, right.first, right.last, right.first - 1, right.last + 1}) {
            for (const std::int32_t b :
                 {right.first, right.last, left.first, left.last, left.first - 1, left.last + 1}) {
                if (a < left.first || a > left.last || b < right.first || b > right.last) continue;
                (holds(comparator, a, b) ? some_hold : some_fail) = true;
            }
        }
        if (some_hold && some_fail) return std::nullopt;
        return some_hold;
    }
    template <class T>
    static bool holds(Comparator comparator, const T& left, const T& right) {
        switch (comparator) {
            case Comparator::equal:
                return left == right;
            case Comparator::differs:
                return left != right;
            case Comparator::less:
                return left < right;
            case Comparator::more:
                return left > right;
            case Comparator::at_least:
                return left >= right;
            case Comparator::at_most:
                return left <= right;
            default:
                throw std::runtime_error("a comparison that the naive evaluator does not know");
        }
    }
    std::optional<bool> compare(const Comparison& comparison, const Bindings& bindings) {
        const std::optional<Word> left = calculate(comparison.left, bindings);
        const std::optional<Word> right = calculate(comparison.right, bindings);
        if (!left || !right) return std::nullopt;
        switch (comparison.left.type) {
            case ColumnType::integer:
                return holds(comparison.comparator, as_integer(*left), as_integer(*right));
            case ColumnType::number:
                return holds(comparison.comparator, as_number(*left), as_number(*right));
            case ColumnType::date:
                return compare_days(comparison.comparator, as_date(*left), as_date(*right));
            case ColumnType::symbol:
                break;
        }
        const std::string left_text(symbols_.text(as_symbol(*left)));
        const std::string right_text(symbols_.text(as_symbol(*right)));
        if (comparison.comparator == Comparator::contains) {
            return left_text.find(right_text) != std::string::npos;
        }
        return holds(comparison.comparator, left_text, right_text);
    }

    const Program& program_;
    NaiveModel& model_;
    SymbolTable& symbols_;
    std::set<std::uint32_t> outside_;
};

}  // namespace

NaiveModel evaluate_naively(const datalog::Program& program, NaiveModel rows,
                            SymbolTable& symbols) {
    rows.resize(program.relations.size());
    Naive(program, rows, symbols).run();
    return rows;
}

}  // namespace obverse::test
