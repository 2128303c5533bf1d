#include "engine/lexicon/form.h"

#include "engine/lexicon/words.h"

#include <algorithm>

namespace obverse::lexicon {

namespace {

constexpr std::uint32_t widest_gap = 9;

class FormReader {
public:
    FormReader(std::string_view text, const Stemmer& stemmer) : text_(text), stemmer_(stemmer) {}

    std::optional<std::vector<FormPiece>> run(std::string& problem) {
        std::size_t at = 0;
        while (at < text_.size()) {
            if (!read_next(at, problem)) return std::nullopt;
        }
        if (is_open_) problem = "a bracket is not closed";
        const bool has_word = std::any_of(pieces_.begin(), pieces_.end(), [](const FormPiece& one) {
            return one.gap == 0 && one.group == 0;
        });
        if (problem.empty() && !has_word) problem = "there is no word that must be there";
        if (problem.empty() && has_open_gap()) problem = "room for other words stands at an end";
        if (!problem.empty()) return std::nullopt;
        return std::move(pieces_);
    }

private:
    /// A gap must stand between words that are there whenever it is.
    bool has_open_gap() const {
        const auto holds = [](const FormPiece& gap, const FormPiece& other) {
            return other.gap == 0 && (other.group == 0 || other.group == gap.group);
        };
        for (auto piece = pieces_.begin(); piece != pieces_.end(); ++piece) {
            if (piece->gap == 0) continue;
            const auto is_word = [&](const FormPiece& other) { return holds(*piece, other); };
            if (std::none_of(pieces_.begin(), piece, is_word) ||
                std::none_of(piece, pieces_.end(), is_word)) {
                return true;
            }
        }
        return false;
    }

    bool read_next(std::size_t& at, std::string& problem) {
        const char c = text_[at];
        if (c == '(' || c == ')') {
            if (is_open_ == (c == '(')) {
                problem = "brackets do not match";
                return false;
            }
            is_open_ = c == '(';
            group_count_ += is_open_ ? 1 : 0;
            ++at;
            return true;
        }
        if (text_.substr(at).starts_with("..")) return read_gap(at, problem);
        std::size_t end = at;
        while (end < text_.size() && text_[end] != '(' && text_[end] != ')' && text_[end] != '~' &&
               !text_.substr(end).starts_with("..")) {
            ++end;
        }
        const bool is_inflected = end < text_.size() && text_[end] == '~';
        if (end == at) {
            problem = "`~` stands behind no word";
            return false;
        }
        add_words(text_.substr(at, end - at), is_inflected);
        at = is_inflected ? end + 1 : end;
        return true;
    }

    bool read_gap(std::size_t& at, std::string& problem) {
        at += 2;
        const std::uint32_t digit =
            at < text_.size() ? static_cast<std::uint32_t>(text_[at] - '0') : 0U;
        const bool has_more = at + 1 < text_.size() && text_[at + 1] >= '0' && text_[at + 1] <= '9';
        if (digit < 1 || digit > widest_gap || has_more) {
            problem = "`..` takes a number of words from 1 to 9";
            return false;
        }
        ++at;
        pieces_.push_back({.word = {}, .group = group(), .gap = digit});
        return true;
    }

    /// The last of the words is the inflected one.
    void add_words(std::string_view text, bool is_inflected) {
        const std::vector<Token> tokens = tokens_of(text);
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (!tokens[i].is_word) continue;
            const bool is_this = is_inflected && i + 1 == tokens.size();
            pieces_.push_back({.word = is_this ? stemmer_.stem(tokens[i].word) : tokens[i].word,
                               .is_inflected = is_this,
                               .wants_capitals = tokens[i].is_capital,
                               .group = group()});
        }
    }

    std::uint32_t group() const { return is_open_ ? group_count_ : 0; }

    std::string_view text_;
    const Stemmer& stemmer_;
    std::vector<FormPiece> pieces_;
    bool is_open_ = false;
    std::uint32_t group_count_ = 0;
};

}  // namespace

std::optional<std::vector<FormPiece>> parse_form(std::string_view text, const Stemmer& stemmer,
                                                 std::string& problem) {
    return FormReader(text, stemmer).run(problem);
}

}  // namespace obverse::lexicon
