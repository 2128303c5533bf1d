#include "engine/check/question_words.h"

#include "engine/base/name_key.h"

#include <algorithm>
#include <array>

namespace obverse::checking {

namespace {

using Words = std::span<const ast::Word>;
using Order = std::vector<ast::Word>;

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_auxiliary(const ast::Word& word) {
    static constexpr std::array<std::string_view, 14> verbs = {
        "is",  "are", "has",   "have", "had",  "was",   "were",
        "may", "can", "could", "will", "must", "shall", "should"};
    return is_one_of(verbs, word_key(word.text));
}

bool is_do(const ast::Word& word) {
    static constexpr std::array<std::string_view, 3> verbs = {"do", "does", "did"};
    return is_one_of(verbs, word_key(word.text));
}

ast::Word changed(ast::Word word, std::string text) {
    word.text = std::move(text);
    return word;
}

/// The forms that a plain verb may have in the statement: `deter` -> `deters`; `carry` ->
/// `carries`.
std::vector<std::string> finite_forms(const std::string& verb, bool is_past) {
    if (verb == "have") return {is_past ? "had" : "has"};
    if (verb.size() < 2) return {};
    const bool has_y = verb.back() == 'y';
    const std::string stem = verb.substr(0, verb.size() - 1);
    std::vector<std::string> forms = {verb};
    if (is_past) {
        forms.push_back(verb + "ed");
        forms.push_back(verb + "d");
        forms.push_back(verb + verb.back() + "ed");
        if (has_y) forms.push_back(stem + "ied");
    }
    forms.push_back(verb + "s");
    forms.push_back(verb + "es");
    if (has_y) forms.push_back(stem + "ies");
    return forms;
}

Order with_word_at(Words words, const ast::Word& word, std::size_t position) {
    Order order(words.begin(), words.end());
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(position), word);
    return order;
}

/// Puts the leading verb back at every place behind.
void add_fronted_verb(Words words, std::vector<Order>& orders) {
    if (words.size() < 2) return;
    if (is_auxiliary(words[0])) {
        const Words rest = words.subspan(1);
        for (std::size_t i = 1; i <= rest.size(); ++i) {
            orders.push_back(with_word_at(rest, words[0], i));
        }
    }
    if (!is_do(words[0])) return;
    const Words rest = words.subspan(1);
    const bool is_past = word_key(words[0].text) == "did";
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i].kind != ast::WordKind::word) continue;
        for (std::string& form : finite_forms(rest[i].text, is_past)) {
            Order order(rest.begin(), rest.end());
            order[i].text = std::move(form);
            orders.push_back(std::move(order));
        }
    }
}

/// `are` for `is` and so on: "which states are responsible" asks with the phrase's own singular.
std::optional<Order> in_singular(const Order& order) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> pairs = {
        {{"are", "is"}, {"were", "was"}, {"have", "has"}, {"do", "does"}}};
    Order made = order;
    for (ast::Word& word : made) {
        for (const auto& [plural, singular] : pairs) {
            if (word_key(word.text) != plural) continue;
            word = changed(word, std::string(singular));
            return made;
        }
    }
    return std::nullopt;
}

/// The words that ask at the front: `which State`, `who`, `at which State`. 0 when none do.
std::size_t asked_length(Words words, const Schema& schema) {
    std::size_t at = 0;
    if (words.size() > 1 && !asks(words[0]) && is_function_word(word_key(words[0].text)) &&
        asks(words[1])) {
        at = 1;
    }
    if (at >= words.size() || !asks(words[at])) return 0;
    const bool has_kind = at + 1 < words.size() && kind_of_word(schema, words[at + 1].text);
    return at + (has_kind ? 2 : 1);
}

/// "Which state is j1 directed at" -> "j1 is directed at which state", at every place.
void add_fronted_slot(Words words, const Schema& schema, std::vector<Order>& orders) {
    constexpr std::size_t word_limit = 24;  // the places multiply
    const std::size_t length = asked_length(words, schema);
    if (length == 0 || length >= words.size() || words.size() > word_limit) return;
    std::vector<Order> rests = {
        Order(words.begin() + static_cast<std::ptrdiff_t>(length), words.end())};
    add_fronted_verb(words.subspan(length), rests);
    for (const Order& rest : rests) {
        for (std::size_t i = 1; i <= rest.size(); ++i) {
            Order order = rest;
            order.insert(order.begin() + static_cast<std::ptrdiff_t>(i), words.begin(),
                         words.begin() + static_cast<std::ptrdiff_t>(length));
            orders.push_back(std::move(order));
        }
    }
}

}  // namespace

