#include "engine/audit/gold.h"

#include "engine/json/reader.h"
#include "engine/text/paragraph_mark.h"

#include <functional>

namespace obverse {

namespace {

void for_each_line(std::string_view lines,
                   const std::function<void(const JsonObject&, std::size_t)>& take) {
    std::size_t number = 0;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        const auto read = read_json(line);
        const auto* json = std::get_if<Json>(&read);
        const JsonObject* object = json == nullptr ? nullptr : json->object();
        if (object == nullptr) {
            throw GoldError("line " + std::to_string(number) + " is no JSON object");
        }
        take(*object, number);
    }
}

std::string wanted(const JsonObject& object, std::string_view name, std::size_t line) {
    if (const std::string* text = text_member(object, name)) return *text;
    throw GoldError("line " + std::to_string(line) + " has no text `" + std::string(name) + "`");
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string article_key(std::string_view place) {
    std::string number;
    for (const char c : place) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!is_letter && !number.empty()) break;
        if (is_letter) number += c;
    }
    const std::uint32_t roman = text::roman_value(number);
    return "art" + (roman > 0 ? std::to_string(roman) : number);
}

}  // namespace

std::string place_key(std::string_view place) {
    std::string key;
    for (const char c : place) key += lower(c);
    if (key.empty() || key == "whole text" || key == "the draft") return "";
    if (key.starts_with("preamble")) return "pp";
    if (key.starts_with("article")) return article_key(std::string_view(key).substr(7));
    if (key.starts_with("art")) return article_key(std::string_view(key).substr(3));
    std::string made;
    for (const char c : key) {
        if (c == ' ' || c == ')') continue;
        made += c == '(' ? '.' : c;
    }
    return made;
}

bool is_at(std::string_view finding_place, std::string_view gold_place) {
    const std::string own = place_key(finding_place);
    const std::string gold = place_key(gold_place);
    if (gold == "pp") return own.starts_with("pp");
    return own == gold;
}

std::vector<GoldRow> read_gold(std::string_view lines) {
    std::vector<GoldRow> rows;
    for_each_line(lines, [&](const JsonObject& object, std::size_t line) {
        GoldRow row;
        row.text = wanted(object, "text", line);
        row.label = wanted(object, "finding", line);
        row.place = wanted(object, "para", line);
        const std::string weight = wanted(object, "level", line);
        row.weight = weight == "must"     ? GoldRow::Weight::must
                     : weight == "should" ? GoldRow::Weight::should
                                          : GoldRow::Weight::contested;
        row.is_expected = wanted(object, "expect", line) == "present";
        const auto absence = object.find("absence");
        if (absence != object.end()) {
            const bool* is_one = std::get_if<bool>(&absence->second.value);
            row.is_absence = is_one != nullptr && *is_one;
        }
        rows.push_back(std::move(row));
    });
    return rows;
}

std::vector<GoldControl> read_controls(std::string_view lines) {
    std::vector<GoldControl> controls;
    for_each_line(lines, [&](const JsonObject& object, std::size_t line) {
        GoldControl control{wanted(object, "text", line), {}};
        const auto list = object.find("must_not_find");
        if (list != object.end() && list->second.array() != nullptr) {
            for (const Json& label : *list->second.array()) {
                if (label.text() != nullptr) control.forbidden.push_back(*label.text());
            }
        }
        controls.push_back(std::move(control));
    });
    return controls;
}

std::vector<GoldStructure> read_structure(std::string_view lines) {
    std::vector<GoldStructure> texts;
    for_each_line(lines, [&](const JsonObject& object, std::size_t line) {
        GoldStructure structure{wanted(object, "text", line), {}};
        for (const auto& [name, value] : object) {
            const auto* count = std::get_if<std::int64_t>(&value.value);
            if (count != nullptr) structure.counts.emplace(name, static_cast<std::size_t>(*count));
        }
        texts.push_back(std::move(structure));
    });
    return texts;
}

}  // namespace obverse
