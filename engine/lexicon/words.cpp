#include "engine/lexicon/words.h"

#include "engine/base/name_key.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>

namespace obverse::lexicon {

namespace {

struct Spelling {
    std::string_view british;
    std::string_view american;
};
// Where the two differ in the middle of a word; both are compared in the second.
constexpr std::array spellings = {
    Spelling{"programme", "program"},     Spelling{"defence", "defense"},
    Spelling{"offence", "offense"},       Spelling{"behaviour", "behavior"},
    Spelling{"manoeuvred", "maneuvered"}, Spelling{"manoeuvre", "maneuver"},
    Spelling{"manoeuvr", "maneuver"},     Spelling{"centre", "center"},
    Spelling{"neighbour", "neighbor"},    Spelling{"favour", "favor"},
    Spelling{"endeavour", "endeavor"},    Spelling{"labour", "labor"},
    Spelling{"harbour", "harbor"},        Spelling{"honour", "honor"},
    Spelling{"catalogue", "catalog"},     Spelling{"fulfil", "fulfill"},
    Spelling{"licence", "license"},
};
constexpr std::array endings = {
    Spelling{"isation", "ization"}, Spelling{"isations", "izations"}, Spelling{"ising", "izing"},
    Spelling{"ised", "ized"},       Spelling{"ises", "izes"},         Spelling{"ise", "ize"},
    Spelling{"yse", "yze"},         Spelling{"ysed", "yzed"},         Spelling{"ysing", "yzing"},
    Spelling{"yses", "yzes"},
};

std::string one_spelling(std::string word) {
    if (word.size() < 5) return word;
    for (const Spelling& each : spellings) {
        const std::size_t at = word.find(each.british);
        const bool is_both =
            at != std::string::npos && word.compare(at, each.american.size(), each.american) == 0;
        if (at == std::string::npos || (is_both && each.american.size() > each.british.size())) {
            continue;
        }
        word.replace(at, each.british.size(), each.american);
        return word;
    }
    for (const Spelling& each : endings) {
        if (!word.ends_with(each.british)) continue;
        word.replace(word.size() - each.british.size(), each.british.size(), each.american);
        return word;
    }
    return word;
}

bool is_apostrophe(UChar32 point) {
    return point == '\'' || point == 0x2019 || point == 0x02BC;
}
bool is_dash(UChar32 point) {
    return u_charType(point) == U_DASH_PUNCTUATION || point == '/';
}
/// Marks where a word may be broken, or nothing at all.
bool is_invisible(UChar32 point) {
    return point == 0x00AD || point == 0x200B || point == 0x2060 || point == 0xFEFF;
}
/// The mark of a footnote.
bool is_superscript(UChar32 point) {
    return point == 0x00B9 || point == 0x00B2 || point == 0x00B3 ||
           (point >= 0x2070 && point <= 0x2079);
}
bool is_letter(UChar32 point) {
    return u_isalnum(point) || u_charType(point) == U_NON_SPACING_MARK;
}
bool is_without_spaces(UChar32 point) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(point, &status)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_THAI:
            return true;
        default:
            return false;
    }
}

class Splitter {
public:
    explicit Splitter(std::string_view text) : text_(text) {}

    std::vector<Token> run() {
        while (at_ < size()) {
            const std::int32_t begin = at_;
            const UChar32 point = next();
            if (is_letter(point)) {
                word(begin, point);
            } else if (is_mark(begin, point)) {
                tokens_.push_back({.begin = static_cast<std::uint32_t>(begin),
                                   .end = static_cast<std::uint32_t>(at_),
                                   .word = std::string(slice(begin, at_)),
                                   .is_word = false});
            }
        }
        return std::move(tokens_);
    }

private:
    std::int32_t size() const { return static_cast<std::int32_t>(text_.size()); }
    std::string_view slice(std::int32_t begin, std::int32_t end) const {
        return text_.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    }
    const std::uint8_t* bytes() const {
        return reinterpret_cast<const std::uint8_t*>(text_.data());
    }
    UChar32 next() {
        UChar32 point = 0;
        U8_NEXT(bytes(), at_, size(), point);
        return point < 0 ? 0xFFFD : point;
    }
    UChar32 peek() const {
        std::int32_t place = at_;
        UChar32 point = 0;
        if (place < size()) U8_NEXT(bytes(), place, size(), point);
        return point;
    }

