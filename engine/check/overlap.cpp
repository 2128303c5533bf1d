#include "engine/check/vocabulary.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <array>

namespace obverse::checking {

namespace {

using Piece = PhrasePieces::value_type;

OneOf one_of(const Schema& schema, const Phrase& phrase, std::uint32_t slot) {
    const std::optional<KindId> kind = phrase.slots[slot].kind;
    return kind && schema.kind(*kind).is_one_of() ? kind : std::nullopt;
}

bool share_a_word(const Schema& schema, const SymbolTable& symbols, KindId left, KindId right) {
    if (schema.is_a(left, right) || schema.is_a(right, left)) return true;
    for (const SymbolId value : schema.kind(left).values) {
        if (is_value_word(schema, symbols, right, symbols.text(value))) return true;
    }
    // `any` would fit both, but then every two patterns that differ in a kind alone would clash.
    return std::any_of(schema.groups.begin(), schema.groups.end(), [&](const Group& group) {
        return group.kind == left && is_value_word(schema, symbols, right, group.name);
    });
}

struct Comparer {
    const Schema& schema;
    const SymbolTable& symbols;
    const Phrase& left;
    const Phrase& right;

    bool slot_takes_word(const Phrase& phrase, std::uint32_t slot, const std::string& word) const {
        if (const OneOf kind = one_of(schema, phrase, slot)) {
            return is_value_word(schema, symbols, *kind, word);
        }
        return !is_function_word(word) && word_key(word) == word;  // lower case: may be an id
    }

    bool may_meet(const Piece& a, const Piece& b) const {
        const auto* left_word = std::get_if<std::string>(&a);
        const auto* right_word = std::get_if<std::string>(&b);
        if (left_word != nullptr && right_word != nullptr) {
            return word_key(*left_word) == word_key(*right_word);
        }
        if (left_word != nullptr) {
            return slot_takes_word(right, std::get<std::uint32_t>(b), *left_word);
        }
        if (right_word != nullptr) {
            return slot_takes_word(left, std::get<std::uint32_t>(a), *right_word);
        }
        const OneOf left_kind = one_of(schema, left, std::get<std::uint32_t>(a));
        const OneOf right_kind = one_of(schema, right, std::get<std::uint32_t>(b));
        return !left_kind || !right_kind || share_a_word(schema, symbols, *left_kind, *right_kind);
    }

    /// Two pieces that may be the one term of the other's slot: `the` and a kind as literal words,
    /// or a kind and a slot, which takes a letter.
    bool is_kind_term(const PhrasePieces& pieces, std::size_t at) const {
        if (at + 1 >= pieces.size()) return false;
        const auto* first = std::get_if<std::string>(&pieces[at]);
        const auto* second = std::get_if<std::string>(&pieces[at + 1]);
        if (first == nullptr) return false;
        if (second == nullptr) return schema.kind_named(*first).has_value();
        return *first == "the" && schema.kind_named(*second);
    }

    bool meet(const PhrasePieces& a, std::size_t i, const PhrasePieces& b, std::size_t j) const {
        if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
        if (may_meet(a[i], b[j]) && meet(a, i + 1, b, j + 1)) return true;
        if (std::holds_alternative<std::uint32_t>(a[i]) && is_kind_term(b, j) &&
            meet(a, i + 1, b, j + 2)) {
            return true;
        }
        return std::holds_alternative<std::uint32_t>(b[j]) && is_kind_term(a, i) &&
               meet(a, i + 2, b, j + 1);
    }
};

void check_pairs(Context& context) {
    const Schema& schema = context.schema();
    for (std::size_t i = 0; i < schema.phrases.size(); ++i) {
        for (std::size_t j = i + 1; j < schema.phrases.size(); ++j) {
            const Phrase& first = schema.phrases[i];
            const Phrase& second = schema.phrases[j];
            if (first.is_relation || second.is_relation) continue;
            const Comparer comparer{schema, context.symbols(), first, second};
            if (!comparer.meet(first.pieces, 0, second.pieces, 0)) continue;
            context.overlapping.insert(PhraseId{static_cast<std::uint32_t>(j)});
            context.diagnostics.report({
                .code = Code::overlapping_phrases,
                .message = "one sentence could be both `" + pattern_text(schema, first) +
                           "` and `" + pattern_text(schema, second) + "`",
                .primary = Label{second.span, "phrase `" + second.name + "`"},
                .secondary = {Label{first.span, "phrase `" + first.name + "`"}},
                .help = "change a word of one of them",
            });
        }
    }
}

/// The built-in sentence that the pattern's words fit, or an empty text.
std::string builtin_form(const Schema& schema, const PhrasePieces& pieces) {
    const auto is_slot = [&](std::size_t at) {
        return at < pieces.size() && std::holds_alternative<std::uint32_t>(pieces[at]);
    };
    const auto is_word = [&](std::size_t at, std::string_view word) {
        const auto* text = at < pieces.size() ? std::get_if<std::string>(&pieces[at]) : nullptr;
        return text != nullptr && *text == word;
    };
    if (!is_slot(0)) return "";
    struct Form {
        std::vector<std::string_view> words;
        std::string text;
    };
    const std::array<Form, 8> forms = {{{{"is"}, "X is Y"},
                                        {{"differs", "from"}, "X differs from Y"},
                                        {{"is", "less", "than"}, "X is less than Y"},
                                        {{"is", "more", "than"}, "X is more than Y"},
                                        {{"is", "at", "least"}, "X is at least Y"},
                                        {{"is", "at", "most"}, "X is at most Y"},
                                        {{"contains"}, "X contains Y"},
                                        {{"matches"}, "X matches Y"}}};
    for (const Form& form : forms) {
        bool fits = pieces.size() == form.words.size() + 2 && is_slot(pieces.size() - 1);
        for (std::size_t i = 0; fits && i < form.words.size(); ++i) {
            fits = is_word(i + 1, form.words[i]);
        }
        if (fits) return form.text;
    }
    const bool is_a =
        pieces.size() == 4 && is_word(1, "is") && (is_word(2, "a") || is_word(2, "an"));
    const auto* last = std::get_if<std::string>(&pieces.back());
    if (is_a && (last == nullptr || schema.kind_named(*last))) return "x is a KIND";
    if (pieces.size() > 4 && is_word(1, "is") && is_word(2, "the") && is_word(4, "of")) {
        for (const std::string_view function :
             {"number", "total", "least", "greatest", "average"}) {
            if (is_word(3, function)) return "N is the " + std::string(function) + " of …";
        }
    }
    return "";
}

}  // namespace

void check_overlaps(Context& context) {
    check_pairs(context);
    for (const Phrase& phrase : context.schema().phrases) {
        if (phrase.is_relation) continue;
        const std::string form = builtin_form(context.schema(), phrase.pieces);
        if (form.empty()) continue;
        context.error(Code::phrase_shadows_builtin, phrase.span,
                      "phrase `" + phrase.name + "` reads like the built-in `" + form + "`", "",
                      "add a word that tells them apart");
    }
}

}  // namespace obverse::checking
