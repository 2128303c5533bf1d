#include "engine/text/read_text.h"

#include "engine/base/name_key.h"
#include "engine/text/readers.h"

#include <algorithm>
#include <fstream>
#include <istream>
#include <system_error>

namespace obverse::text {

namespace {

/// One more byte than may be read tells that there is more.
std::string read_all(std::istream& stream, std::size_t limit) {
    std::string bytes;
    std::string chunk(1U << 16U, '\0');
    while (stream && bytes.size() <= limit) {
        stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        bytes.append(chunk, 0, static_cast<std::size_t>(stream.gcount()));
    }
    return bytes;
}

bool touches(const Place& earlier, const Place& later) {
    if (earlier.part != later.part || earlier.page != later.page) return false;
    if (later.page == 0 || later.end != 0) return earlier.end == later.begin;
    // Words of one line of a page: their boxes stand at one height.
    const float middle = (later.box.top + later.box.bottom) / 2;
    return earlier.box.top <= middle && middle <= earlier.box.bottom &&
           later.box.left >= earlier.box.left;
}

void add_place(std::vector<Place>& places, const Place& place) {
    if (places.empty() || !touches(places.back(), place)) {
        if (places.empty() || places.back() != place) places.push_back(place);
        return;
    }
    Place& last = places.back();
    last.end = std::max(last.end, place.end);
    last.box.left = std::min(last.box.left, place.box.left);
    last.box.top = std::min(last.box.top, place.box.top);
    last.box.right = std::max(last.box.right, place.box.right);
    last.box.bottom = std::max(last.box.bottom, place.box.bottom);
}

}  // namespace

std::string_view name_of(Refusal refusal) {
    switch (refusal) {
        case Refusal::not_found:
            return "not-found";
        case Refusal::empty:
            return "empty";
        case Refusal::too_large:
            return "too-large";
        case Refusal::not_utf8:
            return "not-utf8";
        case Refusal::unsupported:
            return "unsupported";
        case Refusal::damaged:
            return "damaged";
        case Refusal::encrypted:
            return "encrypted";
        case Refusal::no_text:
            return "no-text";
        case Refusal::bomb:
            return "bomb";
        case Refusal::entities:
            return "entities";
        case Refusal::too_deep:
            return "too-deep";
        case Refusal::too_slow:
            return "too-slow";
        case Refusal::no_tool:
            return "no-tool";
    }
    return "";
}

ReadError::ReadError(Refusal refusal, std::string place, const std::string& message)
    : std::runtime_error(message), refusal_(refusal), place_(std::move(place)) {}

std::string_view ReadText::of(TextSpan span) const {
    return std::string_view(text).substr(span.begin, span.size());
}

std::vector<Place> ReadText::places(TextSpan span) const {
    std::vector<Place> found;
    if (span.is_empty()) return found;
    auto piece =
        std::upper_bound(origins.begin(), origins.end(), span.begin,
                         [](std::uint32_t value, const OriginPiece& p) { return value < p.begin; });
    if (piece != origins.begin()) --piece;
    for (; piece != origins.end() && piece->begin < span.end; ++piece) {
        const auto next = piece + 1;
        const std::uint32_t end =
            next == origins.end() ? static_cast<std::uint32_t>(text.size()) : next->begin;
        Place place = piece->place;
        if (piece->is_exact) {
            const std::uint32_t from = std::max(span.begin, piece->begin);
            const std::uint32_t to = std::min(span.end, end);
            place.end = piece->place.begin + (to - piece->begin);
            place.begin = piece->place.begin + (from - piece->begin);
        }
        add_place(found, place);
    }
    return found;
}

std::uint8_t ReadText::styles_of(TextSpan span) const {
    const auto run = std::upper_bound(
        styles.begin(), styles.end(), span.begin,
        [](std::uint32_t value, const StyleRun& r) { return value < r.span.begin; });
    if (run == styles.begin()) return 0;
    const StyleRun& before = *(run - 1);
    return before.span.holds(span) ? before.styles : std::uint8_t{0};
}

ReadText read_bytes(std::string_view bytes, const ReadOptions& options) {
    if (bytes.size() > options.limits.bytes) {
        throw ReadError(
            Refusal::too_large, "",
            "the file is larger than " + std::to_string(options.limits.bytes >> 20U) + " MB");
    }
    ReadText read = [&] {
        switch (format_of(bytes, options.name)) {
            case Format::akoma_ntoso:
                return read_akoma_ntoso(bytes, options);
            case Format::html:
                return read_html(bytes, options);
            case Format::markdown:
                return read_markdown(bytes, options);
            case Format::docx:
                return read_docx(bytes, options);
            case Format::plain:
                break;
            case Format::pdf:
                return read_pdf(bytes, options);
        }
        return read_plain(bytes, options);
    }();
    if (read.blocks.empty()) throw ReadError(Refusal::no_text, "", "the file has no words");
    return read;
}

ReadText read_stream(std::istream& stream, const ReadOptions& options) {
    return read_bytes(read_all(stream, options.limits.bytes), options);
}

ReadText read_file(const std::filesystem::path& file, const ReadOptions& options) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        throw ReadError(Refusal::not_found, "", "there is no such file");
    }
    if (std::filesystem::is_directory(file, error)) {
        throw ReadError(Refusal::unsupported, "", "this is a folder");
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw ReadError(Refusal::not_found, "", "the file cannot be opened");
    ReadOptions named = options;
    if (named.name.empty()) named.name = file.filename().string();
    return read_stream(stream, named);
}

void require_utf8(std::string_view bytes, const std::string& part) {
    std::size_t bad = 0;
    if (is_valid_utf8(bytes, &bad)) return;
    const std::string place = part.empty() ? "" : part + ", ";
    throw ReadError(Refusal::not_utf8, place + "byte " + std::to_string(bad),
                    "the text is not UTF-8");
}

void require_size(std::string_view bytes, const std::string& part, const ReadOptions& options) {
    if (bytes.size() <= options.limits.text) return;
    throw ReadError(
        Refusal::too_large, part,
        "the text is larger than " + std::to_string(options.limits.text >> 20U) + " MB");
}

}  // namespace obverse::text
