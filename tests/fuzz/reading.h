#pragma once

#include "engine/base/invariant.h"
#include "engine/base/name_key.h"
#include "engine/text/readers.h"
#include "tests/support/temporary_folder.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace obverse::fuzz {

inline std::string_view view_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// What every reader promises of a text: its parts are in order and lie in it, and exact pieces are
/// the bytes of the file.
inline void check_reading(const text::ReadText& read, std::string_view bytes) {
    const auto size = static_cast<std::uint32_t>(read.text.size());
    invariant(is_valid_utf8(read.text, nullptr));
    std::uint32_t last = 0;
    for (const text::Block& block : read.blocks) {
        invariant(last <= block.span.begin && block.span.begin < block.span.end);
        last = block.span.end;
    }
    invariant(last <= size);
    last = 0;
    for (const text::StyleRun& run : read.styles) {
        invariant(last <= run.span.begin && run.span.begin < run.span.end && run.span.end <= size);
        last = run.span.end;
    }
    last = 0;
    for (const text::NoteMark& mark : read.note_marks) {
        invariant(last <= mark.at && mark.at <= size);
        last = mark.at;
    }
    last = 0;
    for (const std::uint32_t at : read.line_breaks) {
        invariant(last <= at && at < size && read.text[at] == ' ');
        last = at;
    }
    for (std::size_t i = 0; i < read.origins.size(); ++i) {
        const text::OriginPiece& piece = read.origins[i];
        const std::uint32_t end = i + 1 < read.origins.size() ? read.origins[i + 1].begin : size;
        invariant(piece.begin < end && (i > 0 || piece.begin == 0));
        invariant(piece.place.begin <= piece.place.end && piece.place.part < read.parts.size());
        const std::string_view words =
            std::string_view(read.text).substr(piece.begin, end - piece.begin);
        const bool is_in_file = piece.is_exact && read.parts[piece.place.part].empty();
        invariant(!is_in_file || bytes.substr(piece.place.begin, words.size()) == words);
    }
    for (const text::Block& block : read.blocks) {
        const text::TextSpan span = block.span;
        invariant(read.match.to_shown(read.match.to_match(span)).holds(span));
        (void)read.places(span);
        (void)read.styles_of(span);
    }
}

/// Reads, and checks what is read; what is refused has a reason.
template <class Read>
void read_and_check(std::string_view bytes, const Read& read) {
    try {
        check_reading(read(bytes), bytes);
    } catch (const text::ReadError& error) {
        invariant(!text::name_of(error.refusal()).empty() && error.what()[0] != '\0');
    }
}

}  // namespace obverse::fuzz
