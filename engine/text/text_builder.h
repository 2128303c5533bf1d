#pragma once

#include "engine/text/read_text.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::text {

/// Words with where they stand in the original.
struct Words {
    std::string_view text;  // valid UTF-8
    Place place = {};
    bool is_exact = false;  // `place` holds these very bytes
    std::uint8_t styles = 0;
};

/// Puts a ReadText together block by block. Footnotes may be written in the middle of a block: they
/// come last in the text.
class TextBuilder {
public:
    explicit TextBuilder(Format format) { read_.format = format; }

    /// Ends the open block and begins another; `block` brings all but its span.
    void open(Block block);
    /// Adds words to the open block, or to a new plain one. White space becomes one blank.
    void add(const Words& words);
    /// A blank that stands for the end of a line.
    void add_line_break(const Place& place);
    /// The mark of a footnote stands here.
    void add_note_mark(std::string label);
    void close();
    /// The open block turns out to be a heading.
    void mark_heading();

    void open_note(std::string label, std::uint32_t page = 0);
    void close_note();
    bool is_in_note() const { return current_ == &notes_; }
    /// True where the open block has words already.
    bool has_words() const { return current_->is_open && current_->has_words; }

    std::uint32_t add_part(std::string path);
    ReadSummary& summary() { return read_.summary; }

    ReadText finish();

private:
    struct Blank {
        Place place;
        bool is_exact = false;
        bool is_line_break = false;
    };
    struct Stream {
        std::string text;
        std::vector<Block> blocks;
        std::vector<StyleRun> styles;
        std::vector<NoteMark> marks;
        std::vector<std::uint32_t> line_breaks;
        std::vector<OriginPiece> origins;
        Block block;
        std::optional<Blank> blank;
        bool is_open = false;
        bool has_words = false;
    };
    void begin_words();
    void write(const Words& words);
    void write_normalised(const Words& words);
    void put(std::string_view bytes, const Place& place, bool is_exact, std::uint8_t styles);
    void hold_blank(const Words& words);
    static void append(Stream& to, Stream& from);

    Stream body_;
    Stream notes_;
    Stream* current_ = &body_;
    ReadText read_;
};

}  // namespace obverse::text
