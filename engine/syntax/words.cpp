#include "engine/syntax/words.h"

#include "engine/base/date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace obverse {

namespace {

using ast::Word;
using ast::WordKind;

struct Quote {
    std::string_view open;
    std::string_view close;
};
constexpr std::array<Quote, 3> quotes = {
    {{"\"", "\""}, {"\u201C", "\u201D"}, {"\u00AB", "\u00BB"}}};

/// Word processors put no-break spaces where people type spaces.
constexpr std::array<std::string_view, 5> spaces = {" ", "\t", "\r", "\u00A0", "\u202F"};

/// The bytes of the space at the front; 0 when there is none.
std::size_t space_at(std::string_view text) {
    for (const std::string_view space : spaces) {
        if (text.starts_with(space)) return space.size();
    }
    return 0;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           byte >= 0x80U;
}

/// Bytes that join two parts of one word when a word byte follows.
bool is_joint(char c) {
    return c == '-' || c == '.' || c == '\'' || c == '/' || c == '&';
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool fits_64_bits(std::string_view digits) {
    std::int64_t value = 0;
    return std::from_chars(digits.data(), digits.data() + digits.size(), value).ec == std::errc{};
}

WordKind kind_of(std::string_view text) {
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    if (all_digits(digits)) return WordKind::integer;
    const std::size_t dot = digits.find('.');
    if (dot != std::string_view::npos && all_digits(digits.substr(0, dot)) &&
        all_digits(digits.substr(dot + 1))) {
        return WordKind::number;
    }
    const bool dashed = text.size() >= 7 && text[4] == '-' && is_digit(text[0]);
    if (dashed && parse_date(text)) return WordKind::date;
    return WordKind::word;
}

class Lexer {
public:
    Lexer(std::string_view text, SourceId source, std::uint32_t offset, Diagnostics& diagnostics)
        : text_(text), source_(source), offset_(offset), diagnostics_(diagnostics) {}

    std::vector<Word> run(Span* comment) {
        while (skip_spaces(), at_ < text_.size()) {
            if (text_[at_] == '#') {
                if (comment != nullptr) *comment = span(at_, text_.size());
                break;
            }
            if (!quoted() && !placeholder() && !negative_number() && !word()) punctuation();
        }
        return std::move(words_);
    }

private:
    void skip_spaces() {
        while (const std::size_t length = space_at(text_.substr(at_))) at_ += length;
    }

    Span span(std::size_t begin, std::size_t end) const {
        return {source_, offset_ + static_cast<std::uint32_t>(begin),
                offset_ + static_cast<std::uint32_t>(end)};
    }

    void push(WordKind kind, std::size_t begin, std::size_t end, std::string_view text) {
        words_.push_back({kind, std::string(text), span(begin, end)});
    }

    bool quoted() {
        for (const Quote& quote : quotes) {
            if (!text_.substr(at_).starts_with(quote.open)) continue;
            const std::size_t begin = at_;
            const std::size_t inner = at_ + quote.open.size();
            const std::size_t close = text_.find(quote.close, inner);
            if (close == std::string_view::npos) {
                diagnostics_.report({.code = Code::unclosed_quote,
                                     .message = "this quotation mark has no partner on its line",
                                     .primary = Label{span(begin, inner), "opened here"},
                                     .help = "close the quotation before the end of the line"});
                at_ = text_.size();
                push(WordKind::quoted, begin, at_, text_.substr(inner));
                return true;
            }
            at_ = close + quote.close.size();
            push(WordKind::quoted, begin, at_, text_.substr(inner, close - inner));
            return true;
        }
        return false;
    }

    bool placeholder() {
        if (text_[at_] != '{') return false;
        const std::size_t close = text_.find('}', at_);
        if (close == std::string_view::npos) return false;
        push(WordKind::placeholder, at_, close + 1, text_.substr(at_ + 1, close - at_ - 1));
        at_ = close + 1;
        return true;
    }

    bool negative_number() {
        if (text_[at_] != '-' || at_ + 1 >= text_.size() || !is_digit(text_[at_ + 1])) return false;
        return word_from(at_ + 1);
    }

    bool word() { return goes_on(at_) && word_from(at_); }

    /// True when a word may have the byte at `at`.
    bool goes_on(std::size_t at) const {
        if (at >= text_.size() || !is_word_byte(text_[at])) return false;
        const bool is_ascii = static_cast<unsigned char>(text_[at]) < 0x80U;
        return is_ascii || (!is_quote(at) && space_at(text_.substr(at)) == 0);
    }

    bool word_from(std::size_t first) {
        std::size_t end = first;
        while (end < text_.size()) {
            const bool joins = is_joint(text_[end]) && goes_on(end + 1);
            if (!goes_on(end) && !joins) break;
            ++end;
        }
        const std::string_view text = text_.substr(at_, end - at_);
        const WordKind kind = kind_of(text);
        if (kind == WordKind::integer && !fits_64_bits(text)) {
            diagnostics_.report({.code = Code::bad_number,
                                 .message = "the number is too large",
                                 .primary = Label{span(at_, end), "integers have 64 bits"},
                                 .help = "write it with a decimal point, or in quotes when it is a "
                                         "name"});
        }
        push(kind, at_, end, text);
        at_ = end;
        return true;
    }

    bool is_quote(std::size_t at) const {
        return std::any_of(quotes.begin(), quotes.end(), [&](const Quote& quote) {
            const std::string_view rest = text_.substr(at);
            return rest.starts_with(quote.open) || rest.starts_with(quote.close);
        });
    }

    void punctuation() {
        std::size_t length = 1;
        // A code point that is no letter of ours is one word of punctuation, however long.
        while (at_ + length < text_.size() &&
               (static_cast<unsigned char>(text_[at_ + length]) & 0xC0U) == 0x80U) {
            ++length;
        }
        if (is_quote(at_)) {
            diagnostics_.report({.code = Code::unclosed_quote,
                                 .message = "this quotation mark closes nothing",
                                 .primary = Label{span(at_, at_ + length), "no quotation is open"},
                                 .help = "open the quotation before it, or drop it"});
        } else if (static_cast<unsigned char>(text_[at_]) < 0x20U || text_[at_] == '\x7F') {
            diagnostics_.report({.code = Code::control_character,
                                 .message = "an invisible control character stands here",
                                 .primary = Label{span(at_, at_ + length), "not a letter"},
                                 .help = "delete it"});
        }
        push(WordKind::punctuation, at_, at_ + length, text_.substr(at_, length));
        at_ += length;
    }

    std::string_view text_;
    SourceId source_;
    std::uint32_t offset_;
    Diagnostics& diagnostics_;
    std::size_t at_ = 0;
    std::vector<Word> words_;
};

}  // namespace

std::vector<ast::Word> words_of(std::string_view text, SourceId source, std::uint32_t offset,
                                Diagnostics& diagnostics, Span* comment) {
    return Lexer(text, source, offset, diagnostics).run(comment);
}

}  // namespace obverse
