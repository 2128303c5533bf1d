#include "engine/eval/packed_set.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <random>
#include <set>
#include <vector>

namespace {

using namespace obverse;

using Draw = std::function<std::uint64_t(std::mt19937_64&, std::uint64_t step)>;

/// Inserts words in batches of every size and compares with a plain set.
void compare_with_plain_set(const Draw& draw, std::uint64_t count) {
    std::mt19937_64 random(11);
    eval::PackedSet set;
    std::set<std::uint64_t> plain;
    std::uint64_t step = 0;
    while (step < count) {
        const auto length = static_cast<std::uint32_t>(random() % 1024 + 1);
        std::vector<std::uint64_t> words;
        for (std::uint32_t i = 0; i < length; ++i) words.push_back(draw(random, step++));
        std::vector<std::uint32_t> fresh(length);
        const std::uint32_t added = set.insert(words.data(), length, fresh.data());
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < length; ++i) {
            if (plain.insert(words[i]).second) expected.push_back(i);
        }
        fresh.resize(added);
        REQUIRE(fresh == expected);
        std::vector<std::uint64_t> asked = words;
        for (std::uint64_t& word : asked) word += random() % 3;
        std::vector<std::uint8_t> found(length);
        set.find(asked.data(), length, found.data());
        for (std::uint32_t i = 0; i < length; ++i) {
            REQUIRE((found[i] != 0) == (plain.count(asked[i]) == 1));
        }
    }
}

TEST_CASE("PackedSet: holds what a plain set holds, whatever the words look like") {
    const auto pair = [](std::uint64_t high, std::uint64_t low) { return high << 32U | low; };
    SUBCASE("scattered") {
        compare_with_plain_set([](auto& random, std::uint64_t) { return random(); }, 60'000);
    }
    SUBCASE("close together: a grid of bits") {
        compare_with_plain_set(
            [&](auto& random, std::uint64_t) { return pair(random() % 300, random() % 300); },
            120'000);
    }
    SUBCASE("a run that grows at its end") {
        compare_with_plain_set([](auto&, std::uint64_t step) { return step / 2; }, 60'000);
    }
    SUBCASE("a run that grows downwards from the middle") {
        compare_with_plain_set(
            [&](auto& random, std::uint64_t step) {
                return pair(0x80000000U - step / 100, 0x80000000U + random() % 64);
            },
            120'000);
    }
    SUBCASE("close together, then scattered, then close again") {
        compare_with_plain_set(
            [&](auto& random, std::uint64_t step) {
                const bool is_close = step < 30'000 || step > 60'000;
                return is_close ? pair(random() % 256, random() % 256)
                                : pair(random() % 0xFFFFFFFFU, random() % 0xFFFFFFFFU);
            },
            200'000);
    }
    SUBCASE("few words, all ones among them") {
        compare_with_plain_set(
            [](auto& random, std::uint64_t) { return random() % 8 - std::uint64_t{4}; }, 5'000);
    }
    SUBCASE("a grid, and all ones outside it") {
        compare_with_plain_set(
            [&](auto& random, std::uint64_t step) {
                return step % 5000 == 4999 ? ~std::uint64_t{0} : pair(5, random() % 10'000);
            },
            60'000);
    }
}

}  // namespace
