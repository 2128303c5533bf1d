#include "engine/text/child_process.h"
#include "engine/text/pdf_lines.h"
#include "engine/text/readers.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string>

namespace obverse::text {

namespace {

[[noreturn]] void refuse(const ChildResult& result, const ReadOptions& options) {
    switch (result.end) {
        case ChildResult::End::not_found:
            throw ReadError(Refusal::no_tool, "",
                            "`pdftotext` is not installed; it is in the package poppler-utils");
        case ChildResult::End::too_slow:
            throw ReadError(
                Refusal::too_slow, "",
                "the PDF took longer than " + std::to_string(options.limits.seconds) + " seconds");
        case ChildResult::End::too_much:
            throw ReadError(Refusal::bomb, "", "the PDF unpacks to more text than is read");
        case ChildResult::End::killed:
            throw ReadError(Refusal::damaged, "", "the PDF could not be read");
        case ChildResult::End::exited:
            break;
    }
    const bool is_locked = result.errors.find("password") != std::string::npos ||
                           result.errors.find("ncrypt") != std::string::npos || result.code == 3;
    if (is_locked) {
        throw ReadError(Refusal::encrypted, "",
                        "the PDF is encrypted, or forbids copying its text");
    }
    throw ReadError(Refusal::damaged, "", "the PDF is damaged");
}

ChildLimits limits_of(const ReadOptions& options) {
    ChildLimits limits;
    limits.time = std::chrono::seconds(options.limits.seconds);
    return limits;
}

/// The pages that hold a picture, as `pdfimages -list` tells: a table with the page first.
std::set<std::size_t> pictured_pages(const std::string& path, const ReadOptions& options) {
    const ChildResult result = run_child({"pdfimages", "-list", path}, limits_of(options));
    std::set<std::size_t> pages;
    if (result.end != ChildResult::End::exited || result.code != 0) return pages;
    for (std::size_t at = 0; at < result.output.size();) {
        const std::size_t end = std::min(result.output.find('\n', at), result.output.size());
        const std::size_t digit = result.output.find_first_not_of(' ', at);
        std::size_t page = 0;
        if (digit < end) {
            std::from_chars(result.output.data() + digit, result.output.data() + end, page);
        }
        if (page != 0) pages.insert(page);
        at = end + 1;
    }
    return pages;
}

/// A page without words may be blank; one with a picture has words that nobody can read here.
std::size_t count_blank(const std::vector<PdfPage>& pages, const std::string& path,
                        const ReadOptions& options) {
    std::vector<std::size_t> blank;
    for (std::size_t index = 0; index < pages.size(); ++index) {
        if (pages[index].segments.empty()) blank.push_back(index + 1);
    }
    if (blank.empty()) return 0;
    if (blank.size() == pages.size()) {
        throw ReadError(Refusal::no_text, "", "no page of the PDF has a text layer");
    }
    const std::set<std::size_t> pictured = pictured_pages(path, options);
    for (const std::size_t page : blank) {
        if (!pictured.contains(page)) continue;
        throw ReadError(Refusal::no_text, "page " + std::to_string(page),
                        "the page is a picture without a text layer");
    }
    return blank.size();
}

}  // namespace

ReadText read_pdf(std::string_view bytes, const ReadOptions& options) {
    const TemporaryFile file(bytes);
    const ChildResult result =
        run_child({"pdftotext", "-bbox-layout", "-enc", "UTF-8", "-l",
                   std::to_string(options.limits.pages + 1), file.path(), "-"},
                  limits_of(options));
    if (result.end != ChildResult::End::exited || result.code != 0) refuse(result, options);
    require_utf8(result.output, "");
    const std::vector<PdfPage> pages = pages_of(result.output);
    if (pages.empty()) throw ReadError(Refusal::damaged, "", "the PDF has no pages");
    if (pages.size() > options.limits.pages) {
        throw ReadError(Refusal::too_large, "page " + std::to_string(options.limits.pages),
                        "the PDF has more pages than are read");
    }
    TextBuilder builder(Format::pdf);
    builder.summary().pages = pages.size();
    builder.summary().blank_pages = count_blank(pages, file.path(), options);
    std::vector<Line> lines = lines_of(pages, builder.summary().gaps_repaired);
    lay_out(std::move(lines), pdf_measure, builder);
    return builder.finish();
}

}  // namespace obverse::text
