#include "engine/json/reader.h"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <optional>

namespace obverse {

namespace {

constexpr std::size_t depth_limit = 100;

/// Builds the value from what the parser meets; the open objects and arrays stand in a stack.
class Builder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Builder> {
public:
    bool Null() { return add({}); }
    bool Bool(bool value) { return add({value}); }
    bool Int(int value) { return add({std::int64_t{value}}); }
    bool Uint(unsigned value) { return add({std::int64_t{value}}); }
    bool Int64(std::int64_t value) { return add({value}); }
    bool Uint64(std::uint64_t value) { return add({static_cast<double>(value)}); }
    bool Double(double value) { return add({value}); }
    bool String(const char* text, rapidjson::SizeType length, bool) {
        return add({std::string(text, length)});
    }
    bool Key(const char* text, rapidjson::SizeType length, bool) {
        keys_.back().assign(text, length);
        return true;
    }
    bool StartObject() { return open({JsonObject{}}); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool StartArray() { return open({JsonArray{}}); }
    bool EndArray(rapidjson::SizeType) { return close(); }

    Json take() { return std::move(root_); }

private:
    bool open(Json value) {
        if (stack_.size() == depth_limit) return false;
        stack_.push_back(std::move(value));
        keys_.emplace_back();
        return true;
    }
    bool close() {
        Json value = std::move(stack_.back());
        stack_.pop_back();
        keys_.pop_back();
        return add(std::move(value));
    }
    bool add(Json value) {
        if (stack_.empty()) {
            root_ = std::move(value);
        } else if (auto* array = std::get_if<JsonArray>(&stack_.back().value)) {
            array->push_back(std::move(value));
        } else {
            std::get<JsonObject>(stack_.back().value)
                .insert_or_assign(keys_.back(), std::move(value));
        }
        return true;
    }

    Json root_;
    std::vector<Json> stack_;
    std::vector<std::string> keys_;
};

}  // namespace

std::variant<Json, JsonError> read_json(std::string_view text) {
    const std::string copy(text);
    if (copy.find('\0') != std::string::npos) return JsonError{copy.find('\0'), "a zero byte"};
    rapidjson::StringStream stream(copy.c_str());
    rapidjson::Reader reader;
    Builder builder;
    const rapidjson::ParseResult result =
        reader.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(
            stream, builder);
    if (result.IsError()) {
        const bool too_deep = result.Code() == rapidjson::kParseErrorTermination;
        return JsonError{result.Offset(),
                         too_deep ? "nested too deep" : rapidjson::GetParseError_En(result.Code())};
    }
    return builder.take();
}

const std::string* text_member(const JsonObject& object, std::string_view name) {
    const auto found = object.find(name);
    return found == object.end() ? nullptr : found->second.text();
}

}  // namespace obverse
