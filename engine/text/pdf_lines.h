#pragma once

#include "engine/text/lines.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::text {

/// A word of a page as pdftotext tells it.
struct PdfWord {
    std::string text;
    Box box;
};

/// Words that pdftotext holds to be one line.
struct PdfSegment {
    std::vector<PdfWord> words;
    Box box;
};

struct PdfPage {
    std::vector<PdfSegment> segments;  // in pdftotext's order of reading
};

/// How a page of a PDF is measured, in points.
inline constexpr LineMeasure pdf_measure = {.indent = 6, .blank = 2.5F, .has_pages = true};

/// Reads the output of `pdftotext -bbox-layout`.
std::vector<PdfPage> pages_of(std::string_view markup);

/// Puts the words of the pages into lines: words that spacing has split are joined, small raised
/// digits become marks of footnotes, columns far apart become lines of their own. Adds to `gaps`
/// how many words were joined.
std::vector<Line> lines_of(const std::vector<PdfPage>& pages, std::size_t& gaps);

}  // namespace obverse::text
