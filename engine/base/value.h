#pragma once

#include "engine/base/date.h"
#include "engine/base/symbol_table.h"

#include <bit>
#include <cstdint>
#include <string>

namespace obverse {

/// What a column holds. Entities, values of a kind and text are all symbols.
enum class ColumnType : std::uint8_t { symbol, integer, number, date };

/// One cell as a machine word; its column's type says how to read it.
using Word = std::uint64_t;

constexpr Word to_word(SymbolId symbol) {
    return symbol.index;
}
constexpr Word to_word(std::int64_t integer) {
    return static_cast<Word>(integer);
}
/// Negative zero becomes zero, so that equal numbers are equal words.
constexpr Word to_word(double number) {
    return std::bit_cast<Word>(number == 0.0 ? 0.0 : number);
}
constexpr Word to_word(Date date) {
    return (static_cast<Word>(static_cast<std::uint32_t>(date.first)) << 32U) |
           static_cast<std::uint32_t>(date.last);
}

constexpr SymbolId as_symbol(Word word) {
    return SymbolId{static_cast<std::uint32_t>(word)};
}
constexpr std::int64_t as_integer(Word word) {
    return static_cast<std::int64_t>(word);
}
constexpr double as_number(Word word) {
    return std::bit_cast<double>(word);
}
constexpr Date as_date(Word word) {
    return {static_cast<std::int32_t>(static_cast<std::uint32_t>(word >> 32U)),
            static_cast<std::int32_t>(static_cast<std::uint32_t>(word))};
}

/// A cell with its type.
struct Value {
    ColumnType type = ColumnType::symbol;
    Word word = 0;

    friend constexpr bool operator==(const Value&, const Value&) = default;
};

/// The value as a reader writes it; symbols without quotes.
std::string to_text(Value value, const SymbolTable& symbols);

/// Order for output: symbols by text, the rest by size.
bool comes_before(Value left, Value right, const SymbolTable& symbols);

}  // namespace obverse
