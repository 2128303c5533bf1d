#pragma once

#include "engine/audit/draft_record.h"

#include <string>

namespace obverse {

/// Where words of a draft stand in its file.
struct Location {
    std::uint32_t line = 0;  // from 1; 0 where the file has no lines
    std::uint32_t column = 0;
    std::uint32_t end_line = 0;
    std::uint32_t end_column = 0;  // behind the last character
    std::uint32_t page = 0;        // from 1; 0 where it has no pages
    std::uint64_t begin = 0;       // bytes of the file or of its part
    std::uint64_t end = 0;
    std::string part;  // of a package: `word/document.xml`
};
/// Columns count characters. O(lines) of the file.
Location location_of(const DraftText& draft, text::TextSpan span);

/// `draft.txt:12:4`, `draft.pdf, page 2`, `draft.docx`.
std::string to_text(const Location& location, const std::string& file);

/// The paragraph's id, `title`, or `the draft`.
std::string text_name(const DraftText& draft, std::optional<std::size_t> paragraph, bool is_title);

}  // namespace obverse
