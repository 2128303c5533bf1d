#include "engine/check/question_words.h"

#include "engine/base/name_key.h"
#include "engine/check/verb_forms.h"

#include <algorithm>
#include <array>

namespace obverse::checking {

namespace {

using Words = std::span<const ast::Word>;

bool is_word(const ast::Word& word, std::string_view key) {
    return word.kind == ast::WordKind::word && word_key(word.text) == key;
}

std::string joined(Words words) {
    std::string text;
    for (const ast::Word& word : words) {
        if (!text.empty()) text += ' ';
        text += word.text;
    }
    return text;
}

Span span_over(Words words) {
    return {words.front().span.source, words.front().span.begin, words.back().span.end};
}

/// A name without the endings and articles that stand on it: `Russia's` as `Russia`, `l'Inde` as
/// `Inde`.
std::string bare(const std::string& name) {
    static constexpr std::array<std::string_view, 2> endings = {"'s", "\u2019s"};
    static constexpr std::array<std::string_view, 6> articles = {"l'",      "L'",      "d'",
                                                                 "l\u2019", "L\u2019", "d\u2019"};
    std::string text;
    for (std::size_t begin = 0; begin < name.size();) {
        const std::size_t end = std::min(name.find(' ', begin), name.size());
        std::string_view word = std::string_view(name).substr(begin, end - begin);
        for (const std::string_view ending : endings) {
            if (word.ends_with(ending)) word.remove_suffix(ending.size());
        }
        for (const std::string_view article : articles) {
            if (word.starts_with(article)) word.remove_prefix(article.size());
        }
        if (!text.empty()) text += ' ';
        text += word;
        begin = end + 1;
    }
    return text;
}

}  // namespace

bool asks(const ast::Word& word) {
    static constexpr std::array<std::string_view, 15> words = {
        "which",  "who",   "whom",    "what",  "whose",   "when", "qui",   "quel",
        "quelle", "quels", "quelles", "quien", "quienes", "cual", "cuales"};
    return word.kind == ast::WordKind::word &&
           std::find(words.begin(), words.end(), word_key(word.text)) != words.end();
}

std::size_t asked_words(Words words) {
    if (words.empty()) return 0;
    if (asks(words[0])) return 1;
    const bool counts = words.size() > 1 && is_word(words[0], "how") &&
                        (is_word(words[1], "many") || is_word(words[1], "much"));
    return counts ? 2 : 0;
}

std::optional<KindId> kind_of_word(const Schema& schema, std::string_view word) {
    if (const auto kind = schema.kind_named(word)) return kind;
    for (const std::string& singular : singulars(word)) {
        if (const auto kind = schema.kind_named(singular)) return kind;
    }
    return std::nullopt;
}

bool is_role(const Schema& schema, std::string_view word) {
    return std::any_of(schema.phrases.begin(), schema.phrases.end(), [&](const Phrase& phrase) {
        return std::any_of(phrase.slots.begin(), phrase.slots.end(),
                           [&](const Slot& slot) { return slot.role == word; });
    });
}

std::string value_named(const Program& program, KindId kind, std::string_view text) {
    const std::string key = name_key(text);
    if (key == "any") return key;
    for (const SymbolId value : program.schema.kind(kind).values) {
        const std::string_view name = program.symbols.text(value);
        if (name == text || name_key(name) == key) return std::string(name);
    }
    for (const Group& group : program.schema.groups) {
        if (group.kind == kind && name_key(group.name) == key) return group.name;
    }
    return "";
}

void QuestionTerms::add_asked(Words rest, OneOf one_of,
                              std::vector<TermCandidate>& candidates) const {
    const std::size_t length = asked_words(rest);
    if (length == 0) return;
    Asked asked;
    if (length == 2) asked.type = ColumnType::integer;
    if (is_word(rest[0], "when")) asked.type = ColumnType::date;
    const Schema& schema = program_.schema;
    const auto kind = rest.size() > length && !asked.type ? kind_of_word(schema, rest[length].text)
                                                          : std::nullopt;
    const bool fits =
        kind && (!one_of || schema.is_a(*kind, *one_of) || schema.is_a(*one_of, *kind));
    if (fits) {
        candidates.push_back(
            {{Asked{schema.kind(*kind).name}, span_over(rest.first(length + 1))}, length + 1});
    }
    if (rest.size() > length && !asked.type && is_role(schema, rest[length].text)) {
        candidates.push_back(
            {{Asked{.kind = {}, .role = rest[length].text}, span_over(rest.first(length + 1))},
             length + 1});
    }
    candidates.push_back({{asked, span_over(rest.first(length))}, length});
    // The vocabulary has no word for the kind in another language: the phrase tells it.
    if (!kind && rest.size() > 1 && word_key(rest[0].text).starts_with("quel")) {
        candidates.push_back({{asked, span_over(rest.first(2))}, 2});
    }
}

/// The name as the index has it; empty when it has none.
const std::string& QuestionTerms::known_form(const std::string& name) {
    const auto [place, is_new] = known_forms_.try_emplace(name);
    if (!is_new) return place->second;
    if (entities_.has(name)) {
        place->second = name;
    } else if (std::string plain = bare(name); plain != name && entities_.has(plain)) {
        place->second = std::move(plain);
    }
    return place->second;
}

void QuestionTerms::add_names(Words rest, std::vector<TermCandidate>& candidates) {
    constexpr std::size_t unknown_limit = 6;
    const bool takes_any = names_ == Names::any;
    const std::size_t limit =
        std::min(rest.size(), takes_any ? unknown_limit : entities_.longest_name());
    std::vector<TermCandidate> found;
    for (std::size_t length = 1; length <= limit; ++length) {
        const ast::Word& word = rest[length - 1];
        if (asks(word) || word.kind == ast::WordKind::placeholder) break;
        const std::string name = joined(rest.first(length));
        // `are` and `and` are codes of States too: a name where something recorded is so called.
        const bool is_common = length == 1 && is_function_word(word_key(word.text));
        if (is_common && (takes_any || !entities_.has(name))) continue;
        const std::string& form = takes_any ? name : known_form(name);
        if (form.empty()) continue;
        const Span span = span_over(rest.first(length));
        found.push_back({{ast::Term{ast::Name{form, span, true}}, span}, length});
    }
    // The longest name wins; of unknown names the shortest, which leaves most words to the phrase.
    if (!takes_any) std::reverse(found.begin(), found.end());
    candidates.insert(candidates.end(), found.begin(), found.end());
}

void QuestionTerms::add_values(Words rest, KindId kind,
                               std::vector<TermCandidate>& candidates) const {
    constexpr std::size_t longest_value = 4;
    for (std::size_t length = std::min(rest.size(), longest_value); length > 0; --length) {
        const std::string name = value_named(program_, kind, joined(rest.first(length)));
        if (name.empty()) continue;
        const Span span = span_over(rest.first(length));
        candidates.push_back({{ast::Term{ast::Name{name, span, false}}, span}, length});
    }
    const ast::Word& word = rest[0];
    if (names_ == Names::known || !candidates.empty() || is_function_word(word_key(word.text))) {
        return;
    }
    candidates.push_back({{ast::Term{ast::Name{word.text, word.span, false}}, word.span}, 1});
}

std::vector<TermCandidate> QuestionTerms::read(Words rest, OneOf one_of) {
    std::vector<TermCandidate> candidates;
    if (rest.empty()) return candidates;
    add_asked(rest, one_of, candidates);
    if (one_of) {
        add_values(rest, *one_of, candidates);
        return candidates;
    }
    add_names(rest, candidates);
    const ast::WordKind kind = rest[0].kind;
    const bool is_literal = kind == ast::WordKind::integer || kind == ast::WordKind::number ||
                            kind == ast::WordKind::date || kind == ast::WordKind::quoted;
    if (!is_literal) return candidates;
    for (TermCandidate& term : read_terms(program_.schema, program_.symbols, rest, std::nullopt)) {
        candidates.push_back(std::move(term));
    }
    return candidates;
}

}  // namespace obverse::checking
