#include "engine/check/vocabulary.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <array>

namespace obverse::checking {

namespace {

/// A piece of a pattern with what comparisons ask of it, worked out once.
struct Piece {
    std::string key;  // of a literal word; empty for a slot
    OneOf one_of;     // of a slot
    bool is_slot = false;
    bool is_the = false;
    bool names_a_kind = false;
    bool may_be_id = false;
};
using Pieces = std::vector<Piece>;

Pieces pieces_of(const Schema& schema, const Phrase& phrase) {
    Pieces pieces;
    for (const auto& piece : phrase.pieces) {
        Piece& made = pieces.emplace_back();
        if (const auto* word = std::get_if<std::string>(&piece)) {
            made.key = word_key(*word);
            made.is_the = *word == "the";
            made.names_a_kind = schema.kind_named(*word).has_value();
            made.may_be_id = !is_function_word(*word) && made.key == *word;
            continue;
        }
        made.is_slot = true;
        const std::optional<KindId> kind = phrase.slots[std::get<std::uint32_t>(piece)].kind;
        if (kind && schema.kind(*kind).is_one_of()) made.one_of = kind;
    }
    return pieces;
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

    bool slot_takes(const Piece& slot, const Piece& word) const {
        return slot.one_of ? is_value_word(schema, symbols, *slot.one_of, word.key)
                           : word.may_be_id;
    }

    bool may_meet(const Piece& a, const Piece& b) const {
        if (!a.is_slot && !b.is_slot) return a.key == b.key;
        if (!a.is_slot) return slot_takes(b, a);
        if (!b.is_slot) return slot_takes(a, b);
        return !a.one_of || !b.one_of || share_a_word(schema, symbols, *a.one_of, *b.one_of);
    }

    /// Two pieces that may be the one term of the other's slot: `the` and a kind as literal words,
    /// or a kind and a slot, which takes a letter.
    static bool is_kind_term(const Pieces& pieces, std::size_t at) {
        if (at + 1 >= pieces.size() || pieces[at].is_slot) return false;
        return pieces[at + 1].is_slot ? pieces[at].names_a_kind
                                      : pieces[at].is_the && pieces[at + 1].names_a_kind;
    }

    bool meet(const Pieces& a, std::size_t i, const Pieces& b, std::size_t j) const {
        if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
        if (may_meet(a[i], b[j]) && meet(a, i + 1, b, j + 1)) return true;
        if (a[i].is_slot && is_kind_term(b, j) && meet(a, i + 1, b, j + 2)) return true;
        return b[j].is_slot && is_kind_term(a, i) && meet(a, i + 2, b, j + 1);
    }
};

void check_pairs(Context& context) {
    const Schema& schema = context.schema();
    const Comparer comparer{schema, context.symbols()};
    std::vector<Pieces> pieces;
    for (const Phrase& phrase : schema.phrases) pieces.push_back(pieces_of(schema, phrase));
    for (std::size_t i = 0; i < schema.phrases.size(); ++i) {
        const Phrase& first = schema.phrases[i];
        if (first.is_relation) continue;
        for (std::size_t j = i + 1; j < schema.phrases.size(); ++j) {
            const Phrase& second = schema.phrases[j];
            if (second.is_relation || !comparer.meet(pieces[i], 0, pieces[j], 0)) continue;
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
