#include "engine/text/draft_body.h"
#include "engine/text/fold.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace obverse::text {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_upper_letter(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_word_character(char c) {
    return is_digit(c) || std::isalpha(static_cast<unsigned char>(c)) != 0;
}

enum class Context : std::uint8_t { none, resolution, decision };

/// How far before a bare number the word `resolution` may stand, in bytes: a list of them is long.
constexpr std::size_t reach = 400;

class CitationFinder {
public:
    CitationFinder(const ReadText& read, Draft& draft)
        : read_(read), draft_(draft), text_(read.match.text()) {}

    void find() {
        for (std::size_t at = 0; at < text_.size();) {
            const bool is_start = at == 0 || !is_word_character(text_[at - 1]);
            const bool follows_slash = at != 0 && (text_[at - 1] == '/' || text_[at - 1] == '-');
            std::size_t end = 0;
            if (is_start && !follows_slash) {
                note_context(at);
                if (is_upper_letter(text_[at]))
                    end = symbol(at);
                else if (is_digit(text_[at]))
                    end = number(at);
            }
            if (text_[at] == '\n') context_ = Context::none;
            at = end > at ? end : at + 1;
        }
    }

private:
    void note_context(std::size_t at) {
        struct Word {
            std::string_view text;
            Context context;
        };
        constexpr std::array<Word, 12> words = {{
            {"resolution", Context::resolution},
            {"Resolution", Context::resolution},
            {"résolution", Context::resolution},
            {"Résolution", Context::resolution},
            {"resoluci", Context::resolution},
            {"Resoluci", Context::resolution},
            {"резолюци", Context::resolution},
            {"Резолюци", Context::resolution},
            {"القرار", Context::resolution},
            {"قرار", Context::resolution},
            {"decision", Context::decision},
            {"décision", Context::decision},
        }};
        for (const Word& word : words) {
            if (!text_.substr(at).starts_with(word.text)) continue;
            context_ = word.context;
            context_at_ = at;
            return;
        }
    }

    bool in_context(std::size_t at) const {
        return context_ != Context::none && at - context_at_ < reach;
    }

    void add(std::size_t begin, std::size_t end, std::string symbol) {
        const TextSpan span = read_.match.to_shown(
            TextSpan{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        draft_.citations.push_back({span, std::move(symbol)});
    }

    /// `A/76/77`, `S/RES/1540 (2004)`, `CD/1839`, `S-10/2`.
    std::size_t symbol(std::size_t at) {
        std::size_t letters = at;
        while (letters < text_.size() && is_upper_letter(text_[letters])) ++letters;
        if (letters - at > 6 || letters >= text_.size()) return 0;
        if (text_[letters] != '/' && text_[letters] != '-') return 0;
        std::size_t end = letters;
        bool has_digit = false;
        bool has_slash = false;
        while (end < text_.size() && (is_word_character(text_[end]) || text_[end] == '/' ||
                                      text_[end] == '.' || text_[end] == '-')) {
            has_digit = has_digit || is_digit(text_[end]);
            has_slash = has_slash || text_[end] == '/';
            ++end;
        }
        while (end > letters && !is_word_character(text_[end - 1])) --end;
        if (!has_digit || !has_slash || end - at < 4) return 0;
        std::string symbol(text_.substr(at, end - at));
        if (text_[letters] == '-') {
            // Of a special session: S-10/2. Others of this shape belong to other bodies.
            const bool is_special = symbol.starts_with("S-") || symbol.starts_with("ES-");
            if (is_special && in_context(at)) symbol.insert(0, "A/RES/");
        } else if (symbol.find_first_of("0123456789") > 12) {
            return 0;
        }
        if (symbol.starts_with("S/RES/")) end = with_year(end, symbol);
        add(at, end, std::move(symbol));
        return end;
    }

    /// ` (2004)` after the number of a resolution of the Security Council.
    std::size_t with_year(std::size_t end, std::string& symbol) const {
        const std::string_view rest = text_.substr(end);
        const bool has_year = rest.size() >= 7 && rest.starts_with(" (") && rest[6] == ')' &&
                              std::all_of(rest.begin() + 2, rest.begin() + 6, is_digit);
        if (!has_year) return end;
        symbol += rest.substr(0, 7);
        return end + 7;
    }

    /// `77/41`, `48/74 B`, `1540 (2004)`, `1962 (XVIII)`, where resolutions are spoken of.
    std::size_t number(std::size_t at) {
        std::size_t end = at;
        while (end < text_.size() && is_digit(text_[end])) ++end;
        const bool is_spoken_of = in_context(at) || text_.substr(0, at).ends_with("第");
        if (!is_spoken_of || end >= text_.size() || end - at > 4) return 0;
        if (text_[end] == '/' && end - at <= 3) return session_number(at, end);
        const std::size_t bracket = text_.substr(end).starts_with(" (") ? end + 2 : end;
        // 1472 A (XIV)
        std::size_t open = bracket;
        if (open == end && end + 3 < text_.size() && text_[end] == ' ' &&
            is_upper_letter(text_[end + 1]) && text_.substr(end + 2).starts_with(" (")) {
            open = end + 4;
        }
        if (open == end) return 0;
        const std::size_t close = text_.find(')', open);
        if (close == std::string_view::npos || close - open > 8 || close == open) return 0;
        const std::string_view inside = text_.substr(open, close - open);
        const bool is_year =
            inside.size() == 4 && std::all_of(inside.begin(), inside.end(), is_digit);
        const bool is_roman =
            is_upper_letter(inside[0]) && roman_value(inside.substr(0, inside.find('-'))) != 0;
        if (!is_year && !is_roman) return 0;
        const std::string printed(text_.substr(at, close + 1 - at));
        add(at, close + 1, (is_year ? "S/RES/" : "A/RES/") + printed);
        return close + 1;
    }

    std::size_t session_number(std::size_t at, std::size_t slash) {
        std::size_t end = slash + 1;
        while (end < text_.size() && is_digit(text_[end])) ++end;
        if (end == slash + 1 || end - slash > 5) return 0;
        if (end < text_.size() && text_[end] == '/') return 0;
        // 48/74 B, and not a word that begins with a capital.
        if (end + 1 < text_.size() && text_[end] == ' ' && is_upper_letter(text_[end + 1]) &&
            (end + 2 >= text_.size() || !is_word_character(text_[end + 2]))) {
            end += 2;
        }
        const std::string number(text_.substr(at, end - at));
        add(at, end, (context_ == Context::decision ? "A/DEC/" : "A/RES/") + number);
        return end;
    }

    const ReadText& read_;
    Draft& draft_;
    std::string_view text_;
    Context context_ = Context::none;
    std::size_t context_at_ = 0;
};

}  // namespace

void find_citations(const ReadText& read, Draft& draft) {
    CitationFinder(read, draft).find();
}

}  // namespace obverse::text
