#include "engine/text/markdown_signs.h"

#include <cstddef>

namespace obverse::text {

namespace {

bool is_heading(std::string_view line) {
    const std::size_t marks = line.find_first_not_of('#');
    return marks != std::string_view::npos && marks >= 1 && marks <= 6 && line[marks] == ' ';
}

std::size_t count(std::string_view text, std::string_view sign) {
    std::size_t found = 0;
    for (std::size_t at = text.find(sign); at != std::string_view::npos;
         at = text.find(sign, at + sign.size())) {
        ++found;
    }
    return found;
}

}  // namespace

bool has_markdown_signs(std::string_view text) {
    std::size_t emphases = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        if (is_heading(line) || line.starts_with("```")) return true;
        if (line.starts_with("[^") && line.find("]:") != std::string_view::npos) return true;
        emphases += count(line, "**") / 2 + count(line, "](");
        if (emphases > 1) return true;
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return false;
}

}  // namespace obverse::text
