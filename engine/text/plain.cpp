#include "engine/text/lines.h"
#include "engine/text/paragraph_mark.h"
#include "engine/text/readers.h"

#include <string>
#include <utility>

namespace obverse::text {

namespace {

/// Characters of Chinese take two columns.
float columns_of(char32_t point) {
    if (is_shapeless(point)) return 0;
    const bool is_wide = (point >= 0x2E80 && point <= 0xA4CF) ||
                         (point >= 0xF900 && point < 0xFB00) ||
                         (point >= 0xFF00 && point <= 0xFF60);
    return is_wide ? 2 : 1;
}

constexpr std::size_t wide_gap = 4;  // blanks that part two columns of a page

constexpr std::size_t line_limit = 1'000'000;

class LineReader {
public:
    explicit LineReader(std::string_view bytes) : bytes_(bytes) {}

    std::vector<Line> read() {
        std::size_t at = bytes_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        while (at < bytes_.size()) {
            std::size_t end = bytes_.find_first_of("\r\n", at);
            if (end == std::string_view::npos) end = bytes_.size();
            read_line(at, end);
            at = end + (bytes_.substr(end).starts_with("\r\n") ? 2 : 1);
        }
        return std::move(lines_);
    }

    bool has_pages() const { return page_ > 1; }

private:
    void read_line(std::size_t begin, std::size_t end) {
        float column = 0;
        bool is_blank = true;
        std::size_t at = begin;
        while (at < end) {
            at = skip_space(at, end, column);
            if (at == end) break;
            // A second column of the page is no part of the line before it.
            gap_ = gap_ || !is_blank;
            is_blank = false;
            at = read_segment(at, end, column);
        }
        if (is_blank) gap_ = true;
    }

    std::size_t skip_space(std::size_t at, std::size_t end, float& column) {
        for (; at < end; ++at) {
            if (bytes_[at] == '\f') {
                ++page_;
                column = 0;
            } else if (bytes_[at] == '\t') {
                column = static_cast<float>((static_cast<int>(column) / 8 + 1) * 8);
            } else if (bytes_[at] == ' ') {
                ++column;
            } else {
                break;
            }
        }
        return at;
    }

    /// Reads up to the end of the line, or to a gap as wide as between columns.
    std::size_t read_segment(std::size_t begin, std::size_t end, float& column) {
        Line line;
        line.left = column;
        std::size_t last = begin;
        std::size_t at = begin;
        std::size_t blanks = 0;
        bool is_first_word = true;
        while (at < end && bytes_[at] != '\f') {
            const char c = bytes_[at];
            if (c == ' ' || c == '\t') {
                ++blanks;
                is_first_word = false;
                column += 1;
                ++at;
                continue;
            }
            if (blanks >= wide_gap && !is_mark(bytes_.substr(begin, last - begin))) break;
            if (blanks >= wide_gap && line.hang == 0) line.hang = column;
            blanks = 0;
            const Decoded character = decode(bytes_, at);
            column += columns_of(character.point);
            at = character.next;
            last = at;
            if (is_first_word) {
                line.first_word += columns_of(character.point);
                is_first_word = columns_of(character.point) < 2;
            }
            line.right = column;
        }
        line.text = bytes_.substr(begin, last - begin);
        line.pieces.push_back({0, true, {.begin = begin, .end = last}});
        line.page = page_;
        line.has_gap = gap_;
        gap_ = false;
        if (lines_.size() == line_limit) {
            throw ReadError(Refusal::too_large, "line " + std::to_string(line_limit),
                            "the text has more lines than are read");
        }
        lines_.push_back(std::move(line));
        return at;
    }

    /// A number may stand far before its paragraph: `1.      Calls upon`, `73/6.     Title`.
    static bool is_mark(std::string_view text) {
        if (text.size() > 12) return false;
        const std::string number(text);
        const auto mark = mark_of(number);
        if (mark && mark->words == number.size()) return true;
        std::size_t end = 0;
        return text.ends_with('.') || !superscript_at(text, 0, end).empty();
    }

    std::string_view bytes_;
    std::vector<Line> lines_;
    std::uint32_t page_ = 1;
    bool gap_ = false;
};

}  // namespace

ReadText read_plain(std::string_view bytes, const ReadOptions& options) {
    require_size(bytes, "", options);
    require_utf8(bytes, "");
    LineReader reader(bytes);
    std::vector<Line> lines = reader.read();
    TextBuilder builder(Format::plain);
    if (reader.has_pages()) builder.summary().pages = lines.empty() ? 0 : lines.back().page;
    lay_out(std::move(lines), {.indent = 2, .blank = 1, .has_pages = reader.has_pages()}, builder);
    return builder.finish();
}

}  // namespace obverse::text
