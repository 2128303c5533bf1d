#include "engine/base/overloaded.h"
#include "engine/proof/planner.h"

#include <algorithm>

namespace obverse::proving {

namespace {

bool reads(const Expression& expression, std::uint32_t variable) {
    if (expression.operation == datalog::Operation::term) {
        const auto* read = std::get_if<Variable>(&expression.term);
        return read != nullptr && read->index == variable;
    }
    return std::any_of(expression.operands.begin(), expression.operands.end(),
                       [&](const Expression& operand) { return reads(operand, variable); });
}

bool is_variable(const Expression& expression, std::uint32_t variable) {
    return expression.operation == datalog::Operation::term && reads(expression, variable);
}

const Aggregate* counted_by(const Conditions& conditions, const Comparison& comparison) {
    for (const Condition& condition : conditions) {
        const auto* aggregate = std::get_if<Aggregate>(&condition.form);
        if (aggregate == nullptr) continue;
        if (reads(comparison.left, aggregate->result.index) ||
            reads(comparison.right, aggregate->result.index)) {
            return aggregate;
        }
    }
    return nullptr;
}

Comparator mirrored(Comparator comparator) {
    switch (comparator) {
        case Comparator::less:
            return Comparator::more;
        case Comparator::more:
            return Comparator::less;
        case Comparator::at_least:
            return Comparator::at_most;
        case Comparator::at_most:
            return Comparator::at_least;
        default:
            return comparator;
    }
}

}  // namespace

/// `some State`, `another State`, …: an individual of whom nothing else is known.
Word Planner::newcomer(KindId kind, std::size_t number) {
    constexpr std::string_view words[] = {"some ", "another ", "a third ", "a fourth "};
    std::string text(number < std::size(words) ? words[number] : "a further ");
    if (number >= std::size(words)) text = std::to_string(number + 1) + "th ";
    text += model_.schema().kind(kind).name;
    const Word word = to_word(model_.judgement().symbols().intern(text));
    newcomers_.emplace(word, kind);
    return word;
}

/// A value that makes the comparisons true which read the variable alone.
std::optional<Word> Planner::compared_value(const BlockHeader& header, const Conditions& conditions,
                                            std::uint32_t variable, const Bindings& bindings) {
    const ColumnType type = header.variables[variable].type;
    for (const Condition& condition : conditions) {
        const auto* comparison = std::get_if<Comparison>(&condition.form);
        if (comparison == nullptr) continue;
        const bool is_left = is_variable(comparison->left, variable);
        if (!is_left && !is_variable(comparison->right, variable)) continue;
        const Comparator comparator =
            is_left ? comparison->comparator : mirrored(comparison->comparator);
        const auto bound =
            model_.compute(header, is_left ? comparison->right : comparison->left, bindings);
        if (!bound) continue;
        if (type != ColumnType::integer && type != ColumnType::number) return bound;
        const double value = type == ColumnType::integer ? static_cast<double>(as_integer(*bound))
                                                         : as_number(*bound);
        const double step = comparator == Comparator::less      ? -1
                            : comparator == Comparator::more    ? 1
                            : comparator == Comparator::differs ? 1
                                                                : 0;
        return type == ColumnType::integer ? to_word(static_cast<std::int64_t>(value + step))
                                           : to_word(value + step);
    }
    if (type == ColumnType::integer) return to_word(std::int64_t{1});
    if (type == ColumnType::number) return to_word(1.0);
    return std::nullopt;
}

/// Gives what is open a value: newcomers of the kind, values of a `one of` kind, numbers that make
/// comparisons true.
void Planner::fill(const BlockHeader& header, const Conditions& conditions, Bindings& bindings) {
    std::set<std::uint32_t> inner;  // only aggregates name these
    for (const Condition& condition : conditions) {
        const auto* aggregate = std::get_if<Aggregate>(&condition.form);
        if (aggregate == nullptr) continue;
        for (const Variable variable : aggregate->over) inner.insert(variable.index);
        inner.insert(aggregate->result.index);
    }
    std::set<std::uint32_t> named;
    const auto name = [&](const auto& self, const Conditions& list) -> void {
        for (const Condition& condition : list) {
            if (const auto* literal = std::get_if<Literal>(&condition.form)) {
                for (const Term& term : literal->atom.terms) {
                    if (const auto* variable = std::get_if<Variable>(&term)) {
                        named.insert(variable->index);
                    }
                }
            } else if (const auto* choice = std::get_if<Choice>(&condition.form)) {
                for (const Conditions& member : choice->members) self(self, member);
            }
        }
    };
    name(name, conditions);
    std::map<KindId, std::size_t> numbers;
    for (const std::uint32_t i : named) {
        if (bindings[i] || inner.contains(i)) continue;
        const VariableInfo& variable = header.variables[i];
        if (variable.type != ColumnType::symbol) {
            bindings[i] = compared_value(header, conditions, i, bindings);
            if (!bindings[i] && variable.type == ColumnType::date) {
                bindings[i] = to_word(model_.judgement().accepted().as_of);
            }
        } else if (!variable.kind) {
            bindings[i] = to_word(model_.judgement().symbols().intern("some text"));
        } else if (model_.schema().kind(*variable.kind).is_one_of()) {
            const Kind& kind = model_.schema().kind(*variable.kind);
            for (const SymbolId value : kind.values) {
                if (bindings[i] || value == kind.none) continue;
                bindings[i] = to_word(value);
            }
            is_complete_ = is_complete_ && kind.values.size() < 2;
        } else {
            bindings[i] = newcomer(*variable.kind, numbers[*variable.kind]++);
        }
    }
    for (const Condition& condition : conditions) {
        const auto* binding = std::get_if<Binding>(&condition.form);
        if (binding == nullptr || bindings[binding->variable.index]) continue;
        bindings[binding->variable.index] = model_.compute(header, binding->expression, bindings);
    }
}

Plans Planner::establish(const BlockHeader& header, const Conditions& conditions,
                         const Bindings& given) {
    Bindings bindings = model_.with_parameters(header, given);
    fill(header, conditions, bindings);
    Plans plans = {Plan{}};
    for (const Condition& condition : conditions) {
        const State state = reader_.state(header, conditions, condition, bindings);
        if (state == State::met) continue;
        plans = both(plans, establish_one(header, conditions, condition, state, bindings));
        if (plans.empty()) return plans;
    }
    return plans;
}

Plans Planner::establish_one(const BlockHeader& header, const Conditions& all,
                             const Condition& condition, State state, const Bindings& bindings) {
    static_cast<void>(state);
    return std::visit(overloaded{
                          [&](const Literal& literal) -> Plans {
                              const std::optional<Row> row = filled_row(literal.atom, bindings);
                              if (!row) return {};
                              switch (literal.polarity) {
                                  case Polarity::holds:
                                      return achieve(literal.atom.phrase, *row, Side::holds);
                                  case Polarity::denied:
                                      return achieve(literal.atom.phrase, *row, Side::fails);
                                  case Polarity::no_record:
                                      break;
                              }
                              return prevent(literal.atom.phrase, *row, Side::holds);
                          },
                          [&](const KindTest& test) -> Plans {
                              const auto word =
                                  model_.pattern(std::span(&test.term, 1), bindings).front();
                              if (!word) return {};
                              const auto own = newcomers_.find(*word);
                              const bool fits = own != newcomers_.end() &&
                                                model_.schema().is_a(own->second, test.kind);
                              return fits ? Plans{Plan{}} : Plans{};
                          },
                          [&](const Comparison& comparison) -> Plans {
                              if (counted_by(all, comparison) != nullptr) {
                                  return establish_count(header, all, comparison, bindings);
                              }
                              return {};
                          },
                          [&](const GradeTest& test) { return establish_grade(test, bindings); },
                          [&](const Choice& choice) -> Plans {
                              // Any so many of the members: the others stay as they are.
                              std::vector<Plans> members;
                              for (const Conditions& member : choice.members) {
                                  members.push_back(establish(header, member, bindings));
                              }
                              // plans[k]: plans under which k members hold.
                              std::vector<Plans> plans(choice.least + 1);
                              plans.front() = {Plan{}};
                              for (const Plans& member : members) {
                                  for (std::size_t k = choice.least; k > 0; --k) {
                                      const Plans more = both(plans[k - 1], member);
                                      plans[k].insert(plans[k].end(), more.begin(), more.end());
                                      trim(plans[k]);
                                  }
                              }
                              return plans.back();
                          },
                          [](const auto&) -> Plans { return {}; },
                      },
                      condition.form);
}

/// Ways to make one condition not even possible.
Plans Planner::break_one(const BlockHeader& header, const Condition& condition,
                         const Bindings& bindings) {
    return std::visit(overloaded{
                          [&](const Literal& literal) -> Plans {
                              const std::optional<Row> row = filled_row(literal.atom, bindings);
                              if (!row) return {};
                              switch (literal.polarity) {
                                  case Polarity::holds:
                                      return prevent(literal.atom.phrase, *row, Side::holds);
                                  case Polarity::denied:
                                      return prevent(literal.atom.phrase, *row, Side::fails);
                                  case Polarity::no_record:
                                      break;
                              }
                              return achieve(literal.atom.phrase, *row, Side::holds);
                          },
                          [&](const Choice& choice) -> Plans {
                              // Every member that may hold must go; more than is needed where
                              // several are asked.
                              Plans plans = {Plan{}};
                              for (const Conditions& member : choice.members) {
                                  const State state = reader_.state(header, member, bindings);
                                  if (state != State::met && state != State::disputed) continue;
                                  Plans one;
                                  for (const Condition& inner : member) {
                                      const Plans found = break_one(header, inner, bindings);
                                      one.insert(one.end(), found.begin(), found.end());
                                  }
                                  trim(one);
                                  plans = both(plans, one);
                              }
                              return plans;
                          },
                          [](const auto&) -> Plans { return {}; },
                      },
                      condition.form);
}

/// A level of a quantity of which nothing is said: each that would do.
Plans Planner::establish_grade(const GradeTest& test, const Bindings& bindings) {
    const Quantity& quantity = model_.schema().quantity(test.quantity);
    const Scale& scale = model_.schema().scale(quantity.scale);
    const auto bound = std::find(scale.levels.begin(), scale.levels.end(), test.level);
    Plans plans;
    for (auto level = scale.levels.begin(); level != scale.levels.end(); ++level) {
        const auto distance = level - bound;
        bool fits = distance == 0;
        switch (test.comparator) {
            case Comparator::differs:
                fits = distance != 0;
                break;
            case Comparator::less:
                fits = distance < 0;
                break;
            case Comparator::more:
                fits = distance > 0;
                break;
            case Comparator::at_least:
                fits = distance >= 0;
                break;
            case Comparator::at_most:
                fits = distance <= 0;
                break;
            default:
                break;
        }
        if (!fits) continue;
        Row row;
        for (const std::optional<Word>& word : model_.pattern(test.terms, bindings)) {
            if (!word) return {};
            row.push_back(*word);
        }
        row.push_back(to_word(*level));
        const Plans found = achieve(quantity.phrase, row, Side::holds);
        plans.insert(plans.end(), found.begin(), found.end());
    }
    trim(plans);
    return plans;
}

/// More or fewer of what is counted, where the count alone is compared with a number.
Plans Planner::establish_count(const BlockHeader& header, const Conditions& all,
                               const Comparison& comparison, const Bindings& bindings) {
    const Aggregate& aggregate = *counted_by(all, comparison);
    const std::uint32_t result = aggregate.result.index;
    const bool is_left = is_variable(comparison.left, result);
    const bool is_alone = is_left || is_variable(comparison.right, result);
    if (!is_alone || aggregate.function != AggregateFunction::count) {
        is_complete_ = false;
        return {};
    }
    const auto bound =
        model_.compute(header, is_left ? comparison.right : comparison.left, bindings);
    const auto certain = reader_.aggregate(header, aggregate, bindings, Degree::certain);
    const auto possible = reader_.aggregate(header, aggregate, bindings, Degree::possible);
    if (!bound || !certain || !possible) return {};
    const std::int64_t wanted = as_integer(*bound);
    const std::int64_t least = as_integer(*certain);
    const std::int64_t greatest = as_integer(*possible);
    const auto add = [&](std::int64_t count) {
        return count <= 0 ? Plans{Plan{}}
                          : more_of(header, aggregate, bindings, static_cast<std::size_t>(count));
    };
    const auto remove = [&](std::int64_t count) {
        return count <= 0 ? Plans{Plan{}}
                          : fewer_of(header, aggregate, bindings, static_cast<std::size_t>(count));
    };
    switch (is_left ? comparison.comparator : mirrored(comparison.comparator)) {
        case Comparator::more:
            return add(wanted + 1 - least);
        case Comparator::at_least:
            return add(wanted - least);
        case Comparator::less:
            return remove(greatest - wanted + 1);
        case Comparator::at_most:
            return remove(greatest - wanted);
        case Comparator::equal:
            return greatest > wanted ? remove(greatest - wanted) : add(wanted - least);
        default:
            return add(1);
    }
}

Plans Planner::more_of(const BlockHeader& header, const Aggregate& aggregate,
                       const Bindings& bindings, std::size_t count) {
    constexpr std::size_t most = 4;
    if (count > most) {
        is_complete_ = false;
        return {};
    }
    std::vector<Bindings> tuples = reader_.counted(header, aggregate, bindings, Degree::possible);
    Plans plans = {Plan{}};
    for (std::size_t n = 0; n < count; ++n) {
        Bindings tuple = bindings;
        for (const Variable variable : aggregate.over) {
            const VariableInfo& info = header.variables[variable.index];
            if (!info.kind) return {};
            const Kind& kind = model_.schema().kind(*info.kind);
            tuple[variable.index] = std::nullopt;
            if (!kind.is_one_of()) {
                tuple[variable.index] = newcomer(*info.kind, n);
                continue;
            }
            for (const SymbolId value : kind.values) {
                const bool is_counted = std::any_of(
                    tuples.begin(), tuples.end(),
                    [&](const Bindings& other) { return other[variable.index] == to_word(value); });
                if (!tuple[variable.index] && !is_counted && value != kind.none) {
                    tuple[variable.index] = to_word(value);
                }
            }
            if (!tuple[variable.index]) return {};
        }
        tuples.push_back(tuple);
        plans = both(plans, establish(header, aggregate.body, tuple));
    }
    return plans;
}

Plans Planner::fewer_of(const BlockHeader& header, const Aggregate& aggregate,
                        const Bindings& bindings, std::size_t count) {
    const std::vector<Bindings> tuples =
        reader_.counted(header, aggregate, bindings, Degree::possible);
    if (tuples.size() != count) is_complete_ = false;  // which of them to take away is a choice
    Plans plans = {Plan{}};
    for (std::size_t n = 0; n < std::min(count, tuples.size()); ++n) {
        Plans one;
        for (const Condition& condition : aggregate.body) {
            const Plans found = break_one(header, condition, tuples[n]);
            one.insert(one.end(), found.begin(), found.end());
        }
        trim(one);
        plans = both(plans, one);
    }
    return plans;
}

}  // namespace obverse::proving
