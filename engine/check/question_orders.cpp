#include "engine/check/question_orders.h"

#include "engine/check/phrase_matcher.h"
#include "engine/check/question_words.h"
#include "engine/check/verb_forms.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace obverse::checking {

namespace {

using Words = std::span<const ast::Word>;
using Order = std::vector<ast::Word>;

constexpr std::size_t order_limit = 2000;
constexpr std::size_t longest_turned = 30;  // the places of what is put back multiply

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, const ast::Word& word) {
    return word.kind == ast::WordKind::word &&
           std::find(list.begin(), list.end(), word_key(word.text)) != list.end();
}

bool is_auxiliary(const ast::Word& word) {
    static constexpr std::array<std::string_view, 15> verbs = {
        "is",  "are",   "has",  "have",  "had",  "was",   "were",  "may",
        "can", "could", "will", "would", "must", "shall", "should"};
    return is_one_of(verbs, word);
}

bool is_do(const ast::Word& word) {
    static constexpr std::array<std::string_view, 3> verbs = {"do", "does", "did"};
    return is_one_of(verbs, word);
}

bool begins(Words words, std::initializer_list<std::string_view> keys) {
    if (words.size() <= keys.size()) return false;
    return std::equal(keys.begin(), keys.end(), words.begin(),
                      [](std::string_view key, const ast::Word& word) {
                          return word.kind == ast::WordKind::word && word_key(word.text) == key;
                      });
}

ast::Word changed(ast::Word word, std::string text) {
    word.text = std::move(text);
    return word;
}

/// The rows so far, each once.
class Orders {
public:
    void add(Order order) {
        std::string text;
        for (const ast::Word& word : order) text += word.text + '\n';
        if (list_.size() < order_limit && seen_.insert(std::move(text)).second) {
            list_.push_back(std::move(order));
        }
    }
    std::size_t size() const { return list_.size(); }
    Order at(std::size_t i) const { return list_[i]; }
    std::vector<Order> take() { return std::move(list_); }

private:
    std::vector<Order> list_;
    std::set<std::string> seen_;
};

/// `who's` as `who is`.
Order without_contractions(Words words) {
    Order order;
    for (const ast::Word& word : words) {
        const std::size_t mark = std::min(word.text.rfind("'s"), word.text.rfind("\u2019s"));
        const bool is_short = word.kind == ast::WordKind::word && mark != std::string::npos &&
                              asks(changed(word, word.text.substr(0, mark)));
        if (!is_short) {
            order.push_back(word);
            continue;
        }
        order.push_back(changed(word, word.text.substr(0, mark)));
        order.push_back(changed(word, "is"));
    }
    return order;
}

/// What only says that a question follows.
Words without_opening(Words words) {
    for (const auto& opening : {std::initializer_list<std::string_view>{"is", "it", "true", "that"},
                                {"is", "it", "the", "case", "that"},
                                {"is", "it", "so", "that"},
                                {"is", "it", "correct", "that"},
                                {"est ce", "que"},
                                {"whether"}}) {
        if (begins(words, opening)) return words.subspan(opening.size());
    }
    return words;
}

Order asking_what(Words rest, const ast::Word& at, const char* verb) {
    Order order = {changed(at, "what"), changed(at, verb)};
    order.insert(order.end(), rest.begin(), rest.end());
    return order;
}

/// `are there any threats to X` as `what are threats to X`.
void add_existence(const Order& order, Orders& orders) {
    const Words words = order;
    for (const char* article : {"a", "an", "any", ""}) {
        const bool is_plain = *article == '\0';
        const std::size_t length = is_plain ? 2 : 3;
        if (is_plain ? begins(words, {"is", "there"}) : begins(words, {"is", "there", article})) {
            for (const char* put : {"a", "an"}) {
                Order asked = asking_what(words.subspan(length), words[0], "is");
                asked.insert(asked.begin() + 2, changed(words[0], put));
                orders.add(std::move(asked));
            }
            return;
        }
        if (is_plain ? begins(words, {"are", "there"}) : begins(words, {"are", "there", article})) {
            orders.add(asking_what(words.subspan(length), words[0], "are"));
            return;
        }
    }
    if (begins(words, {"what", "are", "the"}) || begins(words, {"which", "are", "the"})) {
        orders.add(asking_what(words.subspan(3), words[0], "are"));
    }
}

