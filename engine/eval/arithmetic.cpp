#include "engine/eval/arithmetic.h"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace obverse::eval {

using datalog::Comparator;
using datalog::Expression;
using datalog::Operation;

namespace {

using Kind = EvaluationError::Kind;

[[noreturn]] void overflow(const Expression& expression) {
    throw EvaluationError(Kind::arithmetic, "the result does not fit into 64 bits",
                          expression.span);
}

std::int64_t power(std::int64_t base, std::int64_t exponent, const Expression& expression) {
    if (exponent < 0) {
        if (base == 0) throw EvaluationError(Kind::arithmetic, "division by zero", expression.span);
        if (base == 1) return 1;
        if (base == -1) return exponent % 2 == 0 ? 1 : -1;
        return 0;
    }
    std::int64_t result = 1;
    while (exponent > 0) {
        if ((exponent & 1) != 0 && __builtin_mul_overflow(result, base, &result)) {
            overflow(expression);
        }
        exponent >>= 1;
        if (exponent > 0 && __builtin_mul_overflow(base, base, &base)) overflow(expression);
    }
    return result;
}

std::int64_t integers(const Expression& expression, std::int64_t left, std::int64_t right) {
    std::int64_t result = 0;
    bool fits = true;
    switch (expression.operation) {
        case Operation::add:
            fits = !__builtin_add_overflow(left, right, &result);
            break;
        case Operation::subtract:
            fits = !__builtin_sub_overflow(left, right, &result);
            break;
        case Operation::multiply:
            fits = !__builtin_mul_overflow(left, right, &result);
            break;
        case Operation::divide:
        case Operation::modulo:
            if (right == 0) {
                throw EvaluationError(Kind::arithmetic, "division by zero", expression.span);
            }
            if (right == -1) {
                if (expression.operation == Operation::modulo) return 0;
                fits = !__builtin_sub_overflow(std::int64_t{0}, left, &result);
                break;
            }
            return expression.operation == Operation::divide ? left / right : left % right;
        case Operation::power:
            return power(left, right, expression);
        case Operation::bit_and:
            return left & right;
        case Operation::bit_or:
            return left | right;
        case Operation::bit_xor:
            return left ^ right;
        case Operation::lesser:
            return std::min(left, right);
        case Operation::greater:
            return std::max(left, right);
        default:
            break;
    }
    if (!fits) overflow(expression);
    return result;
}

double numbers(const Expression& expression, double left, double right) {
    switch (expression.operation) {
        case Operation::add:
            return left + right;
        case Operation::subtract:
            return left - right;
        case Operation::multiply:
            return left * right;
        case Operation::divide:
            if (right == 0.0) {
                throw EvaluationError(Kind::arithmetic, "division by zero", expression.span);
            }
            return left / right;
        case Operation::modulo:
            if (right == 0.0) {
                throw EvaluationError(Kind::arithmetic, "division by zero", expression.span);
            }
            return std::fmod(left, right);
        case Operation::power:
            return std::pow(left, right);
        case Operation::lesser:
            return std::min(left, right);
        case Operation::greater:
            return std::max(left, right);
        default:
            break;
    }
    return 0.0;
}

/// Byte offset of the code point of that number, or the end.
std::size_t offset_of(std::string_view text, std::int64_t code_point) {
    std::size_t at = 0;
    while (code_point > 0 && at < text.size()) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U) ++at;
        --code_point;
    }
    return at;
}
std::int64_t length_of(std::string_view text) {
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; });
}

template <class Number>
std::optional<Number> parsed(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

template <class Ordered>
bool ordered(Comparator comparator, const Ordered& left, const Ordered& right) {
    switch (comparator) {
        case Comparator::equal:
            return left == right;
        case Comparator::differs:
            return !(left == right);
        case Comparator::less:
            return left < right;
        case Comparator::more:
            return right < left;
        case Comparator::at_least:
            return !(left < right);
        case Comparator::at_most:
            return !(right < left);
        default:
            return false;
    }
}

Truth opposite(Truth truth) {
    if (truth == Truth::yes) return Truth::no;
    return truth == Truth::no ? Truth::yes : truth;
}
Truth is_before(Date left, Date right) {
    if (left.last < right.first) return Truth::yes;
    return left.first >= right.last ? Truth::no : Truth::undecided;
}
Truth is_same(Date left, Date right) {
    if (left.last < right.first || right.last < left.first) return Truth::no;
    return left == right && left.first == left.last ? Truth::yes : Truth::undecided;
}
Truth dates(Comparator comparator, Date left, Date right) {
    switch (comparator) {
        case Comparator::equal:
            return is_same(left, right);
        case Comparator::differs:
            return opposite(is_same(left, right));
        case Comparator::less:
            return is_before(left, right);
        case Comparator::more:
            return is_before(right, left);
        case Comparator::at_least:
            return opposite(is_before(left, right));
        case Comparator::at_most:
            return opposite(is_before(right, left));
        default:
            return Truth::fails;
    }
}

}  // namespace

Calculator::Calculator(SymbolTable& symbols) : symbols_(symbols) {}
Calculator::~Calculator() = default;

ColumnType type_of(const Expression& expression, std::span<const ColumnType> types) {
    if (expression.operation != Operation::term) return expression.type;
    if (const auto* variable = std::get_if<datalog::Variable>(&expression.term)) {
        return types[variable->index];
    }
    return std::get<Value>(expression.term).type;
}

