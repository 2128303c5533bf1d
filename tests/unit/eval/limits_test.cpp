#include "engine/eval/evaluate.h"
#include "tests/support/datalog_text.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace {

using namespace obverse;

constexpr std::string_view digits =
    "relation n(integer) n(0). n(1). n(2). n(3). n(4). n(5). n(6). n(7). n(8). n(9). ";

/// How the run ended, and what it said.
std::string end_of(std::string_view text, const eval::Limits& limits) {
    SymbolTable symbols;
    const datalog::Program program = test::read_datalog(text, symbols);
    eval::Database database(program);
    Diagnostics diagnostics;
    const eval::Ended ended = eval::evaluate(program, database, symbols, limits, diagnostics);
    const char* words[] = {"finished", "limit reached", "failed"};
    std::string result = words[static_cast<std::size_t>(ended)];
    for (const Diagnostic& found : diagnostics.list()) result += ": " + found.message;
    return result;
}

TEST_CASE("evaluate: a rule that would derive 10^12 rows ends at each limit") {
    const std::string text =
        std::string(digits) +
        "relation wide(integer, integer, integer, integer, integer, integer, integer, integer, "
        "integer, integer, integer, integer) "
        "wide(A, B, C, D, E, F, G, H, I, J, K, L) :- n(A), n(B), n(C), n(D), n(E), n(F), n(G), "
        "n(H), n(I), n(J), n(K), n(L).";
    CHECK(end_of(text, {.derived_tuples = 5000, .bytes = {}, .seconds = {}})
              .starts_with("limit reached: more than 5,000 tuples were derived; `wide` has "));
    CHECK(end_of(text, {.derived_tuples = {}, .bytes = 8U << 20U, .seconds = {}})
              .starts_with("limit reached: more than 8 MiB of memory were used; `wide` has "));
    CHECK(end_of(text, {.derived_tuples = {}, .bytes = {}, .seconds = 0.05})
              .starts_with("limit reached: more than 0.05 s were spent; `wide` has "));
}

TEST_CASE("evaluate: time is watched where nothing is derived, and inside aggregates") {
    const eval::Limits limits{.derived_tuples = {}, .bytes = {}, .seconds = 0.05};
    const std::string body =
        "n(A), n(B), n(C), n(D), n(E), n(F), n(G), n(H), n(I), n(J), A + B + C + D + E + F + G + "
        "H + I + J < 0";
    CHECK(end_of(std::string(digits) + "relation none(integer) none(A) :- " + body + ".", limits)
              .starts_with("limit reached: more than 0.05 s were spent; `none` has 0 rows"));
    CHECK(
        end_of(std::string(digits) +
                   "relation none(integer) none(N) :- N := count A, B, C, D, E, F, G, H, I, J { " +
                   body + " }.",
               limits)
            .starts_with("limit reached: more than 0.05 s were spent"));
}

TEST_CASE("evaluate: the memory of an aggregate counts") {
    CHECK(end_of(std::string(digits) +
                     "relation all(integer) all(N) :- N := count A, B, C, D, E, F, G, H { n(A), "
                     "n(B), n(C), n(D), n(E), n(F), n(G), n(H) }.",
                 {.derived_tuples = {}, .bytes = 16U << 20U, .seconds = {}})
              .starts_with("limit reached: more than 16 MiB of memory were used"));
}

TEST_CASE("evaluate: text that rules make counts as memory") {
    CHECK(end_of("relation t(symbol) t(abcdefghij). t(U) :- t(T), U := joined(T, T).",
                 {.derived_tuples = {}, .bytes = 16U << 20U, .seconds = {}})
              .starts_with("limit reached: more than 16 MiB of memory were used; `t` has "));
}

TEST_CASE("evaluate: within the limits nothing is said") {
    CHECK(end_of(std::string(digits) + "relation m(integer) m(X) :- n(X).",
                 {.derived_tuples = 20, .bytes = 64U << 20U, .seconds = 60}) == "finished");
}

}  // namespace
