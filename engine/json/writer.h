#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace obverse {

/// Writes one JSON value into a text, in order: objects, arrays, members. Text that is no valid
/// UTF-8 is written with replacement characters.
class JsonWriter {
public:
    enum class Layout : std::uint8_t { compact, indented };
    explicit JsonWriter(Layout layout = Layout::indented);
    ~JsonWriter();
    JsonWriter(const JsonWriter&) = delete;
    JsonWriter& operator=(const JsonWriter&) = delete;

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);
    JsonWriter& string(std::string_view text);
    JsonWriter& integer(std::int64_t value);
    JsonWriter& number(double value);
    JsonWriter& boolean(bool value);
    JsonWriter& null();
    /// A value that is JSON already.
    JsonWriter& json(std::string_view text);
    /// `key` and `string` in one.
    JsonWriter& member(std::string_view name, std::string_view text);

    /// What was written; a line end closes an indented value.
    std::string text() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace obverse