Computed Calculator::compute(const Expression& expression, std::span<const Word> bindings,
                             std::span<const ColumnType> types) {
    if (expression.operation == Operation::term) {
        if (const auto* variable = std::get_if<datalog::Variable>(&expression.term)) {
            return {bindings[variable->index]};
        }
        return {std::get<Value>(expression.term).word};
    }
    Word words[3] = {};
    for (std::size_t i = 0; i < expression.operands.size() && i < 3; ++i) {
        const Computed operand = compute(expression.operands[i], bindings, types);
        if (!operand.word || operand.undecided) return operand;
        words[i] = *operand.word;
    }
    const bool is_number = expression.type == ColumnType::number;
    const auto text = [&](std::size_t i) { return symbols_.text(as_symbol(words[i])); };
    switch (expression.operation) {
        case Operation::negate: {
            if (is_number) return {to_word(-as_number(words[0]))};
            std::int64_t result = 0;
            if (__builtin_sub_overflow(std::int64_t{0}, as_integer(words[0]), &result)) {
                overflow(expression);
            }
            return {to_word(result)};
        }
        case Operation::bit_not:
            return {to_word(~as_integer(words[0]))};
        case Operation::to_number:
            return {to_word(static_cast<double>(as_integer(words[0])))};
        case Operation::joined:
            return {to_word(symbols_.intern(std::string(text(0)) + std::string(text(1))))};
        case Operation::length:
            return {to_word(length_of(text(0)))};
        case Operation::part: {
            const std::string_view whole = text(0);
            const std::size_t from =
                offset_of(whole, std::max<std::int64_t>(0, as_integer(words[1])));
            const std::string_view rest = whole.substr(from);
            const std::size_t count =
                offset_of(rest, std::max<std::int64_t>(0, as_integer(words[2])));
            return {to_word(symbols_.intern(std::string(rest.substr(0, count))))};
        }
        case Operation::days_between: {
            const Date left = as_date(words[0]);
            const Date right = as_date(words[1]);
            if (left.first != left.last || right.first != right.last) return {Word{0}, true};
            return {to_word(std::int64_t{right.first} - left.first)};
        }
        case Operation::integer_in: {
            const auto value = parsed<std::int64_t>(text(0));
            return value ? Computed{to_word(*value)} : Computed{};
        }
        case Operation::number_in: {
            const auto value = parsed<double>(text(0));
            return value ? Computed{to_word(*value)} : Computed{};
        }
        case Operation::text_of: {
            const Value value{type_of(expression.operands.front(), types), words[0]};
            return {to_word(symbols_.intern(to_text(value, symbols_)))};
        }
        default:
            break;
    }
    if (is_number) {
        return {to_word(numbers(expression, as_number(words[0]), as_number(words[1])))};
    }
    return {to_word(integers(expression, as_integer(words[0]), as_integer(words[1])))};
}

bool Calculator::matches(SymbolId text, SymbolId pattern, Span span) {
    std::unique_ptr<re2::RE2>& compiled = patterns_[pattern.index];
    if (!compiled) {
        re2::RE2::Options options;
        options.set_log_errors(false);
        const std::string_view words = symbols_.text(pattern);
        compiled =
            std::make_unique<re2::RE2>(re2::StringPiece(words.data(), words.size()), options);
        if (!compiled->ok()) {
            throw EvaluationError(
                Kind::pattern, "`" + std::string(words) + "` is no pattern: " + compiled->error(),
                span);
        }
    }
    const std::string_view words = symbols_.text(text);
    return re2::RE2::FullMatch(re2::StringPiece(words.data(), words.size()), *compiled);
}

Truth Calculator::compare(const datalog::Comparison& comparison, std::span<const Word> bindings,
                          std::span<const ColumnType> types) {
    const Computed left = compute(comparison.left, bindings, types);
    const Computed right = compute(comparison.right, bindings, types);
    if (!left.word || !right.word) return Truth::fails;
    if (left.undecided || right.undecided) return Truth::undecided;
    const auto truth = [](bool holds) { return holds ? Truth::yes : Truth::no; };
    switch (type_of(comparison.left, types)) {
        case ColumnType::integer:
            return truth(
                ordered(comparison.comparator, as_integer(*left.word), as_integer(*right.word)));
        case ColumnType::number:
            return truth(
                ordered(comparison.comparator, as_number(*left.word), as_number(*right.word)));
        case ColumnType::date:
            return dates(comparison.comparator, as_date(*left.word), as_date(*right.word));
        case ColumnType::symbol:
            break;
    }
    const SymbolId a = as_symbol(*left.word);
    const SymbolId b = as_symbol(*right.word);
    switch (comparison.comparator) {
        case Comparator::equal:
            return truth(a == b);
        case Comparator::differs:
            return truth(a != b);
        case Comparator::contains:
            return truth(symbols_.text(a).find(symbols_.text(b)) != std::string_view::npos);
        case Comparator::matches:
            return truth(matches(a, b, comparison.right.span));
        default:
            return truth(ordered(comparison.comparator, symbols_.text(a), symbols_.text(b)));
    }
}

bool Calculator::holds(const datalog::Comparison& comparison, std::span<const Word> bindings,
                       std::span<const ColumnType> types) {
    const Truth truth = compare(comparison, bindings, types);
    if (truth == Truth::fails) return false;
    switch (comparison.wanted) {
        case datalog::Outcome::yes:
            return truth == Truth::yes;
        case datalog::Outcome::no:
            return truth == Truth::no;
        case datalog::Outcome::not_yes:
            return truth != Truth::yes;
        case datalog::Outcome::not_no:
            break;
    }
    return truth != Truth::no;
}

}  // namespace obverse::eval
