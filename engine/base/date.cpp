#include "engine/base/date.h"

#include <fmt/format.h>

#include <array>

namespace obverse {

namespace {

bool is_leap(std::int32_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
    constexpr std::array<std::int32_t, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month == 2 && is_leap(year)) return 29;
    return days[static_cast<std::size_t>(month - 1)];
}

std::optional<std::int32_t> parse_digits(std::string_view text) {
    std::int32_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

// Howard Hinnant's civil-calendar arithmetic: eras of 400 years, years that begin in March.
std::int32_t day_number(CalendarDay day) {
    const std::int32_t year = day.year - (day.month <= 2 ? 1 : 0);
    const std::int32_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int32_t year_of_era = year - era * 400;
    const std::int32_t shifted = (day.month + 9) % 12;
    const std::int32_t day_of_year = (153 * shifted + 2) / 5 + day.day - 1;
    const std::int32_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

CalendarDay calendar_day(std::int32_t number) {
    const std::int32_t z = number + 719468;
    const std::int32_t era = (z >= 0 ? z : z - 146096) / 146097;
    const std::int32_t day_of_era = z - era * 146097;
    const std::int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int32_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int32_t shifted = (5 * day_of_year + 2) / 153;
    const std::int32_t day = day_of_year - (153 * shifted + 2) / 5 + 1;
    const std::int32_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
    const auto year = parse_digits(text.substr(0, 4));
    if (!year || *year < 1) return std::nullopt;
    if (text.size() == 4) return Date{day_number({*year, 1, 1}), day_number({*year, 12, 31})};
    if (text[4] != '-') return std::nullopt;
    const auto month = parse_digits(text.substr(5, 2));
    if (!month || *month < 1 || *month > 12) return std::nullopt;
    if (text.size() == 7) {
        return Date{day_number({*year, *month, 1}),
                    day_number({*year, *month, days_in_month(*year, *month)})};
    }
    if (text[7] != '-') return std::nullopt;
    const auto day = parse_digits(text.substr(8, 2));
    if (!day || *day < 1 || *day > days_in_month(*year, *month)) return std::nullopt;
    const std::int32_t number = day_number({*year, *month, *day});
    return Date{number, number};
}

std::string to_text(Date date) {
    const CalendarDay first = calendar_day(date.first);
    const CalendarDay last = calendar_day(date.last);
    const auto full = [](CalendarDay d) {
        return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day);
    };
    if (date.first == date.last) return full(first);
    const bool whole_months = first.day == 1 && last.day == days_in_month(last.year, last.month);
    if (whole_months && first.year == last.year) {
        if (first.month == last.month) return fmt::format("{:04}-{:02}", first.year, first.month);
        if (first.month == 1 && last.month == 12) return fmt::format("{:04}", first.year);
    }
    return full(first) + ".." + full(last);
}

}  // namespace obverse