/// `list all behaviours that are threats to X` as `which behaviours are threats to X`.
void add_listing(const Order& order, const Schema& schema, Orders& orders) {
    static constexpr std::array<std::string_view, 14> fillers = {
        "list", "show", "name",  "give", "find", "tell", "me",
        "us",   "all",  "every", "the",  "each", "any",  "please"};
    static constexpr std::array<std::string_view, 4> relatives = {"that", "which", "who", "whom"};
    Words words = order;
    while (!words.empty() && is_one_of(fillers, words[0])) words = words.subspan(1);
    if (words.size() < 3 || !kind_of_word(schema, words[0].text)) return;
    if (!is_one_of(relatives, words[1])) return;
    Order asked = {changed(words[0], "which"), words[0]};
    asked.insert(asked.end(), words.begin() + 2, words.end());
    orders.add(std::move(asked));
}

/// The rows in which the verb that leads the words stands where a statement has it.
std::vector<Order> with_verb_put_back(Words words) {
    std::vector<Order> found;
    if (words.size() < 2) return found;
    const Words rest = words.subspan(1);
    if (is_auxiliary(words[0])) {
        for (std::size_t i = 1; i <= rest.size(); ++i) {
            Order order(rest.begin(), rest.end());
            order.insert(order.begin() + static_cast<std::ptrdiff_t>(i), words[0]);
            found.push_back(std::move(order));
        }
    }
    if (!is_do(words[0])) return found;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i].kind != ast::WordKind::word) continue;
        for (std::string& form : finite_forms(rest[i].text)) {
            Order order(rest.begin(), rest.end());
            order[i].text = std::move(form);
            found.push_back(std::move(order));
        }
    }
    return found;
}

/// The words that ask at the front, with the words that belong to them: `which State`, `who`, `at
/// which State`, `how many pieces of debris`. 0 when none do.
std::size_t asked_length(Words words, const Schema& schema) {
    std::size_t at = 0;
    if (words.size() > 1 && asked_words(words) == 0 && is_function_word(word_key(words[0].text)) &&
        asked_words(words.subspan(1)) > 0) {
        at = 1;
    }
    const std::size_t length = asked_words(words.subspan(at));
    if (length == 0) return 0;
    at += length;
    const bool has_noun = at < words.size() &&
                          (kind_of_word(schema, words[at].text) || is_role(schema, words[at].text));
    return has_noun ? at + 1 : at;
}

/// `which state is j1 directed at` as `j1 is directed at which state`, at every place.
void add_fronted_slot(const Order& order, const Schema& schema, Orders& orders) {
    const Words words = order;
    const std::size_t least = asked_length(words, schema);
    if (least == 0 || least >= words.size() || words.size() > longest_turned) return;
    // Words up to the verb may belong to what is asked: `how many pieces of debris did j1 leave`.
    std::size_t verb = least;
    while (verb < words.size() && !is_auxiliary(words[verb]) && !is_do(words[verb])) ++verb;
    std::vector<std::pair<std::size_t, Order>> rests = {
        {least, Order(words.begin() + static_cast<std::ptrdiff_t>(least), words.end())}};
    if (verb < words.size()) {
        for (Order& rest : with_verb_put_back(words.subspan(verb))) {
            rests.emplace_back(verb, std::move(rest));
        }
    }
    for (const auto& [length, rest] : rests) {
        for (std::size_t i = 1; i <= rest.size(); ++i) {
            Order made = rest;
            made.insert(made.begin() + static_cast<std::ptrdiff_t>(i), words.begin(),
                        words.begin() + static_cast<std::ptrdiff_t>(length));
            if (begins(words, {"when"})) {
                Order dated = made;
                dated.insert(dated.begin() + static_cast<std::ptrdiff_t>(i),
                             changed(words[0], "on"));
                orders.add(std::move(dated));
            }
            orders.add(std::move(made));
        }
    }
}

