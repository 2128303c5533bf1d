#include "engine/base/overloaded.h"
#include "engine/proof/nearest.h"

#include <algorithm>
#include <set>

namespace obverse::proving {

namespace {

State state_of(Bits bits) {
    if (bits.plus_plus) return State::met;
    if (bits.plus) return State::disputed;
    return bits.minus ? State::failed : State::missing;
}

bool is_ground(const std::vector<std::optional<Word>>& pattern) {
    return std::all_of(pattern.begin(), pattern.end(),
                       [](const std::optional<Word>& word) { return word.has_value(); });
}

/// The worse of two: met, disputed, missing, failed.
int rank(State state) {
    switch (state) {
        case State::met:
            return 0;
        case State::disputed:
            return 1;
        case State::missing:
            return 2;
        case State::failed:
        case State::withdrawn:
            break;
    }
    return 3;
}

void variables_in(const Expression& expression, std::set<std::uint32_t>& variables) {
    if (const auto* variable = std::get_if<Variable>(&expression.term)) {
        if (expression.operation == datalog::Operation::term) variables.insert(variable->index);
    }
    for (const Expression& operand : expression.operands) variables_in(operand, variables);
}

}  // namespace

State ConditionReader::literal(const Literal& literal, const Bindings& bindings) {
    const auto pattern = model_.pattern(literal.atom.terms, bindings);
    Bits bits;
    if (is_ground(pattern)) {
        Row row;
        for (const std::optional<Word>& word : pattern) row.push_back(*word);
        bits = model_.bits(literal.atom.phrase, row);
    } else if (const PhraseRelations* relations = model_.relations(literal.atom)) {
        bits.plus = model_.has_row(relations->s, pattern);
        bits.plus_plus = model_.has_row(relations->pp, pattern);
        if (literal.polarity == Polarity::denied && !relations->is_relation) {
            bits.minus = model_.has_row(relations->d, pattern);
            bits.minus_minus = model_.has_row(relations->mm, pattern);
        }
    }
    switch (literal.polarity) {
        case Polarity::holds:
            return state_of(bits);
        case Polarity::denied:
            return state_of(opposite(bits));
        case Polarity::no_record:
            break;
    }
    if (bits.plus_plus) return State::failed;
    return bits.plus ? State::disputed : State::met;
}

State ConditionReader::comparison(const BlockHeader& header, const Conditions& all,
                                  const Comparison& comparison, const Bindings& bindings) {
    std::set<std::uint32_t> read;
    variables_in(comparison.left, read);
    variables_in(comparison.right, read);
    // Disputes leave what is counted between two ends: both must agree.
    std::vector<Bindings> ends = {bindings};
    for (const Condition& other : all) {
        const auto* counted = std::get_if<Aggregate>(&other.form);
        if (counted == nullptr || !read.contains(counted->result.index)) continue;
        std::vector<Bindings> more;
        for (const Degree degree : {Degree::certain, Degree::possible}) {
            const std::optional<Word> value = aggregate(header, *counted, bindings, degree);
            if (!value) return State::missing;
            for (Bindings end : ends) {
                end[counted->result.index] = value;
                more.push_back(std::move(end));
            }
        }
        ends = std::move(more);
    }
    bool any = false;
    bool every = true;
    bool fails = true;
    for (const Bindings& end : ends) {
        const std::optional<Bits> bits = model_.compare(header, comparison, end);
        if (!bits) return State::missing;
        any = any || bits->plus;
        every = every && bits->plus;
        fails = fails && bits->minus;
    }
    if (every) return State::met;
    if (any) return State::disputed;
    return fails ? State::failed : State::missing;
}

State ConditionReader::grade(const GradeTest& test, const Bindings& bindings) {
    const auto interval = model_.interval(test.quantity, test.terms, bindings);
    if (!interval) return State::missing;
    const Scale& scale = model_.schema().scale(model_.schema().quantity(test.quantity).scale);
    const auto level = std::find(scale.levels.begin(), scale.levels.end(), test.level);
    const auto place = static_cast<std::size_t>(level - scale.levels.begin());
    const double worth =
        place < scale.worths.size() ? scale.worths[place] : static_cast<double>(place);
    const double least = interval->least;
    const double greatest = interval->greatest;
    bool holds = false;
    bool fails = false;
    switch (test.comparator) {
        case Comparator::at_least:
            holds = least >= worth;
            fails = greatest < worth;
            break;
        case Comparator::at_most:
            holds = greatest <= worth;
            fails = least > worth;
            break;
        case Comparator::more:
            holds = least > worth;
            fails = greatest <= worth;
            break;
        case Comparator::less:
            holds = greatest < worth;
            fails = least >= worth;
            break;
        default: {
            const bool is_level = least == worth && greatest == worth;
            const bool is_other = greatest < worth || least > worth;
            holds = test.comparator == Comparator::equal ? is_level : is_other;
            fails = test.comparator == Comparator::equal ? is_other : is_level;
        }
    }
    // What nobody speaks of is missing, even where the whole scale would do.
    if (holds) return interval->is_known ? State::met : State::missing;
    return fails ? State::failed : State::missing;
}

State ConditionReader::choice(const BlockHeader& header, const Choice& choice,
                              const Bindings& bindings) {
    std::vector<State> states;
    for (const Conditions& member : choice.members)
        states.push_back(state(header, member, bindings));
    std::sort(states.begin(), states.end(),
              [](State left, State right) { return rank(left) < rank(right); });
    const std::size_t place = std::max<std::size_t>(choice.least, 1) - 1;
    return place < states.size() ? states[place] : State::failed;
}

State ConditionReader::state(const BlockHeader& header, const Conditions& all,
                             const Condition& condition, const Bindings& bindings) {
    return std::visit(
        overloaded{
            [&](const Literal& form) { return literal(form, bindings); },
            [&](const KindTest& test) {
                const auto word = model_.pattern(std::span(&test.term, 1), bindings).front();
                if (!word) return State::met;  // one of the kind will be found
                return model_.is_of_kind(*word, test.kind) ? State::met : State::failed;
            },
            [&](const Comparison& form) { return comparison(header, all, form, bindings); },
            [&](const Binding& form) {
                return bindings[form.variable.index] ? State::met : State::missing;
            },
            [&](const GradeTest& test) { return grade(test, bindings); },
            [&](const Choice& form) { return choice(header, form, bindings); },
            [](const Aggregate&) { return State::met; },
        },
        condition.form);
}

State ConditionReader::state(const BlockHeader& header, const Conditions& all,
                             const Bindings& bindings) {
    State worst = State::met;
    for (const Condition& condition : all) {
        const State one = state(header, all, condition, bindings);
        if (rank(one) > rank(worst)) worst = one;
    }
    return worst;
}

std::vector<datalog::Condition> ConditionReader::rendered(const Conditions& conditions,
                                                          Degree degree) {
    std::vector<datalog::Condition> made;
    const bool firm = degree != Degree::possible;
    for (const Condition& condition : conditions) {
        if (const auto* form = std::get_if<Literal>(&condition.form)) {
            const PhraseRelations* relations = model_.relations(form->atom);
            if (relations == nullptr) continue;
            datalog::Literal literal{{relations->s, form->atom.terms}, false};
            switch (form->polarity) {
                case Polarity::holds:
                    literal.atom.relation = firm ? relations->pp : relations->s;
                    break;
                case Polarity::denied:
                    literal.atom.relation = firm ? relations->mm : relations->d;
                    break;
                case Polarity::no_record:
                    literal.atom.relation = firm ? relations->s : relations->pp;
                    literal.absent = true;
                    break;
            }
            made.emplace_back(std::move(literal));
        } else if (const auto* test = std::get_if<KindTest>(&condition.form)) {
            const auto kind = model_.compiled().kinds.find(test->kind);
            if (kind == model_.compiled().kinds.end()) continue;
            made.emplace_back(datalog::Literal{{kind->second, {test->term}}, false});
        } else if (const auto* comparison = std::get_if<Comparison>(&condition.form)) {
            made.emplace_back(datalog::Comparison{comparison->comparator, comparison->left,
                                                  comparison->right, datalog::Outcome::yes});
        } else if (const auto* binding = std::get_if<Binding>(&condition.form)) {
            made.emplace_back(datalog::Binding{binding->variable, binding->expression});
        }
    }
    return made;
}

namespace {

std::vector<ColumnType> types_of(const BlockHeader& header) {
    std::vector<ColumnType> types;
    for (const VariableInfo& variable : header.variables) types.push_back(variable.type);
    return types;
}

}  // namespace

std::optional<Word> ConditionReader::aggregate(const BlockHeader& header,
                                               const Aggregate& aggregate, const Bindings& bindings,
                                               Degree degree) {
    datalog::Aggregate made;
    made.result = aggregate.result;
    made.function = aggregate.function;
    made.value = aggregate.value;
    made.over = aggregate.over;
    for (const datalog::Condition& condition : rendered(aggregate.body, degree)) {
        std::visit(overloaded{
                       [](const datalog::Aggregate&) {},
                       [&](const auto& form) { made.body.emplace_back(form); },
                   },
                   condition);
    }
    Bindings given = bindings;
    given[aggregate.result.index] = std::nullopt;
    for (const Variable variable : aggregate.over) given[variable.index] = std::nullopt;
    std::optional<Word> value;
    model_.for_each_binding({std::move(made)}, types_of(header), given, [&](const Bindings& all) {
        value = all[aggregate.result.index];
        return false;
    });
    return value;
}

std::vector<Bindings> ConditionReader::counted(const BlockHeader& header,
                                               const Aggregate& aggregate, const Bindings& bindings,
                                               Degree degree) {
    Bindings given = bindings;
    given[aggregate.result.index] = std::nullopt;
    for (const Variable variable : aggregate.over) given[variable.index] = std::nullopt;
    std::vector<Bindings> found;
    std::set<Row> seen;
    model_.for_each_binding(rendered(aggregate.body, degree), types_of(header), given,
                            [&](const Bindings& all) {
                                Row tuple;
                                for (const Variable variable : aggregate.over) {
                                    tuple.push_back(all[variable.index].value_or(0));
                                }
                                if (seen.insert(tuple).second) {
                                    found.push_back(all);
                                    for (std::size_t i = 0; i < bindings.size(); ++i) {
                                        if (bindings[i]) found.back()[i] = bindings[i];
                                    }
                                }
                                return true;
                            });
    return found;
}

}  // namespace obverse::proving
