#include "engine/text/pdf_lines.h"
#include "tests/fuzz/reading.h"

/// What pdftotext tells of the words of a page may be anything that is UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace obverse;
    fuzz::read_and_check(fuzz::view_of(data, size), [](std::string_view markup) {
        text::require_utf8(markup, "");
        text::TextBuilder builder(text::Format::pdf);
        std::vector<text::Line> lines =
            text::lines_of(text::pages_of(markup), builder.summary().gaps_repaired);
        text::lay_out(std::move(lines), text::pdf_measure, builder);
        return builder.finish();
    });
    return 0;
}
