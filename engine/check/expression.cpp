#include "engine/base/date.h"
#include "engine/base/overloaded.h"
#include "engine/check/conditions.h"

#include <array>
#include <string_view>

namespace obverse::checking {

namespace {

using datalog::Operation;

struct OperatorInfo {
    enum class Typing : std::uint8_t {
        arithmetic,
        integers,
        texts,
        length,
        part,
        days,
        read,
        print
    };
    std::string_view word;
    Operation operation;
    std::size_t operand_count;
    Typing typing;
};
using Typing = OperatorInfo::Typing;

constexpr std::array<OperatorInfo, 20> operators = {{
    {"+", Operation::add, 2, Typing::arithmetic},
    {"-", Operation::subtract, 2, Typing::arithmetic},
    {"*", Operation::multiply, 2, Typing::arithmetic},
    {"/", Operation::divide, 2, Typing::arithmetic},
    {"mod", Operation::modulo, 2, Typing::arithmetic},
    {"^", Operation::power, 2, Typing::arithmetic},
    {"band", Operation::bit_and, 2, Typing::integers},
    {"bor", Operation::bit_or, 2, Typing::integers},
    {"bxor", Operation::bit_xor, 2, Typing::integers},
    {"bnot", Operation::bit_not, 1, Typing::integers},
    {"negated", Operation::negate, 1, Typing::arithmetic},
    {"lesser", Operation::lesser, 2, Typing::arithmetic},
    {"greater", Operation::greater, 2, Typing::arithmetic},
    {"joined", Operation::joined, 2, Typing::texts},
    {"length", Operation::length, 1, Typing::length},
    {"part", Operation::part, 3, Typing::part},
    {"days", Operation::days_between, 2, Typing::days},
    {"number-in", Operation::number_in, 1, Typing::read},
    {"integer-in", Operation::integer_in, 1, Typing::read},
    {"text-of", Operation::text_of, 1, Typing::print},
}};

const OperatorInfo* operator_named(std::string_view word) {
    for (const OperatorInfo& info : operators) {
        if (info.word == word) return &info;
    }
    return nullptr;
}

Expression to_number(Expression operand) {
    if (operand.type != ColumnType::integer) return operand;
    const Span span = operand.span;
    Expression made;
    made.operation = Operation::to_number;
    made.type = ColumnType::number;
    made.span = span;
    made.operands.push_back(std::move(operand));
    return made;
}

TypedExpression constant(ColumnType type, Word word, Span span) {
    Expression expression;
    expression.term = Value{type, word};
    expression.type = type;
    expression.span = span;
    return {std::move(expression), true};
}

TypedExpression of_variable(AtomReader& reader, datalog::Variable variable, Span span) {
    const VariableInfo& info = reader.scope().variables()[variable.index];
    Expression expression;
    expression.term = variable;
    expression.type = info.type;
    expression.span = span;
    return {std::move(expression), reader.scope().has_type(variable), info.kind};
}

std::optional<TypedExpression> read_term(AtomReader& reader, const ast::Term& term,
                                         std::optional<ColumnType> hint) {
    const auto bad = [&](Code code, Span span, std::string what) -> std::optional<TypedExpression> {
        reader.context().error(code, span, std::move(what));
        return std::nullopt;
    };
    return std::visit(
        overloaded{
            [&](const ast::Variable& words) -> std::optional<TypedExpression> {
                return of_variable(reader, reader.scope().variable(reader.context(), words),
                                   words.span);
            },
            [&](const ast::Parameter& words) -> std::optional<TypedExpression> {
                return of_variable(reader, reader.scope().parameter(reader.context(), words.name),
                                   words.name.span);
            },
            [&](const ast::Wildcard& words) {
                return bad(Code::bad_syntax, words.span, "`_` cannot be compared or computed with");
            },
            [&](const ast::Name& name) -> std::optional<TypedExpression> {
                // A text, unless the other side has a kind: then it is reread by that.
                const SymbolId text = reader.context().symbols().intern(name.text);
                return constant(ColumnType::symbol, to_word(text), name.span);
            },
            [&](const ast::Integer& integer) -> std::optional<TypedExpression> {
                if (hint == ColumnType::date) {
                    if (const auto year = parse_date(std::to_string(integer.value))) {
                        return constant(ColumnType::date, to_word(*year), integer.span);
                    }
                }
                return constant(ColumnType::integer, to_word(integer.value), integer.span);
            },
            [&](const ast::Number& number) -> std::optional<TypedExpression> {
                return constant(ColumnType::number, to_word(number.value), number.span);
            },
            [&](const ast::DateText& date) -> std::optional<TypedExpression> {
                const std::optional<Date> value = parse_date(date.text);
                if (!value) return bad(Code::bad_date, date.span, "`" + date.text + "` is no date");
                return constant(ColumnType::date, to_word(*value), date.span);
            },
        },
        term);
}

std::string_view wanted_by(Typing typing, std::size_t operand) {
    switch (typing) {
        case Typing::arithmetic:
            return "numbers";
        case Typing::integers:
            return "integers";
        case Typing::days:
            return "dates";
        case Typing::part:
            return operand == 0 ? "a text" : "an integer";
        default:
            return "a text";
    }
}

bool is_fitting(Typing typing, std::size_t operand, ColumnType type) {
    switch (typing) {
        case Typing::arithmetic:
            return type == ColumnType::integer || type == ColumnType::number;
        case Typing::integers:
            return type == ColumnType::integer;
        case Typing::texts:
        case Typing::length:
        case Typing::read:
            return type == ColumnType::symbol;
        case Typing::part:
            return type == (operand == 0 ? ColumnType::symbol : ColumnType::integer);
        case Typing::days:
            return type == ColumnType::date;
        case Typing::print:
            return true;
    }
    return true;
}

/// What an operand of the operator must be when nothing else tells.
std::optional<ColumnType> default_operand(Typing typing, std::size_t operand) {
    switch (typing) {
        case Typing::integers:
            return ColumnType::integer;
        case Typing::days:
            return ColumnType::date;
        case Typing::part:
            return operand == 0 ? ColumnType::symbol : ColumnType::integer;
        default:
            return std::nullopt;
    }
}

void set_result_type(TypedExpression& made, const OperatorInfo& info,
                     std::optional<ColumnType> hint) {
    std::vector<Expression>& operands = made.expression.operands;
    ColumnType& type = made.expression.type;
    switch (info.typing) {
        case Typing::arithmetic: {
            bool has_number = false;
            for (const Expression& operand : operands) {
                has_number = has_number || operand.type == ColumnType::number;
            }
            type = has_number ? ColumnType::number : ColumnType::integer;
            if (!has_number) break;
            for (Expression& operand : operands) operand = to_number(std::move(operand));
            break;
        }
        case Typing::integers:
        case Typing::length:
        case Typing::days:
            type = ColumnType::integer;
            break;
        case Typing::read:
            if (hint == ColumnType::integer) made.expression.operation = Operation::integer_in;
            type = made.expression.operation == Operation::integer_in ? ColumnType::integer
                                                                      : ColumnType::number;
            break;
        case Typing::texts:
        case Typing::part:
        case Typing::print:
            type = ColumnType::symbol;
            break;
    }
}

}  // namespace

std::optional<TypedExpression> read_expression(AtomReader& reader, const ast::Expression& words,
                                               std::optional<ColumnType> hint) {
    if (words.operation.empty()) return read_term(reader, words.term, hint);
    const OperatorInfo* info = operator_named(words.operation);
    if (info == nullptr || info->operand_count != words.operands.size()) {
        reader.context().error(Code::bad_syntax, words.span,
                               "`" + words.operation + "` cannot be computed like this");
        return std::nullopt;
    }
    TypedExpression made;
    made.is_known = true;
    made.expression.operation = info->operation;
    made.expression.span = words.span;
    for (std::size_t i = 0; i < words.operands.size(); ++i) {
        const bool shares_hint = info->typing == Typing::arithmetic;
        auto operand = read_expression(reader, words.operands[i],
                                       shares_hint ? hint : default_operand(info->typing, i));
        if (!operand) return std::nullopt;
        const bool is_good =
            !operand->kind && is_fitting(info->typing, i, operand->expression.type);
        if (operand->is_known && !is_good && info->typing != Typing::print) {
            reader.context().error(
                Code::type_mismatch, operand->expression.span,
                "`" + words.operation + "` needs " + std::string(wanted_by(info->typing, i)));
            return std::nullopt;
        }
        made.is_known = made.is_known && (operand->is_known || info->typing != Typing::arithmetic);
        made.expression.operands.push_back(std::move(operand->expression));
    }
    set_result_type(made, *info, hint);
    return made;
}

namespace {

datalog::Comparator comparator_of(ast::Comparator comparator) {
    switch (comparator) {
        case ast::Comparator::is:
            return datalog::Comparator::equal;
        case ast::Comparator::differs:
            return datalog::Comparator::differs;
        case ast::Comparator::less:
            return datalog::Comparator::less;
        case ast::Comparator::more:
            return datalog::Comparator::more;
        case ast::Comparator::at_least:
            return datalog::Comparator::at_least;
        case ast::Comparator::at_most:
            return datalog::Comparator::at_most;
        case ast::Comparator::contains:
            return datalog::Comparator::contains;
        case ast::Comparator::matches:
            return datalog::Comparator::matches;
    }
    return datalog::Comparator::equal;
}

bool is_text_comparator(ast::Comparator comparator) {
    return comparator == ast::Comparator::contains || comparator == ast::Comparator::matches;
}

const ast::Name* plain_name(const ast::Expression& words) {
    return words.operation.empty() ? std::get_if<ast::Name>(&words.term) : nullptr;
}

/// What one side tells about a variable that alone makes the other side.
void teach(AtomReader& reader, TypedExpression& learner, const TypedExpression& teacher) {
    const auto* variable = std::get_if<datalog::Variable>(&learner.expression.term);
    const bool is_plain = learner.expression.operation == Operation::term && variable != nullptr;
    if (!is_plain || learner.is_known || !teacher.is_known) return;
    if (teacher.kind) {
        reader.scope().constrain(reader.context(), *variable, *teacher.kind,
                                 learner.expression.span);
        reader.scope().introduce(*variable);
    } else {
        reader.scope().constrain(reader.context(), *variable, teacher.expression.type,
                                 learner.expression.span);
    }
    learner.expression.type = teacher.expression.type;
    learner.is_known = true;
    learner.kind = teacher.kind;
}

/// Rereads a name beside a variable of a kind as an entity or a value of that kind.
bool reread_name(AtomReader& reader, const ast::Expression& words, TypedExpression& side,
                 const TypedExpression& other) {
    const ast::Name* name = plain_name(words);
    if (name == nullptr || !other.kind) return true;
    const Slot slot{.role = {}, .type = ColumnType::symbol, .kind = other.kind};
    const std::optional<Term> term = reader.term(ast::Term{*name}, slot);
    if (!term) return false;
    side.expression.term = *term;
    return true;
}

/// `N is at most 2021-13`, where the other side is a date. False when there is nothing to report.
bool report_bad_date(AtomReader& reader, const ast::Expression& words,
                     const TypedExpression& other) {
    const ast::Name* name = plain_name(words);
    const bool is_date = other.is_known && other.expression.type == ColumnType::date;
    if (name == nullptr || !is_date) return false;
    reader.context().error(Code::bad_date, name->span, "`" + name->text + "` is no date", "",
                           "write a day, a month or a year: 2021-11-15, 2021-11, 2021");
    return true;
}

/// A value of one kind and an entity or a value of another are never the same, though they may be
/// spelt alike. False when there is nothing to report.
bool report_value_beside_entity(AtomReader& reader, const TypedExpression& left,
                                const TypedExpression& right, Span span) {
    if (!left.kind || !right.kind || left.kind == right.kind) return false;
    const Schema& schema = reader.context().schema();
    if (!schema.kind(*left.kind).is_one_of() && !schema.kind(*right.kind).is_one_of()) return false;
    reader.context().error(Code::kind_mismatch, span,
                           "a `" + schema.kind(*left.kind).name + "` and a `" +
                               schema.kind(*right.kind).name + "` are never the same",
                           "", "compare terms of one kind");
    return true;
}

}  // namespace

std::optional<Comparison> read_comparison(AtomReader& reader, const ast::Comparison& words,
                                          Span span) {
    auto left = read_expression(reader, words.left);
    if (!left) return std::nullopt;
    const auto hint = left->is_known ? std::optional(left->expression.type) : std::nullopt;
    auto right = read_expression(reader, words.right, hint);
    if (!right) return std::nullopt;
    if (right->is_known) {
        left = read_expression(reader, words.left, right->expression.type);
        if (!left) return std::nullopt;
    }
    if (report_bad_date(reader, words.left, *right) ||
        report_bad_date(reader, words.right, *left)) {
        return std::nullopt;
    }
    teach(reader, *left, *right);
    teach(reader, *right, *left);
    if (!reread_name(reader, words.left, *left, *right) ||
        !reread_name(reader, words.right, *right, *left)) {
        return std::nullopt;
    }
    if (report_value_beside_entity(reader, *left, *right, span)) return std::nullopt;
    ColumnType left_type = left->expression.type;
    ColumnType right_type = right->expression.type;
    const bool mixed = (left_type == ColumnType::integer && right_type == ColumnType::number) ||
                       (left_type == ColumnType::number && right_type == ColumnType::integer);
    if (mixed) {
        left->expression = to_number(std::move(left->expression));
        right->expression = to_number(std::move(right->expression));
        left_type = right_type = ColumnType::number;
    }
    const bool is_known = left->is_known && right->is_known;
    const bool wants_text = is_text_comparator(words.comparator) && left_type != ColumnType::symbol;
    if (is_known && (left_type != right_type || wants_text)) {
        reader.context().error(Code::type_mismatch, span,
                               "`" + std::string(reader.context().sources.text(span)) +
                                   "` compares values of different types",
                               "",
                               "compare numbers with numbers, dates with dates, texts with texts");
        return std::nullopt;
    }
    return Comparison{.comparator = comparator_of(words.comparator),
                      .left = std::move(left->expression),
                      .right = std::move(right->expression),
                      .span = span};
}

}  // namespace obverse::checking
