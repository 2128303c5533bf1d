#include "engine/lexicon/words.h"

#include "engine/lexicon/stemmer.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::lexicon;

namespace {

/// Words parted by spaces, marks in quotes, `!` behind what is in capitals.
std::string shown(std::string_view text) {
    std::string all;
    for (const Token& token : tokens_of(text)) {
        all += all.empty() ? "" : " ";
        all += token.is_word ? token.word : "'" + token.word + "'";
        all += token.is_capital ? "!" : "";
    }
    return all;
}

}  // namespace

TEST_CASE("words: marks stand apart, dashes part, apostrophes and soft hyphens vanish") {
    struct Case {
        const char* text;
        const char* tokens;
    };
    const Case cases[] = {
        {"", ""},
        {"Anti-satellite tests; none", "anti satellite tests ';' none"},
        {"direct\u2010ascent and\u2014so", "direct ascent and so"},
        {"State\u2019s and States\u2019 means", "states and states means"},
        {"sus\u00ADtain\u200Bable", "sustainable"},
        {"Bodies,\u00B9 recalling", "bodies ',' recalling"},
        {"activities\u2074 and", "activities and"},
        {"A/C.1/77/L.62, 1,000 km.", "a c 1 77! l 62! ',' 1 000! km '.'"},
        {"end.Next", "end next"},
        {"the US and ASATs, not us", "the us! and asats! ',' not us"},
        {"r\u00E9sum\u00E9 \u00C9tat", "resume etat"},
        {"\u201Cquoted\u201D", "'\u201C' quoted '\u201D'"},
        {"\u0438\u0441\u043F\u044B\u0442\u0430\u043D\u0438\u0435",
         "\u0438\u0441\u043F\u044B\u0442\u0430\u043D\u0438\u0435"},
        {"\u5916\u5C42\u7A7A\u95F4\u3002", "\u5916\u5C42 \u7A7A\u95F4 '\u3002'"},
        {"bad \xFF byte", "bad '\xFF' byte"},
    };
    for (const Case& c : cases) {
        const std::string text = c.text;
        CAPTURE(text);
        CHECK(shown(text) == std::string(c.tokens));
    }
}

TEST_CASE("words: a token has the bytes that it stands in") {
    const std::string text = "\u201CNon\u2010testing\u201D, sus\u00ADtained";
    const std::vector<Token> tokens = tokens_of(text);
    REQUIRE(tokens.size() == 6);
    CHECK(text.substr(tokens[1].begin, tokens[1].end - tokens[1].begin) == "Non");
    CHECK(tokens[1].is_initial);
    CHECK_FALSE(tokens[2].is_initial);
    CHECK(text.substr(tokens[5].begin, tokens[5].end - tokens[5].begin) == "sus\u00ADtained");
}

TEST_CASE("words: British and American spellings are one") {
    struct Pair {
        const char* british;
        const char* american;
    };
    const Pair pairs[] = {
        {"programmes", "programs"},
        {"defence", "defense"},
        {"behaviours", "behaviors"},
        {"manoeuvre", "maneuver"},
        {"weaponisation", "weaponization"},
        {"recognising", "recognizing"},
        {"fulfilled", "fulfilled"},
        {"fulfil", "fulfill"},
        {"analyse", "analyze"},
        {"organised", "organized"},
        {"centres", "centers"},
        {"licence", "license"},
    };
    for (const Pair& pair : pairs) {
        const std::string british = pair.british;
        CAPTURE(british);
        CHECK(shown(british) == shown(pair.american));
    }
    CHECK(shown("sustain") != shown("sustained"));
}

TEST_CASE("words: a colon unfolds, other stops end a clause") {
    for (const char* text : {".", ";", "?", "!", "\u3002"}) {
        CHECK(ends_clause(tokens_of(text).at(0)));
    }
    for (const char* text : {":", ",", "word"}) CHECK_FALSE(ends_clause(tokens_of(text).at(0)));
}

TEST_CASE("stemmer: inflections share a stem in languages with rules") {
    CHECK(Stemmer("english").stem("testing") == Stemmer("en").stem("tests"));
    CHECK(Stemmer("french").stem("destructifs") == Stemmer("french").stem("destructif"));
    CHECK(Stemmer("chinese").stem("testing") == "testing");
}
