#pragma once

#include "engine/base/symbol_table.h"
#include "engine/datalog/program.h"
#include "engine/eval/database.h"

#include <string>
#include <string_view>

namespace obverse::test {

/// Reads a Datalog program as tests write it; what cannot be read throws std::runtime_error.
///
///     relation edge(integer, integer)
///     edge(1, 2).
///     path(X, Z) :- path(X, Y), edge(Y, Z), not blocked(Z), X != Z.
///     far(X, N) :- node(X), N := count Y { path(X, Y), Y > 3 }.
///     sum(T) :- T := total V over X, V { weight(X, V) }.
///     next(X, Z) :- node(X), Z := X + 1.
///     early(X) :- on(X, D), not_no(D < @2021-11).
///
/// Symbols are lower-case words or quoted, dates follow `@`, and functions are written
/// length(T), part(T, F, N), joined(T, U), integer_in(T), number_in(T), text_of(X), days(D, E),
/// lesser(X, Y), greater(X, Y), mod(X, Y), power(X, Y), band(X, Y), bor(X, Y), bxor(X, Y),
/// bnot(X), number(X).
datalog::Program read_datalog(std::string_view text, SymbolTable& symbols);

/// The rows of a relation, sorted: `path(1, 2) path(1, 3)`.
std::string rows_text(const datalog::Program& program, std::string_view relation,
                      const eval::Database& database, const SymbolTable& symbols);

datalog::RelationId relation_named(const datalog::Program& program, std::string_view name);

}  // namespace obverse::test
