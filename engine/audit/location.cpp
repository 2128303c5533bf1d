#include "engine/audit/location.h"

#include <algorithm>

namespace obverse {

namespace {

struct LineColumnAt {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

LineColumnAt locate(std::string_view bytes, std::uint64_t offset) {
    const std::string_view before = bytes.substr(0, std::min<std::uint64_t>(offset, bytes.size()));
    LineColumnAt at;
    at.line += static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t start = before.rfind('\n');
    const std::string_view line =
        start == std::string_view::npos ? before : before.substr(start + 1);
    at.column += static_cast<std::uint32_t>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
    return at;
}

}  // namespace

Location location_of(const DraftText& draft, text::TextSpan span) {
    Location made;
    const std::vector<text::Place> places = draft.read.places(span);
    if (places.empty()) return made;
    made.page = places.front().page;
    made.begin = places.front().begin;
    made.end = places.back().end;
    made.part = draft.read.parts[places.front().part];
    if (draft.original.empty()) return made;
    const LineColumnAt first = locate(draft.original, made.begin);
    const LineColumnAt last = locate(draft.original, made.end);
    made.line = first.line;
    made.column = first.column;
    made.end_line = last.line;
    made.end_column = last.column;
    return made;
}

std::string to_text(const Location& location, const std::string& file) {
    if (location.line > 0) {
        return file + ":" + std::to_string(location.line) + ":" + std::to_string(location.column);
    }
    if (location.page > 0) return file + ", page " + std::to_string(location.page);
    return file;
}

std::string text_name(const DraftText& draft, std::optional<std::size_t> paragraph, bool is_title) {
    if (paragraph) return draft.draft.paragraphs[*paragraph].id;
    return is_title ? "title" : "the draft";
}

}  // namespace obverse
