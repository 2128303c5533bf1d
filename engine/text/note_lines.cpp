#include "engine/text/lines.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>

namespace obverse::text {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// `______`: what parts the notes from the text.
bool is_rule(std::string_view text) {
    std::size_t marks = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded character = decode(text, at);
        const char32_t point = character.point;
        if (point != '_' && point != '-' && point != 0x2014 && point != 0x2500 && point != ' ') {
            return false;
        }
        if (point != ' ') ++marks;
        at = character.next;
    }
    return marks >= 5;
}

/// The label that opens a line of notes, and where its words begin.
struct Label {
    std::string text;
    std::size_t words = 0;
    bool is_raised = false;
};

std::optional<Label> label_of(const Line& line) {
    if (!line.marks.empty() && line.marks.front().span.begin == 0) {
        return Label{line.marks.front().label, line.marks.front().span.end, true};
    }
    std::size_t end = 0;
    const std::string digits = superscript_at(line.text, 0, end);
    if (!digits.empty()) return Label{digits, end, true};
    while (end < line.text.size() && (is_digit(line.text[end]) || line.text[end] == '*')) ++end;
    const bool ends = end == line.text.size() || line.text[end] == ' ';
    if (end == 0 || end > 3 || !ends) return std::nullopt;
    return Label{line.text.substr(0, end), end, false};
}

bool follows(const std::string& label, const std::string& last) {
    if (last.empty() || label.empty()) return true;
    if (!is_digit(label[0]) || !is_digit(last[0])) return label != last;
    const int number = std::stoi(label);
    const int before = std::stoi(last);
    return number == before + 1;
}

/// The line without its label.
Line without_label(Line line, const Label& label) {
    if (!line.marks.empty() && line.marks.front().span.begin == 0) {
        line.marks.front().label.clear();
    } else {
        line.marks.insert(line.marks.begin(), {{0, static_cast<std::uint32_t>(label.words)}, ""});
    }
    return line;
}

/// Finds where on a page the notes begin: after its rule, or at the first small line with a mark.
std::size_t notes_begin(const std::vector<Line>& lines, std::size_t begin, std::size_t end,
                        float body_height, bool goes_on) {
    for (std::size_t at = begin; at < end; ++at) {
        if (!is_rule(lines[at].text)) continue;
        if (at + 1 < end && (goes_on || label_of(lines[at + 1]))) return at;
    }
    if (body_height <= 1) return end;
    for (std::size_t at = begin; at < end; ++at) {
        const bool has_mark = !lines[at].marks.empty() && lines[at].marks.front().span.begin == 0;
        const auto is_small = [&](const Line& line) { return line.height < body_height * 0.94F; };
        if (has_mark && std::all_of(lines.begin() + static_cast<std::ptrdiff_t>(at),
                                    lines.begin() + static_cast<std::ptrdiff_t>(end), is_small)) {
            return at;
        }
    }
    return end;
}

float median_height(const std::vector<Line>& lines) {
    std::vector<float> heights;
    for (const Line& line : lines) heights.push_back(line.height);
    if (heights.empty()) return 1;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return *middle;
}

struct Lifting {
    std::vector<NoteLines> notes;
    std::vector<bool> plain_label;  // of each note: printed as ordinary digits
    std::vector<std::uint32_t> page;
    std::string last;
};

/// Takes the notes from the lines that follow a rule; returns the offset after them.
std::size_t take_notes(std::vector<Line>& lines, std::size_t at, std::size_t end, bool has_pages,
                       Lifting& lifting) {
    // A note that was begun on the page before goes on below the rule of this one.
    bool is_in_note = has_pages && !lifting.notes.empty();
    for (; at < end; ++at) {
        const std::optional<Label> label = label_of(lines[at]);
        if (label && (label->is_raised || follows(label->text, lifting.last))) {
            lifting.last = label->text;
            lifting.plain_label.push_back(!label->is_raised);
            lifting.page.push_back(lines[at].page);
            Line rest = without_label(std::move(lines[at]), *label);
            lifting.notes.push_back({label->text, {}});
            if (label->words < rest.text.size()) lifting.notes.back().lines.push_back(rest);
            is_in_note = true;
            continue;
        }
        // Without pages nothing but a blank line says that the text goes on.
        if (!is_in_note || (!has_pages && lines[at].has_gap)) break;
        lifting.notes.back().lines.push_back(std::move(lines[at]));
    }
    return at;
}

/// Superscripts in a text file are marks where a note has that label.
void mark_superscripts(std::vector<Line>& lines, const std::set<std::string>& labels) {
    for (Line& line : lines) {
        for (std::size_t at = 0; at < line.text.size();) {
            std::size_t end = at;
            const std::string digits = superscript_at(line.text, at, end);
            if (digits.empty()) {
                at = decode(line.text, at).next;
                continue;
            }
            if (labels.contains(digits)) {
                line.marks.push_back(
                    {{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, digits});
            }
            at = end;
        }
    }
}

/// `activities,1`: a mark that was set too near to its word to be told from it by its size.
void mark_glued_digits(Line& line, const std::set<std::string>& labels) {
    const std::string& text = line.text;
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        const bool follows_word = std::isalpha(static_cast<unsigned char>(text[at - 1])) != 0;
        if ((text[at] != ',' && text[at] != ';') || !follows_word) continue;
        std::size_t end = at + 1;
        while (end < text.size() && is_digit(text[end])) ++end;
        const bool ends = end == text.size() || text[end] == ' ';
        const std::string label = text.substr(at + 1, end - at - 1);
        if (!ends || !labels.contains(label)) continue;
        line.marks.push_back(
            {{static_cast<std::uint32_t>(at + 1), static_cast<std::uint32_t>(end)}, label});
    }
}

