#include "tests/property/verdict/nested_case.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

namespace {

/// The bits of every sentence of the one thing, from the engine.
std::vector<Bits> bits_of(NestedCase& made) {
    const Judgement judgement = made.judge_all();
    std::vector<Bits> found;
    for (const Asked& one : made.sentences()) {
        found.push_back(judgement.bits(one.phrase, *one.row));
    }
    return found;
}
std::vector<Bits> engine_bits(const Nested& nested) {
    NestedCase made(nested);
    return bits_of(made);
}

/// The bits as every way of settling the disputes has them.
std::vector<Bits> brute_force(const Nested& nested) {
    std::vector<Bits> all(nested.sentences.size(), Bits{false, true, false, true});
    for (const NestedRecord& settled : settlements(nested.record)) {
        const std::vector<Bits> one = worth(nested, settled);
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].plus = all[i].plus || one[i].plus;
            all[i].plus_plus = all[i].plus_plus && one[i].plus_plus;
            all[i].minus = all[i].minus || one[i].minus;
            all[i].minus_minus = all[i].minus_minus && one[i].minus_minus;
        }
    }
    return all;
}

std::string text_of(Bits bits) {
    return std::string(bits.plus ? "+" : ".") + (bits.plus_plus ? "P" : ".") +
           (bits.minus ? "-" : ".") + (bits.minus_minus ? "M" : ".");
}

/// A closed sentence that is not recorded is denied when it is asked about, too.
Bits as_asked(const Nested& nested, SentenceNumber number, Bits bits) {
    if (!nested.sentences[number].closed) return bits;
    bits.minus = bits.minus || !bits.plus_plus;
    bits.minus_minus = bits.minus_minus || !bits.plus;
    return bits;
}

constexpr int case_count = 400;

}  // namespace

TEST_CASE("verdicts: nested definitions are worth what the words of the meaning say") {
    std::mt19937 random(20210);
    for (int i = 0; i < case_count; ++i) {
        const Nested nested = random_nested(random, {.shared = i % 2 == 1});
        NestedCase made(nested);
        CAPTURE(i);
        CAPTURE(nested.text());
        REQUIRE(made.findings() == "");
        const std::vector<Bits> found = bits_of(made);
        const std::vector<Bits> wanted = worth(nested, nested.record);
        for (SentenceNumber s = 0; s < found.size(); ++s) {
            CAPTURE(s);
            REQUIRE(text_of(found[s]) == text_of(as_asked(nested, s, wanted[s])));
        }
    }
}

TEST_CASE("verdicts: claims used once are worth what every settlement of disputes makes of them") {
    std::mt19937 random(20211);
    for (int i = 0; i < case_count; ++i) {
        const Nested nested = random_nested(random, {.disputes = 7});
        CAPTURE(i);
        CAPTURE(nested.text());
        const std::vector<Bits> found = engine_bits(nested);
        const std::vector<Bits> wanted = brute_force(nested);
        for (SentenceNumber s = 0; s < found.size(); ++s) {
            CAPTURE(s);
            REQUIRE(text_of(found[s]) == text_of(as_asked(nested, s, wanted[s])));
        }
    }
}

TEST_CASE("verdicts: claims used often are never falsely supported or refuted") {
    std::mt19937 random(20212);
    for (int i = 0; i < case_count; ++i) {
        const Nested nested = random_nested(random, {.shared = true, .disputes = 7});
        CAPTURE(i);
        CAPTURE(nested.text());
        const std::vector<Bits> found = engine_bits(nested);
        const std::vector<Bits> truth = brute_force(nested);
        for (SentenceNumber s = 0; s < found.size(); ++s) {
            CAPTURE(s);
            const Bits wanted = as_asked(nested, s, truth[s]);
            CHECK((!found[s].plus_plus || wanted.plus_plus));
            CHECK((!found[s].minus_minus || wanted.minus_minus));
            CHECK((found[s].plus || !wanted.plus));
            CHECK((found[s].minus || !wanted.minus));
        }
    }
}
