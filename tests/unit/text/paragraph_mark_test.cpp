#include "engine/text/paragraph_mark.h"

#include "engine/text/list_levels.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using namespace obverse::text;

namespace {

std::string told(const std::string& text) {
    const auto mark = mark_of(text);
    if (!mark) return "none";
    const char* const kinds[] = {"decimal", "dotted", "letter", "roman", "bullet"};
    return std::string(kinds[static_cast<std::size_t>(mark->kind)]) + " " +
           std::string(mark->number) + "|" + text.substr(mark->words);
}

}  // namespace

TEST_CASE("paragraph mark: what numbers a paragraph, and what only looks like it") {
    struct Case {
        std::string text;
        std::string mark;
    };
    const Case cases[] = {
        {"1. Calls upon", "decimal 1.|Calls upon"},
        {"12.Calls upon", "decimal 12.|Calls upon"},
        {"1 - تقرر", "decimal 1 -|تقرر"},
        {"3 bis. Urges", "decimal 3 bis.|Urges"},
        {"[4. Decides", "decimal 4.|Decides"},
        {"OP2. Decides", "decimal OP2.|Decides"},
        {"3.6 . Promote", "dotted 3.6 .|Promote"},
        {"2.1.4 Scope", "dotted 2.1.4|Scope"},
        {"(a) To take", "letter (a)|To take"},
        {"a) prendre", "letter a)|prendre"},
        {"(aa) To take", "letter (aa)|To take"},
        {"(i) One", "letter (i)|One"},
        {"(ii) Two", "roman (ii)|Two"},
        {"(cc) To take", "letter (cc)|To take"},
        {"(iii) Three", "roman (iii)|Three"},
        {"II. Tools", "roman II.|Tools"},
        {"(أ) أن", "letter (أ)|أن"},
        {"а) принять", "letter а)|принять"},
        {"• One", "bullet •|One"},
        {"2018. A year", "none"},
        {"1.5 million", "none"},
        {"77/41. Title", "none"},
        {"(see below)", "none"},
        {"A/RES/77/41", "none"},
        {"U.S. policy", "none"},
        {"I agree", "none"},
        {"", "none"},
        {"(", "none"},
        {"1", "none"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(told(c.text) == c.mark);
    }
}

TEST_CASE("list levels: (i) is a letter or a numeral by its neighbours") {
    struct Case {
        const char* marks;
        const char* depths;
    };
    const Case cases[] = {
        {"(a) (b) (c)", "0 0 0"},
        {"(a) (i) (ii) (b)", "0 1 1 0"},
        {"(i) (ii) (iii) (iv) (v)", "0 0 0 0 0"},
        {"(g) (h) (i) (j)", "0 0 0 0"},
        {"(g) (h) (i) (ii) (i)", "0 0 1 1 0"},
        {"(a) (i) a. b. (ii) (b)", "0 1 2 2 1 0"},
        {"(y) (z) (aa) (bb)", "0 0 0 0"},
        {"(t) (u) (v) (w)", "0 0 0 0"},
        {"(a) (c) (d)", "0 0 0"},
        {"(a) (b) (a) (b)", "0 0 0 0"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.marks);
        std::istringstream marks(c.marks);
        std::vector<std::string> texts;
        for (std::string text; marks >> text;) texts.push_back(text + " words");
        ListLevels levels;
        std::string depths;
        for (std::size_t at = 0; at < texts.size(); ++at) {
            const auto next = at + 1 < texts.size() ? mark_of(texts[at + 1]) : std::nullopt;
            if (!depths.empty()) depths += ' ';
            depths += std::to_string(levels.place(*mark_of(texts[at]), next).depth);
        }
        CHECK(depths == c.depths);
    }
}
