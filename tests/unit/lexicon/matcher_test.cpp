#include "engine/lexicon/matcher.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::lexicon;

namespace {

/// Every hit as `number:its words`.
std::string hits(std::span<const char* const> forms, std::string_view text) {
    const Stemmer stemmer("english");
    Matcher matcher("english");
    std::string problem;
    std::uint32_t number = 0;
    for (const char* form : forms) {
        const auto pieces = parse_form(form, stemmer, problem);
        REQUIRE(pieces);
        matcher.add(number++, *pieces);
    }
    const std::vector<Token> tokens = tokens_of(text);
    std::string all;
    for (const Hit& hit : matcher.find(tokens)) {
        const std::uint32_t begin = tokens[hit.first].begin;
        all += all.empty() ? "" : " | ";
        all += std::to_string(hit.form) + ":";
        all += text.substr(begin, tokens[hit.last].end - begin);
    }
    return all;
}

}  // namespace

TEST_CASE("matcher: every place of every form is found, overlaps too") {
    const char* const forms[] = {"missile test~", "anti-satellite (missile) test~",
                                 "place~ ..3 weapon~", "US", "test~"};
    struct Case {
        const char* text;
        const char* hits;
    };
    const Case cases[] = {
        {"Anti-satellite missile tests",
         "1:Anti-satellite missile tests | 0:missile tests | 4:tests"},
        {"anti satellite testing", "1:anti satellite testing | 4:testing"},
        {"placed the very first weapon", "2:placed the very first weapon"},
        {"placing weapons of any weapon", "2:placing weapons | 2:placing weapons of any weapon"},
        {"place one two three four weapons", ""},
        {"missile, test", "4:test"},
        {"place; weapon", ""},
        {"The US told us", "3:US"},
        {"missile", ""},
    };
    for (const Case& c : cases) {
        const std::string text = c.text;
        CAPTURE(text);
        CHECK(hits(forms, text) == std::string(c.hits));
    }
}

TEST_CASE("matcher: words in one pair of brackets are missing together") {
    const char* const forms[] = {"test~ (of any kind) now"};
    CHECK(hits(forms, "test of any kind now") == "0:test of any kind now");
    CHECK(hits(forms, "tests now") == "0:tests now");
    CHECK(hits(forms, "tests kind now") == "");
}
