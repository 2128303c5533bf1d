#include "engine/text/lines.h"

#include "engine/text/paragraph_mark.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace obverse::text {

namespace {

char32_t last_point(std::string_view text) {
    std::size_t at = text.size();
    while (at != 0 && (static_cast<unsigned char>(text[at - 1]) & 0xC0U) == 0x80U) --at;
    return at == 0 ? 0 : decode(text, at - 1).point;
}

bool is_lower(char32_t point) {
    return u_islower(static_cast<UChar32>(point)) != 0;
}
bool is_letter(char32_t point) {
    return u_isalpha(static_cast<UChar32>(point)) != 0;
}

/// Chinese is written without blanks between words, so none stands for the end of a line.
bool is_unspaced(char32_t point) {
    return (point >= 0x3000 && point <= 0x9FFF) || (point >= 0xF900 && point <= 0xFAFF) ||
           (point >= 0xFF00 && point <= 0xFFEF);
}

/// The text before the footnote marks at its end.
std::string_view without_last_marks(const Line& line) {
    std::string_view text = line.text;
    for (auto mark = line.marks.rbegin(); mark != line.marks.rend(); ++mark) {
        if (mark->span.end != text.size()) break;
        text = text.substr(0, mark->span.begin);
    }
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

bool ends_clause(const Line& line) {
    const char32_t point = last_point(without_last_marks(line));
    constexpr std::u32string_view ends = U".;:,?!)”\"。；：，、؛،؟";
    return ends.find(point) != std::u32string_view::npos;
}

bool ends_joined(const Line& line) {
    const std::string_view text = line.text;
    return text.ends_with(" and") || text.ends_with(" or");
}

char32_t first_letter(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const Decoded character = decode(text, at);
        if (is_letter(character.point) || (character.point >= '0' && character.point <= '9')) {
            return character.point;
        }
        at = character.next;
    }
    return 0;
}

/// How the lines of a text were broken.
struct Wrapping {
    float width = 0;   // the right end that lines are filled to; 0: lines are not wrapped
    float margin = 0;  // the left end of most lines
    bool has_blank_lines = false;  // that part paragraphs
};

Wrapping wrapping_of(const std::vector<Line>& lines, const LineMeasure& measure) {
    Wrapping wrapping;
    std::vector<float> rights;
    std::vector<float> lefts;
    std::size_t gaps = 0;
    for (const Line& line : lines) {
        rights.push_back(line.right);
        lefts.push_back(line.left);
        gaps += line.has_gap ? 1 : 0;
    }
    if (lines.size() < 2) return wrapping;
    std::sort(rights.begin(), rights.end());
    std::sort(lefts.begin(), lefts.end());
    wrapping.has_blank_lines = gaps >= 3;
    wrapping.margin = lefts[lefts.size() / 2];
    const float width = rights[(rights.size() - 1) * 98 / 100];
    std::size_t pairs = 0;
    std::size_t full = 0;
    for (std::size_t at = 1; at < lines.size(); ++at) {
        if (lines[at].has_gap) continue;
        ++pairs;
        const bool fits = lines[at - 1].right + measure.blank + lines[at].first_word <= width;
        full += fits ? 0 : 1;
    }
    // On paper lines are filled; a text file may hold a paragraph a line. A fifth is enough: the
    // heads of documents have many short lines.
    const bool is_paper = measure.indent > 2;
    if (is_paper || (width <= 200 && pairs >= 2 && full * 5 >= pairs)) wrapping.width = width;
    return wrapping;
}

class Joiner {
public:
    Joiner(const std::vector<Line>& lines, const LineMeasure& measure, TextBuilder& builder)
        : lines_(lines),
          measure_(measure),
          builder_(builder),
          wrapping_(wrapping_of(lines, measure)) {}

    void run() {
        for (std::size_t at = 0; at < lines_.size(); ++at) {
            if (at == 0 || begins_block(at)) {
                first_ = at;
                builder_.open(
                    {.page = measure_.has_pages ? lines_[at].page : 0, .indent = lines_[at].left});
            } else {
                join(lines_[at - 1], lines_[at]);
            }
            write(at);
        }
        builder_.close();
    }

private:
    const Line& line(std::size_t at) const { return lines_[at]; }

