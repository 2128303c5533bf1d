#include "engine/model/draft_words.h"

namespace obverse {

std::vector<std::string> slots_in(std::string_view message) {
    std::vector<std::string> slots;
    while (true) {
        const std::size_t open = message.find('{');
        if (open == std::string_view::npos) return slots;
        const std::size_t close = message.find('}', open);
        if (close == std::string_view::npos) return slots;
        slots.emplace_back(message.substr(open + 1, close - open - 1));
        message.remove_prefix(close + 1);
    }
}

}  // namespace obverse
