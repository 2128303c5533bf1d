#include "engine/text/pdf_lines.h"

#include "engine/text/html_entity.h"
#include "engine/text/paragraph_mark.h"

#include <algorithm>
#include <charconv>

namespace obverse::text {

namespace {

// By measurement: a word that spacing splits has gaps of 0.09 to 0.13 of the height of its line,
// words are parted by 0.21 and more.
constexpr float joined_gap = 0.15F;
constexpr float column_gap = 2.5F;      // heights that part two columns, or a number and its words
constexpr float mark_height = 0.8F;     // of the line: what is smaller and a number is a mark
constexpr float paragraph_gap = 1.35F;  // of the usual distance between lines

float height_of(const Box& box) {
    return box.bottom - box.top;
}

float number_after(std::string_view text, std::string_view name) {
    const std::size_t at = text.find(name);
    if (at == std::string_view::npos) return 0;
    const std::string_view rest = text.substr(at + name.size());
    float value = 0;
    std::from_chars(rest.data(), rest.data() + rest.size(), value);
    return std::clamp(value, -1.0e6F, 1.0e6F);
}

Box box_of(std::string_view tag) {
    return {number_after(tag, "xMin=\""), number_after(tag, "yMin=\""),
            number_after(tag, "xMax=\""), number_after(tag, "yMax=\"")};
}

std::string decoded(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('&'), text.size());
        plain += text.substr(0, open);
        text.remove_prefix(open);
        if (text.empty()) break;
        const std::size_t end = std::min(text.find(';'), text.size() - 1);
        const char32_t point = html_entity(text.substr(1, end - 1));
        if (point != 0) append_utf8(plain, point);
        text.remove_prefix(end + 1);
    }
    return plain;
}

