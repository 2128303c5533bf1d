#include "engine/tables/field_reader.h"

#include <algorithm>

namespace obverse {

namespace {

bool ends_field(char c, char separator) {
    return c == separator || c == '\n' || c == '\r';
}

}  // namespace

/// Says what follows the field that ends at `stop`, and goes past it.
void FieldReader::finish(Field& field, std::size_t stop) {
    at_ = stop;
    if (stop >= text_.size()) {
        field.end = End::file;
        return;
    }
    const char separator = form_ == TableForm::csv ? ',' : '\t';
    field.end = text_[stop] == separator ? End::field : End::line;
    if (text_[stop] == '\r' && stop + 1 < text_.size() && text_[stop + 1] == '\n') ++at_;
    ++at_;
}

FieldReader::Field FieldReader::next() {
    const char separator = form_ == TableForm::csv ? ',' : '\t';
    if (form_ == TableForm::csv && at_ < text_.size() && text_[at_] == '"') return quoted();
    Field field;
    field.begin = at_;
    std::size_t stop = at_;
    while (stop < text_.size() && !ends_field(text_[stop], separator)) ++stop;
    // A CR that no LF follows is a character like another.
    while (stop < text_.size() && text_[stop] == '\r' &&
           (stop + 1 == text_.size() || text_[stop + 1] != '\n')) {
        if (stop + 1 == text_.size()) break;
        ++stop;
        while (stop < text_.size() && !ends_field(text_[stop], separator)) ++stop;
    }
    field.text = text_.substr(at_, stop - at_);
    if (form_ == TableForm::csv && field.text.find('"') != std::string_view::npos) {
        field.fault = Fault::stray_quote;
    }
    finish(field, stop);
    return field;
}

std::optional<std::int64_t> FieldReader::take_plain_integer(End followed_by) {
    constexpr std::size_t always_fits = 18;
    const char* const begin = text_.data() + at_;
    const char* const end = text_.data() + text_.size();
    const char* at = begin;
    const bool is_negative = at != end && *at == '-';
    at += is_negative ? 1 : 0;
    const char* const digits = at;
    std::uint64_t value = 0;
    for (; at != end && *at >= '0' && *at <= '9'; ++at) {
        value = value * 10 + static_cast<std::uint64_t>(*at - '0');
    }
    const auto length = static_cast<std::size_t>(at - digits);
    if (length == 0 || length > always_fits || at == end) return std::nullopt;
    const char separator = form_ == TableForm::csv ? ',' : '\t';
    if (*at != (followed_by == End::field ? separator : '\n')) return std::nullopt;
    at_ += static_cast<std::size_t>(at - begin) + 1;
    const auto magnitude = static_cast<std::int64_t>(value);
    return is_negative ? -magnitude : magnitude;
}

FieldReader::Field FieldReader::quoted() {
    Field field;
    field.begin = at_;
    field.was_quoted = true;
    std::size_t from = at_ + 1;
    bool is_escaped = false;
    unescaped_.clear();
    while (true) {
        const std::size_t mark = text_.find('"', from);
        if (mark == std::string_view::npos) {
            field.fault = Fault::unclosed_quote;
            field.text = text_.substr(at_, 40);
            at_ = text_.size();
            field.end = End::file;
            return field;
        }
        const std::string_view piece = text_.substr(from, mark - from);
        if (mark + 1 < text_.size() && text_[mark + 1] == '"') {
            unescaped_.append(piece).push_back('"');
            is_escaped = true;
            from = mark + 2;
            continue;
        }
        if (is_escaped) {
            unescaped_.append(piece);
            field.text = unescaped_;
        } else {
            field.text = piece;
        }
        if (mark + 1 < text_.size() && !ends_field(text_[mark + 1], ',')) {
            field.fault = Fault::stray_quote;
            at_ = mark + 1;
            return field;
        }
        finish(field, mark + 1);
        return field;
    }
}

void FieldReader::skip_line() {
    const std::size_t end = text_.find('\n', at_);
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
}

}  // namespace obverse
