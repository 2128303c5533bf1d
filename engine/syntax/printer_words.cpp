#include "engine/syntax/printer_words.h"

#include "engine/syntax/skeleton.h"

#include <algorithm>
#include <array>

namespace obverse::printing {

namespace {

using ast::Word;
using ast::WordKind;
using Words = std::span<const Word>;

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

bool is_mark(const Word& word, std::string_view text) {
    return word.kind == WordKind::punctuation && word.text == text;
}

bool is_word(const Word& word, std::string_view text) {
    return word.kind == WordKind::word && word.text == text;
}

/// After these a sentence begins, so that a word and a parenthesis are a functional form.
bool leads(const Word& word) {
    static constexpr std::array<std::string_view, 13> leads = {
        "if",   "and",  "given", "expect", "no",       "contested", "undetermined",
        "that", "then", "-",     ":",      "relation", "outside"};
    return word.kind != WordKind::quoted && is_one_of(leads, word.text);
}

/// True for a word before which a minus sign is no subtraction.
bool awaits_operand(const Word& word) {
    static constexpr std::array<std::string_view, 23> words = {
        "is",  "than", "least", "most", "from", "to", "for", "of", "and", "with", "mod", "band",
        "bor", "bxor", "bnot",  "+",    "-",    "*",  "/",   "^",  "(",   ",",    ":"};
    return word.kind != WordKind::quoted && is_one_of(words, word.text);
}

bool is_unary_minus(Words words, std::size_t at) {
    return at > 0 && is_mark(words[at], "-") && awaits_operand(words[at - 1]);
}

/// True when no space stands before the word at `at`, which is not the first.
bool is_attached(Words words, std::size_t at) {
    const Word& word = words[at];
    const Word& before = words[at - 1];
    if (is_mark(before, "(")) return true;
    if (is_mark(word, ")") || is_mark(word, ",") || is_mark(word, ";") || is_mark(word, ":")) {
        return true;
    }
    if (is_mark(word, "(")) {
        return before.kind == WordKind::word && (at == 1 || leads(words[at - 2]));
    }
    // `- 3` is an operation, `-3` a number: a digit must not come next to its sign.
    const bool is_name = word.kind == WordKind::word && (word.text < "0" || word.text >= ":");
    return is_name && is_unary_minus(words, at - 1);
}

std::string text_of(const SourceMap& sources, const Word& word) {
    if (word.kind == WordKind::placeholder) return "{" + word.text + "}";
    if (word.kind != WordKind::quoted) return word.text;
    // Curly quotes stay where the text holds straight ones.
    if (word.text.find('"') != std::string::npos) return std::string(sources.text(word.span));
    return "\"" + word.text + "\"";
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// The index behind the first quoted text.
std::size_t behind_quote(Words words) {
    const auto quoted = std::find_if(
        words.begin(), words.end(), [](const Word& word) { return word.kind == WordKind::quoted; });
    return quoted == words.end() ? words.size()
                                 : static_cast<std::size_t>(quoted - words.begin()) + 1;
}

}  // namespace

std::string spaced(const SourceMap& sources, Words words, std::size_t gap) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0 && i == gap) {
            text += "  ";
        } else if (i > 0 && !is_attached(words, i)) {
            text += ' ';
        }
        text += text_of(sources, words[i]);
    }
    return text;
}

std::size_t gap_of(std::string_view block, Words words) {
    const std::string& keyword = words.front().text;
    if (block == "vocabulary" && keyword == "phrase") return behind_quote(words);
    if (block == "quantity" || block == "speaker") {
        return keyword == block ? behind_quote(words) : words.size();
    }
    if (block == "scale" || block == "relation") {
        if (keyword != block) return words.size();
        const auto start = std::find_if(words.begin(), words.end(), [&](const Word& word) {
            return block == "scale" ? is_word(word, "worth") : is_mark(word, ")");
        });
        const auto at = static_cast<std::size_t>(start - words.begin());
        return block == "relation" ? at + 1 : at;
    }
    if (block == "finding" && keyword == block) return std::min<std::size_t>(2, words.size());
    if (block == "example" && keyword == "expect" && words.size() > 2 &&
        is_word(words[words.size() - 2], "because")) {
        return words.size() - 2;
    }
    if (block == "claim" && (keyword == "asserted" || keyword == "denied")) return words.size();
    if (block == "claim" || block == "example" || block == "import") {
        return skeleton::tail_start(words);
    }
    return words.size();
}

std::vector<std::string> cells_of(const SourceMap& sources, Words row) {
    std::vector<std::string> cells;
    std::size_t begin = 1;
    for (std::size_t i = 1; i <= row.size(); ++i) {
        const bool is_end = i == row.size();
        if (!is_end && !is_mark(row[i], "|")) continue;
        if (is_end && begin == i) break;
        cells.push_back(spaced(sources, row.subspan(begin, i - begin), row.size()));
        begin = i + 1;
    }
    return cells;
}

std::vector<std::string> aligned(std::span<const std::vector<std::string>> rows) {
    std::vector<std::size_t> widths;
    for (const std::vector<std::string>& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], code_points(row[i]));
        }
    }
    std::vector<std::string> lines;
    for (const std::vector<std::string>& row : rows) {
        std::string line = "|";
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += " " + row[i] + std::string(widths[i] - code_points(row[i]), ' ') + " |";
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace obverse::printing
