#include "engine/check/conditions.h"

#include "engine/base/overloaded.h"
#include "engine/check/literals.h"
#include "engine/check/refused_words.h"
#include "engine/check/vocabulary.h"

#include <algorithm>

namespace obverse::checking {

namespace {

Polarity polarity_of(ast::Polarity polarity) {
    switch (polarity) {
        case ast::Polarity::denied:
            return Polarity::denied;
        case ast::Polarity::no_record:
            return Polarity::no_record;
        case ast::Polarity::holds:
            break;
    }
    return Polarity::holds;
}

/// Only a declared sentence can be denied or be missing from the record.
bool reject_polarity(Context& context, const ast::Statement& statement) {
    if (statement.polarity == ast::Polarity::holds) return false;
    context.error(Code::bad_syntax, statement.span,
                  "only a declared sentence can be denied or be without a record", "",
                  "state the opposite comparison, `differs from` or `is less than`");
    return true;
}

/// `the effectiveness of A on B is none`: a grade is computed, so the sentence is a test of it.
std::optional<GradeTest> as_grade_test(const Context& context, const Atom& atom) {
    const auto* level = atom.terms.empty() ? nullptr : std::get_if<Value>(&atom.terms.back());
    if (level == nullptr) return std::nullopt;
    for (std::uint32_t i = 0; i < context.schema().quantities.size(); ++i) {
        const Quantity& quantity = context.schema().quantities[i];
        if (!quantity.is_grade || quantity.phrase != atom.phrase) continue;
        GradeTest test{.quantity = QuantityId{i},
                       .terms = atom.terms,
                       .comparator = datalog::Comparator::equal,
                       .level = as_symbol(level->word),
                       .span = atom.span};
        test.terms.pop_back();
        return test;
    }
    return std::nullopt;
}

std::optional<Condition> of_phrase(AtomReader& reader, const PhraseMatch& match,
                                   const ast::Statement& statement) {
    if (match.form.shape == PhraseForm::Shape::grade_test) {
        if (reject_polarity(reader.context(), statement)) return std::nullopt;
        auto test = reader.grade_test(match, statement.span);
        if (!test) return std::nullopt;
        return Condition{std::move(*test)};
    }
    auto atom = reader.atom_of(match, statement.span);
    if (!atom) return std::nullopt;
    if (auto test = as_grade_test(reader.context(), *atom);
        test && statement.polarity == ast::Polarity::holds) {
        return Condition{std::move(*test)};
    }
    return Condition{Literal{polarity_of(statement.polarity), std::move(*atom)}};
}

std::optional<Condition> of_kind_test(AtomReader& reader, const ast::KindTest& test,
                                      const ast::Statement& statement) {
    Context& context = reader.context();
    const std::optional<KindId> kind = context.schema().kind_named(test.kind.text);
    if (!kind) {
        match_sentence(context, statement.words, statement.span);  // reports it as a phrase
        return std::nullopt;
    }
    if (reject_polarity(context, statement)) return std::nullopt;
    std::optional<Term> term;
    if (const auto* name = std::get_if<ast::Name>(&test.term)) {
        if (const auto id = reader.entity(*name, std::nullopt)) {
            term = Value{ColumnType::symbol, to_word(*id)};
        }
    } else {
        term = reader.term(test.term, Slot{.role = {}, .type = ColumnType::symbol, .kind = kind});
        if (term && std::holds_alternative<datalog::Variable>(*term)) {
            reader.scope().introduce(std::get<datalog::Variable>(*term));
        }
    }
    if (!term) return std::nullopt;
    return Condition{KindTest{.term = *term, .kind = *kind, .span = statement.span}};
}

/// `X is Y` where a name stands for a sentence that nobody declared is better told as a phrase.
bool looks_like_a_sentence(const ast::Comparison& form) {
    const auto is_plain_name = [](const ast::Expression& side) {
        const auto* name = std::get_if<ast::Name>(&side.term);
        return side.operation.empty() && name != nullptr && !name->quoted;
    };
    return is_plain_name(form.left) && is_plain_name(form.right);
}

std::optional<Condition> read_statement(AtomReader& reader, const ast::Statement& statement) {
    Context& context = reader.context();
    if (statement.is_reported) return std::nullopt;
    if (const auto* form = std::get_if<ast::FunctionalAtom>(&statement.form)) {
        auto atom = reader.functional_atom(*form, statement.span);
        if (!atom) return std::nullopt;
        return Condition{Literal{polarity_of(statement.polarity), std::move(*atom)}};
    }
    // A sentence that fits a built-in form and a declared phrase is the phrase's.
    const bool is_sentence = std::holds_alternative<ast::Sentence>(statement.form);
    if (is_sentence || !find_phrases(context, statement.words).matches.empty()) {
        const auto match = match_sentence(context, statement.words, statement.span);
        if (!match) return std::nullopt;
        return of_phrase(reader, *match, statement);
    }
    if (report_refused_words(context, statement.words)) return std::nullopt;
    if (const auto* test = std::get_if<ast::KindTest>(&statement.form)) {
        return of_kind_test(reader, *test, statement);
    }
    const auto* comparison = std::get_if<ast::Comparison>(&statement.form);
    if (comparison == nullptr) {
        context.error(Code::bad_syntax, statement.span, "a list must follow `such that:`");
        return std::nullopt;
    }
    if (looks_like_a_sentence(*comparison)) {
        match_sentence(context, statement.words, statement.span);
        return std::nullopt;
    }
    if (reject_polarity(context, statement)) return std::nullopt;
    auto made = read_comparison(reader, *comparison, statement.span);
    if (!made) return std::nullopt;
    check_literals(context, *made);
    return Condition{std::move(*made)};
}

AggregateFunction function_of(ast::AggregateFunction function) {
    switch (function) {
        case ast::AggregateFunction::total:
            return AggregateFunction::total;
        case ast::AggregateFunction::least:
            return AggregateFunction::least;
        case ast::AggregateFunction::greatest:
            return AggregateFunction::greatest;
        case ast::AggregateFunction::average:
            return AggregateFunction::average;
        case ast::AggregateFunction::count:
            break;
    }
    return AggregateFunction::count;
}

std::optional<Condition> read_aggregate(AtomReader& reader, const ast::Condition& words) {
    Context& context = reader.context();
    const auto* head = std::get_if<ast::AggregateHead>(&words.statement.form);
    if (head == nullptr || words.members.empty()) {
        context.error(Code::bad_syntax, words.span, "this list counts or sums nothing");
        return std::nullopt;
    }
    Scope& scope = reader.scope();
    Aggregate made;
    made.span = words.span;
    made.function = function_of(head->function);
    made.result = scope.variable(context, head->result);
    for (const ast::Variable& variable : head->over) {
        made.over.push_back(scope.variable(context, variable));
    }
    made.body = read_conditions(reader, words.members.front());
    if (!head->value) {
        scope.constrain(context, made.result, ColumnType::integer, head->result.span);
        return Condition{std::move(made)};
    }
    auto value = read_expression(reader, *head->value);
    if (!value) return std::nullopt;
    const ColumnType type = value->expression.type;
    const bool is_number = type == ColumnType::integer || type == ColumnType::number;
    const bool is_order =
        made.function == AggregateFunction::least || made.function == AggregateFunction::greatest;
    if (value->is_known && !is_number && !(is_order && type == ColumnType::date)) {
        context.error(Code::type_mismatch, value->expression.span,
                      "only numbers can be added up, and only numbers and dates have an order");
        return std::nullopt;
    }
    if (value->is_known) {
        const bool is_average = made.function == AggregateFunction::average;
        scope.constrain(context, made.result, is_average ? ColumnType::number : type,
                        head->result.span);
    }
    made.value = std::move(value->expression);
    check_literals(context, made.value);
    if (made.over.empty()) {
        VariableSet used;
        variables_in(made.value, used);
        for (const std::uint32_t index : used) made.over.push_back({index});
    }
    return Condition{std::move(made)};
}

}  // namespace

std::optional<Condition> read_condition(AtomReader& reader, const ast::Condition& words) {
    using Shape = ast::Condition::Shape;
    if (words.shape == Shape::statement) return read_statement(reader, words.statement);
    if (words.shape == Shape::aggregate) return read_aggregate(reader, words);
    Choice choice;
    choice.span = words.span;
    for (const std::vector<ast::Condition>& member : words.members) {
        choice.members.push_back(read_conditions(reader, member));
    }
    choice.least = words.shape == Shape::any_of   ? 1
                   : words.shape == Shape::all_of ? choice.members.size()
                                                  : static_cast<std::size_t>(words.least);
    if (choice.members.empty() || words.least < 0 || choice.least > choice.members.size() ||
        choice.least == 0) {
        reader.context().error(Code::bad_number, words.span,
                               "the list has " + std::to_string(choice.members.size()) +
                                   " members and asks for " + std::to_string(words.least),
                               "", "ask for at least 1 and at most all of them");
        return std::nullopt;
    }
    return Condition{std::move(choice)};
}

Conditions read_conditions(AtomReader& reader, std::span<const ast::Condition> words) {
    Conditions made;
    for (const ast::Condition& condition : words) {
        if (auto read = read_condition(reader, condition)) made.push_back(std::move(*read));
    }
    return made;
}

bool resolve_block(Context& context, Scope& scope, const std::function<void()>& read) {
    // One run to learn, one to report; more only where types pass along a chain of equations.
    constexpr int pass_limit = 8;
    Diagnostics before = std::move(context.diagnostics);
    for (int pass = 0; pass < pass_limit; ++pass) {
        context.diagnostics = Diagnostics();
        const std::size_t known = scope.knowledge();
        scope.begin_pass();
        read();
        if (pass > 0 && scope.knowledge() == known) break;
    }
    const bool is_clean = context.diagnostics.list().empty();
    before.append(context.diagnostics);
    context.diagnostics = std::move(before);
    for (std::uint32_t i = 0; i < scope.variables().size(); ++i) {
        const VariableInfo& info = scope.variables()[i];
        if (!info.kind || scope.is_introduced({i})) continue;
        context.error(Code::unintroduced_letter, scope.first_use({i}),
                      "nothing says what `" + info.name + "` is", "",
                      "write `" + context.schema().kind(*info.kind).name + " " + info.name +
                          "` where it is first named");
    }
    return is_clean;
}

}  // namespace obverse::checking
