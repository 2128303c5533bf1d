#include "engine/syntax/words.h"

#include <doctest/doctest.h>

#include <string>

using namespace obverse;

namespace {

std::string kinds(const std::string& text) {
    Diagnostics diagnostics;
    std::string result;
    for (const ast::Word& word : words_of(text, SourceId{0}, 0, diagnostics)) {
        constexpr const char* letters = "wqindcp";
        if (!result.empty()) result += ' ';
        result += letters[static_cast<std::size_t>(word.kind)];
        result += ':' + word.text;
    }
    for (const Diagnostic& d : diagnostics.list()) result += " !" + std::string(name_of(d.code));
    return result;
}

}  // namespace

TEST_CASE("words: ids, numbers, dates, quotes and marks are told apart") {
    struct Case {
        const char* text;
        const char* words;
    };
    const Case cases[] = {
        {"the behaviour is done", "w:the w:behaviour w:is w:done"},
        {"ru-2021-cosmos1408 2021-11-15 2021-11 2021",
         "w:ru-2021-cosmos1408 d:2021-11-15 d:2021-11 i:2021"},
        {"X is 3.5 or -2", "w:X w:is n:3.5 w:or i:-2"},
        {"path(X, Z)", "w:path p:( w:X p:, w:Z p:)"},
        {"say \"a b\" # and no more", "w:say q:a b"},
        {"\"#1\"", "q:#1"},
        {"{id} to", "c:id w:to"},
        {"- intention: any", "p:- w:intention p:: w:any"},
        {"\u201Ccurly\u201D", "q:curly"},
        {"worth 1/3", "w:worth w:1/3"},
        {"open \"never", "w:open q:never !unclosed-quote"},
        {"2021-13-01", "w:2021-13-01"},
        {"no\u00A0break\u202Fspace", "w:no w:break w:space"},
        {"stray\u201D quote", "w:stray p:\u201D w:quote !unclosed-quote"},
        {"\u00BB", "p:\u00BB !unclosed-quote"},
        {"9223372036854775807 9223372036854775808",
         "i:9223372036854775807 i:9223372036854775808 !bad-number"},
        {"bell\a", "w:bell p:\a !control-character"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(kinds(c.text) == c.words);
    }
}

TEST_CASE("words: spans are bytes of the source, a comment is reported apart") {
    Diagnostics diagnostics;
    Span comment;
    const auto words = words_of("  ab \"c\" # note", SourceId{3}, 100, diagnostics, &comment);
    REQUIRE(words.size() == 2);
    CHECK(words[0].span == Span{SourceId{3}, 102, 104});
    CHECK(words[1].span == Span{SourceId{3}, 105, 108});
    CHECK(comment == Span{SourceId{3}, 109, 115});
}
