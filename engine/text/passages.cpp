#include "engine/text/passages.h"

#include "engine/text/fold.h"

#include <algorithm>
#include <array>
#include <map>

namespace obverse::text {

namespace {

char32_t last_point(std::string_view text) {
    std::size_t at = text.size();
    while (at != 0 && (static_cast<unsigned char>(text[at - 1]) & 0xC0U) == 0x80U) --at;
    return at == 0 ? 0 : decode(text, at - 1).point;
}

bool is_one_of(char32_t point, std::u32string_view points) {
    return point != 0 && points.find(point) != std::u32string_view::npos;
}

/// The last character of a clause may stand before a bracket or a quotation mark that closes.
char32_t last_sign(std::string_view text) {
    while (!text.empty()) {
        const char32_t point = last_point(text);
        if (!is_one_of(point, U"])\"'” ")) return point;
        text.remove_suffix(point < 0x80 ? 1 : 3);
    }
    return 0;
}

bool starts_lower(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Decoded character = decode(text, at);
        if (is_letter(character.point)) return is_lower(character.point);
        if (character.point >= '0' && character.point <= '9') return false;
        at = character.next;
    }
    return false;
}

std::size_t count(std::string_view text, std::string_view word) {
    std::size_t found = 0;
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + word.size())) {
        ++found;
    }
    return found;
}

/// By the script and the commonest words, where no lead words decide.
std::string usual_language(std::string_view text) {
    text = text.substr(0, 1U << 15U);
    std::size_t arabic = 0;
    std::size_t cyrillic = 0;
    std::size_t han = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80U) {
            ++at;
            continue;
        }
        const Decoded character = decode(text, at);
        arabic += character.point >= 0x0600 && character.point < 0x0700 ? 1 : 0;
        cyrillic += character.point >= 0x0400 && character.point < 0x0500 ? 1 : 0;
        han += is_han(character.point) ? 1 : 0;
        at = character.next;
    }
    const std::size_t most = std::max({arabic, cyrillic, han});
    if (most * 8 > text.size()) return most == arabic ? "ar" : most == cyrillic ? "ru" : "zh";
    const std::size_t english = count(text, " the ") + count(text, " and ") + count(text, " of ");
    const std::size_t french = count(text, " les ") + count(text, " et ") + count(text, " des ");
    const std::size_t spanish = count(text, " los ") + count(text, " y ") + count(text, " el ");
    if (french > english && french >= spanish) return "fr";
    return spanish > english ? "es" : "en";
}

constexpr std::size_t language_sample = 300;  // passages
constexpr std::size_t heading_limit = 400;    // bytes
constexpr std::size_t annex_limit = 160;

}  // namespace

bool Passage::starts_with_capitals() const {
    std::size_t capitals = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const Decoded character = decode(text, at);
        if (is_lower(character.point)) return false;
        if (character.point == ' ' && capitals >= 3) break;
        capitals += is_upper(character.point) ? 1 : 0;
        at = character.next;
    }
    return capitals >= 3 && at < text.size();
}

Passages::Passages(const ReadText& read, const LeadWords& lead_words)
    : read_(read), lead_words_(lead_words) {
    for (const Block& block : read.blocks) {
        if (block.kind != BlockKind::note) add_block(block);
    }
    language_ = find_language();
}

/// Parts a block at ends of lines after which the words of a paragraph open, where layout gave no
/// sign: `…, ⏎ Recalling …`.
void Passages::add_block(const Block& block) {
    const std::string_view text = read_.match.text();
    const TextSpan whole = read_.match.to_match(block.span);
    std::uint32_t begin = whole.begin;
    auto line_break =
        std::lower_bound(read_.line_breaks.begin(), read_.line_breaks.end(), block.span.begin);
    for (; line_break != read_.line_breaks.end() && *line_break < block.span.end; ++line_break) {
        const std::uint32_t at = read_.match.to_match(*line_break);
        if (at <= begin || at + 1 >= whole.end) continue;
        if (!is_one_of(last_sign(text.substr(begin, at - begin)), U",;:.")) continue;
        if (!opens_paragraph(text.substr(at + 1, whole.end - at - 1))) continue;
        add({begin, at}, block);
        begin = at + 1;
    }
    add({begin, whole.end}, block);
}

bool Passages::opens_paragraph(std::string_view text) const {
    if (!is_upper(decode(text, 0).point)) return false;
    return lead(text, LeadPart::preambular).has_value() ||
           lead(text, LeadPart::operative).has_value();
}

void Passages::add(TextSpan span, const Block& block) {
    Passage passage;
    passage.text = read_.match.text().substr(span.begin, span.size());
    passage.span = span;
    passage.block = &block;
    passage.mark = mark_of(passage.text);
    passage.words = passage.mark ? passage.text.substr(passage.mark->words) : passage.text;
    passage.starts_lower = starts_lower(passage.words);
    const char32_t last = last_sign(passage.text);
    passage.ends_clause = is_one_of(last, U".;:,?!。；：，、؛،؟");
    passage.ends_open = is_one_of(last, U":：");
    list_.push_back(passage);
}

