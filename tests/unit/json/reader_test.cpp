#include "engine/json/reader.h"

#include "engine/json/writer.h"

#include <doctest/doctest.h>

#include <string>

using namespace obverse;

namespace {

/// Writes a value again, with the offset of each value before it.
void show(const Json& json, std::string& text) {
    text += std::to_string(json.offset) + ":";
    if (const JsonObject* object = json.object()) {
        text += "{";
        for (const auto& [name, value] : *object) {
            text += name + "=";
            show(value, text);
            text += " ";
        }
        text += "}";
    } else if (const JsonArray* array = json.array()) {
        text += "[";
        for (const Json& item : *array) {
            show(item, text);
            text += " ";
        }
        text += "]";
    } else if (const std::string* words = json.text()) {
        text += "'" + *words + "'";
    } else if (const auto* integer = std::get_if<std::int64_t>(&json.value)) {
        text += std::to_string(*integer);
    } else if (const auto* number = std::get_if<double>(&json.value)) {
        text += std::to_string(*number);
    } else if (const auto* truth = std::get_if<bool>(&json.value)) {
        text += *truth ? "true" : "false";
    } else {
        text += "null";
    }
}

std::string read(const std::string& text) {
    const auto parsed = read_json(text);
    if (const auto* error = std::get_if<JsonError>(&parsed)) {
        return "!" + std::to_string(error->offset);
    }
    std::string shown;
    show(std::get<Json>(parsed), shown);
    return shown;
}

}  // namespace

TEST_CASE("json: values are read with the place where each begins") {
    struct Case {
        const char* text;
        const char* value;
    };
    const Case cases[] = {
        {"null", "0:null"},
        {" true ", "1:true"},
        {"-7", "0:-7"},
        {"4294967296", "0:4294967296"},
        {"9223372036854775807", "0:9223372036854775807"},
        {"9223372036854775808", "0:9223372036854775808.000000"},
        {"0.5", "0:0.500000"},
        {R"("a\n\u00e9")", "0:'a\né'"},
        {"[]", "0:[]"},
        {R"([1, "two" ,[3]])", "0:[1:1 4:'two' 11:[12:3 ] ]"},
        {"[[1] , 2, {}, 3]", "0:[1:[2:1 ] 7:2 10:{} 14:3 ]"},
        {R"({"a" : 1,"b":{"c":[true]}})", "0:{a=7:1 b=13:{c=18:[19:true ] } }"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(read(c.text) == std::string(c.value));
    }
}

TEST_CASE("json: what is no JSON is refused where it stops being so") {
    struct Case {
        std::string text;
        const char* error;
    };
    const Case cases[] = {
        {"", "!0"},
        {"{", "!1"},
        {"{\"a\":}", "!5"},
        {"[1,]", "!3"},
        {"1 2", "!2"},
        {"\"\xff\"", "!1"},
        {"\"a", "!2"},
        {"nul", "!3"},
        {"{\"a\":1,\"a\":2}", "!7"},
        {std::string(101, '[') + std::string(101, ']'), "!100"},
        {std::string("[1]\0", 4), "!3"},
        {std::string("\"a\0b\"", 5), "!2"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(read(c.text).substr(0, 1) == "!");
        CHECK(read(c.text) == std::string(c.error));
    }
    CHECK(read(std::string(100, '[') + std::string(100, ']')).substr(0, 3) == "0:[");
}

TEST_CASE("json: what is written is valid, whatever the text") {
    JsonWriter json(JsonWriter::Layout::compact);
    json.begin_object();
    json.member("text", "a\"b\\c\n\x01 \xff é");
    json.key("list").begin_array().integer(-1).number(0.5).boolean(true).null().end_array();
    json.key("raw").json("{\"x\":[1]}");
    json.end_object();
    CHECK(json.text() ==
          "{\"text\":\"a\\\"b\\\\c\\n\\u0001 \xef\xbf\xbd é\",\"list\":[-1,0.5,true,null],"
          "\"raw\":{\"x\":[1]}}");
    CHECK(read(json.text()).substr(0, 1) != "!");
}

TEST_CASE("json: an indented value ends its line") {
    JsonWriter json;
    json.begin_object().member("a", "b").end_object();
    CHECK(json.text() == "{\n  \"a\": \"b\"\n}\n");
}
