#include "engine/render/layout.h"

#include <algorithm>

namespace obverse {

namespace {

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::string without_trailing_spaces(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

void wrap_paragraph(std::string_view text, std::size_t width, std::vector<std::string>& lines) {
    std::string line;
    std::size_t used = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = text.find_first_not_of(' ', at);
        if (begin == std::string_view::npos) break;
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        const std::size_t taken = columns_of(word);
        if (!line.empty() && used + 1 + taken > width) {
            lines.push_back(std::move(line));
            line.clear();
            used = 0;
        }
        if (!line.empty()) {
            line += ' ';
            ++used;
        }
        line += word;
        used += taken;
        at = end;
    }
    lines.push_back(std::move(line));
}

}  // namespace

std::size_t columns_of(std::string_view text) {
    std::size_t count = 0;
    bool in_sequence = false;
    for (const char c : text) {
        if (in_sequence) {
            in_sequence = c != 'm';
        } else if (c == '\033') {
            in_sequence = true;
        } else if (!is_continuation(c)) {
            ++count;
        }
    }
    return count;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    std::size_t at = 0;
    while (true) {
        const std::size_t end = text.find('\n', at);
        wrap_paragraph(text.substr(at, end - at), width, lines);
        if (end == std::string_view::npos) return lines;
        at = end + 1;
    }
}

std::string hang(std::string_view lead, std::string_view text, std::size_t width) {
    constexpr std::size_t least_room = 20;
    constexpr std::size_t below = 6;  // columns before a text that stands below its lead
    const std::size_t taken = columns_of(lead);
    const bool is_tight = taken + least_room > width && taken > below;
    if (is_tight) {
        return without_trailing_spaces(std::string(lead)) + "\n" +
               hang(std::string(below, ' '), text, std::max(width, below + least_room));
    }
    const std::vector<std::string> lines = wrap(text, std::max(width, taken + least_room) - taken);
    std::string out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string start = i == 0 ? std::string(lead) : std::string(taken, ' ');
        out += without_trailing_spaces(start + lines[i]) + "\n";
    }
    return out;
}

std::string padded(std::string_view text, std::size_t width) {
    const std::size_t taken = columns_of(text);
    return std::string(text) + std::string(taken < width ? width - taken : 1, ' ');
}

std::string table(const std::vector<std::vector<std::string>>& rows, std::size_t width,
                  std::string_view indent, std::size_t widest) {
    constexpr std::size_t least_last = 20;
    constexpr std::size_t least_other = 8;
    constexpr std::size_t gap = 2;
    std::size_t column_count = 1;
    for (const auto& row : rows) column_count = std::max(column_count, row.size());
    const std::size_t taken = columns_of(indent) + least_last;
    const std::size_t others = std::max<std::size_t>(column_count - 1, 1);
    const std::size_t share = width > taken ? (width - taken) / others : 0;
    const std::size_t most = std::min(widest, std::max(least_other, share > gap ? share - gap : 0));
    std::vector<std::size_t> widths(column_count, 0);
    for (const auto& row : rows) {
        for (std::size_t i = 0; i + 1 < row.size(); ++i) {
            widths[i] = std::max(widths[i], std::min(most, columns_of(row[i])));
        }
    }
    std::string out;
    for (const auto& row : rows) {
        std::size_t before = columns_of(indent);
        std::vector<std::vector<std::string>> cells;
        std::size_t height = 1;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool last = i + 1 == row.size();
            const std::size_t room =
                last ? std::max(least_last, width > before ? width - before : 0) : widths[i];
            cells.push_back(wrap(row[i], room));
            height = std::max(height, cells.back().size());
            if (!last) before += widths[i] + gap;
        }
        for (std::size_t line = 0; line < height; ++line) {
            std::string text(indent);
            std::size_t start = columns_of(indent);
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const std::string cell = line < cells[i].size() ? cells[i][line] : "";
                if (!cell.empty() && i > 0 && columns_of(text) >= start) {
                    out += without_trailing_spaces(std::move(text)) + "\n";
                    text.clear();
                }
                if (i > 0) text = padded(text, start);
                text += cell;
                start += widths[i] + gap;
            }
            out += without_trailing_spaces(std::move(text)) + "\n";
        }
    }
    return out;
}

std::string counted(std::size_t count, std::string_view noun) {
    return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string listed(const std::vector<std::string>& items, std::string_view last) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) text += i + 1 == items.size() ? " " + std::string(last) + " " : ", ";
        text += items[i];
    }
    return text;
}

}  // namespace obverse
