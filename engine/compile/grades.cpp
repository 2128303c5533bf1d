#include "engine/compile/compiler.h"

#include <algorithm>

namespace obverse::compiling {

using datalog::RelationId;

namespace {

Expression of_term(Term term, ColumnType type) {
    return {.operation = datalog::Operation::term, .term = term, .type = type};
}
Value number(double value) {
    return {ColumnType::number, to_word(value)};
}

double worth_of(const Scale& scale, std::size_t rank) {
    if (rank < scale.worths.size()) return scale.worths[rank];
    return static_cast<double>(rank);
}

}  // namespace

RelationId Compiler::interval_of(QuantityId quantity) {
    const auto found = out_.intervals.find(quantity);
    if (found != out_.intervals.end()) return found->second;
    const Quantity& info = program_.schema.quantity(quantity);
    std::vector<ColumnType> columns;
    for (const Slot& slot : info.slots) columns.push_back(slot.type);
    columns.push_back(ColumnType::number);
    columns.push_back(ColumnType::number);
    const RelationId relation = add_relation(info.name + " interval", columns);
    out_.intervals.emplace(quantity, relation);
    for (std::size_t i = 0; i < program_.grades.size(); ++i) {
        const Grade& grade = program_.grades[i];
        if (grade.quantity != quantity || !visible_.sees(grade.header)) continue;
        interval_of_grade(i, relation);
        levels_of_grade(quantity, relation);
        return relation;
    }
    interval_of_recorded(quantity, relation);
    return relation;
}

/// From the least to the greatest level that somebody claims. A quantity of which nothing is
/// recorded has no row: it may be anything.
void Compiler::interval_of_recorded(QuantityId quantity, RelationId relation) {
    const Quantity& info = program_.schema.quantity(quantity);
    const Scale& scale = program_.schema.scale(info.scale);
    const PhraseRelations& phrase = out_.phrases.at(info.phrase);
    const RelationId worths =
        add_relation(scale.name + " worth", {ColumnType::symbol, ColumnType::number});
    Scope scope;
    for (const Slot& slot : info.slots) scope.types.push_back(slot.type);
    const auto slots = static_cast<std::uint32_t>(info.slots.size());
    std::vector<Term> arguments;
    for (std::uint32_t i = 0; i < slots; ++i) arguments.emplace_back(Variable{i});
    const Origin origin{
        .part = Origin::Part::grade, .block = BlockKind::grade, .index = quantity.index};
    for (std::size_t rank = 0; rank < scale.levels.size(); ++rank) {
        emit(
            worths,
            {Value{ColumnType::symbol, to_word(scale.levels[rank])}, number(worth_of(scale, rank))},
            {}, {}, origin);
    }
    const RelationId said = add_relation(info.name + " said", [&] {
        std::vector<ColumnType> columns = scope.types;
        columns.push_back(ColumnType::number);
        return columns;
    }());
    {
        Scope inner = scope;
        const Variable level = inner.fresh(ColumnType::symbol);
        const Variable worth = inner.fresh(ColumnType::number);
        std::vector<Term> row = arguments;
        row.emplace_back(level);
        std::vector<Term> head = arguments;
        head.emplace_back(worth);
        Body body;
        body.add(datalog::Literal{{phrase.s, row}, false});
        body.add(datalog::Literal{{worths, {level, worth}}, false});
        emit(said, head, std::move(body), inner, origin);
    }
    Scope inner = scope;
    const Variable low = inner.fresh(ColumnType::number);
    const Variable high = inner.fresh(ColumnType::number);
    std::vector<Term> head = arguments;
    head.emplace_back(low);
    head.emplace_back(high);
    Body body;
    std::vector<Term> any = arguments;
    any.emplace_back(Wildcard{});
    body.add(datalog::Literal{{said, any}, false});
    for (const auto& [result, function] :
         {std::pair{low, AggregateFunction::least}, std::pair{high, AggregateFunction::greatest}}) {
        const Variable value = inner.fresh(ColumnType::number);
        std::vector<Term> row = arguments;
        row.emplace_back(value);
        datalog::Aggregate aggregate;
        aggregate.result = result;
        aggregate.function = function;
        aggregate.value = of_term(value, ColumnType::number);
        aggregate.over = {value};
        aggregate.body.emplace_back(datalog::Literal{{said, row}, false});
        body.add(std::move(aggregate));
    }
    emit(relation, head, std::move(body), inner, origin);
}

/// The product of the ends of the factors. A factor of which nothing is known ranges over the whole
/// scale; one that is firmly nothing makes the product nothing.
void Compiler::interval_of_grade(std::size_t index, RelationId relation) {
    const Grade& grade = program_.grades[index];
    const Origin origin{.part = Origin::Part::grade, .block = BlockKind::grade, .index = index};
    std::vector<Variable> cases;
    for (const Term& term : grade.terms) {
        const auto* variable = std::get_if<Variable>(&term);
        if (variable != nullptr &&
            std::find(cases.begin(), cases.end(), *variable) == cases.end()) {
            cases.push_back(*variable);
        }
    }
    const std::string& name = grade.header.name;
    const RelationId judged = add_relation(name + " cases", cases, grade.header);
    const std::vector<Term> case_columns(cases.begin(), cases.end());
    std::vector<RelationId> factors;
    for (const Grade::Factor& factor : grade.factors) {
        factors.push_back(interval_of(factor.quantity));
    }
    // A case is judged when something is known of one of its factors, or when it is asked about.
    for (std::size_t i = 0; i < grade.factors.size(); ++i) {
        const Scope scope = scope_of(grade.header);
        std::vector<Term> row = terms(grade.factors[i].terms, scope);
        VariableSet known;
        for (const Term& term : row) variables_in(term, known);
        row.emplace_back(Wildcard{});
        row.emplace_back(Wildcard{});
        Body body;
        body.add(datalog::Literal{{factors[i], std::move(row)}, false});
        for (const Variable variable : cases) {
            const std::optional<KindId> kind = grade.header.variables[variable.index].kind;
            if (known.contains(variable.index) || !kind) continue;
            body.add(datalog::Literal{{kind_relation(*kind), {variable}}, false});
        }
        emit(judged, case_columns, std::move(body), scope, origin);
    }
    {
        const PhraseId phrase = program_.schema.quantity(grade.quantity).phrase;
        std::vector<Term> row = grade.terms;
        row.emplace_back(Wildcard{});
        Body body;
        body.add(datalog::Literal{{out_.phrases.at(phrase).asked, std::move(row)}, false});
        emit(judged, case_columns, std::move(body), scope_of(grade.header), origin);
    }
    Scope scope = scope_of(grade.header);
    Body body;
    body.add(datalog::Literal{{judged, case_columns}, false});
    std::vector<Expression> lows;
    std::vector<Expression> highs;
    for (std::size_t i = 0; i < grade.factors.size(); ++i) {
        const Grade::Factor& factor = grade.factors[i];
        const Scale& scale = program_.schema.scale(program_.schema.quantity(factor.quantity).scale);
        const RelationId known = add_relation(name + " factor " + factor.name, [&] {
            std::vector<ColumnType> columns;
            for (const Variable v : cases) {
                columns.push_back(grade.header.variables[v.index].type);
            }
            columns.push_back(ColumnType::number);
            columns.push_back(ColumnType::number);
            return columns;
        }());
        const std::vector<Term> arguments = terms(factor.terms, scope);
        {
            Scope inner = scope_of(grade.header);
            const Variable low = inner.fresh(ColumnType::number);
            const Variable high = inner.fresh(ColumnType::number);
            std::vector<Term> row = arguments;
            row.emplace_back(low);
            row.emplace_back(high);
            std::vector<Term> head = case_columns;
            head.emplace_back(low);
            head.emplace_back(high);
            Body recorded;
            recorded.add(datalog::Literal{{judged, case_columns}, false});
            recorded.add(datalog::Literal{{factors[i], row}, false});
            emit(known, head, std::move(recorded), inner, origin);
        }
        {
            const Scope inner = scope_of(grade.header);
            std::vector<Term> row = arguments;
            row.emplace_back(Wildcard{});
            row.emplace_back(Wildcard{});
            std::vector<Term> head = case_columns;
            head.emplace_back(number(worth_of(scale, 0)));
            head.emplace_back(number(worth_of(scale, scale.levels.size() - 1)));
            Body unknown;
            unknown.add(datalog::Literal{{judged, case_columns}, false});
            unknown.add(datalog::Literal{{factors[i], row}, true});
            emit(known, head, std::move(unknown), inner, origin);
        }
        const Variable low = scope.fresh(ColumnType::number);
        const Variable high = scope.fresh(ColumnType::number);
        std::vector<Term> row = case_columns;
        row.emplace_back(low);
        row.emplace_back(high);
        body.add(datalog::Literal{{known, row}, false}, i);
        lows.push_back(of_term(low, ColumnType::number));
        highs.push_back(of_term(high, ColumnType::number));
    }
    const auto product = [&](std::vector<Expression>& factors_) {
        Expression whole =
            factors_.empty() ? of_term(number(1.0), ColumnType::number) : factors_.front();
        for (std::size_t i = 1; i < factors_.size(); ++i) {
            Expression next{.operation = datalog::Operation::multiply, .type = ColumnType::number};
            next.operands.push_back(std::move(whole));
            next.operands.push_back(factors_[i]);
            whole = std::move(next);
        }
        const Variable result = scope.fresh(ColumnType::number);
        body.add(datalog::Binding{result, std::move(whole)});
        return result;
    };
    const Variable low = product(lows);
    const Variable high = product(highs);
    std::vector<Term> head = terms(grade.terms, scope);
    head.emplace_back(low);
    head.emplace_back(high);
    emit(relation, head, std::move(body), scope, origin);
}

/// What an interval says of each level of the scale: a level reaches from its own worth to the next
/// one's. The level that holds the whole interval is the grade; one that it does not touch is not.
void Compiler::levels_of_grade(QuantityId quantity, RelationId relation) {
    const Quantity& info = program_.schema.quantity(quantity);
    const Scale& scale = program_.schema.scale(info.scale);
    const PhraseRelations& phrase = out_.phrases.at(info.phrase);
    for (std::size_t rank = 0; rank < scale.levels.size(); ++rank) {
        Scope scope;
        std::vector<Term> row;
        for (const Slot& slot : info.slots) {
            row.emplace_back(scope.fresh(slot.type));
        }
        std::vector<Term> head = row;
        head.emplace_back(Value{ColumnType::symbol, to_word(scale.levels[rank])});
        const Variable low = scope.fresh(ColumnType::number);
        const Variable high = scope.fresh(ColumnType::number);
        row.emplace_back(low);
        row.emplace_back(high);
        const auto compare = [](Variable end, Comparator comparator, double worth) {
            return datalog::Comparison{comparator, of_term(end, ColumnType::number),
                                       of_term(number(worth), ColumnType::number),
                                       datalog::Outcome::yes};
        };
        const auto add = [&](std::vector<datalog::Comparison> tests, RelationId possible,
                             RelationId firm, bool holds) {
            for (const bool is_firm : {false, true}) {
                Body body;
                body.add(datalog::Literal{{relation, row}, false});
                for (const datalog::Comparison& test : tests) body.add(test);
                const Level level = holds ? (is_firm ? Level::plus_plus : Level::plus)
                                          : (is_firm ? Level::minus_minus : Level::minus);
                emit(is_firm ? firm : possible, head, std::move(body), scope,
                     {.part = Origin::Part::grade,
                      .level = level,
                      .block = BlockKind::grade,
                      .index = quantity.index,
                      .conclusion = info.phrase});
            }
        };
        // Products of worths such as 2/3 carry rounding: a level begins a hair below its worth.
        constexpr double hair = 1e-9;
        const double from = worth_of(scale, rank) - hair;
        const bool is_last = rank + 1 == scale.levels.size();
        const double to = is_last ? 0.0 : worth_of(scale, rank + 1) - hair;
        std::vector<datalog::Comparison> inside = {compare(low, Comparator::at_least, from)};
        if (!is_last) inside.push_back(compare(high, Comparator::less, to));
        add(std::move(inside), phrase.s, phrase.ss, true);
        add({compare(high, Comparator::less, from)}, phrase.d, phrase.dd, false);
        if (!is_last) add({compare(low, Comparator::at_least, to)}, phrase.d, phrase.dd, false);
    }
}

}  // namespace obverse::compiling