/// `are` for `is` and so on: `which states are responsible` asks with the phrase's own singular.
void add_singular_verb(const Order& order, Orders& orders) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> pairs = {
        {{"are", "is"}, {"were", "was"}, {"have", "has"}, {"do", "does"}}};
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (const auto& [plural, singular] : pairs) {
            if (word_key(order[i].text) != plural) continue;
            Order made = order;
            made[i].text = singular;
            orders.add(std::move(made));
            return;
        }
    }
}

/// `which states operate …` as `which states operates …`.
void add_verb_of_plural(const Order& order, const Schema& schema, Orders& orders) {
    if (order.size() < 3 || asked_words(order) != 1 || schema.kind_named(order[1].text) ||
        !kind_of_word(schema, order[1].text) || order[2].kind != ast::WordKind::word) {
        return;
    }
    for (std::string& form : finite_forms(order[2].text)) {
        Order made = order;
        made[2].text = std::move(form);
        orders.add(std::move(made));
    }
}

/// `which behaviours are potential threats to X` as `… is a potential threat to X`.
void add_singular_noun(const Order& order, Orders& orders) {
    constexpr std::size_t reach = 4;  // adjectives before the noun
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::string verb = word_key(order[i].text);
        if (verb != "are" && verb != "were") continue;
        for (std::size_t j = i + 1; j < std::min(order.size(), i + 1 + reach); ++j) {
            for (std::string& noun : singulars(order[j].text)) {
                for (const char* article : {"a", "an"}) {
                    Order made = order;
                    made[i].text = verb == "are" ? "is" : "was";
                    made[j].text = noun;
                    made.insert(made.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                changed(order[i], article));
                    orders.add(std::move(made));
                }
            }
        }
        return;
    }
}

/// `how many states …` as `which states …`: what fits is listed under its number.
Order counted_as_listed(Words words, const Schema& schema) {
    Order order(words.begin(), words.end());
    const bool counts = begins(words, {"how", "many"}) && kind_of_word(schema, words[2].text);
    if (!counts) return order;
    order.erase(order.begin());
    order.front().text = "which";
    return order;
}

}  // namespace

std::vector<Order> loose_orders(Words words, const Schema& schema) {
    Orders orders;
    const Order listed = counted_as_listed(without_opening(words), schema);
    for (Order& order : statement_orders(listed, schema)) orders.add(std::move(order));
    for (std::size_t i = 0; i < listed.size(); ++i) {
        if (listed[i].kind != ast::WordKind::word) continue;
        for (std::string& form : presents(word_key(listed[i].text))) {
            Order made = listed;
            made[i].text = std::move(form);
            for (Order& order : statement_orders(made, schema)) orders.add(std::move(order));
        }
    }
    return orders.take();
}

std::vector<Order> statement_orders(Words words, const Schema& schema) {
    Orders orders;
    orders.add(Order(words.begin(), words.end()));
    const Order plain = without_contractions(without_opening(words));
    orders.add(plain);
    add_existence(plain, orders);
    add_listing(plain, schema, orders);
    for (std::size_t i = 0, count = orders.size(); i < count; ++i) {
        const Order order = orders.at(i);
        for (Order& made : with_verb_put_back(order)) orders.add(std::move(made));
        add_fronted_slot(order, schema, orders);
    }
    for (std::size_t i = 0, count = orders.size(); i < count; ++i) {
        const Order order = orders.at(i);
        add_singular_verb(order, orders);
        add_verb_of_plural(order, schema, orders);
        add_singular_noun(order, orders);
    }
    return orders.take();
}

}  // namespace obverse::checking
