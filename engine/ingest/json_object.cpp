#include "engine/ingest/json_object.h"

#include "engine/base/edit_distance.h"

#include <algorithm>

namespace obverse {

std::size_t column_of(std::string_view line, std::size_t offset) {
    const std::string_view before = line.substr(0, offset);
    return 1 + static_cast<std::size_t>(std::count_if(before.begin(), before.end(), [](char c) {
               return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
           }));
}

Spot LineObject::spot_of(const Json& value) const {
    return {row_.line, column_of(line_, value.offset)};
}

void LineObject::reject(Spot spot, Problem problem) {
    rejections_.add(row_, spot, line_, std::move(problem));
}

const Json* LineObject::member(std::string_view name) const {
    const auto found = members_.find(name);
    const bool is_null =
        found == members_.end() || std::holds_alternative<std::nullptr_t>(found->second.value);
    return is_null ? nullptr : &found->second;
}

Declaration::Text LineObject::text(std::string_view name) {
    const Json* value = member(name);
    if (value == nullptr) return {{}, start()};
    if (const std::string* text = value->text()) return {*text, spot_of(*value)};
    reject(spot_of(*value),
           {Code::bad_json, "`" + std::string(name) + "` is not a text", "put it in quotes"});
    return {{}, spot_of(*value)};
}

Declaration::Text LineObject::wanted_text(std::string_view name) {
    Declaration::Text found = text(name);
    if (found.text.empty() && (member(name) == nullptr || member(name)->text() != nullptr)) {
        reject(start(), {Code::bad_json, "the line has no `" + std::string(name) + "`"});
    }
    return found;
}

std::vector<Declaration::Text> LineObject::texts(std::string_view name) {
    std::vector<Declaration::Text> list;
    const Json* value = member(name);
    if (value == nullptr) return list;
    const JsonArray* items = value->array();
    if (items == nullptr) {
        reject(spot_of(*value), {Code::bad_json, "`" + std::string(name) + "` is not a list",
                                 "put its texts in square brackets"});
        return list;
    }
    for (const Json& item : *items) {
        if (const std::string* text = item.text()) {
            list.push_back({*text, spot_of(item)});
        } else {
            reject(spot_of(item),
                   {Code::bad_json, "an item of `" + std::string(name) + "` is not a text",
                    "put it in quotes"});
        }
    }
    return list;
}

void LineObject::allow_only(std::initializer_list<std::string_view> names) {
    const std::vector<std::string> known(names.begin(), names.end());
    for (const auto& [name, value] : members_) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        std::string help = did_you_mean(closest(name, known));
        if (help.empty()) {
            help = "its members are";
            for (const std::string& one : known) {
                help += (&one == known.data() ? " `" : ", `") + one + "`";
            }
        }
        reject(spot_of(value), {Code::bad_json, "a line of this type has no `" + name + "`", help});
    }
}

}  // namespace obverse
