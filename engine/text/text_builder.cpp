#include "engine/text/text_builder.h"

#include "engine/base/invariant.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <utility>

namespace obverse::text {

namespace {

std::uint32_t size_of(std::string_view text) {
    return static_cast<std::uint32_t>(text.size());
}

const icu::Normalizer2& nfc() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normaliser = icu::Normalizer2::getNFCInstance(status);
    invariant(U_SUCCESS(status));
    return *normaliser;
}

icu::StringPiece piece_of(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

bool is_nfc(std::string_view text) {
    const bool is_ascii = std::all_of(text.begin(), text.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    if (is_ascii) return true;
    UErrorCode status = U_ZERO_ERROR;
    return nfc().isNormalizedUTF8(piece_of(text), status) != 0;
}

/// The part of words from `begin` to `end`, with its own place.
Words part_of(const Words& words, std::size_t begin, std::size_t end) {
    Words part = words;
    part.text = words.text.substr(begin, end - begin);
    if (words.is_exact) {
        part.place.begin = words.place.begin + begin;
        part.place.end = words.place.begin + end;
    }
    return part;
}

enum class Sort : std::uint8_t { word, blank, nothing };

/// No-break spaces are words: whoever set them meant something.
Sort sort_of(char32_t point) {
    if (point == 0x2028 || point == 0x2029 || point == 0x85) return Sort::blank;
    if (point <= ' ') return is_space(point) ? Sort::blank : Sort::nothing;
    if (point == 0x7F || (point >= 0x80 && point < 0xA0) || is_shapeless(point)) {
        return Sort::nothing;
    }
    return Sort::word;
}

}  // namespace

void TextBuilder::open(Block block) {
    close();
    current_->block = std::move(block);
    current_->is_open = true;
}

void TextBuilder::close() {
    Stream& stream = *current_;
    if (stream.is_open && stream.has_words) {
        stream.block.span.end = size_of(stream.text);
        stream.blocks.push_back(std::move(stream.block));
    }
    stream.block = {};
    stream.blank.reset();
    stream.is_open = false;
    stream.has_words = false;
}

/// Writes the blank that was held back, or the space between two blocks.
void TextBuilder::begin_words() {
    Stream& stream = *current_;
    if (!stream.is_open) open({});
    if (!stream.has_words) {
        if (!stream.text.empty()) {
            Place end = stream.origins.empty() ? Place{} : stream.origins.back().place;
            end.begin = end.end;
            stream.origins.push_back({size_of(stream.text), false, end});
            stream.text += "\n\n";
        }
        stream.block.span.begin = size_of(stream.text);
        stream.has_words = true;
    } else if (stream.blank) {
        const Blank blank = *stream.blank;
        if (blank.is_line_break) stream.line_breaks.push_back(size_of(stream.text));
        put(" ", blank.place, blank.is_exact, 0);
    }
    stream.blank.reset();
}

void TextBuilder::add(const Words& words) {
    const std::string_view text = words.text;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded first = decode(text, at);
        const Sort sort = sort_of(first.point);
        std::size_t end = first.next;
        while (end < text.size()) {
            const Decoded next = decode(text, end);
            if (sort_of(next.point) != sort) break;
            end = next.next;
        }
        if (sort == Sort::word) write(part_of(words, at, end));
        if (sort == Sort::blank) hold_blank(part_of(words, at, end));
        at = end;
    }
}

void TextBuilder::hold_blank(const Words& words) {
    Stream& stream = *current_;
    if (!stream.has_words) return;
    if (stream.blank) {
        stream.blank->is_exact = false;
        stream.blank->place.end = std::max(stream.blank->place.end, words.place.end);
        return;
    }
    stream.blank = Blank{words.place, words.is_exact && words.text == " ", false};
}

void TextBuilder::add_line_break(const Place& place) {
    Stream& stream = *current_;
    if (!stream.has_words) return;
    if (!stream.blank) stream.blank = Blank{place, false, true};
    stream.blank->is_exact = false;
    stream.blank->is_line_break = true;
    stream.blank->place.end = std::max(stream.blank->place.end, place.end);
}

void TextBuilder::write(const Words& words) {
    begin_words();
    if (is_nfc(words.text)) {
        put(words.text, words.place, words.is_exact, words.styles);
    } else {
        write_normalised(words);
    }
}

void TextBuilder::write_normalised(const Words& words) {
    std::string normal;
    icu::Edits edits;
    icu::StringByteSink<std::string> sink(&normal);
    UErrorCode status = U_ZERO_ERROR;
    nfc().normalizeUTF8(0, piece_of(words.text), sink, &edits, status);
    invariant(U_SUCCESS(status));
    auto edit = edits.getFineIterator();
    while (edit.next(status)) {
        const auto begin = static_cast<std::size_t>(edit.sourceIndex());
        const auto end = begin + static_cast<std::size_t>(edit.oldLength());
        const Words original = part_of(words, begin, end);
        put(std::string_view(normal).substr(static_cast<std::size_t>(edit.destinationIndex()),
                                            static_cast<std::size_t>(edit.newLength())),
            original.place, words.is_exact && !edit.hasChange(), words.styles);
    }
}

void TextBuilder::put(std::string_view bytes, const Place& place, bool is_exact,
                      std::uint8_t styles) {
    Stream& stream = *current_;
    const std::uint32_t begin = size_of(stream.text);
    const std::uint32_t end = begin + size_of(bytes);
    OriginPiece* last = stream.origins.empty() ? nullptr : &stream.origins.back();
    if (last != nullptr && is_exact && last->is_exact && last->place.part == place.part &&
        last->place.page == place.page && last->place.end == place.begin) {
        last->place.end = place.end;
    } else if (last == nullptr || is_exact || last->is_exact || last->place != place) {
        stream.origins.push_back({begin, is_exact, place});
    }
    stream.text.append(bytes);
    if (styles == 0) return;
    StyleRun* run = stream.styles.empty() ? nullptr : &stream.styles.back();
    // A blank between two words of one style belongs to the run.
    if (run != nullptr && run->styles == styles && run->span.end + 1 >= begin &&
        run->span.begin >= stream.block.span.begin) {
        run->span.end = end;
    } else {
        stream.styles.push_back({{begin, end}, styles});
    }
}

void TextBuilder::add_note_mark(std::string label) {
    current_->marks.push_back({size_of(current_->text), std::move(label)});
}

void TextBuilder::open_note(std::string label, std::uint32_t page) {
    current_ = &notes_;
    open({.kind = BlockKind::note, .page = page, .label = std::move(label)});
    ++read_.summary.notes;
}

void TextBuilder::close_note() {
    close();
    current_ = &body_;
}

void TextBuilder::mark_heading() {
    current_->block.kind = BlockKind::heading;
    current_->block.heading_level = 1;
}

std::uint32_t TextBuilder::add_part(std::string path) {
    read_.parts.push_back(std::move(path));
    return static_cast<std::uint32_t>(read_.parts.size() - 1);
}

void TextBuilder::append(Stream& to, Stream& from) {
    if (from.text.empty()) return;
    if (!to.text.empty()) {
        to.origins.push_back({size_of(to.text), false, from.origins.front().place});
        to.text += "\n\n";
    }
    const std::uint32_t shift = size_of(to.text);
    to.text += from.text;
    for (Block& block : from.blocks) {
        block.span = {block.span.begin + shift, block.span.end + shift};
        to.blocks.push_back(std::move(block));
    }
    for (StyleRun& run : from.styles) {
        to.styles.push_back({{run.span.begin + shift, run.span.end + shift}, run.styles});
    }
    for (NoteMark& mark : from.marks) to.marks.push_back({mark.at + shift, std::move(mark.label)});
    for (const std::uint32_t at : from.line_breaks) to.line_breaks.push_back(at + shift);
    for (OriginPiece& piece : from.origins) {
        to.origins.push_back({piece.begin + shift, piece.is_exact, piece.place});
    }
}

ReadText TextBuilder::finish() {
    close_note();
    close();
    append(body_, notes_);
    read_.text = std::move(body_.text);
    read_.blocks = std::move(body_.blocks);
    read_.styles = std::move(body_.styles);
    read_.note_marks = std::move(body_.marks);
    read_.line_breaks = std::move(body_.line_breaks);
    read_.origins = std::move(body_.origins);
    read_.match = MatchText(read_.text);
    return std::move(read_);
}

}  // namespace obverse::text
