#include "engine/lexicon/cues.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace obverse;
using namespace obverse::lexicon;

namespace {

/// The words that the cue `CUE` of the text reaches; `UNTIL` is a bound.
std::string reached(const std::string& text, const Reach& reach) {
    const std::vector<Token> tokens = tokens_of(text);
    std::uint32_t cue = 0;
    std::vector<Stretch> bounds;
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].word == "cue") cue = i;
        if (tokens[i].word == "until") bounds.push_back({i, i});
    }
    const Stretch stretch = stretch_of(tokens, {cue, cue}, reach, bounds);
    return text.substr(tokens[stretch.first].begin,
                       tokens[stretch.last].end - tokens[stretch.first].begin);
}

}  // namespace

TEST_CASE("cues: the reach ends with the clause, its bounds, its words or the name") {
    using Side = Reach::Side;
    struct Case {
        Reach reach;
        const char* text;
        const char* reached;
    };
    const Case cases[] = {
        {{}, "one CUE two: three, four; five", "CUE two: three, four"},
        {{.side = Side::left}, "one; two three CUE four", "two three CUE"},
        {{.side = Side::both}, "zero. one CUE two. three", "one CUE two"},
        {{.marks = {","}}, "CUE one two, three", "CUE one two"},
        {{.words = 2}, "CUE one, two three", "CUE one, two"},
        {{.is_across_clauses = true}, "CUE one; two. three", "CUE one; two. three"},
        {{}, "CUE one UNTIL two", "CUE one"},
        {{.side = Side::left}, "one UNTIL two CUE three UNTIL", "two CUE"},
        {{.side = Side::both}, "UNTIL one CUE two UNTIL three UNTIL", "one CUE two"},
        {{.is_over_name = true}, "the CUE on the Use of Force in law", "CUE on the Use of Force"},
        {{.is_over_name = true}, "the CUE on force", "CUE"},
        {{}, "CUE", "CUE"},
    };
    for (const Case& c : cases) {
        const std::string text = c.text;
        CAPTURE(text);
        CHECK(reached(text, c.reach) == std::string(c.reached));
    }
}

TEST_CASE("cues: no reach is without end") {
    std::string text = "CUE";
    for (int i = 0; i < 1000; ++i) text += " word";
    const std::string stretch = reached(text, {});
    CHECK(std::count(stretch.begin(), stretch.end(), ' ') == widest_reach);
}
