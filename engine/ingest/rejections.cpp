#include "engine/ingest/rejections.h"

namespace obverse {

namespace {

constexpr std::size_t longest_excerpt = 120;

/// The beginning of the text on one line, not cut inside a character.
std::string shortened(std::string_view text) {
    text = text.substr(0, text.find_first_of("\r\n"));
    if (text.size() <= longest_excerpt) return std::string(text);
    std::size_t end = longest_excerpt;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return std::string(text.substr(0, end)) + "…";
}

}  // namespace

void Rejections::add(RowKey row, Spot spot, std::string_view excerpt, Problem problem) {
    rows_.insert(row);
    findings_.report(
        {.code = problem.code,
         .message = std::move(problem.message),
         .help = std::move(problem.help),
         .place = FilePlace{paths_[row.input], spot.line, spot.column, shortened(excerpt)}});
}

}  // namespace obverse