std::string Passages::find_language() const {
    std::map<std::string, std::size_t> votes;
    for (std::size_t index = 0; index < std::min(list_.size(), language_sample); ++index) {
        for (const LeadPart part : {LeadPart::formula, LeadPart::preambular, LeadPart::operative}) {
            const std::optional<LeadMatch> match =
                lead_words_.match(list_[index].words, {.part = part});
            if (match)
                votes[lead_words_.at(match->entry).language] += part == LeadPart::formula ? 3 : 1;
        }
    }
    const std::string usual = usual_language(read_.match.text());
    const auto best =
        std::max_element(votes.begin(), votes.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (best == votes.end() || votes[usual] * 2 >= best->second) return usual;
    return best->first;
}

TextSpan Passages::shown_words(const Passage& passage) const {
    return shown({passage.words_begin(), passage.span.end});
}

std::optional<LeadMatch> Passages::lead(std::string_view text, LeadPart part) const {
    return lead_words_.match(text, {.part = part, .language = language_, .organ = organ_});
}

bool Passages::opens_with(const Passage& passage, LeadPart part) const {
    return lead(passage.words, part).has_value();
}

bool Passages::mentions(const Passage& passage, LeadPart part) const {
    const std::string folded = fold(passage.text.substr(0, annex_limit * 2)).text;
    return std::any_of(lead_words_.list().begin(), lead_words_.list().end(),
                       [&](const LeadWord& word) {
                           return word.part == part && word.language == language_ &&
                                  folded.find(fold(word.words).text) != std::string::npos;
                       });
}

bool Passages::is_formula(std::size_t index, std::string* organ) const {
    const Passage& passage = list_[index];
    if (passage.length() > heading_limit || passage.mark) return false;
    const std::optional<LeadMatch> match = lead(passage.text, LeadPart::formula);
    if (match) {
        const std::string_view rest = passage.text.substr(match->end);
        const bool is_whole = rest.find_first_not_of(" ,:") == std::string_view::npos ||
                              is_one_of(decode(rest, 0).point, U"，،");
        // `The General Assembly` heads the page, too; there it has no comma and no paragraph after.
        const bool follows =
            index + 1 < list_.size() && (opens_with(list_[index + 1], LeadPart::operative) ||
                                         opens_with(list_[index + 1], LeadPart::preambular));
        if (is_whole && (passage.ends_clause || follows)) {
            if (organ != nullptr) *organ = lead_words_.at(match->entry).act;
            return true;
        }
    }
    // Whoever speaks: `The States Parties to this Treaty,` before a preamble.
    if (!is_one_of(last_sign(passage.text), U",，،") || index + 1 >= list_.size()) return false;
    if (lead(passage.words, LeadPart::preambular)) return false;
    for (std::size_t next = index + 1; next < std::min(index + 4, list_.size()); ++next) {
        const Passage& after = list_[next];
        if (after.mark) return false;
        if (opens_with(after, LeadPart::preambular)) return after.ends_clause;
        if (!after.ends_clause) return false;
    }
    return false;
}

bool Passages::is_heading(std::size_t index) const {
    const Passage& passage = list_[index];
    if (passage.block->kind == BlockKind::heading) return true;
    if (passage.ends_clause || passage.starts_lower || passage.length() > heading_limit) {
        return false;
    }
    if (passage.mark && (passage.mark->kind == MarkKind::bullet || passage.words.empty())) {
        return false;
    }
    if (passage.mark && passage.mark->is_bracketed) return false;
    // A numbered line without an end is a heading where it is short: `II. Tools`.
    if (passage.mark && !passage.mark->is_capital && passage.length() > 120) return false;
    return index + 1 < list_.size();
}

bool Passages::is_annex(std::size_t index) const {
    const Passage& passage = list_[index];
    const bool was_annex = index != 0 && list_[index - 1].block->role == BlockRole::annex;
    const std::optional<LeadMatch> match = lead(passage.text, LeadPart::annex);
    if (!match || match->begin != 0) {
        return passage.block->role == BlockRole::annex && !was_annex;
    }
    if (passage.length() > annex_limit) return false;
    std::string_view rest = passage.text.substr(match->end);
    if (rest.empty()) return true;
    if (rest[0] == ':' || rest.starts_with(" - ") || rest.starts_with(". ")) return true;
    if (rest[0] == ' ') rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find_first_of(" .:"), rest.size());
    const std::string_view number = rest.substr(0, end);
    const bool is_number =
        !number.empty() && number.size() <= 5 &&
        (roman_value(number) != 0 || number.size() == 1 ||
         number.find_first_not_of("0123456789") == std::string_view::npos || number.size() == 3);
    return is_number && !passage.ends_clause;
}

std::size_t Passages::article_length(const Passage& passage, std::string* number) const {
    if (passage.length() > heading_limit) return 0;
    const std::string_view text = passage.text;
    if (text.starts_with("第")) {  // 第四条
        const std::size_t end = text.find("条");
        if (end == std::string_view::npos || end > 24 || end == 3) return 0;
        if (number != nullptr) *number = text.substr(3, end - 3);
        return end + 3;
    }
    const std::optional<LeadMatch> match = lead(text, LeadPart::article);
    if (!match || match->begin != 0 || match->end >= text.size() || text[match->end] != ' ') {
        return 0;
    }
    const std::string_view rest = text.substr(match->end + 1);
    std::size_t end = 0;
    while (end < rest.size()) {
        const Decoded character = decode(rest, end);
        const bool is_digit = character.point >= '0' && character.point <= '9';
        if (!is_digit && !is_letter(character.point)) break;
        end = character.next;
    }
    const std::string_view label = rest.substr(0, end);
    const bool is_number = roman_value(label) != 0 || label == "premier" || label == "first" ||
                           (!label.empty() && label[0] >= '0' && label[0] <= '9');
    // `Article IV of the Treaty …` is a sentence.
    const std::string_view after = rest.substr(end);
    const bool heads = after.empty() || after[0] == '.' || after[0] == ':' ||
                       after.starts_with(" -") || after.starts_with(" (") ||
                       (after[0] == ' ' && !starts_lower(after) && !passage.ends_clause);
    if (!is_number || !heads) return 0;
    if (number != nullptr) *number = label;
    return match->end + 1 + end;
}

}  // namespace obverse::text
