#pragma once

#include "engine/syntax/ast.h"

#include <cstddef>
#include <optional>
#include <span>

/// The fixed forms of single lines, over their words. Each function takes all the words it is
/// given or fails; on failure `furthest`, when asked for, is the index of the first word that fits
/// nothing (the number of words when something is missing at the end).
namespace obverse::skeleton {

using Words = std::span<const ast::Word>;

/// `N is less than 30`, `V is X + 1`, `x is a State`, `path(X, Z)`, `N is the number of C such
/// that`: any built-in form, or nothing.
std::optional<decltype(ast::Statement::form)> built_in(Words words);

/// `wang-2026 section "4" points A2, A3` (what follows `cites`).
std::optional<ast::Citation> citation(Words words, std::size_t* furthest = nullptr);

/// True for `section`, `article` and whatever else may stand before the name of a place.
bool is_place(const ast::Word& word);

/// `asserted by A, B in S, url "…" from 2021 until 2022 confidence low`, each part optional.
std::optional<ast::Tail> tail(Words words, std::size_t* furthest = nullptr);
/// Where such words begin behind a sentence; the number of words when none do. `takes something
/// from aldora` is a sentence: since when and until when are dates, or cells.
std::size_t tail_start(Words words);

/// `{actor} is not "unknown" and {by} is one of action, omission`.
std::optional<std::vector<ast::CellTest>> cell_tests(Words words, std::size_t* furthest = nullptr);

/// `State A and State B` (what follows `for` in a table or grade).
std::optional<std::vector<ast::Variable>> variables(Words words, std::size_t* furthest = nullptr);

/// `a, b, c or d`, `a, b and c`: ids or quoted names.
std::optional<std::vector<ast::Name>> names(Words words, std::size_t* furthest = nullptr);

/// A declaring line of `entities` or of an import.
std::optional<ast::EntityLine> entity_line(Words words, std::size_t* furthest = nullptr);

/// `NAME is one of a, b or none`, `NAME is a kind of Actor`, `NAME` (what follows `kind`).
std::optional<ast::KindDeclaration> kind(Words words, std::size_t* furthest = nullptr);

/// `hostile of Intention is a, b` (what follows `group`).
std::optional<ast::GroupDeclaration> group(Words words, std::size_t* furthest = nullptr);

/// `edge(from: integer, to: integer) input output` (what follows `relation`).
std::optional<ast::RelationDeclaration> relation(Words words, std::size_t* furthest = nullptr);

/// `deterrent-level is none, low, high worth 0, 1/2, 1` (what follows `scale`).
std::optional<ast::ScaleDeclaration> scale(Words words, std::size_t* furthest = nullptr);

}  // namespace obverse::skeleton