/// Words after which a number belongs to the sentence.
bool takes_number(std::string_view before) {
    constexpr std::array<std::string_view, 34> words = {
        "no",      "nos",     "para",   "paras",     "article", "articles",  "annex",
        "annexes", "item",    "items",  "section",   "part",    "rule",      "page",
        "pp",      "chapter", "vol",    "on",        "of",      "and",       "to",
        "from",    "by",      "in",     "at",        "than",    "or",        "volume",
        "figure",  "table",   "series", "paragraph", "session", "paragraphs"};
    std::size_t end = before.size();
    if (end != 0 && before[end - 1] == '.') --end;
    std::size_t begin = end;
    while (begin != 0 && std::isalpha(static_cast<unsigned char>(before[begin - 1])) != 0) --begin;
    std::string word(before.substr(begin, end - begin));
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// The place of ` 1` in a line from `from` on, where it can be the mark of a footnote.
std::optional<TextSpan> plain_mark(std::string_view text, const std::string& label,
                                   std::size_t from) {
    const std::string wanted = " " + label;
    for (std::size_t at = text.find(wanted, from); at != std::string_view::npos;
         at = text.find(wanted, at + 1)) {
        const std::size_t end = at + wanted.size();
        const bool ends = end == text.size() || text[end] == ' ' || text[end] == ',' ||
                          text[end] == '.' || text[end] == ';' || text[end] == ')';
        if (!ends || at == 0 || is_digit(text[at - 1])) continue;
        if (takes_number(text.substr(0, at))) continue;
        return TextSpan{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    }
    return std::nullopt;
}

void mark_plain_digits(std::vector<Line>& lines, const Lifting& lifting) {
    for (std::size_t note = 0, line = 0, from = 0; note < lifting.notes.size(); ++note) {
        if (!lifting.plain_label[note]) continue;
        const std::uint32_t page = lifting.page[note];
        while (line < lines.size() && lines[line].page < page) {
            ++line;
            from = 0;
        }
        std::size_t offset = from;
        for (std::size_t at = line; at < lines.size() && lines[at].page == page; ++at) {
            const std::string& label = lifting.notes[note].label;
            const std::optional<TextSpan> found = plain_mark(lines[at].text, label, offset);
            offset = 0;
            if (!found) continue;
            lines[at].marks.push_back({*found, label});
            line = at;
            from = found->end;
            break;
        }
    }
}

}  // namespace

std::string superscript_at(std::string_view text, std::size_t at, std::size_t& end) {
    std::string digits;
    for (end = at; end < text.size();) {
        const unsigned char lead = static_cast<unsigned char>(text[end]);
        if (lead != 0xC2U && lead != 0xE2U) break;
        const Decoded character = decode(text, end);
        const char32_t point = character.point;
        if (point == 0xB9)
            digits += '1';
        else if (point == 0xB2 || point == 0xB3)
            digits += static_cast<char>('0' + (point - 0xB0));
        else if (point == 0x2070 || (point >= 0x2074 && point <= 0x2079))
            digits += static_cast<char>('0' + (point - 0x2070));
        else
            break;
        end = character.next;
    }
    return digits;
}

std::vector<NoteLines> lift_notes(std::vector<Line>& lines, const LineMeasure& measure) {
    Lifting lifting;
    std::vector<Line> kept;
    const float body_height = median_height(lines);
    for (std::size_t begin = 0; begin < lines.size();) {
        std::size_t end = begin;
        while (end < lines.size() && lines[end].page == lines[begin].page) ++end;
        for (std::size_t at = begin; at < end;) {
            const std::size_t notes = notes_begin(lines, at, end, body_height,
                                                  measure.has_pages && !lifting.notes.empty());
            for (; at < notes; ++at) kept.push_back(std::move(lines[at]));
            if (at == end) break;
            if (is_rule(lines[at].text)) ++at;
            at = take_notes(lines, at, end, measure.has_pages, lifting);
        }
        begin = end;
    }
    lines = std::move(kept);
    std::set<std::string> labels;
    for (const NoteLines& note : lifting.notes) labels.insert(note.label);
    if (!labels.empty()) mark_superscripts(lines, labels);
    mark_plain_digits(lines, lifting);
    for (Line& line : lines) {
        if (measure.has_pages && !labels.empty()) mark_glued_digits(line, labels);
        std::sort(line.marks.begin(), line.marks.end(),
                  [](const LineMark& a, const LineMark& b) { return a.span.begin < b.span.begin; });
    }
    return std::move(lifting.notes);
}

}  // namespace obverse::text
