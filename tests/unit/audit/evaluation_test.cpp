#include "engine/audit/evaluation.h"

#include <doctest/doctest.h>

using namespace obverse;

namespace {

GoldRow row(std::string label, std::string place, GoldRow::Weight weight = GoldRow::Weight::must,
            bool is_expected = true) {
    return {"t", std::move(label), std::move(place), weight, is_expected, false};
}

RaisedFinding finding(std::string label, std::string place,
                      Finding::Level level = Finding::Level::must) {
    return {.label = std::move(label), .level = level, .place = std::move(place)};
}

}  // namespace

TEST_CASE("evaluation: a hit agrees in label and paragraph") {
    const std::vector<GoldRow> gold = {row("x", "OP1"), row("y", "OP2"),
                                       row("z", "OP3", GoldRow::Weight::should)};
    const Score made = score(gold, {}, {{"t", {finding("x", "op1"), finding("y", "op1")}}});
    CHECK(made.must_recall.hits == 1);
    CHECK(made.must_recall.of == 2);
    CHECK(made.should_recall.hits == 0);
    CHECK(made.must_precision.hits == 1);
    CHECK(made.must_precision.of == 2);
    CHECK(made.missed == std::vector<std::string>{"t OP2 y"});
    CHECK(made.unfounded == std::vector<std::string>{"t op1 y"});
}

TEST_CASE("evaluation: contested rows count neither way") {
    const std::vector<GoldRow> gold = {row("x", "OP1", GoldRow::Weight::contested)};
    const Score made = score(gold, {}, {{"t", {finding("x", "op1")}}});
    CHECK(made.must_recall.of == 0);
    CHECK(made.precision.of == 0);
}

TEST_CASE("evaluation: an absence agrees by its label alone") {
    GoldRow absent = row("no-x", "OP1");
    absent.is_absence = true;
    CHECK(score({absent}, {}, {{"t", {finding("no-x", "")}}}).must_recall.hits == 1);
}

TEST_CASE("evaluation: what must not be raised is listed, by row and by control") {
    const std::vector<GoldRow> gold = {row("x", "OP1", GoldRow::Weight::must, false)};
    const Score made =
        score(gold, {{"c", {"y"}}}, {{"t", {finding("x", "op1")}}, {"c", {finding("y", "op9")}}});
    CHECK(made.forbidden == std::vector<std::string>{"t OP1 x", "c op9 y"});
    CHECK(score(gold, {}, {{"t", {finding("x", "op2")}}}).forbidden.empty());
}

TEST_CASE("evaluation: bounds hold the share, are narrower for more rows, and repeat") {
    const auto must_recall = [](std::size_t rows) {
        std::vector<GoldRow> gold;
        Raised raised;
        for (std::size_t i = 0; i < rows; ++i) {
            const std::string place = "OP" + std::to_string(i);
            gold.push_back(row("x", place));
            if (i % 2 == 0) raised["t"].push_back(finding("x", place));
        }
        return score(gold, {}, raised).must_recall;
    };
    const Share few = must_recall(10);
    const Share many = must_recall(200);
    CHECK(few.low < few.value());
    CHECK(few.value() < few.high);
    CHECK(many.high - many.low < few.high - few.low);
    CHECK(must_recall(10).low == few.low);
}

TEST_CASE("evaluation: findings repeated in a paragraph are counted") {
    const Score made =
        score({row("x", "OP1")}, {}, {{"t", {finding("x", "op1"), finding("x", "op1")}}});
    CHECK(made.repeated == 1);
    CHECK(made.findings_per_row == 2);
}
