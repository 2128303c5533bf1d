#include "engine/base/printable.h"

#include <doctest/doctest.h>

#include <string>

using namespace obverse;

TEST_CASE("printable: control characters and bytes that are no UTF-8 are replaced") {
    struct Case {
        std::string text;
        const char* shown;
    };
    const Case cases[] = {
        {"", ""},
        {"\u00C9t\u00E9", "\u00C9t\u00E9"},
        {"a\tb", "a b"},
        {"a\nb\x1B[31m", "a\uFFFDb\uFFFD[31m"},
        {std::string("a\0b", 3), "a\uFFFDb"},
        {"a\x7F", "a\uFFFD"},
        {"a\xFF\xFE z", "a\uFFFD\uFFFD z"},
        {"cut \xE2\x80", "cut \uFFFD\uFFFD"},
        {"\xC2\x9B"
         "31m",
         "\uFFFD31m"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.shown);
        CHECK(printable(c.text) == c.shown);
    }
}
