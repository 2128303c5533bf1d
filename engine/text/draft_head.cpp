#include "engine/text/draft_body.h"
#include "engine/text/fold.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace obverse::text {

namespace {

constexpr std::uint32_t paragraph_length = 200;  // bytes; what is shorter may be part of a head

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_symbol_character(char c) {
    return is_digit(c) || std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '/' ||
           c == '.' || c == '-' || c == '_';
}

/// `A/C.1/77/L.62`, `S/RES/2616 (2021)`, `CD/1839*`: the length of the symbol that opens the text.
std::size_t symbol_length(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && text[at] >= 'A' && text[at] <= 'Z') ++at;
    if (at == 0 || at > 6 || at >= text.size() || (text[at] != '/' && text[at] != '-')) return 0;
    const std::size_t slash = text.find('/');
    while (at < text.size() && is_symbol_character(text[at])) ++at;
    if (slash == std::string_view::npos || slash >= at) return 0;
    const std::string_view symbol = text.substr(0, at);
    if (std::none_of(symbol.begin(), symbol.end(), is_digit)) return 0;
    const std::string_view rest = text.substr(at);
    const bool has_year = rest.size() >= 7 && rest.starts_with(" (") && rest[6] == ')' &&
                          std::all_of(rest.begin() + 2, rest.begin() + 6, is_digit);
    if (has_year) return at + 7;
    return at;
}

bool contains_any(std::string_view text, const std::vector<std::string_view>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

bool starts_any(std::string_view text, const std::vector<std::string_view>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.starts_with(word); });
}

/// What a line of a head is, by words of the six languages; folded.
bool is_session(std::string_view text) {
    return contains_any(text, {" session", "período de sesiones", "сессия", "届会议", "الدورة"}) &&
           text.size() < 120;
}

bool is_agenda_item(std::string_view text) {
    return starts_any(text, {"agenda item", "item ", "provisional agenda item", "point ", "tema ",
                             "пункт ", "议程项目", "البند "});
}

bool is_adoption(std::string_view text) {
    return starts_any(text, {"resolution adopted", "decision adopted", "adopted by the",
                             "résolution adoptée", "adoptée par", "resolución aprobada",
                             "aprobada por", "резолюция, принятая", "принята ", "قرار اتخذته"}) ||
           text.ends_with("大会决议") || text.starts_with('[');
}

bool is_distribution(std::string_view text) {
    return starts_any(text,
                      {"distr", "original", "united nations", "nations unies", "naciones unidas",
                       "организация объединенных наций", "联合国", "الأمم المتحدة"});
}

bool is_date(std::string_view text) {
    return text.size() < 60 && !text.empty() && is_digit(text[0]) &&
           std::any_of(text.begin() + 1, text.end(), is_digit) &&
           std::count(text.begin(), text.end(), ' ') <= 4 &&
           text.find('/') == std::string_view::npos && text.find('.') == std::string_view::npos;
}

/// States whose own names have an `and`, by what stands after it.
bool keeps_and(std::string_view after) {
    constexpr std::array<std::string_view, 9> ends = {
        "herzegovina",    "barbuda",          "tobago",     "principe",    "nevis",
        "the grenadines", "northern ireland", "santo tome", "its partners"};
    const std::string folded = fold(after).text;
    return std::any_of(ends.begin(), ends.end(),
                       [&](std::string_view end) { return folded.starts_with(end); });
}

class HeadReader {
public:
    HeadReader(const Passages& passages, std::size_t end, Draft& draft)
        : passages_(passages), end_(end), draft_(draft), head_(draft.head) {}

