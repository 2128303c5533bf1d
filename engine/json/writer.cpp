#include "engine/json/writer.h"

#include "engine/base/name_key.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

namespace obverse {

namespace {

using Buffer = rapidjson::StringBuffer;

/// The text with each byte that begins no character replaced.
std::string repaired(std::string_view text) {
    std::string good;
    std::size_t offset = 0;
    while (!is_valid_utf8(text, &offset)) {
        good += text.substr(0, offset);
        good += "\xef\xbf\xbd";
        text.remove_prefix(offset + 1);
    }
    return good += text;
}

}  // namespace

struct JsonWriter::Impl {
    explicit Impl(Layout wanted) : layout(wanted), pretty(buffer), plain(buffer) {
        pretty.SetIndent(' ', 2);
    }

    template <class Call>
    void call(const Call& call) {
        if (layout == Layout::compact) {
            call(plain);
        } else {
            call(pretty);
        }
    }

    Layout layout;
    Buffer buffer;
    rapidjson::PrettyWriter<Buffer> pretty;
    rapidjson::Writer<Buffer> plain;
};

JsonWriter::JsonWriter(Layout layout) : impl_(std::make_unique<Impl>(layout)) {}
JsonWriter::~JsonWriter() = default;

JsonWriter& JsonWriter::begin_object() {
    impl_->call([](auto& writer) { writer.StartObject(); });
    return *this;
}
JsonWriter& JsonWriter::end_object() {
    impl_->call([](auto& writer) { writer.EndObject(); });
    return *this;
}
JsonWriter& JsonWriter::begin_array() {
    impl_->call([](auto& writer) { writer.StartArray(); });
    return *this;
}
JsonWriter& JsonWriter::end_array() {
    impl_->call([](auto& writer) { writer.EndArray(); });
    return *this;
}
JsonWriter& JsonWriter::key(std::string_view name) {
    impl_->call([&](auto& writer) {
        writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    });
    return *this;
}
JsonWriter& JsonWriter::string(std::string_view text) {
    const std::string good = repaired(text);
    impl_->call([&](auto& writer) {
        writer.String(good.data(), static_cast<rapidjson::SizeType>(good.size()));
    });
    return *this;
}
JsonWriter& JsonWriter::integer(std::int64_t value) {
    impl_->call([&](auto& writer) { writer.Int64(value); });
    return *this;
}
JsonWriter& JsonWriter::number(double value) {
    impl_->call([&](auto& writer) { writer.Double(value); });
    return *this;
}
JsonWriter& JsonWriter::boolean(bool value) {
    impl_->call([&](auto& writer) { writer.Bool(value); });
    return *this;
}
JsonWriter& JsonWriter::null() {
    impl_->call([](auto& writer) { writer.Null(); });
    return *this;
}
JsonWriter& JsonWriter::json(std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    impl_->call(
        [&](auto& writer) { writer.RawValue(text.data(), text.size(), rapidjson::kObjectType); });
    return *this;
}
JsonWriter& JsonWriter::member(std::string_view name, std::string_view text) {
    return key(name).string(text);
}

std::string JsonWriter::text() const {
    std::string text(impl_->buffer.GetString(), impl_->buffer.GetSize());
    if (impl_->layout == Layout::indented) text += '\n';
    return text;
}

}  // namespace obverse
