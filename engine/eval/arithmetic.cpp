#include "engine/eval/arithmetic.h"

#include "engine/base/invariant.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace obverse::eval {

namespace {

using datalog::Operation;
using Integer = std::int64_t;

template <class Calculate>
FaultyRow for_each_row(const Operands& operands, const Calculate& calculate) {
    for (std::uint32_t i = 0; i < operands.count; ++i) {
        if (operands.missing[i] != 0) continue;
        if (const Fault fault = calculate(i); fault != Fault::none) return {fault, i};
    }
    return {};
}

template <class Calculate>
FaultyRow for_integers(const Operands& operands, Word* out, const Calculate& calculate) {
    return for_each_row(operands, [&](std::uint32_t i) {
        Integer result = 0;
        const Integer right = operands.right == nullptr ? 0 : as_integer(operands.right[i]);
        const Fault fault = calculate(as_integer(operands.left[i]), right, result);
        out[i] = to_word(result);
        return fault;
    });
}

template <class Calculate>
FaultyRow for_numbers(const Operands& operands, Word* out, const Calculate& calculate) {
    return for_each_row(operands, [&](std::uint32_t i) {
        const double right = operands.right == nullptr ? 0.0 : as_number(operands.right[i]);
        double result = 0;
        Fault fault = calculate(as_number(operands.left[i]), right, result);
        if (fault == Fault::none && !std::isfinite(result)) fault = Fault::overflow;
        out[i] = to_word(result);
        return fault;
    });
}

Fault overflow_if(bool overflows) {
    return overflows ? Fault::overflow : Fault::none;
}

Fault divide(Integer left, Integer right, Integer& result) {
    if (right == 0) return Fault::zero_divisor;
    if (right == -1) return overflow_if(__builtin_sub_overflow(Integer{0}, left, &result));
    result = left / right;
    return Fault::none;
}

Fault modulo(Integer left, Integer right, Integer& result) {
    if (right == 0) return Fault::zero_divisor;
    result = right == -1 ? 0 : left % right;
    return Fault::none;
}

/// By squaring. A negative exponent truncates, as division does: 2 ^ -1 is 0.
Fault power(Integer base, Integer exponent, Integer& result) {
    result = 1;
    if (exponent < 0) {
        if (base == 0) return Fault::zero_divisor;
        const bool is_odd = exponent % 2 != 0;
        if (base == -1 && is_odd) result = -1;
        if (base != 1 && base != -1) result = 0;
        return Fault::none;
    }
    while (exponent > 0) {
        if (exponent % 2 == 1 && __builtin_mul_overflow(result, base, &result)) {
            return Fault::overflow;
        }
        exponent /= 2;
        if (exponent > 0 && __builtin_mul_overflow(base, base, &base)) return Fault::overflow;
    }
    return Fault::none;
}

FaultyRow calculate_integers(Operation operation, const Operands& operands, Word* out) {
    const auto plain = [&](const auto& function) {
        return for_integers(operands, out, [&](Integer left, Integer right, Integer& result) {
            result = function(left, right);
            return Fault::none;
        });
    };
    switch (operation) {
        case Operation::add:
            return for_integers(operands, out, [](Integer left, Integer right, Integer& result) {
                return overflow_if(__builtin_add_overflow(left, right, &result));
            });
        case Operation::subtract:
            return for_integers(operands, out, [](Integer left, Integer right, Integer& result) {
                return overflow_if(__builtin_sub_overflow(left, right, &result));
            });
        case Operation::multiply:
            return for_integers(operands, out, [](Integer left, Integer right, Integer& result) {
                return overflow_if(__builtin_mul_overflow(left, right, &result));
            });
        case Operation::divide:
            return for_integers(operands, out, divide);
        case Operation::modulo:
            return for_integers(operands, out, modulo);
        case Operation::power:
            return for_integers(operands, out, power);
        case Operation::bit_and:
            return plain([](Integer left, Integer right) { return left & right; });
        case Operation::bit_or:
            return plain([](Integer left, Integer right) { return left | right; });
        case Operation::bit_xor:
            return plain([](Integer left, Integer right) { return left ^ right; });
        case Operation::bit_not:
            return plain([](Integer left, Integer) { return ~left; });
        case Operation::negate:
            return for_integers(operands, out, [](Integer left, Integer, Integer& result) {
                return overflow_if(__builtin_sub_overflow(Integer{0}, left, &result));
            });
        case Operation::lesser:
            return plain([](Integer left, Integer right) { return std::min(left, right); });
        case Operation::greater:
            return plain([](Integer left, Integer right) { return std::max(left, right); });
        default:
            invariant(false);
            return {};
    }
}

FaultyRow calculate_numbers(Operation operation, const Operands& operands, Word* out) {
    const auto plain = [&](const auto& function) {
        return for_numbers(operands, out, [&](double left, double right, double& result) {
            result = function(left, right);
            return Fault::none;
        });
    };
    const auto divided = [&](const auto& function) {
        return for_numbers(operands, out, [&](double left, double right, double& result) {
            if (right == 0.0) return Fault::zero_divisor;
            result = function(left, right);
            return Fault::none;
        });
    };
    switch (operation) {
        case Operation::add:
            return plain([](double left, double right) { return left + right; });
        case Operation::subtract:
            return plain([](double left, double right) { return left - right; });
        case Operation::multiply:
            return plain([](double left, double right) { return left * right; });
        case Operation::divide:
            return divided([](double left, double right) { return left / right; });
        case Operation::modulo:
            return divided([](double left, double right) { return std::fmod(left, right); });
        case Operation::power:
            return for_numbers(operands, out, [](double left, double right, double& result) {
                if (left == 0.0 && right < 0.0) return Fault::zero_divisor;
                result = std::pow(left, right);
                return Fault::none;
            });
        case Operation::negate:
            return plain([](double left, double) { return -left; });
        case Operation::lesser:
            return plain([](double left, double right) { return std::min(left, right); });
        case Operation::greater:
            return plain([](double left, double right) { return std::max(left, right); });
        default:
            invariant(false);
            return {};
    }
}

/// The lesser of two coarse dates is as early as the earlier of their ends, at either end.
FaultyRow calculate_dates(Operation operation, const Operands& operands, Word* out) {
    invariant(operation == Operation::lesser || operation == Operation::greater);
    return for_each_row(operands, [&](std::uint32_t i) {
        const Date left = as_date(operands.left[i]);
        const Date right = as_date(operands.right[i]);
        const Date lesser{std::min(left.first, right.first), std::min(left.last, right.last)};
        const Date greater{std::max(left.first, right.first), std::max(left.last, right.last)};
        out[i] = to_word(operation == Operation::lesser ? lesser : greater);
        return Fault::none;
    });
}

}  // namespace

FaultyRow calculate(Operation operation, ColumnType type, const Operands& operands, Word* out) {
    switch (type) {
        case ColumnType::integer:
            return calculate_integers(operation, operands, out);
        case ColumnType::number:
            return calculate_numbers(operation, operands, out);
        case ColumnType::date:
            return calculate_dates(operation, operands, out);
        case ColumnType::symbol:
            break;
    }
    invariant(false);
    return {};
}

}  // namespace obverse::eval