    bool begins_block(std::size_t at) const {
        const Line& before = line(at - 1);
        const Line& here = line(at);
        const bool turns_page = before.page != here.page;
        if (here.has_gap && !turns_page) return true;
        const bool is_sized = measure_.indent > 2;
        if (is_sized &&
            (here.height > before.height * 1.15F || before.height > here.height * 1.15F)) {
            return true;
        }
        const std::optional<ParagraphMark> mark = mark_of(here.text);
        if (mark && (ends_clause(before) || ends_joined(before) || is_short(before, here, 0.3F))) {
            return true;
        }
        if (wrapping_.width == 0) return !continues(before, here);
        if (!mark && is_indented(at, turns_page)) return true;
        return is_broken_on_purpose(before, here);
    }

    /// A line of a text that is not wrapped goes on with the sentence.
    bool continues(const Line& before, const Line& here) const {
        if (!is_lower(first_letter(here.text))) return false;
        return wrapping_.has_blank_lines || !ends_clause(before);
    }

    bool is_indented(std::size_t at, bool turns_page) const {
        const Line& before = line(at - 1);
        const Line& here = line(at);
        const float step = measure_.indent;
        if (turns_page) {
            // What the block's own lines are indented to, or the margin, where it has one line.
            const float usual = at - first_ > 1 ? before.left : wrapping_.margin;
            return here.left > usual + step && ends_clause(before);
        }
        const std::optional<ParagraphMark> mark = mark_of(line(first_).text);
        const bool is_second = at - 1 == first_;
        if (mark && is_second) return false;  // a hanging number, or an indented one
        const float hang = line(first_).hang;
        if (hang != 0 && here.left > hang - step && here.left < hang + step) return false;
        if (here.left > before.left + step) return true;
        return here.left + step < before.left && !is_second;
    }

    /// Whether the line before ended though the first word here would have had room, by at least
    /// this part of the width.
    bool is_short(const Line& before, const Line& here, float part) const {
        if (wrapping_.width == 0) return true;
        const float room = wrapping_.width - before.right - measure_.blank - here.first_word;
        return room >= 0 && room >= part * (wrapping_.width - wrapping_.margin);
    }

    bool is_broken_on_purpose(const Line& before, const Line& here) const {
        const char32_t first = first_letter(here.text);
        if (ends_clause(before)) {
            // A comma at the end of a line with some room means little; a semicolon does more.
            const bool ends = last_point(without_last_marks(before)) != ',';
            const bool starts = !is_lower(first) && first != 0;
            return is_short(before, here, starts || ends ? 0.02F : 0.15F);
        }
        return !is_lower(first) && is_short(before, here, 0.4F);
    }

    void join(const Line& before, const Line& here) {
        const char32_t last = last_point(before.text);
        const char32_t first = here.text.empty() ? 0 : decode(here.text, 0).point;
        if (is_unspaced(last) && is_unspaced(first)) return;
        if (ends_with_hyphen(before.text) && is_letter(first)) return;
        builder_.add_line_break(end_of(before));
    }

    static bool ends_with_hyphen(std::string_view text) {
        if (text.ends_with("\xC2\xAD")) return true;
        if (!text.ends_with('-') && !text.ends_with("\xE2\x80\x90") &&
            !text.ends_with("\xE2\x80\x91")) {
            return false;
        }
        const std::size_t hyphen = text.ends_with('-') ? 1 : 3;
        return text.size() > hyphen && is_letter(last_point(text.substr(0, text.size() - hyphen)));
    }

    static Place end_of(const Line& line) {
        if (line.pieces.empty()) return {};
        Place place = line.pieces.back().place;
        place.begin = place.end;
        if (place.end != 0) ++place.end;
        return place;
    }

