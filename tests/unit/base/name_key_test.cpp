#include "engine/base/name_key.h"

#include <doctest/doctest.h>

#include <string>

using namespace obverse;

TEST_CASE("name key: case, article, punctuation and accents make no difference") {
    struct Case {
        const char* name;
        const char* key;
    };
    const Case cases[] = {{"The United States", "united states"},
                          {"USA", "usa"},
                          {"Côte d’Ivoire", "cote divoire"},
                          {"Cote d'Ivoire", "cote divoire"},
                          {"ru-2021-cosmos1408", "ru 2021 cosmos1408"},
                          {"  Fengyun-1C   test ", "fengyun 1c test"},
                          {"a", "a"},
                          {"", ""},
                          {"Россия", "россия"},
                          {"ÅLAND", "aland"}};
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(name_key(c.name) == c.key);
    }
}

TEST_CASE("UTF-8: the first bad byte is found") {
    std::size_t offset = 99;
    CHECK(is_valid_utf8("plain and é", &offset));
    CHECK(offset == 99);
    CHECK_FALSE(is_valid_utf8("ab\xFFz", &offset));
    CHECK(offset == 2);
    CHECK_FALSE(is_valid_utf8("a\xC3", &offset));
    CHECK(offset == 1);
    CHECK_FALSE(is_valid_utf8("\xC0\x80", &offset));
    CHECK(offset == 0);
}
