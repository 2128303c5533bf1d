#include "engine/eval/match.h"

#include "engine/eval/evaluate.h"
#include "tests/support/datalog_text.h"

#include <doctest/doctest.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace obverse;

struct Model {
    SymbolTable symbols;
    datalog::Program program;
    eval::Database database;

    explicit Model(std::string_view text)
        : program(test::read_datalog(text, symbols)), database(program) {
        Diagnostics diagnostics;
        REQUIRE(eval::evaluate(program, database, symbols, {}, diagnostics) ==
                eval::Ended::finished);
    }
    std::uint32_t last_rule() const { return static_cast<std::uint32_t>(program.rules.size() - 1); }
};

using Head = std::vector<std::optional<Word>>;
Word integer(std::int64_t value) {
    return to_word(value);
}

/// Bindings and premises of each instance: `V0=1 V1=2 [0 3]`.
std::string instances(Model& model, const Head& head, std::size_t most = 100) {
    std::string text;
    std::size_t count = 0;
    eval::for_each_instance(model.program, {model.last_rule()}, head, model.database, model.symbols,
                            [&](const eval::Instance& instance) {
                                if (count > 0) text += "; ";
                                for (std::size_t v = 0; v < instance.bindings.size(); ++v) {
                                    if (!instance.bindings[v]) continue;
                                    text += "V" + std::to_string(v) + "=" +
                                            std::to_string(as_integer(*instance.bindings[v])) + " ";
                                }
                                text += "[";
                                for (std::size_t p = 0; p < instance.premises.size(); ++p) {
                                    text +=
                                        (p == 0 ? "" : " ") + std::to_string(instance.premises[p]);
                                }
                                text += "]";
                                return ++count < most;
                            });
    return text;
}

TEST_CASE("for_each_instance: bindings and premises of one way to hold") {
    struct Case {
        std::string_view rule;
        Head head;
        std::string_view instances;
    };
    const std::string data =
        "relation e(integer, integer) relation r(integer, integer) relation s(integer) "
        "e(1, 2). e(2, 3). e(1, 4). e(4, 3). e(5, 5). ";
    const Case cases[] = {
        {"r(X, Z) :- e(X, Y), e(Y, Z).",
         {integer(1), integer(3)},
         "V0=1 V1=3 V2=2 [0 1]; V0=1 V1=3 V2=4 [2 3]"},
        {"r(X, Z) :- e(X, Y), e(Y, Z).", {integer(5), std::nullopt}, "V0=5 V1=5 V2=5 [4 4]"},
        {"r(X, Z) :- e(X, Y), e(Y, Z).", {integer(3), std::nullopt}, ""},
        {"r(X, 7) :- e(X, _), not e(_, X).", {integer(1), integer(7)}, "V0=1 [0]; V0=1 [2]"},
        {"r(X, 7) :- e(X, _), not e(_, X).", {integer(1), integer(8)}, ""},
        {"r(X, X) :- e(X, X).", {integer(5), integer(5)}, "V0=5 [4]"},
        {"r(X, X) :- e(X, X).", {integer(5), integer(6)}, ""},
        {"r(X, N) :- e(X, 2), N := count Y { e(X, Y) }.",
         {integer(1), std::nullopt},
         "V0=1 V1=2 [0]"},
        {"r(X, N) :- e(X, 2), N := count Y { e(X, Y) }.", {integer(1), integer(3)}, ""},
        {"r(X, Z) :- e(X, Y), Z := Y * 10, Y > 2.",
         {std::nullopt, integer(40)},
         "V0=1 V1=40 V2=4 [2]"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.rule);
        Model model(data + std::string(c.rule));
        CHECK(instances(model, c.head) == c.instances);
    }
}

TEST_CASE("for_each_instance: stops when the visitor says so") {
    Model model(
        "relation n(integer) relation p(integer, integer) n(1). n(2). n(3). "
        "p(X, Y) :- n(X), n(Y).");
    CHECK(instances(model, {std::nullopt, std::nullopt}, 2) == "V0=1 V1=1 [0 0]; V0=1 V1=2 [0 1]");
}

TEST_CASE("Matcher: a visitor may ask again, for the same rule too") {
    Model model(
        "relation e(integer, integer) relation p(integer, integer) e(1, 2). e(2, 3). "
        "e(3, 4). p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), e(Y, Z).");
    eval::Matcher matcher(model.program, model.database, model.symbols);
    std::string proof;
    const std::function<void(std::int64_t, std::int64_t)> prove = [&](std::int64_t from,
                                                                      std::int64_t to) {
        const Head head{integer(from), integer(to)};
        matcher.for_each({model.last_rule()}, head, [&](const eval::Instance& instance) {
            const std::int64_t middle = as_integer(*instance.bindings[2]);
            proof += std::to_string(from) + "-" + std::to_string(middle) + "-" +
                     std::to_string(to) + " ";
            prove(from, middle);
            return true;
        });
    };
    prove(1, 4);
    CHECK(proof == "1-3-4 1-2-3 ");
}

}  // namespace