    void write(std::size_t at) {
        const Line& here = line(at);
        std::size_t end = here.text.size();
        if (at + 1 < lines_.size() && here.text.ends_with('-') && !begins_block(at + 1) &&
            is_split_word(here.text, line(at + 1).text)) {
            --end;
        }
        std::size_t from = 0;
        for (const LineMark& mark : here.marks) {
            write_words(here, from, mark.span.begin, builder_);
            if (!mark.label.empty()) builder_.add_note_mark(mark.label);
            from = std::max<std::size_t>(from, mark.span.end);
        }
        write_words(here, from, end, builder_);
    }

    static std::string word_before(std::string_view text) {
        const std::size_t blank = text.rfind(' ');
        return std::string(blank == std::string_view::npos ? text : text.substr(blank + 1));
    }

    static std::string word_at(std::string_view text) {
        std::size_t end = 0;
        while (end < text.size()) {
            const Decoded character = decode(text, end);
            if (!is_letter(character.point)) break;
            end = character.next;
        }
        return std::string(text.substr(0, end));
    }

    /// True where the text has the word elsewhere without its hyphen, and never with it.
    bool is_split_word(std::string_view before, std::string_view after) {
        gather_words();
        const std::string head = word_before(before.substr(0, before.size() - 1));
        const std::string tail = word_at(after);
        return !head.empty() && !tail.empty() && words_.contains(head + tail) &&
               !words_.contains(head + "-" + tail);
    }

    void gather_words() {
        if (!words_.empty()) return;
        for (const Line& here : lines_) {
            const std::string_view text = here.text;
            for (std::size_t at = 0; at < text.size();) {
                std::size_t end = at;
                while (end < text.size()) {
                    const Decoded character = decode(text, end);
                    if (!is_letter(character.point) && character.point != '-') break;
                    end = character.next;
                }
                if (end > at) words_.emplace(text.substr(at, end - at));
                at = end > at ? end : decode(text, at).next;
            }
        }
        words_.emplace("");
    }

    const std::vector<Line>& lines_;
    const LineMeasure& measure_;
    TextBuilder& builder_;
    Wrapping wrapping_;
    std::size_t first_ = 0;
    std::unordered_set<std::string> words_;
};

}  // namespace

void write_words(const Line& line, std::size_t begin, std::size_t end, TextBuilder& builder) {
    for (std::size_t index = 0; index < line.pieces.size(); ++index) {
        const LinePiece& piece = line.pieces[index];
        const std::size_t next =
            index + 1 < line.pieces.size() ? line.pieces[index + 1].begin : line.text.size();
        const std::size_t from = std::max<std::size_t>(begin, piece.begin);
        const std::size_t to = std::min(end, next);
        if (from >= to) continue;
        Words words{std::string_view(line.text).substr(from, to - from), piece.place,
                    piece.is_exact, 0};
        if (piece.is_exact) {
            words.place.begin = piece.place.begin + (from - piece.begin);
            words.place.end = piece.place.begin + (to - piece.begin);
        }
        builder.add(words);
    }
}

void join_lines(const std::vector<Line>& lines, const LineMeasure& measure, TextBuilder& builder) {
    Joiner(lines, measure, builder).run();
}

void lay_out(std::vector<Line> lines, const LineMeasure& measure, TextBuilder& builder) {
    builder.summary().lines_dropped = drop_page_furniture(lines, measure);
    const std::vector<NoteLines> notes = lift_notes(lines, measure);
    join_lines(lines, measure, builder);
    for (const NoteLines& note : notes) {
        builder.open_note(note.label,
                          measure.has_pages && !note.lines.empty() ? note.lines.front().page : 0);
        for (std::size_t at = 0; at < note.lines.size(); ++at) {
            const Line& line = note.lines[at];
            if (at != 0 && !line.pieces.empty()) builder.add_line_break(line.pieces.front().place);
            const std::size_t from = line.marks.empty() || line.marks.front().span.begin != 0
                                         ? 0
                                         : line.marks.front().span.end;
            write_words(line, from, line.text.size(), builder);
        }
        builder.close_note();
    }
}

}  // namespace obverse::text
