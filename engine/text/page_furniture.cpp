#include "engine/text/lines.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <string>

namespace obverse::text {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && is_digit(text[at])) ++at;
    return at;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    return at;
}

/// `*1817962*`: what a bar code says, for those who read no bars.
bool is_bar_code(std::string_view text) {
    if (text.size() < 7 || text.front() != '*' || text.back() != '*') return false;
    const std::string_view inside = text.substr(1, text.size() - 2);
    return std::all_of(inside.begin(), inside.end(),
                       [](char c) { return is_digit(c) || is_upper(c) || c == ' '; });
}

/// `18-17962 (E)`, `GE.19-01234(E)`, with the date after it or not: the offset after it, or 0.
std::size_t job_number_end(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && at < 3 && is_upper(text[at])) ++at;
    if (at != 0 && (at >= text.size() || text[at++] != '.')) return 0;
    const std::size_t year = skip_digits(text, at);
    if (year != at + 2 || year >= text.size() || text[year] != '-') return 0;
    std::size_t end = skip_digits(text, year + 1);
    if (end < year + 6 || end > year + 7) return 0;
    const std::size_t bracket = skip_blanks(text, end);
    if (text.substr(bracket).starts_with("(") && bracket + 2 < text.size() &&
        is_upper(text[bracket + 1]) && text[bracket + 2] == ')') {
        end = bracket + 3;
    }
    const std::size_t date = skip_blanks(text, end);
    const std::size_t date_end = skip_digits(text, date);
    return date_end == date + 6 ? date_end : end;
}

/// `2/5`, `- 3 -`, `Page 4`.
bool is_page_count(std::string_view text) {
    if (text.size() > 9) return false;
    const std::size_t first = skip_digits(text, 0);
    if (first != 0 && first < text.size() && text[first] == '/') {
        return first < 4 && skip_digits(text, first + 1) == text.size();
    }
    if (text.starts_with("- ") && text.ends_with(" -")) {
        return skip_digits(text, 2) == text.size() - 2;
    }
    return (text.starts_with("Page ") || text.starts_with("page ")) &&
           skip_digits(text, 5) == text.size();
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 4 && skip_digits(text, 0) == text.size();
}

bool is_date_stamp(std::string_view text) {
    return text.size() == 6 && skip_digits(text, 0) == 6;
}

/// A symbol alone: `A/RES/73/6`, `S/RES/2616 (2021)`.
bool is_symbol(std::string_view text) {
    if (text.size() < 4 || text.size() > 40 || !is_upper(text[0])) return false;
    const std::size_t slash = text.find('/');
    return slash != std::string_view::npos && slash <= 6 &&
           std::all_of(text.begin(), text.end(),
                       [](char c) {
                           return is_digit(c) || std::isalpha(static_cast<unsigned char>(c)) != 0 ||
                                  c == '/' || c == '.' || c == '-' || c == '(' || c == ')' ||
                                  c == ' ';
                       }) &&
           std::any_of(text.begin(), text.end(), is_digit);
}

/// The printer's own lines, wherever they stand.
bool is_printers(std::string_view text) {
    if (is_bar_code(text)) return true;
    if (text == "Please recycle" || text == "Please recycle ♲" || text == "♲") return true;
    const std::size_t first = std::min(text.find(' '), text.size());
    if (is_page_count(text.substr(0, first))) text.remove_prefix(skip_blanks(text, first));
    const std::size_t job = job_number_end(text);
    if (job == 0) return false;
    const std::string_view rest = text.substr(skip_blanks(text, job));
    return rest.empty() || is_page_count(rest) || is_number(rest) || is_bar_code(rest);
}

/// The text with every number alike, so that a head with a page number repeats.
std::string pattern_of(std::string_view text) {
    std::string pattern;
    for (std::size_t at = 0; at < text.size();) {
        if (is_digit(text[at])) {
            pattern += '#';
            at = skip_digits(text, at);
        } else {
            pattern += text[at++];
        }
    }
    return pattern;
}

constexpr std::size_t head_lines = 3;

struct Page {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::vector<Page> pages_of(const std::vector<Line>& lines) {
    std::vector<Page> pages;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (at == 0 || lines[at].page != lines[at - 1].page) pages.push_back({at, at});
        pages.back().end = at + 1;
    }
    return pages;
}

/// Marks lines at the edge of a page that repeat on others, and bare page numbers there.
void mark_edges(const std::vector<Line>& lines, std::vector<bool>& dropped) {
    const std::vector<Page> pages = pages_of(lines);
    if (pages.size() < 2) return;
    const auto edges = [&](const Page& page, const auto& act) {
        for (std::size_t at = page.begin; at < page.end; ++at) {
            const bool is_edge = at < page.begin + head_lines || at + head_lines >= page.end;
            if (is_edge && !dropped[at]) act(at);
        }
    };
    std::map<std::string, std::size_t> seen;
    for (const Page& page : pages) {
        edges(page, [&](std::size_t at) { ++seen[pattern_of(lines[at].text)]; });
    }
    for (std::size_t index = 0; index < pages.size(); ++index) {
        edges(pages[index], [&](std::size_t at) {
            const std::string& text = lines[at].text;
            // The symbol on the first page is the document's own.
            if (is_symbol(text)) {
                dropped[at] = index != 0;
            } else if (is_number(text) || is_page_count(text)) {
                dropped[at] = true;
            } else if (seen[pattern_of(text)] >= 2 && seen[pattern_of(text)] * 2 >= pages.size()) {
                dropped[at] = text.size() < 100 && (index != 0 || text.size() < 4);
            }
        });
    }
}

/// A text without pages that was made from one with them: the symbol recurs, alone on its line.
void mark_repeated_symbols(const std::vector<Line>& lines, std::vector<bool>& dropped) {
    std::map<std::string, std::size_t> first;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (!is_symbol(lines[at].text)) continue;
        const auto [entry, is_new] = first.try_emplace(lines[at].text, at);
        if (is_new) continue;
        dropped[at] = true;
        for (const std::size_t beside : {at - 1, at + 1}) {
            if (beside < lines.size() && is_page_count(lines[beside].text)) dropped[beside] = true;
        }
    }
}

}  // namespace

std::size_t drop_page_furniture(std::vector<Line>& lines, const LineMeasure& measure) {
    std::vector<bool> dropped(lines.size(), false);
    bool has_printers = false;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        dropped[at] = is_printers(lines[at].text);
        has_printers = has_printers || dropped[at];
        // The date of printing stands beside the job number.
        if (at != 0 && dropped[at - 1] && is_date_stamp(lines[at].text)) dropped[at] = true;
    }
    if (measure.has_pages) {
        mark_edges(lines, dropped);
    } else if (has_printers) {
        mark_repeated_symbols(lines, dropped);
    }
    std::vector<Line> kept;
    bool has_gap = false;
    std::uint32_t turned = 0;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        has_gap = has_gap || lines[at].has_gap;
        if (dropped[at]) {
            // In a text without pages this is where one ended.
            if (!measure.has_pages && !kept.empty() && kept.back().page == 1 + turned) ++turned;
            continue;
        }
        lines[at].has_gap = has_gap;
        lines[at].page += turned;
        has_gap = false;
        kept.push_back(std::move(lines[at]));
    }
    const std::size_t count = lines.size() - kept.size();
    lines = std::move(kept);
    return count;
}

}  // namespace obverse::text
