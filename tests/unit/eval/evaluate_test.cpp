#include "engine/eval/evaluate.h"

#include "tests/support/datalog_text.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace {

using namespace obverse;

/// The rows of `result` after evaluation; with a failure, its code and message.
std::string result_of(std::string_view text) {
    SymbolTable symbols;
    const datalog::Program program = test::read_datalog(text, symbols);
    eval::Database database(program);
    Diagnostics diagnostics;
    const eval::Ended ended = eval::evaluate(program, database, symbols, {}, diagnostics);
    if (ended != eval::Ended::finished) {
        const Diagnostic& found = diagnostics.list().front();
        return std::string(name_of(found.code)) + ": " + found.message;
    }
    return test::rows_text(program, "result", database, symbols);
}

struct Case {
    std::string_view text;
    std::string_view rows;
};

TEST_CASE("evaluate: joins, recursion and absence") {
    const std::string graph =
        "relation edge(integer, integer) relation path(integer, integer) "
        "relation node(integer) relation blocked(integer) "
        "edge(1, 2). edge(2, 3). edge(3, 4). edge(4, 2). edge(5, 5). blocked(4). "
        "node(X) :- edge(X, _). node(X) :- edge(_, X). "
        "path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), edge(Y, Z). ";
    const Case cases[] = {
        {"relation result(integer) result(X) :- path(1, X).", "result(2) result(3) result(4)"},
        {"relation result(integer) result(X) :- path(X, X).",
         "result(2) result(3) result(4) result(5)"},
        {"relation result(integer) result(X) :- node(X), not path(_, X).", "result(1)"},
        {"relation result(integer) result(X) :- node(X), not path(X, 4), not blocked(X).",
         "result(5)"},
        {"relation result(integer, integer) result(X, Y) :- not path(X, Y), node(X), X != Y, "
         "node(Y), X < Y.",
         "result(1, 5) result(2, 5) result(3, 5) result(4, 5)"},
        {"relation result() result() :- path(5, 5).", "result()"},
        {"relation result() result() :- path(5, 1).", ""},
        {"relation flag() relation result(integer) flag(). result(X) :- blocked(X), flag().",
         "result(4)"},
        {"relation flag() relation result(integer) result(X) :- blocked(X), not flag().",
         "result(4)"},
        {"relation result(integer, integer) result(X, 7) :- edge(X, X).", "result(5, 7)"},
        {"relation result(integer) result(X) :- edge(X, Y), edge(Y, Z), edge(Z, X).",
         "result(2) result(3) result(4) result(5)"},
        {"relation even(integer) relation odd(integer) relation result(integer) even(1). "
         "odd(Y) :- even(X), edge(X, Y). even(Y) :- odd(X), edge(X, Y). result(X) :- odd(X).",
         "result(2) result(3) result(4)"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(result_of(graph + std::string(c.text)) == c.rows);
    }
}

TEST_CASE("evaluate: aggregates fold distinct tuples by group") {
    const std::string data =
        "relation sale(symbol, symbol, integer) relation shop(symbol) "
        "relation price(symbol, number) "
        "sale(north, apple, 3). sale(north, pear, 3). sale(south, apple, 5). "
        "shop(north). shop(south). shop(west). price(apple, 1.5). price(pear, 2.25). ";
    const Case cases[] = {
        {"relation result(symbol, integer) "
         "result(S, N) :- shop(S), N := count G { sale(S, G, _) }.",
         "result(north, 2) result(south, 1) result(west, 0)"},
        {"relation result(symbol, integer) "
         "result(S, N) :- shop(S), N := total V over V { sale(S, _, V) }.",
         "result(north, 3) result(south, 5) result(west, 0)"},
        {"relation result(symbol, integer) "
         "result(S, N) :- shop(S), N := total V over V, G { sale(S, G, V) }.",
         "result(north, 6) result(south, 5) result(west, 0)"},
        {"relation result(symbol, integer) "
         "result(S, N) :- shop(S), N := greatest V over V { sale(S, _, V) }.",
         "result(north, 3) result(south, 5)"},
        {"relation result(symbol) result(G) :- G := least G2 over G2 { sale(_, G2, _) }.",
         "result(apple)"},
        {"relation result(number) result(N) :- N := average V over S, G, V { sale(S, G, V) }.",
         "result(3.6666666666666665)"},
        {"relation result(number) result(N) :- N := average V over V { sale(_, plum, V) }.", ""},
        {"relation result(number) "
         "result(N) :- N := total P * number(V) over S, G { sale(S, G, V), price(G, P) }.",
         "result(18.75)"},
        {"relation result(integer) result(N) :- N := count S { shop(S), not sale(S, _, _) }.",
         "result(1)"},
        {"relation result(symbol) result(S) :- shop(S), N := count G { sale(S, G, V), V > 3 }, "
         "N = 0.",
         "result(north) result(west)"},
        {"relation result(integer) result(M) :- sale(south, _, L), "
         "M := total W over V, W { sale(_, _, V), W := V * L }.",
         "result(40)"},
        {"relation wanted(symbol, integer) relation result(symbol) wanted(north, 2). "
         "wanted(south, 2). result(S) :- wanted(S, N), N := count G { sale(S, G, _) }.",
         "result(north)"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(result_of(data + std::string(c.text)) == c.rows);
    }
}

TEST_CASE("evaluate: arithmetic, text and failures") {
    const Case cases[] = {
        {"relation result(integer) result(X) :- X := 7 / 2.", "result(3)"},
        {"relation result(integer) result(X) :- X := (0 - 7) / 2.", "result(-3)"},
        {"relation result(integer) result(X) :- X := mod(0 - 7, 2).", "result(-1)"},
        {"relation result(integer) result(X) :- X := power(2, 62).", "result(4611686018427387904)"},
        {"relation result(integer) result(X) :- X := power(2, 63).",
         "bad-number: `2 ^ 63` is too large a number"},
        {"relation result(integer) result(X) :- X := power(2, 0 - 1).", "result(0)"},
        {"relation result(integer) result(X) :- X := 1 / (2 - 2).",
         "division-by-zero: division by zero: `1 / 0`"},
        {"relation result(number) result(X) :- X := 1.0 / 0.0.",
         "division-by-zero: division by zero: `1 / 0`"},
        {"relation result(number) result(X) :- X := power(10.0, 400.0).",
         "bad-number: `10 ^ 400` is too large a number"},
        {"relation result(integer) result(X) :- X := 9223372036854775807 + 1.",
         "bad-number: `9223372036854775807 + 1` is too large a number"},
        {"relation result(integer) result(X) :- X := neg(0 - 9223372036854775807 - 1).",
         "bad-number: `- -9223372036854775808` is too large a number"},
        {"relation result(integer) result(X) :- X := (0 - 9223372036854775807 - 1) / (0 - 1).",
         "bad-number: `-9223372036854775808 / -1` is too large a number"},
        {"relation p(integer) p(9223372036854775807). p(1). relation result(integer) "
         "result(N) :- N := total X over X { p(X) }.",
         "bad-number: the total `9223372036854775807 + 1` is too large a number"},
        {"relation p(integer, integer) p(6, 0). p(6, 3). relation result(integer) "
         "result(Z) :- Z := X / Y, p(X, Y), Y != 0.",
         "result(2)"},
        {"relation p(integer) p(6). p(5000000000). p(-6). relation result(integer) "
         "result(Y) :- p(X), Y := X * 2.",
         "result(-12) result(12) result(10000000000)"},
        {"relation result(integer) result(X) :- X := bxor(band(12, 10), bor(1, bnot(0 - 3))).",
         "result(11)"},
        {"relation result(number) result(X) :- X := lesser(2.5, 1.0 * 3.0) / 2.0.", "result(1.25)"},
        {"relation w(symbol) w(\"Ünïcode\"). relation result(integer, symbol) "
         "result(N, P) :- w(W), N := length(W), P := part(W, 1, 3).",
         "result(7, nïc)"},
        {"relation result(symbol) result(P) :- P := part(\"abc\", 0 - 1, 3).", "result(ab)"},
        {"relation result(symbol) result(P) :- P := part(\"abc\", 2, 9223372036854775807).",
         "result(c)"},
        {"relation result(symbol) result(P) :- P := joined(text_of(1.5), joined(\"-\", "
         "text_of(@2021-11))).",
         "result(1.5-2021-11)"},
        {"relation t(symbol) t(\"12\"). t(\"-7\"). t(\"1x\"). t(\"\"). t(\"9223372036854775808\"). "
         "relation result(integer) result(N) :- t(T), N := integer_in(T).",
         "result(-7) result(12)"},
        {"relation t(symbol) t(\"12\"). t(\"1e3\"). t(\"nan\"). t(\"x\"). "
         "relation result(number) result(N) :- t(T), N := number_in(T).",
         "result(12) result(1000)"},
        {"relation t(symbol) t(\"1\"). t(\"x\"). relation result(symbol) "
         "result(T) :- t(T), not_yes(integer_in(T) > 5).",
         "result(1) result(x)"},
        {"relation t(symbol) t(abc). t(abd). t(b). relation result(symbol) "
         "result(T) :- t(T), T matches \"a.*\", T contains \"d\".",
         "result(abd)"},
        {"relation t(symbol) t(abc). relation result(symbol) result(T) :- t(T), T matches \"b\".",
         ""},
        {"relation t(symbol) t(abc). relation result(symbol) result(T) :- t(T), T matches \"(\".",
         "bad-regex: `(` is no regular expression: missing ): ("},
        {"relation t(symbol) t(b). t(a). relation result(symbol, symbol) "
         "result(T, U) :- t(T), t(U), T < U.",
         "result(a, b)"},
        {"relation p(integer) relation result(integer) p(1). result(X) :- p(Y), X = Y + 1, X > 1.",
         "result(2)"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(result_of(c.text) == c.rows);
    }
}

TEST_CASE("evaluate: coarse dates are compared when every day of them agrees") {
    const std::string data =
        "relation on(symbol, date) on(day, @2021-11-15). on(month, @2021-11). on(year, @2022). "
        "relation result(symbol) ";
    const Case cases[] = {
        {"result(X) :- on(X, D), D < @2021-11-16.", "result(day)"},
        {"result(X) :- on(X, D), no(D < @2021-11-16).", "result(year)"},
        {"result(X) :- on(X, D), not_yes(D < @2021-11-16).", "result(month) result(year)"},
        {"result(X) :- on(X, D), not_no(D < @2021-11-16).", "result(day) result(month)"},
        {"result(X) :- on(X, D), D = @2021-11-15.", "result(day)"},
        {"result(X) :- on(X, D), D != @2021-11-15.", "result(year)"},
        {"result(X) :- on(X, D), not_no(D = @2021-11-15).", "result(day) result(month)"},
        {"result(X) :- on(X, D), D >= @2021-11-15.", "result(day) result(year)"},
        {"result(X) :- on(X, D), D <= @2021-11-30.", "result(day) result(month)"},
        {"result(X) :- on(X, D), N := days(@2021-11-01, D), N = 14.", "result(day)"},
        {"result(X) :- on(X, D), not_yes(days(@2021-11-01, D) > 20).",
         "result(day) result(month) result(year)"},
        {"result(X) :- on(X, D), D := greatest E over E { on(_, E) }.", "result(year)"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(result_of(data + std::string(c.text)) == c.rows);
    }
}

TEST_CASE("database: a row is found when it is there, and only then") {
    datalog::Program program;
    program.relations = {{"one", {ColumnType::symbol}},
                         {"two", {ColumnType::symbol, ColumnType::integer}}};
    eval::Database database(program);
    // Rows lie close together, so that an index by value has places for those that are missing.
    const auto is_there = [](Word value) { return value % 3 != 1; };
    for (Word value = 100; value < 200; ++value) {
        if (!is_there(value)) continue;
        const Word row[] = {value, value + 7};
        database.insert(datalog::RelationId{0}, std::span(row, 1));
        database.insert(datalog::RelationId{1}, row);
    }
    for (Word value = 90; value < 210; ++value) {
        const bool wanted = value >= 100 && value < 200 && is_there(value);
        const Word row[] = {value, value + 7};
        CAPTURE(value);
        const auto one = database.find(datalog::RelationId{0}, std::span(row, 1));
        const auto two = database.find(datalog::RelationId{1}, row);
        CHECK(one.has_value() == wanted);
        CHECK(two.has_value() == wanted);
        if (one) CHECK(database.cell(datalog::RelationId{0}, *one, 0) == value);
    }
}

}  // namespace