    /// Stops and commas inside numbers and symbols (`A/C.1/77/L.62`, `1,000`) part words as dashes
    /// do, apostrophes behind a word belong to it, footnote marks to nothing.
    bool is_mark(std::int32_t begin, UChar32 point) const {
        if (u_isUWhiteSpace(point) || is_dash(point) || is_invisible(point) ||
            is_superscript(point) || !u_isgraph(point)) {
            return false;
        }
        const bool is_behind_word = !tokens_.empty() && tokens_.back().is_word &&
                                    tokens_.back().end == static_cast<std::uint32_t>(begin);
        if (!is_behind_word) return true;
        if (is_apostrophe(point)) return false;
        const UChar32 following = peek();
        return !((point == '.' && is_letter(following)) ||
                 (point == ',' && u_isdigit(following) && is_digit_before(begin)));
    }
    bool is_digit_before(std::int32_t begin) const {
        const char before = text_[static_cast<std::size_t>(begin) - 1];
        return before >= '0' && before <= '9';
    }

    void word(std::int32_t begin, UChar32 point) {
        bool is_dictionary = is_without_spaces(point);
        const bool is_initial = u_isupper(point);
        std::size_t capitals = is_initial || u_isdigit(point) ? 1 : 0;
        std::size_t letters = 1;
        UChar32 latest = point;
        while (at_ < size()) {
            const std::int32_t before = at_;
            const UChar32 following = next();
            const bool is_inside = is_apostrophe(following) && is_letter(peek());
            if (!is_inside && !is_letter(following) && !is_invisible(following)) {
                at_ = before;
                break;
            }
            if (is_inside || is_invisible(following)) continue;
            latest = following;
            is_dictionary = is_dictionary || is_without_spaces(following);
            capitals += u_isupper(following) || u_isdigit(following) ? 1 : 0;
            ++letters;
        }
        if (is_dictionary) return by_dictionary(begin, at_);
        // `ASATs` is as much in capitals as `ASAT`.
        const bool is_plural = latest == 's' && letters > 2 && capitals + 1 == letters;
        add(begin, at_, is_initial, (letters > 1 && capitals == letters) || is_plural);
    }

    /// The letters between `begin` and `end`, without what nobody sees.
    std::string letters_of(std::int32_t begin, std::int32_t end) const {
        const std::string_view part = slice(begin, end);
        if (std::all_of(part.begin(), part.end(), [](char c) { return c > 0; })) {
            return std::string(part);
        }
        std::string letters;
        for (std::int32_t at = begin; at < end;) {
            const std::int32_t from = at;
            UChar32 point = 0;
            U8_NEXT(bytes(), at, size(), point);
            if (!is_invisible(point)) letters += slice(from, at);
        }
        return letters;
    }

    void add(std::int32_t begin, std::int32_t end, bool is_initial, bool is_capital) {
        const std::string letters = letters_of(begin, end);
        std::string key = name_key(letters);
        if (key.empty()) key = letters;
        tokens_.push_back({.begin = static_cast<std::uint32_t>(begin),
                           .end = static_cast<std::uint32_t>(end),
                           .word = one_spelling(std::move(key)),
                           .is_word = true,
                           .is_initial = is_initial,
                           .is_capital = is_capital});
    }

    void by_dictionary(std::int32_t begin, std::int32_t end) {
        UErrorCode status = U_ZERO_ERROR;
        const std::string_view part = slice(begin, end);
        const std::unique_ptr<UBreakIterator, decltype(&ubrk_close)> breaks(
            ubrk_open(UBRK_WORD, "zh", nullptr, 0, &status), ubrk_close);
        const std::unique_ptr<UText, decltype(&utext_close)> source(
            utext_openUTF8(nullptr, part.data(), static_cast<std::int64_t>(part.size()), &status),
            utext_close);
        if (U_SUCCESS(status)) ubrk_setUText(breaks.get(), source.get(), &status);
        if (U_FAILURE(status)) return add(begin, end, false, false);
        std::int32_t from = 0;
        for (std::int32_t to = ubrk_next(breaks.get()); to != UBRK_DONE;
             to = ubrk_next(breaks.get())) {
            add(begin + from, begin + to, false, false);
            from = to;
        }
    }

    std::string_view text_;
    std::int32_t at_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text) {
    return Splitter(text).run();
}

bool ends_clause(const Token& token) {
    if (token.is_word) return false;
    for (const std::string_view mark : {".", ";", "?", "!", "。", "；", "؛", "؟", "۔"}) {
        if (token.word == mark) return true;
    }
    return false;
}

}  // namespace obverse::lexicon
