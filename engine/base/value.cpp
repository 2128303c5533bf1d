#include "engine/base/value.h"

#include <fmt/format.h>

#include <cmath>

namespace obverse {

std::string to_text(Value value, const SymbolTable& symbols) {
    switch (value.type) {
        case ColumnType::symbol:
            return std::string(symbols.text(as_symbol(value.word)));
        case ColumnType::integer:
            return std::to_string(as_integer(value.word));
        case ColumnType::number:
            return fmt::format("{}", as_number(value.word));
        case ColumnType::date:
            return to_text(as_date(value.word));
    }
    return {};
}

bool comes_before(Value left, Value right, const SymbolTable& symbols) {
    if (left.type != right.type) return left.type < right.type;
    switch (left.type) {
        case ColumnType::symbol:
            return symbols.text(as_symbol(left.word)) < symbols.text(as_symbol(right.word));
        case ColumnType::integer:
            return as_integer(left.word) < as_integer(right.word);
        case ColumnType::number:
            return as_number(left.word) < as_number(right.word);
        case ColumnType::date:
            return as_date(left.word) < as_date(right.word);
    }
    return false;
}

}  // namespace obverse
