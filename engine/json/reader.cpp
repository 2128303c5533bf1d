#include "engine/json/reader.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <limits>

namespace obverse {

namespace {

constexpr std::size_t depth_limit = 100;

using Stream = rapidjson::MemoryStream;

/// Builds the value from what the parser meets; the open objects and arrays stand in a stack.
class Builder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Builder> {
public:
    Builder(std::string_view text, const Stream& stream) : text_(text), stream_(stream) {}

    bool Null() { return add(nullptr); }
    bool Bool(bool value) { return add(value); }
    bool Int(int value) { return add(std::int64_t{value}); }
    bool Uint(unsigned value) { return add(std::int64_t{value}); }
    bool Int64(std::int64_t value) { return add(value); }
    bool Uint64(std::uint64_t value) {
        // The parser calls every positive number unsigned that needs more than 32 bits.
        constexpr auto most = std::uint64_t{std::numeric_limits<std::int64_t>::max()};
        return value <= most ? add(static_cast<std::int64_t>(value))
                             : add(static_cast<double>(value));
    }
    bool Double(double value) { return add(value); }
    bool String(const char* text, rapidjson::SizeType length, bool) {
        return add(std::string(text, length));
    }
    bool Key(const char* text, rapidjson::SizeType length, bool) {
        Level& level = levels_.back();
        level.key.assign(text, length);
        const std::size_t start = next_value();
        end_ = stream_.Tell();
        if (!std::get<JsonObject>(level.json.value).contains(level.key)) return true;
        return refuse(start, "the member `" + level.key + "` stands twice");
    }
    bool StartObject() { return open(JsonObject{}); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool StartArray() { return open(JsonArray{}); }
    bool EndArray(rapidjson::SizeType) { return close(); }

    Json take() { return std::move(root_); }
    const JsonError& refusal() const { return refusal_; }

private:
    struct Level {
        Json json;
        std::string key;  // of the member that is being read
    };

    /// Where the value begins that the parser has just told of: after what it told before, and the
    /// marks between.
    std::size_t next_value() const { return text_.find_first_not_of(" \t\r\n:,", end_); }

    bool refuse(std::size_t offset, std::string message) {
        refusal_ = {offset, std::move(message)};
        return false;
    }
    template <class Value>
    bool add(Value value) {
        Json made{std::move(value), next_value()};
        end_ = stream_.Tell();
        put(std::move(made));
        return true;
    }
    template <class Container>
    bool open(Container container) {
        const std::size_t start = next_value();
        end_ = start + 1;
        if (levels_.size() == depth_limit) return refuse(start, "it is nested too deep");
        levels_.push_back({{std::move(container), start}, {}});
        return true;
    }
    bool close() {
        Json value = std::move(levels_.back().json);
        levels_.pop_back();
        end_ = next_value() + 1;
        put(std::move(value));
        return true;
    }
    void put(Json value) {
        if (levels_.empty()) {
            root_ = std::move(value);
        } else if (auto* array = std::get_if<JsonArray>(&levels_.back().json.value)) {
            array->push_back(std::move(value));
        } else {
            std::get<JsonObject>(levels_.back().json.value)
                .insert_or_assign(levels_.back().key, std::move(value));
        }
    }

    std::string_view text_;
    const Stream& stream_;
    std::size_t end_ = 0;  // of what the parser told last
    Json root_;
    std::vector<Level> levels_;
    JsonError refusal_;
};

}  // namespace

std::variant<Json, JsonError> read_json(std::string_view text) {
    Stream stream(text.data(), text.size());
    rapidjson::Reader reader;
    Builder builder(text, stream);
    const rapidjson::ParseResult result =
        reader.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag |
                     rapidjson::kParseFullPrecisionFlag>(stream, builder);
    if (!result.IsError()) {
        // The parser takes a zero byte for the end.
        const std::size_t end = stream.Tell();
        if (end == text.size()) return builder.take();
        return JsonError{end, "The document root must not be followed by other values"};
    }
    if (result.Code() == rapidjson::kParseErrorTermination) return builder.refusal();
    std::string message = rapidjson::GetParseError_En(result.Code());
    if (message.ends_with('.')) message.pop_back();
    return JsonError{result.Offset(), std::move(message)};
}

const std::string* text_member(const JsonObject& object, std::string_view name) {
    const auto found = object.find(name);
    return found == object.end() ? nullptr : found->second.text();
}

}  // namespace obverse
