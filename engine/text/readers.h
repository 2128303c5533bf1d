#pragma once

#include "engine/text/read_text.h"

#include <string>
#include <string_view>

namespace obverse::text {

// One reader a format. Each takes the whole file and throws ReadError.
ReadText read_plain(std::string_view bytes, const ReadOptions& options);
ReadText read_markdown(std::string_view bytes, const ReadOptions& options);
ReadText read_html(std::string_view bytes, const ReadOptions& options);
ReadText read_docx(std::string_view bytes, const ReadOptions& options);
ReadText read_pdf(std::string_view bytes, const ReadOptions& options);
ReadText read_akoma_ntoso(std::string_view bytes, const ReadOptions& options);

/// Throws ReadError, with the first bad byte, for what is not UTF-8; `part` is the name of the
/// part of a package.
void require_utf8(std::string_view bytes, const std::string& part);
/// Throws ReadError for more text or markup than may be read.
void require_size(std::string_view bytes, const std::string& part, const ReadOptions& options);

}  // namespace obverse::text
