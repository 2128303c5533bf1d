#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace obverse {

/// A date of day, month or year precision, as the interval of days that it may mean. Days are
/// counted from 1970-01-01; `first <= last`.
struct Date {
    std::int32_t first = 0;
    std::int32_t last = 0;

    friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

/// Reads YYYY, YYYY-MM or YYYY-MM-DD (years 0001 to 9999); nothing else, and no impossible day.
std::optional<Date> parse_date(std::string_view text);

/// The shortest of the three forms that means the interval; `first..last` for any other interval.
std::string to_text(Date date);

/// Year, month and day of a day number.
struct CalendarDay {
    std::int32_t year;
    std::int32_t month;
    std::int32_t day;
};
CalendarDay calendar_day(std::int32_t day_number);
std::int32_t day_number(CalendarDay day);

}  // namespace obverse
