#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace obverse {

/// A JSON value, read whole, with the byte where it begins.
struct Json;
using JsonArray = std::vector<Json>;
using JsonObject = std::map<std::string, Json, std::less<>>;
struct Json {
    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, JsonArray, JsonObject>
        value = nullptr;
    std::size_t offset = 0;

    const std::string* text() const { return std::get_if<std::string>(&value); }
    const JsonArray* array() const { return std::get_if<JsonArray>(&value); }
    const JsonObject* object() const { return std::get_if<JsonObject>(&value); }
};

struct JsonError {
    std::size_t offset = 0;  // byte where reading stopped
    std::string message;
};

/// Reads one value; nothing but white space may follow. Refused are text that is no UTF-8, nesting
/// deeper than 100, and an object that has a member twice.
std::variant<Json, JsonError> read_json(std::string_view text);

/// The member of an object that is a text; null when there is none.
const std::string* text_member(const JsonObject& object, std::string_view name);

}  // namespace obverse
