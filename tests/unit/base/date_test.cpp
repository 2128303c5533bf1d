#include "engine/base/date.h"

#include <doctest/doctest.h>

#include <string>

using namespace obverse;

TEST_CASE("date: what is read is written back in its own precision") {
    for (const char* text :
         {"2021-11-15", "2021-11", "2021", "0001-01-01", "9999-12-31", "2024-02"}) {
        CAPTURE(text);
        const auto date = parse_date(text);
        REQUIRE(date.has_value());
        CHECK(to_text(*date) == text);
    }
}

TEST_CASE("date: impossible days and other forms are refused") {
    for (const char* text :
         {"", "2021-", "2021-13", "2021-00-01", "2023-02-29", "2021-04-31", "21-1-1", "2021/11/15",
          "2021-11-15 ", "0000", "abcd", "2021-1-15", "1900-02-29"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_date(text).has_value());
    }
}

TEST_CASE("date: a coarse date is the interval of its days") {
    const Date month = *parse_date("2024-02");
    CHECK(month.last - month.first == 28);
    const Date year = *parse_date("2023");
    CHECK(year.last - year.first == 364);
    CHECK(parse_date("1970-01-01")->first == 0);
    CHECK(parse_date("2000-03-01")->first == 11017);
}

TEST_CASE("date: every day number has one calendar day and back") {
    for (std::int32_t number = -800000; number < 800000; number += 97) {
        CHECK(day_number(calendar_day(number)) == number);
    }
}

TEST_CASE("date: an interval that is no day, month or year shows both ends") {
    CHECK(to_text(Date{0, 1}) == "1970-01-01..1970-01-02");
}
