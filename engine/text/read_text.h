#pragma once

#include "engine/text/match_text.h"
#include "engine/text/text_span.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::text {

enum class Format : std::uint8_t { plain, markdown, html, docx, pdf, akoma_ntoso };

/// Which words of a document with tracked changes are read.
enum class Changes : std::uint8_t {
    accepted,  // as if every change had been taken
    original,  // as if none had been made
    both,      // all words, inserted and deleted ones marked by their style
};

/// What a reader may spend. A file that needs more is refused, never cut short.
struct ReadLimits {
    std::size_t bytes = 64U << 20U;    // of the file
    std::size_t text = 16U << 20U;     // of text or markup, unpacked
    std::size_t unpacked_ratio = 200;  // bytes unpacked for each byte packed
    std::size_t depth = 256;           // elements within one another
    std::size_t pages = 2000;          // of a PDF
    unsigned seconds = 30;             // for the child process that reads a PDF
};

struct ReadOptions {
    std::string name = {};  // of the file, where its content leaves a choice (Markdown)
    Changes changes = Changes::accepted;
    ReadLimits limits = {};
};

/// Why a file is not read.
enum class Refusal : std::uint8_t {
    not_found,
    empty,
    too_large,
    not_utf8,
    unsupported,
    damaged,
    encrypted,
    no_text,
    bomb,
    entities,
    too_deep,
    too_slow,
    no_tool,
};

/// The short name of a reason: `not-utf8`.
std::string_view name_of(Refusal refusal);

/// Thrown where a file has no text that can be trusted. `place` says where in the file, and may be
/// empty: `byte 17`, `page 3`, `word/document.xml`.
class ReadError : public std::runtime_error {
public:
    ReadError(Refusal refusal, std::string place, const std::string& message);

    Refusal refusal() const { return refusal_; }
    const std::string& place() const { return place_; }

private:
    Refusal refusal_;
    std::string place_;
};

/// A rectangle on a page in points, from its upper left corner.
struct Box {
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;

    friend bool operator==(const Box&, const Box&) = default;
};

/// Where words stand in the original: bytes of the file or of one of its parts; of a PDF, a box on
/// a page.
struct Place {
    std::uint32_t part = 0;   // index into ReadText::parts
    std::uint32_t page = 0;   // from 1; 0 where the format has no pages
    std::uint64_t begin = 0;  // bytes, half open; both 0 for a PDF
    std::uint64_t end = 0;
    Box box = {};

    friend bool operator==(const Place&, const Place&) = default;
};

/// The text from `begin` up to the next piece came from `place`. An exact piece has the same bytes
/// there; the others stand for the place as a whole (an entity, a box, several spaces).
struct OriginPiece {
    std::uint32_t begin = 0;
    bool is_exact = false;
    Place place = {};
};

enum class BlockKind : std::uint8_t { paragraph, heading, note };

/// What the file itself says of a block's part in the document. Plain formats say nothing.
enum class BlockRole : std::uint8_t {
    unknown,
    cover,
    title,
    formula,
    preamble,
    body,
    annex,
    close
};

/// A paragraph, heading or footnote, with what its layout tells.
struct Block {
    TextSpan span = {};
    BlockKind kind = BlockKind::paragraph;
    BlockRole role = BlockRole::unknown;
    std::uint8_t heading_level = 0;  // from 1; 0: not a heading
    std::uint32_t page = 0;
    float indent = 0;        // of the first line, in points or columns
    std::string label = {};  // of a footnote: what its marks show
};

enum Style : std::uint8_t {
    italic = 1U,
    bold = 2U,
    underlined = 4U,
    inserted = 8U,  // by a tracked change
    deleted = 16U,
};

/// Words in one style; runs without any are not listed.
struct StyleRun {
    TextSpan span = {};
    std::uint8_t styles = 0;
};

/// Where the mark of a footnote stood; the mark itself is no part of the text.
struct NoteMark {
    std::uint32_t at = 0;
    std::string label = {};
};

/// What reading did, for the line that tells it.
struct ReadSummary {
    std::size_t pages = 0;
    std::size_t blank_pages = 0;
    std::size_t gaps_repaired = 0;  // words that spacing had split
    std::size_t lines_dropped = 0;  // running heads, page and job numbers
    std::size_t notes = 0;
    std::size_t changes = 0;  // tracked insertions and deletions met
};

/// A document as it is read: UTF-8 in NFC, each block a line, blocks apart by a blank line,
/// footnotes last. White space is one blank; characters without a shape are left out; all others
/// are the original's own. `match` is the same text in one form of spaces, quotes and dashes.
struct ReadText {
    Format format = Format::plain;
    std::string text;
    MatchText match;
    std::vector<Block> blocks;               // in order, none empty
    std::vector<StyleRun> styles;            // in order, apart
    std::vector<NoteMark> note_marks;        // in order
    std::vector<std::uint32_t> line_breaks;  // blanks that stand for the end of a line
    std::vector<OriginPiece> origins;        // in order, from 0
    std::vector<std::string> parts = {""};   // of a package, by path; the file itself is ""
    ReadSummary summary;

    std::string_view of(TextSpan span) const;
    /// Where the words stand in the original, in order, neighbours made one. O(log n + answer).
    std::vector<Place> places(TextSpan span) const;
    /// The styles that all of the words have.
    std::uint8_t styles_of(TextSpan span) const;
};

/// Reads a document; its content, not its name, says of what format it is. Linear in its size.
/// Throws ReadError where it cannot be read as a whole.
ReadText read_file(const std::filesystem::path& file, const ReadOptions& options = {});
ReadText read_bytes(std::string_view bytes, const ReadOptions& options = {});
/// Reads what is left of a stream, as standard input.
ReadText read_stream(std::istream& stream, const ReadOptions& options = {});

/// What the bytes are. Throws ReadError for what no reader reads.
Format format_of(std::string_view bytes, std::string_view name = {});

}  // namespace obverse::text
