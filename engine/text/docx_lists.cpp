#include "engine/text/docx_lists.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

namespace obverse::text {

namespace {

std::uint32_t number_of(std::string_view text, std::uint32_t otherwise) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && value < 100000 ? value : otherwise;
}

std::string letters(std::uint32_t value, char first) {
    if (value == 0) return "";
    // After z comes aa, then bb.
    const std::uint32_t times = std::min((value - 1) / 26 + 1, 9U);
    return std::string(times, static_cast<char>(first + static_cast<char>((value - 1) % 26)));
}

std::string roman(std::uint32_t value) {
    constexpr std::array<std::pair<std::uint32_t, std::string_view>, 13> parts = {{{1000, "m"},
                                                                                   {900, "cm"},
                                                                                   {500, "d"},
                                                                                   {400, "cd"},
                                                                                   {100, "c"},
                                                                                   {90, "xc"},
                                                                                   {50, "l"},
                                                                                   {40, "xl"},
                                                                                   {10, "x"},
                                                                                   {9, "ix"},
                                                                                   {5, "v"},
                                                                                   {4, "iv"},
                                                                                   {1, "i"}}};
    std::string text;
    value = std::min(value, 3999U);
    for (const auto& [amount, sign] : parts) {
        for (; value >= amount; value -= amount) text += sign;
    }
    return text;
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

std::string formatted(std::uint32_t value, std::string_view format) {
    if (format == "lowerLetter") return letters(value, 'a');
    if (format == "upperLetter") return letters(value, 'A');
    if (format == "lowerRoman") return roman(value);
    if (format == "upperRoman") return upper(roman(value));
    if (format == "none") return "";
    return std::to_string(value);
}

/// `heading 2` is a heading of the second level, whatever its outline says.
std::uint8_t heading_of(std::string_view name) {
    for (const std::string_view prefix : {"heading ", "Heading "}) {
        if (name.starts_with(prefix) && name.size() == prefix.size() + 1) {
            return static_cast<std::uint8_t>(number_of(name.substr(prefix.size()), 0));
        }
    }
    return name == "Title" || name == "title" ? std::uint8_t{1} : std::uint8_t{0};
}

}  // namespace

bool is_on(const XmlEvents& events, const XmlEvent& event) {
    const std::string_view value = events.attribute(event, "val");
    return value != "0" && value != "false" && value != "none" && value != "off";
}

DocxStyles::DocxStyles(const XmlEvents& events) {
    DocxStyle* style = nullptr;
    for (const XmlEvent& event : events.list()) {
        if (event.kind != XmlEvent::Kind::open) continue;
        const std::string_view value = events.attribute(event, "val");
        if (event.name == "style") {
            style = &styles_[std::string(events.attribute(event, "styleId"))];
        } else if (style == nullptr) {
            continue;
        } else if (event.name == "basedOn") {
            style->based_on = value;
        } else if (event.name == "name") {
            style->name = value;
            style->heading_level = std::max(style->heading_level, heading_of(value));
        } else if (event.name == "outlineLvl") {
            const std::uint32_t level = number_of(value, 9);
            if (level < 9) style->heading_level = static_cast<std::uint8_t>(level + 1);
        } else if (event.name == "numId") {
            style->list = value;
        } else if (event.name == "ilvl") {
            style->list_level = number_of(value, 0);
        } else if ((event.name == "i" || event.name == "b") && is_on(events, event)) {
            style->styles |= event.name == "i" ? Style::italic : Style::bold;
        }
    }
}

DocxStyle DocxStyles::find(std::string_view id) const {
    DocxStyle found;
    // A style that is based on itself is a fault of the file, not ours.
    for (int step = 0; step < 16; ++step) {
        const auto style = styles_.find(id);
        if (style == styles_.end()) break;
        if (step == 0) found.name = style->second.name;
        if (found.list.empty() && !style->second.list.empty()) {
            found.list = style->second.list;
            found.list_level = style->second.list_level;
        }
        if (found.heading_level == 0) found.heading_level = style->second.heading_level;
        found.styles |= style->second.styles;
        id = style->second.based_on;
    }
    return found;
}

DocxLists::DocxLists(const XmlEvents& events) {
    Definition* definition = nullptr;
    List* list = nullptr;
    std::size_t level = 0;
    for (const XmlEvent& event : events.list()) {
        if (event.kind != XmlEvent::Kind::open) continue;
        const std::string_view value = events.attribute(event, "val");
        if (event.name == "abstractNum") {
            definition = &definitions_[std::string(events.attribute(event, "abstractNumId"))];
            list = nullptr;
        } else if (event.name == "num") {
            list = &lists_[std::string(events.attribute(event, "numId"))];
            definition = nullptr;
        } else if (event.name == "lvl" || event.name == "lvlOverride") {
            level = std::min<std::size_t>(number_of(events.attribute(event, "ilvl"), 0),
                                          level_count - 1);
        } else if (event.name == "abstractNumId" && list != nullptr) {
            list->definition = value;
        } else if (event.name == "startOverride" && list != nullptr) {
            list->restarts[level] = number_of(value, 1);
        } else if (definition == nullptr) {
            continue;
        } else if (event.name == "start") {
            definition->levels[level].start = number_of(value, 1);
        } else if (event.name == "numFmt") {
            definition->levels[level].format = value;
        } else if (event.name == "lvlText") {
            definition->levels[level].text = value;
        }
    }
}

std::string DocxLists::next(const std::string& id, std::size_t level) {
    const auto list = lists_.find(id);
    if (list == lists_.end()) return "";
    const auto found = definitions_.find(list->second.definition);
    if (found == definitions_.end()) return "";
    Definition& definition = found->second;
    level = std::min(level, level_count - 1);
    if (!list->second.is_used) {
        for (const auto& [restarted, start] : list->second.restarts) {
            definition.levels[restarted].start = start;
            definition.is_started[restarted] = false;
        }
        list->second.is_used = true;
    }
    for (std::size_t at = 0; at <= level; ++at) {
        if (at == level && definition.is_started[at]) ++definition.counts[at];
        if (!definition.is_started[at]) definition.counts[at] = definition.levels[at].start;
        definition.is_started[at] = true;
    }
    for (std::size_t below = level + 1; below < level_count; ++below) {
        definition.is_started[below] = false;
    }
    return printed(definition, level);
}

std::string DocxLists::printed(const Definition& definition, std::size_t level) {
    const Level& form = definition.levels[level];
    if (form.format == "bullet") return "•";
    if (form.format == "none") return "";
    std::string text;
    for (std::size_t at = 0; at < form.text.size(); ++at) {
        const bool is_place = form.text[at] == '%' && at + 1 < form.text.size() &&
                              form.text[at + 1] >= '1' && form.text[at + 1] <= '9';
        if (!is_place) {
            text += form.text[at];
            continue;
        }
        const auto other = static_cast<std::size_t>(form.text[++at] - '1');
        text += formatted(definition.counts[other], definition.levels[other].format);
    }
    return text;
}

}  // namespace obverse::text
