#include "engine/base/value.h"

#include <doctest/doctest.h>

#include <limits>

using namespace obverse;

TEST_CASE("words: every value comes back from its word") {
    for (const std::int64_t i :
         {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::min(),
          std::numeric_limits<std::int64_t>::max()}) {
        CHECK(as_integer(to_word(i)) == i);
    }
    CHECK(as_number(to_word(-2.5)) == -2.5);
    CHECK(to_word(-0.0) == to_word(0.0));
    const Date date{-719162, 20000};
    CHECK(as_date(to_word(date)) == date);
    CHECK(as_symbol(to_word(SymbolId{7})) == SymbolId{7});
}

TEST_CASE("symbols: equal texts share an id, numbered by first appearance") {
    SymbolTable symbols;
    CHECK(symbols.intern("a").index == 0);
    CHECK(symbols.intern("b").index == 1);
    CHECK(symbols.intern("a").index == 0);
    CHECK(symbols.text(SymbolId{1}) == "b");
    CHECK_FALSE(symbols.find("c").has_value());
    SymbolTable moved = std::move(symbols);
    CHECK(moved.find("b") == SymbolId{1});
}

TEST_CASE("values: text and order are those a reader expects") {
    SymbolTable symbols;
    const Value b{ColumnType::symbol, to_word(symbols.intern("b"))};
    const Value a{ColumnType::symbol, to_word(symbols.intern("a"))};
    CHECK(comes_before(a, b, symbols));
    CHECK_FALSE(comes_before(b, a, symbols));
    const Value minus{ColumnType::integer, to_word(std::int64_t{-3})};
    const Value two{ColumnType::integer, to_word(std::int64_t{2})};
    CHECK(comes_before(minus, two, symbols));
    CHECK(to_text(minus, symbols) == "-3");
    CHECK(to_text({ColumnType::number, to_word(0.5)}, symbols) == "0.5");
    CHECK(to_text({ColumnType::date, to_word(Date{0, 0})}, symbols) == "1970-01-01");
}
