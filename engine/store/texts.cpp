#include "engine/store/texts.h"

#include <chrono>
#include <ctime>

namespace obverse {

std::string_view name_of(Stance stance) {
    return stance == Stance::asserted ? "asserted" : "denied";
}
Stance stance_named(std::string_view name) {
    return name == "denied" ? Stance::denied : Stance::asserted;
}

std::string_view name_of(Confidence confidence) {
    switch (confidence) {
        case Confidence::low:
            return "low";
        case Confidence::medium:
            return "medium";
        case Confidence::high:
            break;
    }
    return "high";
}
Confidence confidence_named(std::string_view name) {
    if (name == "low") return Confidence::low;
    return name == "medium" ? Confidence::medium : Confidence::high;
}

std::string text_of(const std::optional<Date>& date) {
    return date ? to_text(*date) : std::string();
}
std::optional<Date> date_named(std::string_view text) {
    return text.empty() ? std::nullopt : parse_date(text);
}

std::string now_text() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text, length};
}

}  // namespace obverse
