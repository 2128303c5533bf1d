#include "engine/syntax/block_parser.h"
#include "engine/syntax/skeleton.h"

namespace obverse::blocks {

namespace {

using ast::Word;
using ast::WordKind;

/// `{Slot}, {Slot}` from `at` on; returns the index behind the last.
std::size_t slots(Words words, std::size_t at, std::vector<ast::Name>& names) {
    while (at < words.size() && words[at].kind == WordKind::placeholder) {
        names.push_back(name_of(words[at]));
        ++at;
        if (at + 1 < words.size() && words[at].text == "," &&
            words[at + 1].kind == WordKind::placeholder) {
            ++at;
        }
    }
    return at;
}

/// The flags behind a phrase's pattern. Returns the index of the first word that is none.
std::size_t flags(Words words, std::size_t at, ast::PhraseDeclaration& phrase) {
    while (at < words.size()) {
        const std::string& text = words[at].text;
        if (text == "derived") {
            phrase.derived = true;
            ++at;
        } else if (text == "closed" && at + 1 < words.size() && words[at + 1].text == "per") {
            const std::size_t behind = slots(words, at + 2, phrase.closed_per);
            if (behind == at + 2) return behind;
            at = behind;
        } else if (text == "closed") {
            phrase.closed = true;
            ++at;
        } else if (text == "one" && at + 2 < words.size() &&
                   words[at + 1].kind == WordKind::placeholder && words[at + 2].text == "per") {
            phrase.one = name_of(words[at + 1]);
            const std::size_t behind = slots(words, at + 3, phrase.one_per);
            if (behind == at + 3) return behind;
            at = behind;
        } else {
            return at;
        }
    }
    return at;
}

void phrase_line(const Line& line, ast::PhraseDeclaration& phrase, Diagnostics& diagnostics) {
    if (const auto doc = quoted_line(line)) {
        phrase.doc = *doc;
        return;
    }
    const auto& words = line.words;
    const auto is_quoted = [&](std::size_t i) {
        return words.size() == i + 1 && words[i].kind == WordKind::quoted;
    };
    if (words[0].text == "plural" && is_quoted(1)) {
        phrase.plurals.push_back(pattern_of(words[1], diagnostics));
    } else if (words[0].text == "asks" && is_quoted(1)) {
        phrase.questions.push_back(pattern_of(words[1], diagnostics));
    } else if (words[0].text == "in" && is_quoted(2)) {
        phrase.translations.push_back({words[1].text, pattern_of(words[2], diagnostics)});
    } else {
        report_keyword(line, std::vector<std::string>{"plural", "asks", "in"}, diagnostics);
    }
    refuse_children(line, diagnostics);
}

void phrase(const Line& line, ast::Vocabulary& vocabulary, Diagnostics& diagnostics) {
    const Words words = line.words;
    if (words.size() < 3 || words[2].kind != WordKind::quoted) {
        report_form(line, words, std::min<std::size_t>(2, words.size()),
                    "`phrase ID \"{Kind} does …\"`", diagnostics);
        return;
    }
    ast::PhraseDeclaration phrase;
    phrase.span = line.span;
    phrase.name = name_of(words[1]);
    phrase.pattern = pattern_of(words[2], diagnostics);
    const std::size_t rest = flags(words, 3, phrase);
    if (rest < words.size() || (words.back().text == "per")) {
        report_form(line, words, rest,
                    "`derived`, `closed`, `closed per {Slot}` or `one {Slot} per {Slot}`",
                    diagnostics);
    }
    const auto* last =
        phrase.pattern.pieces.empty() ? nullptr : std::get_if<Word>(&phrase.pattern.pieces.back());
    if (last != nullptr && (last->text == "." || last->text == "?" || last->text == "!")) {
        diagnostics.report({.code = Code::bad_phrase_pattern,
                            .message = "the phrase ends with `" + last->text + "`",
                            .primary = Label{last->span, "sentences end with their line"},
                            .help = "drop it"});
    }
    for (const Line& child : line.children) phrase_line(child, phrase, diagnostics);
    vocabulary.phrases.push_back(std::move(phrase));
}

template <class Node>
void doc_below(const Line& line, Node& node, Diagnostics& diagnostics) {
    std::span<const Line> children = line.children;
    node.doc = take_doc(children);
    for (const Line& child : children) {
        report_keyword(child, std::vector<std::string>{"\"…\""}, diagnostics);
    }
}

void vocabulary_line(const Line& line, ast::Vocabulary& vocabulary, Diagnostics& diagnostics) {
    std::size_t furthest = 0;
    if (line.words[0].text == "kind") {
        auto kind = skeleton::kind(after(line, 1), &furthest);
        if (!kind) {
            report_form(line, after(line, 1), furthest,
                        "`kind State`, `kind State is a kind of Actor` or `kind K is one of a, b`",
                        diagnostics);
            return;
        }
        kind->span = line.span;
        doc_below(line, *kind, diagnostics);
        vocabulary.kinds.push_back(std::move(*kind));
    } else if (line.words[0].text == "group") {
        auto group = skeleton::group(after(line, 1), &furthest);
        if (!group) {
            report_form(line, after(line, 1), furthest, "`group NAME of KIND is a, b`",
                        diagnostics);
            return;
        }
        group->span = line.span;
        doc_below(line, *group, diagnostics);
        vocabulary.groups.push_back(std::move(*group));
    } else if (line.words[0].text == "phrase") {
        phrase(line, vocabulary, diagnostics);
    } else {
        report_keyword(line, std::vector<std::string>{"kind", "group", "phrase"}, diagnostics);
    }
}

}  // namespace

ast::Vocabulary vocabulary(const Line& line, Diagnostics& diagnostics) {
    ast::Vocabulary result;
    result.span = line.span;
    if (auto name = one_name(line, after(line, 1), diagnostics)) result.name = *name;
    std::span<const Line> lines = line.children;
    result.doc = take_doc(lines);
    for (const Line& child : lines) vocabulary_line(child, result, diagnostics);
    return result;
}

std::optional<ast::RelationDeclaration> relation(const Line& line, Diagnostics& diagnostics) {
    std::size_t furthest = 0;
    auto result = skeleton::relation(after(line, 1), &furthest);
    if (!result) {
        report_form(line, after(line, 1), furthest,
                    "`relation edge(from: integer, to: integer)` and any of `input output size`",
                    diagnostics);
        return std::nullopt;
    }
    result->span = line.span;
    doc_below(line, *result, diagnostics);
    return result;
}

std::optional<ast::ScaleDeclaration> scale(const Line& line, Diagnostics& diagnostics) {
    std::size_t furthest = 0;
    auto result = skeleton::scale(after(line, 1), &furthest);
    if (!result) {
        report_form(line, after(line, 1), furthest,
                    "`scale NAME is none, low, high worth 0, 1/2, 1`", diagnostics);
        return std::nullopt;
    }
    result->span = line.span;
    doc_below(line, *result, diagnostics);
    return result;
}

std::optional<ast::QuantityDeclaration> quantity(const Line& line, Diagnostics& diagnostics) {
    const Words words = line.words;
    const bool fits = words.size() == 5 && words[2].kind == WordKind::quoted &&
                      words[3].text == "on" && words[4].kind != WordKind::punctuation;
    if (!fits) {
        report_form(line, words, std::min<std::size_t>(words.size(), 3),
                    "`quantity NAME \"the strength of {State}\" on SCALE`", diagnostics);
        return std::nullopt;
    }
    ast::QuantityDeclaration result;
    result.span = line.span;
    result.name = name_of(words[1]);
    result.pattern = pattern_of(words[2], diagnostics);
    result.scale = name_of(words[4]);
    doc_below(line, result, diagnostics);
    return result;
}

}  // namespace obverse::blocks
