#include "engine/lexicon/form.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::lexicon;

namespace {

/// `word`, `stem~`, `WORD` in capitals, `..4`, each with the number of its brackets behind it.
std::string shown(std::string_view form) {
    std::string problem;
    const auto pieces = parse_form(form, Stemmer("english"), problem);
    if (!pieces) return "! " + problem;
    std::string all;
    for (const FormPiece& piece : *pieces) {
        all += all.empty() ? "" : " ";
        all += piece.gap > 0 ? ".." + std::to_string(piece.gap) : piece.word;
        all += piece.is_inflected ? "~" : "";
        all += piece.wants_capitals ? "!" : "";
        all += piece.group > 0 ? "(" + std::to_string(piece.group) + ")" : "";
    }
    return all;
}

}  // namespace

TEST_CASE("forms: words, inflections, brackets and gaps") {
    struct Case {
        const char* form;
        const char* pieces;
    };
    const Case cases[] = {
        {"anti-satellite missile test~", "anti satellite missile test~"},
        {"DA-ASAT test~", "da! asat! test~"},
        {"test~ (of a missile) (again)", "test~ of(1) a(1) missile(1) again(2)"},
        {"place~ ..4 weapon~", "place~ ..4 weapon~"},
        {"place~ (any ..2 kind of) weapon~", "place~ any(1) ..2(1) kind(1) of(1) weapon~"},
        {"", "! there is no word that must be there"},
        {"(test)", "! there is no word that must be there"},
        {"..3 test", "! room for other words stands at an end"},
        {"(a) ..3 test", "! room for other words stands at an end"},
        {"test ..3", "! room for other words stands at an end"},
        {"test ..0 ban", "! `..` takes a number of words from 1 to 9"},
        {"test ..12 ban", "! `..` takes a number of words from 1 to 9"},
        {"test (of", "! a bracket is not closed"},
        {"test) of", "! brackets do not match"},
        {"test ((of) it)", "! brackets do not match"},
        {"~ test", "! `~` stands behind no word"},
    };
    for (const Case& c : cases) {
        const std::string form = c.form;
        CAPTURE(form);
        CHECK(shown(form) == std::string(c.pieces));
    }
}