    void read() {
        std::vector<std::size_t> unknown;
        bool follows_agenda = false;
        for (std::size_t at = 0; at < end_; ++at) {
            const bool was_agenda = follows_agenda;
            follows_agenda = false;
            const Passage& here = passages_.at(at);
            const std::string folded = fold(here.text).text;
            if (read_symbol(here)) continue;
            if (is_agenda_item(folded)) {
                head_.agenda_item = passages_.shown(here);
                follows_agenda = true;
            } else if (is_session(folded)) {
                head_.session = passages_.shown(here);
            } else if (read_sponsors(here)) {
                continue;
            } else if (is_adoption(folded) || is_distribution(folded) || is_date(folded)) {
                continue;
            } else if (was_agenda && at + 1 < end_) {
                head_.agenda_title = passages_.shown(here);
            } else if (!read_organ(here)) {
                unknown.push_back(at);
            }
        }
        read_title(unknown);
    }

private:
    bool read_symbol(const Passage& here) {
        const std::size_t length = symbol_length(here.text);
        if (length == 0 || here.text.size() > length + 30) return false;
        if (here.text.substr(0, length).find('/') > 12) return false;
        if (head_.symbol.empty()) {
            head_.symbol = here.text.substr(0, length);
            head_.symbol_span = passages_.shown(
                {here.span.begin, here.span.begin + static_cast<std::uint32_t>(length)});
        }
        return true;
    }

    /// Lines that only name an organ: `General Assembly`, `First Committee`.
    bool read_organ(const Passage& here) {
        if (here.text.size() > 80 || here.ends_clause) return false;
        const std::string folded = fold(here.text).text;
        for (const LeadWord& word : passages_.lead_words().list()) {
            if (word.part != LeadPart::formula) continue;
            const std::string words = fold(word.words).text;
            if (words.ends_with(folded) && folded.size() >= 6) {
                if (head_.organ.empty()) head_.organ = word.act;
                return true;
            }
        }
        return folded.ends_with(" committee") || folded.ends_with(" council");
    }

    /// `Albania, … and Zambia: draft resolution`, `Working paper submitted by …`.
    bool read_sponsors(const Passage& here) {
        const std::string_view text = here.text;
        const std::size_t colon = std::min(text.rfind(": "), text.rfind("："));
        for (const LeadWord& word : passages_.lead_words().list()) {
            if (word.part != LeadPart::draft) continue;
            const std::string words = fold(word.words).text;
            if (colon != std::string_view::npos) {
                const std::string tail = fold(text.substr(colon)).text;
                const std::size_t found = tail.find(words);
                if (found != std::string::npos && found <= 4) {
                    head_.is_draft = true;
                    add_sponsors(here.span.begin, text.substr(0, colon));
                    return true;
                }
            }
            const Folded folded = fold(text, 200);
            if (folded.text == words) {
                head_.is_draft = true;
                return true;
            }
        }
        return read_submission(here);
    }

    bool read_submission(const Passage& here) {
        const Folded folded = fold(here.text, 400);
        for (const std::string_view words :
             {"submitted by ", "présenté par ", "presentado por ", "представлен"}) {
            const std::size_t found = folded.text.find(words);
            if (found == std::string::npos || found > 80) continue;
            std::size_t begin = folded.origin(found + words.size());
            for (const std::string_view article : {"the ", "la ", "le ", "el "}) {
                if (here.text.substr(begin).starts_with(article)) begin += article.size();
            }
            add_sponsors(here.span.begin + static_cast<std::uint32_t>(begin),
                         here.text.substr(begin));
            return true;
        }
        return false;
    }

    void add_sponsors(std::uint32_t offset, std::string_view names) {
        while (!names.empty()) {
            std::size_t end = std::min({names.find(", "), names.find("、"), names.find("،"),
                                        names.find("\n"), names.size()});
            std::string_view name = names.substr(0, end);
            if (end == names.size()) name = before_and(name);
            add_sponsor(offset, name);
            std::size_t next = name.size();
            for (const std::string_view between :
                 {", ", "、", "،", " and ", " et ", " y ", " и ", "和"}) {
                if (names.substr(next).starts_with(between)) {
                    next += between.size();
                    break;
                }
            }
            if (next == name.size()) next = std::max(next, std::min(end + 1, names.size()));
            names.remove_prefix(std::min(next, names.size()));
            offset += static_cast<std::uint32_t>(next);
        }
    }

    /// The first of the last two names.
    static std::string_view before_and(std::string_view names) {
        for (const std::string_view between : {" and ", " et ", " y ", " и ", "和"}) {
            for (std::size_t at = names.find(between); at != std::string_view::npos;
                 at = names.find(between, at + 1)) {
                if (!keeps_and(names.substr(at + between.size()))) return names.substr(0, at);
            }
        }
        return names;
    }

