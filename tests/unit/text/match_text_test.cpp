#include "engine/text/match_text.h"

#include <doctest/doctest.h>

#include <string>

using namespace obverse::text;

TEST_CASE("match text: one form of spaces, dashes and quotes") {
    struct Case {
        const char* shown;
        const char* match;
    };
    const Case cases[] = {
        {"", ""},
        {"plain", "plain"},
        {"a\u00A0b\u202Fc", "a b c"},
        {"anti\u2011satellite \u2013 test", "anti-satellite - test"},
        {"\u201Cno\u201D \u2018first\u2019 \u00ABuse\u00BB", "\"no\" 'first' \"use\""},
        {"o\uFB03ce", "office"},
        {"大会，", "大会，"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.shown);
        CHECK(MatchText(c.shown).text() == c.match);
    }
}

TEST_CASE("match text: offsets lead to the same words and back") {
    const std::string shown = "x \u201Canti\u2011satellite\u201D o\uFB03ce \u2013 end";
    const MatchText match(shown);
    for (const std::string word : {"x", "anti", "satellite", "ce", "end"}) {
        CAPTURE(word);
        const auto in_shown = static_cast<std::uint32_t>(shown.find(word));
        const auto in_match = static_cast<std::uint32_t>(match.text().find(word));
        CHECK(match.to_match(in_shown) == in_match);
        CHECK(match.to_shown(in_match) == in_shown);
    }
    CHECK(match.to_shown(static_cast<std::uint32_t>(match.text().size())) == shown.size());
    CHECK(match.to_match(static_cast<std::uint32_t>(shown.size())) == match.text().size());
}