bool asks(const ast::Word& word) {
    static constexpr std::array<std::string_view, 6> words = {"which", "who",   "whom",
                                                              "what",  "whose", "qui"};
    return word.kind == ast::WordKind::word && is_one_of(words, word_key(word.text));
}

std::optional<KindId> kind_of_word(const Schema& schema, std::string_view word) {
    if (const auto kind = schema.kind_named(word)) return kind;
    const std::string text(word);
    if (text.ends_with("ies")) {
        return schema.kind_named(text.substr(0, text.size() - 3) + "y");
    }
    if (text.ends_with("es")) {
        if (const auto kind = schema.kind_named(text.substr(0, text.size() - 2))) return kind;
    }
    if (text.ends_with("s")) return schema.kind_named(text.substr(0, text.size() - 1));
    return std::nullopt;
}

std::vector<Order> statement_orders(Words words, const Schema& schema) {
    std::vector<Order> orders = {Order(words.begin(), words.end())};
    // `est-ce que` turns a French statement into a question.
    if (words.size() > 2 && word_key(words[0].text) == "est ce" &&
        word_key(words[1].text) == "que") {
        orders.emplace_back(words.begin() + 2, words.end());
    }
    add_fronted_verb(words, orders);
    add_fronted_slot(words, schema, orders);
    const std::size_t count = orders.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (auto order = in_singular(orders[i])) orders.push_back(std::move(*order));
    }
    return orders;
}

void QuestionTerms::add_asked(Words rest, OneOf one_of,
                              std::vector<TermCandidate>& candidates) const {
    if (!asks(rest[0])) return;
    const auto kind = rest.size() > 1 ? kind_of_word(program.schema, rest[1].text) : std::nullopt;
    const bool fits = kind && (!one_of || program.schema.is_a(*kind, *one_of) ||
                               program.schema.is_a(*one_of, *kind));
    if (fits) {
        const Span span{rest[0].span.source, rest[0].span.begin, rest[1].span.end};
        candidates.push_back({{Asked{program.schema.kind(*kind).name}, span}, 2});
    }
    candidates.push_back({{Asked{}, rest[0].span}, 1});
}

void QuestionTerms::add_names(Words rest, std::vector<TermCandidate>& candidates) const {
    constexpr std::size_t unknown_limit = 6;
    const std::size_t limit =
        std::min(rest.size(), is_lenient ? unknown_limit : entities.longest_name());
    std::string text;
    std::vector<TermCandidate> found;
    for (std::size_t length = 1; length <= limit; ++length) {
        const ast::Word& word = rest[length - 1];
        if (asks(word) || word.kind == ast::WordKind::placeholder) break;
        text += (text.empty() ? "" : " ") + word.text;
        if (length == 1 && is_function_word(word_key(word.text))) continue;
        if (!is_lenient && entities.find(text).empty()) continue;
        const Span span{rest[0].span.source, rest[0].span.begin, word.span.end};
        found.push_back({{ast::Term{ast::Name{text, span, true}}, span}, length});
    }
    // The longest name wins; of unknown names the shortest, which leaves most words to the phrase.
    if (!is_lenient) std::reverse(found.begin(), found.end());
    candidates.insert(candidates.end(), found.begin(), found.end());
}

std::vector<TermCandidate> QuestionTerms::read(Words rest, OneOf one_of) const {
    std::vector<TermCandidate> candidates;
    if (rest.empty()) return candidates;
    add_asked(rest, one_of, candidates);
    const ast::Word& word = rest[0];
    if (one_of) {
        const std::string lower = word.kind == ast::WordKind::quoted ? word.text : [&] {
            std::string text = word.text;
            std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
                return c < 0x80U ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
            });
            return text;
        }();
        if (is_value_word(program.schema, program.symbols, *one_of, lower)) {
            candidates.push_back({{ast::Term{ast::Name{lower, word.span, false}}, word.span}, 1});
        }
        return candidates;
    }
    add_names(rest, candidates);
    const bool is_literal = word.kind == ast::WordKind::integer ||
                            word.kind == ast::WordKind::number ||
                            word.kind == ast::WordKind::date || word.kind == ast::WordKind::quoted;
    if (!is_literal) return candidates;
    for (TermCandidate& term : read_terms(program.schema, program.symbols, rest, std::nullopt)) {
        candidates.push_back(std::move(term));
    }
    return candidates;
}

}  // namespace obverse::checking
