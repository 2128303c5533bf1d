#include "engine/base/source.h"

#include "engine/base/invariant.h"

#include <algorithm>

namespace obverse {

SourceId SourceMap::add(std::string path, std::string text) {
    entries_.push_back({std::move(path), std::move(text), {}});
    return SourceId{static_cast<std::uint32_t>(entries_.size() - 1)};
}

std::string_view SourceMap::path(SourceId source) const {
    invariant(source.index < entries_.size());
    return entries_[source.index].path;
}

std::string_view SourceMap::text(SourceId source) const {
    invariant(source.index < entries_.size());
    return entries_[source.index].text;
}

std::string_view SourceMap::text(Span span) const {
    const std::string_view whole = text(span.source);
    invariant(span.begin <= span.end && span.end <= whole.size());
    return whole.substr(span.begin, span.end - span.begin);
}

const std::vector<std::uint32_t>& SourceMap::line_starts(const Entry& entry) const {
    if (entry.line_starts.empty()) {
        entry.line_starts.push_back(0);
        for (std::size_t i = 0; i < entry.text.size(); ++i) {
            if (entry.text[i] == '\n') {
                entry.line_starts.push_back(static_cast<std::uint32_t>(i + 1));
            }
        }
    }
    return entry.line_starts;
}

LineColumn SourceMap::locate(SourceId source, std::uint32_t offset) const {
    invariant(source.index < entries_.size());
    const Entry& entry = entries_[source.index];
    const auto& starts = line_starts(entry);
    const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
    const auto line = static_cast<std::uint32_t>(after - starts.begin());
    std::uint32_t column = 1;
    const std::size_t stop = std::min<std::size_t>(offset, entry.text.size());
    for (std::size_t i = starts[line - 1]; i < stop; ++i) {
        // A UTF-8 continuation byte belongs to the code point before it.
        if ((static_cast<unsigned char>(entry.text[i]) & 0xC0U) != 0x80U) ++column;
    }
    return {line, column};
}

std::string_view SourceMap::line_text(SourceId source, std::uint32_t line) const {
    invariant(source.index < entries_.size());
    const Entry& entry = entries_[source.index];
    const auto& starts = line_starts(entry);
    invariant(line >= 1 && line <= starts.size());
    const std::size_t begin = starts[line - 1];
    std::size_t end = entry.text.find('\n', begin);
    if (end == std::string::npos) end = entry.text.size();
    if (end > begin && entry.text[end - 1] == '\r') --end;
    return std::string_view(entry.text).substr(begin, end - begin);
}

}  // namespace obverse