bool is_digits(std::string_view text) {
    return !text.empty() && text.size() <= 3 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Words at one height of a page.
struct Row {
    std::vector<PdfWord> words;
    Box core;  // of what came first
};

std::vector<Row> rows_of(const PdfPage& page) {
    std::vector<const PdfSegment*> segments;
    for (const PdfSegment& segment : page.segments) segments.push_back(&segment);
    std::stable_sort(
        segments.begin(), segments.end(),
        [](const PdfSegment* a, const PdfSegment* b) { return a->box.top < b->box.top; });
    std::vector<Row> rows;
    for (const PdfSegment* segment : segments) {
        const float middle = (segment->box.top + segment->box.bottom) / 2;
        const bool is_same =
            !rows.empty() && middle > rows.back().core.top && middle < rows.back().core.bottom;
        if (!is_same) rows.push_back({{}, segment->box});
        Row& row = rows.back();
        // A mark alone is no measure of its row.
        if (height_of(segment->box) > height_of(row.core)) row.core = segment->box;
        row.words.insert(row.words.end(), segment->words.begin(), segment->words.end());
    }
    for (Row& row : rows) {
        std::stable_sort(
            row.words.begin(), row.words.end(),
            [](const PdfWord& a, const PdfWord& b) { return a.box.left < b.box.left; });
    }
    return rows;
}

/// A page that is set in columns is read as pdftotext reads it.
std::vector<Row> columns_of(const PdfPage& page) {
    std::vector<Row> rows;
    for (const PdfSegment& segment : page.segments) rows.push_back({segment.words, segment.box});
    return rows;
}

class LineMaker {
public:
    LineMaker(std::vector<Line>& lines, std::size_t& gaps) : lines_(lines), gaps_(gaps) {}

    void add_page(const PdfPage& page, std::uint32_t number) {
        page_ = number;
        std::vector<Row> rows = rows_of(page);
        if (has_columns(rows)) rows = columns_of(page);
        for (const Row& row : rows) add_row(row);
    }

private:
    /// More than half of the rows have words, a wide gap, and words again, as long on both sides.
    static bool has_columns(const std::vector<Row>& rows) {
        std::size_t split = 0;
        for (const Row& row : rows) {
            const float limit = column_gap * height_of(row.core) / 2;
            for (std::size_t at = 1; at < row.words.size(); ++at) {
                const bool is_wide = row.words[at].box.left - row.words[at - 1].box.right > limit;
                if (!is_wide || at < 3 || row.words.size() - at < 3) continue;
                ++split;
                break;
            }
        }
        return rows.size() >= 8 && split * 2 > rows.size();
    }

    void add_row(const Row& row) {
        float height = 0;
        for (const PdfWord& word : row.words) height = std::max(height, height_of(word.box));
        Line line;
        bool is_first = true;
        const PdfWord* before = nullptr;
        for (const PdfWord& word : row.words) {
            const float gap = before == nullptr ? 0 : word.box.left - before->box.right;
            if (before != nullptr && gap > column_gap * height && !is_mark_alone(line)) {
                push(std::move(line), !is_first);
                line = {};
                is_first = false;
                before = nullptr;
            } else if (before != nullptr && gap > height / 2 && is_mark_alone(line)) {
                line.hang = word.box.left;
            }
            add_word(line, word, before, height);
            before = &word;
        }
        push(std::move(line), !is_first);
    }

    /// A number stands far before its words: `1.     Calls upon`, `73/6.     Title`.
    static bool is_mark_alone(const Line& line) {
        if (line.text.size() > 12) return false;
        const auto mark = mark_of(line.text);
        const bool is_number = mark && mark->words == line.text.size();
        return is_number || line.text.ends_with('.') || !line.marks.empty();
    }

    void add_word(Line& line, const PdfWord& word, const PdfWord* before, float height) {
        const bool is_mark = is_digits(word.text) && height_of(word.box) < mark_height * height;
        const Place place{.page = page_, .box = word.box};
        if (before == nullptr) {
            line.left = word.box.left;
            line.top = word.box.top;
        } else if (!is_mark) {
            const bool after_mark =
                !line.marks.empty() && line.marks.back().span.end == line.text.size();
            const float smaller = std::min(height_of(word.box), height_of(before->box));
            const float gap = word.box.left - before->box.right;
            // A word after a mark is another word, however near.
            if (gap >= joined_gap * smaller || after_mark) {
                if (!(after_mark && is_punctuation(word.text))) put(line, " ", place);
            } else if (gap > 0.02F * smaller) {
                ++gaps_;
            }
        }
        const auto begin = static_cast<std::uint32_t>(line.text.size());
        put(line, word.text, place);
        if (is_mark) {
            line.marks.push_back(
                {{begin, static_cast<std::uint32_t>(line.text.size())}, word.text});
        } else {
            if (line.first_word == 0) line.first_word = word.box.right - word.box.left;
            line.height = std::max(line.height, height_of(word.box));
        }
        line.right = word.box.right;
    }

    static bool is_punctuation(std::string_view text) {
        return text.find_first_not_of(".,;:)") == std::string_view::npos;
    }

    static void put(Line& line, std::string_view text, const Place& place) {
        line.pieces.push_back({static_cast<std::uint32_t>(line.text.size()), false, place});
        line.text += text;
    }

    void push(Line line, bool is_beside) {
        if (line.text.empty()) return;
        line.page = page_;
        line.has_gap = is_beside;
        lines_.push_back(std::move(line));
    }

    std::vector<Line>& lines_;
    std::size_t& gaps_;
    std::uint32_t page_ = 0;
};

/// How far a line stands below the one before, in heights; 0 where they are no neighbours.
float distance(const Line& before, const Line& here) {
    if (before.page != here.page || here.top <= before.top) return 0;
    return (here.top - before.top) / std::max(before.height, here.height);
}

void find_gaps(std::vector<Line>& lines) {
    std::vector<float> distances;
    for (std::size_t at = 1; at < lines.size(); ++at) {
        const float apart = distance(lines[at - 1], lines[at]);
        if (apart > 0.5F && apart < 3) distances.push_back(apart);
    }
    if (distances.empty()) return;
    // A text of many short paragraphs has more gaps between them than within.
    const auto usual = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 10);
    std::nth_element(distances.begin(), usual, distances.end());
    const float limit = *usual * paragraph_gap;
    for (std::size_t at = 1; at < lines.size(); ++at) {
        if (distance(lines[at - 1], lines[at]) > limit) lines[at].has_gap = true;
    }
}

}  // namespace

std::vector<PdfPage> pages_of(std::string_view markup) {
    std::vector<PdfPage> pages;
    std::size_t at = markup.find("<doc>");
    while (at != std::string_view::npos && (at = markup.find('<', at)) != std::string_view::npos) {
        const std::size_t end = markup.find('>', at);
        if (end == std::string_view::npos) break;
        const std::string_view tag = markup.substr(at, end - at);
        at = end + 1;
        if (tag.starts_with("<page")) {
            pages.emplace_back();
        } else if (tag.starts_with("<line") && !pages.empty()) {
            pages.back().segments.push_back({{}, box_of(tag)});
        } else if (tag.starts_with("<word") && !pages.empty() && !pages.back().segments.empty()) {
            const std::size_t close = std::min(markup.find('<', at), markup.size());
            std::string text = decoded(markup.substr(at, close - at));
            if (!text.empty()) {
                pages.back().segments.back().words.push_back({std::move(text), box_of(tag)});
            }
            at = close;
        }
    }
    for (PdfPage& page : pages) {
        std::erase_if(page.segments, [](const PdfSegment& s) { return s.words.empty(); });
    }
    return pages;
}

std::vector<Line> lines_of(const std::vector<PdfPage>& pages, std::size_t& gaps) {
    std::vector<Line> lines;
    LineMaker maker(lines, gaps);
    for (std::size_t index = 0; index < pages.size(); ++index) {
        maker.add_page(pages[index], static_cast<std::uint32_t>(index + 1));
    }
    find_gaps(lines);
    return lines;
}

}  // namespace obverse::text
