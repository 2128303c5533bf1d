#pragma once

#include "engine/base/span.h"
#include "engine/base/value.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace obverse::datalog {

/// A variable of one rule, by its index in the rule.
struct Variable {
    std::uint32_t index = 0;
    friend constexpr auto operator<=>(Variable, Variable) = default;
};
/// Matches anything and binds nothing.
struct Wildcard {
    friend constexpr auto operator<=>(Wildcard, Wildcard) = default;
};
/// What fills a column of an atom.
using Term = std::variant<Variable, Value, Wildcard>;

enum class Operation : std::uint8_t {
    term,  // a variable or a constant
    add,   // integer or number, both operands of one type
    subtract,
    multiply,
    divide,  // integers truncate; a zero divisor is an error with its place
    modulo,
    power,
    bit_and,  // integers
    bit_or,
    bit_xor,
    bit_not,
    negate,
    lesser,
    greater,
    joined,        // text, text -> text
    length,        // text -> integer, in code points
    part,          // text, from (0 is the first), for -> text
    days_between,  // date, date -> integer; undecidable unless both are single days
    integer_in,    // text -> integer; a text that is no number makes the condition fail
    number_in,     // text -> number
    text_of,       // any -> text
    to_number,     // integer -> number; put in by the checker where the two meet
};

/// A typed expression over the variables of one rule.
struct Expression {
    Operation operation = Operation::term;
    Term term = Value{};  // of Operation::term: a Variable or a Value
    std::vector<Expression> operands = {};
    ColumnType type = ColumnType::symbol;  // of the result
    Span span = {};
};

enum class Comparator : std::uint8_t {
    equal,
    differs,
    less,
    more,
    at_least,
    at_most,
    contains,
    matches
};

enum class AggregateFunction : std::uint8_t { count, total, least, greatest, average };

}  // namespace obverse::datalog
