#pragma once

#include "engine/text/text_builder.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::text {

/// Words of a line with one origin, from `begin` up to the next piece.
struct LinePiece {
    std::uint32_t begin = 0;
    bool is_exact = false;
    Place place = {};
};

/// The mark of a footnote in a line.
struct LineMark {
    TextSpan span = {};
    std::string label = {};
};

/// A line as it is printed, on paper or in a text file; lengths are in points or columns.
struct Line {
    std::string text;
    std::vector<LinePiece> pieces;
    std::vector<LineMark> marks;
    float left = 0;
    float right = 0;
    float top = 0;  // 0 in a text file
    float height = 1;
    float first_word = 0;  // its width
    float hang = 0;        // where the words after a number stand, if they stand far from it
    std::uint32_t page = 1;
    bool has_gap = false;  // more space above than between the lines of a paragraph
};

/// What was printed below the text.
struct NoteLines {
    std::string label = {};
    std::vector<Line> lines;
};

/// How a text is measured.
struct LineMeasure {
    float indent = 2;  // the least step that is meant as one
    float blank = 1;   // the width of a blank
    bool has_pages = false;
};

/// Takes off what belongs to the pages: running heads, page and job numbers, bar codes. Returns
/// how many lines.
std::size_t drop_page_furniture(std::vector<Line>& lines, const LineMeasure& measure);

/// Takes off the footnotes: what stands under a short rule, to the end of the page, or is printed
/// smaller after its mark. Marks in the text become marks of the lines.
std::vector<NoteLines> lift_notes(std::vector<Line>& lines, const LineMeasure& measure);

/// Joins lines to paragraphs.
void join_lines(const std::vector<Line>& lines, const LineMeasure& measure, TextBuilder& builder);

/// Writes a range of a line's text.
void write_words(const Line& line, std::size_t begin, std::size_t end, TextBuilder& builder);

/// All of it in turn.
void lay_out(std::vector<Line> lines, const LineMeasure& measure, TextBuilder& builder);

/// The digits that superscripts at this offset stand for, and the offset after them.
std::string superscript_at(std::string_view text, std::size_t at, std::size_t& end);

}  // namespace obverse::text