    void add_sponsor(std::uint32_t offset, std::string_view name) {
        while (name.starts_with(' ')) {
            name.remove_prefix(1);
            ++offset;
        }
        for (const std::string_view article : {"and ", "the "}) {
            if (!name.starts_with(article)) continue;
            name.remove_prefix(article.size());
            offset += static_cast<std::uint32_t>(article.size());
        }
        while (name.ends_with(' ') || name.ends_with('.')) name.remove_suffix(1);
        if (name.empty()) return;
        const TextSpan span =
            passages_.shown({offset, offset + static_cast<std::uint32_t>(name.size())});
        head_.sponsors.push_back({std::string(passages_.read().of(span)), span});
    }

    /// The last line before the formula; of other prose the first that is nothing else.
    void read_title(const std::vector<std::size_t>& unknown) {
        if (unknown.empty()) {
            std::swap(head_.title, head_.agenda_title);
            return;
        }
        const bool is_formal = draft_.kind != DraftKind::prose;
        std::size_t title = is_formal ? unknown.back() : unknown.front();
        for (const std::size_t at : unknown) {
            const BlockRole role = passages_.at(at).block->role;
            if (role == BlockRole::title) title = at;
            if (!is_formal && passages_.at(at).block->kind == BlockKind::heading) {
                title = at;
                break;
            }
        }
        const Passage& here = passages_.at(title);
        const std::size_t begin = read_number(here.text);
        head_.title =
            passages_.shown({here.span.begin + static_cast<std::uint32_t>(begin), here.span.end});
    }

    /// `77/41. Title`, `48/74 B. Title`: the offset of the title.
    std::size_t read_number(std::string_view text) {
        std::size_t end = 0;
        while (end < text.size() && (is_digit(text[end]) || text[end] == '/' || text[end] == '-' ||
                                     (text[end] >= 'A' && text[end] <= 'Z' && end < 4))) {
            ++end;
        }
        if (end + 2 < text.size() && text[end] == ' ' && text[end + 1] >= 'A' &&
            text[end + 1] <= 'Z' && text[end + 2] == '.') {
            end += 2;
        }
        const std::string_view number = text.substr(0, end);
        const std::size_t slash = number.find('/');
        if (slash == std::string_view::npos || slash == 0 || slash + 1 >= end) return 0;
        if (!is_digit(number[slash - 1]) || !is_digit(number[slash + 1])) return 0;
        head_.number = number;
        while (end < text.size() && (text[end] == '.' || text[end] == ' ')) ++end;
        return end;
    }

    const Passages& passages_;
    std::size_t end_;
    Draft& draft_;
    Head& head_;
};

}  // namespace

namespace {

/// Where other prose begins: what is short and no sentence stands before it.
std::size_t prose_begin(const Passages& passages) {
    std::size_t at = 0;
    for (; at < std::min<std::size_t>(passages.size(), 24); ++at) {
        const Passage& here = passages.at(at);
        const bool has_number = here.mark && here.mark->kind == MarkKind::decimal;
        const bool is_numbered_heading =
            here.mark && here.mark->is_capital && !here.mark->is_bracketed;
        if (here.length() > paragraph_length || has_number || is_numbered_heading) break;
        if (passages.article_length(here) != 0 || here.text.ends_with('.')) break;
        if (here.block->kind == BlockKind::heading && here.block->heading_level > 1) break;
    }
    return at;
}

/// A report may say much before the resolution that it carries.
bool is_report(const Passages& passages, std::size_t begin, std::size_t end) {
    std::size_t paragraphs = 0;
    for (std::size_t at = begin; at < end; ++at) {
        const Passage& here = passages.at(at);
        const bool is_paragraph = here.mark && here.mark->kind == MarkKind::decimal &&
                                  here.ends_clause && here.length() > paragraph_length / 2;
        paragraphs += is_paragraph ? 1 : 0;
    }
    return paragraphs >= 3;
}

}  // namespace

std::size_t head_end(const Passages& passages) {
    const std::size_t prose = prose_begin(passages);
    for (std::size_t at = 0; at < passages.size(); ++at) {
        if (!passages.is_formula(at)) continue;
        return prose < at && is_report(passages, prose, at) ? prose : at;
    }
    return prose;
}

void find_head(const Passages& passages, std::size_t end, Draft& draft) {
    HeadReader(passages, end, draft).read();
}

}  // namespace obverse::text
