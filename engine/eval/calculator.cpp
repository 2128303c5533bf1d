#include "engine/eval/calculator.h"

#include "engine/base/invariant.h"

#include <algorithm>
#include <array>

namespace obverse::eval {

namespace {

using datalog::Operation;

std::string_view sign_of(Operation operation) {
    switch (operation) {
        case Operation::add:
            return " + ";
        case Operation::subtract:
            return " - ";
        case Operation::multiply:
            return " * ";
        case Operation::divide:
            return " / ";
        case Operation::modulo:
            return " mod ";
        case Operation::power:
            return " ^ ";
        default:
            return " ";
    }
}

bool is_of_text(const datalog::Expression& expression) {
    switch (expression.operation) {
        case Operation::joined:
        case Operation::length:
        case Operation::part:
        case Operation::integer_in:
        case Operation::number_in:
        case Operation::text_of:
            return true;
        case Operation::lesser:
        case Operation::greater:
            return expression.type == ColumnType::symbol;
        default:
            return false;
    }
}

}  // namespace

Calculator::Calculator(SymbolTable& symbols, std::uint32_t capacity, OnFailure on_failure)
    : symbols_(symbols),
      on_failure_(on_failure),
      registers_(capacity),
      missing_(capacity, 0),
      outcomes_(capacity, 0) {}

void Calculator::begin(std::uint32_t count) {
    mark_ = {};
    std::fill_n(missing_.begin(), count, static_cast<std::uint8_t>(0));
}

const Word* Calculator::compute(const datalog::Expression& expression, const Frame& frame) {
    begin(frame.count);
    return value(expression, frame);
}

const Word* Calculator::value(const datalog::Expression& expression, const Frame& frame) {
    if (expression.operation == Operation::term) {
        if (const auto* variable = std::get_if<datalog::Variable>(&expression.term)) {
            return frame.values[variable->index];
        }
        Word* constant = registers_.words(mark_);
        std::fill_n(constant, frame.count, std::get<Value>(expression.term).word);
        return constant;
    }
    std::array<const Word*, 3> operands{};
    invariant(expression.operands.size() <= operands.size());
    for (std::size_t i = 0; i < expression.operands.size(); ++i) {
        operands[i] = value(expression.operands[i], frame);
    }
    return operation(expression, operands, frame.count);
}

const Word* Calculator::operation(const datalog::Expression& expression,
                                  std::span<const Word* const> operands, std::uint32_t count) {
    Word* out = registers_.words(mark_);
    if (is_of_text(expression)) {
        text_operation(expression, operands, count, out);
        return out;
    }
    if (expression.operation == Operation::to_number) {
        for (std::uint32_t i = 0; i < count; ++i) {
            out[i] = to_word(static_cast<double>(as_integer(operands[0][i])));
        }
        return out;
    }
    if (expression.operation == Operation::days_between) {
        for (std::uint32_t i = 0; i < count; ++i) {
            const Date from = as_date(operands[0][i]);
            const Date to = as_date(operands[1][i]);
            if (from.first != from.last || to.first != to.last) missing_[i] = 1;
            out[i] = to_word(static_cast<std::int64_t>(to.first) - from.first);
        }
        return out;
    }
    const Operands batch{operands[0], operands[1], count, missing_.data()};
    FaultyRow faulty = calculate(expression.operation, expression.type, batch, out);
    while (faulty.fault != Fault::none) {
        if (on_failure_ == OnFailure::finding) {
            report(expression, operands, faulty);
            break;
        }
        missing_[faulty.row] = 1;
        faulty = calculate(expression.operation, expression.type, batch, out);
    }
    return out;
}

Word Calculator::intern(std::string_view text) {
    const std::size_t before = symbols_.size();
    const SymbolId symbol = symbols_.intern(text);
    if (symbols_.size() != before) text_bytes_ += text.size();
    return to_word(symbol);
}

void Calculator::text_operation(const datalog::Expression& expression,
                                std::span<const Word* const> operands, std::uint32_t count,
                                Word* out) {
    const auto text = [&](std::size_t operand, std::uint32_t i) {
        return symbols_.text(as_symbol(operands[operand][i]));
    };
    for (std::uint32_t i = 0; i < count; ++i) {
        out[i] = 0;
        if (missing_[i] != 0) continue;
        switch (expression.operation) {
            case Operation::joined:
                out[i] = intern(std::string(text(0, i)).append(text(1, i)));
                break;
            case Operation::length:
                out[i] = to_word(length_of(text(0, i)));
                break;
            case Operation::part:
                out[i] = intern(
                    part_of(text(0, i), as_integer(operands[1][i]), as_integer(operands[2][i])));
                break;
            case Operation::integer_in:
                if (const auto integer = integer_in(text(0, i))) {
                    out[i] = to_word(*integer);
                } else {
                    missing_[i] = 1;
                }
                break;
            case Operation::number_in:
                if (const auto number = number_in(text(0, i))) {
                    out[i] = to_word(*number);
                } else {
                    missing_[i] = 1;
                }
                break;
            case Operation::text_of:
                out[i] =
                    intern(to_text(Value{expression.operands[0].type, operands[0][i]}, symbols_));
                break;
            case Operation::lesser:
                out[i] = text(0, i) <= text(1, i) ? operands[0][i] : operands[1][i];
                break;
            case Operation::greater:
                out[i] = text(0, i) >= text(1, i) ? operands[0][i] : operands[1][i];
                break;
            default:
                invariant(false);
        }
    }
}

void Calculator::report(const datalog::Expression& expression,
                        std::span<const Word* const> operands, FaultyRow faulty) {
    const auto shown = [&](std::size_t operand) {
        return to_text(Value{expression.operands[operand].type, operands[operand][faulty.row]},
                       symbols_);
    };
    std::string calculation = expression.operands.size() == 1
                                  ? "- " + shown(0)
                                  : shown(0).append(sign_of(expression.operation)) + shown(1);
    if (faulty.fault == Fault::zero_divisor) {
        return fail(expression, Code::division_by_zero, "division by zero: `" + calculation + "`",
                    "add a condition that the divisor differs from 0");
    }
    fail(expression, Code::bad_number, "`" + calculation + "` is too large a number",
         "add a condition that keeps the operands within 64 bits");
}

void Calculator::fail(const datalog::Expression& expression, Code code, std::string message,
                      std::string help) {
    if (failure_ || on_failure_ == OnFailure::no_value) return;
    failure_ = Diagnostic{.code = code, .message = std::move(message), .help = std::move(help)};
    if (expression.span.end != 0) failure_->primary = Label{expression.span, "calculated here"};
}

void Calculator::widen_extreme(datalog::AggregateFunction function, ColumnType type, Word& held,
                               Word candidate) const {
    const bool is_least = function == datalog::AggregateFunction::least;
    if (type == ColumnType::symbol) {
        const auto held_text = symbols_.text(as_symbol(held));
        const auto text = symbols_.text(as_symbol(candidate));
        if (is_least ? text < held_text : text > held_text) held = candidate;
        return;
    }
    const std::uint8_t missing = 0;
    calculate(is_least ? Operation::lesser : Operation::greater, type,
              {&held, &candidate, 1, &missing}, &held);
}

void Calculator::fail_total(const datalog::Expression& value, std::int64_t total,
                            std::int64_t added) {
    fail(value, Code::bad_number,
         "the total `" + std::to_string(total) + " + " + std::to_string(added) +
             "` is too large a number",
         "add a condition that keeps the total within 64 bits");
}

}  // namespace obverse::eval
