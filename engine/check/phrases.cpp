#include "engine/base/edit_distance.h"
#include "engine/check/vocabulary.h"

#include <algorithm>
#include <array>

namespace obverse::checking {

namespace {

PhraseId next_phrase(const Context& context) {
    return PhraseId{static_cast<std::uint32_t>(context.schema().phrases.size())};
}

bool is_free_name(Context& context, const ast::Name& name) {
    const std::optional<PhraseId> taken = context.schema().phrase_named(name.text);
    if (!taken) return true;
    context.diagnostics.report({
        .code = Code::duplicate_name,
        .message = "`" + name.text + "` is declared twice",
        .primary = Label{name.span, "declared again here"},
        .secondary = {Label{context.schema().phrase(*taken).span, "first declared here"}},
        .help = "drop one of the two, or rename it",
    });
    return false;
}

/// The slots that a flag names.
std::vector<std::uint32_t> named_slots(Context& context, const std::vector<ast::Name>& names,
                                       const Phrase& phrase) {
    std::vector<std::uint32_t> slots;
    for (const ast::Name& name : names) {
        if (const auto slot = find_slot(context, phrase.slots, name.text)) {
            slots.push_back(*slot);
            continue;
        }
        std::vector<std::string> roles;
        for (const Slot& slot : phrase.slots) roles.push_back(slot.role);
        context.error(Code::unknown_slot, name.span,
                      "phrase `" + phrase.name + "` has no single slot `" + name.text + "`", "",
                      did_you_mean(closest(name.text, roles)));
    }
    return slots;
}

void read_flags(Context& context, const ast::PhraseDeclaration& declaration, Phrase& phrase) {
    phrase.derived = declaration.derived;
    if (declaration.closed) phrase.openness = Openness::closed;
    if (!declaration.closed_per.empty()) {
        phrase.openness = Openness::closed_per;
        phrase.closed_per = named_slots(context, declaration.closed_per, phrase);
    }
    if (!declaration.one) return;
    const std::vector<std::uint32_t> one = named_slots(context, {*declaration.one}, phrase);
    phrase.one_per = named_slots(context, declaration.one_per, phrase);
    if (one.empty()) return;
    const Slot& slot = phrase.slots[one.front()];
    if (!slot.kind || !context.schema().kind(*slot.kind).is_one_of()) {
        context.error(
            Code::kind_mismatch, declaration.one->span,
            "`one {" + declaration.one->text + "} per …` needs a slot of a kind with values",
            "a slot of entities or data", "drop the flag, or declare the kind by `is one of`");
        return;
    }
    phrase.one = one.front();
}

void read_variants(Context& context, const ast::PhraseDeclaration& declaration, Phrase& phrase) {
    for (const ast::Pattern& pattern : declaration.plurals) {
        if (auto pieces = read_variant(context, pattern, phrase.slots)) {
            phrase.plurals.push_back(std::move(*pieces));
        }
    }
    for (const ast::Pattern& pattern : declaration.questions) {
        if (auto pieces = read_variant(context, pattern, phrase.slots)) {
            phrase.questions.push_back(std::move(*pieces));
        }
    }
    for (const ast::Translation& translation : declaration.translations) {
        if (auto pieces = read_variant(context, translation.pattern, phrase.slots)) {
            phrase.translations.emplace_back(translation.language, std::move(*pieces));
        }
    }
}

/// `{Behaviour} happened on {day: date}`.
bool says_when(const Phrase& phrase) {
    return phrase.pieces.size() == 4 && phrase.slots.size() == 2 && phrase.slots[0].kind &&
           phrase.slots[1].type == ColumnType::date &&
           phrase.pieces[1] == PhrasePieces::value_type("happened") &&
           phrase.pieces[2] == PhrasePieces::value_type("on");
}

void declare_phrase(Context& context, const ast::PhraseDeclaration& declaration) {
    if (!is_free_name(context, declaration.name)) return;
    std::optional<ReadPattern> pattern = read_pattern(context, declaration.pattern);
    if (!pattern) return;
    Phrase phrase;
    phrase.name = declaration.name.text;
    phrase.pieces = std::move(pattern->pieces);
    phrase.slots = std::move(pattern->slots);
    phrase.doc = declaration.doc;
    phrase.span = declaration.span;
    read_flags(context, declaration, phrase);
    read_variants(context, declaration, phrase);
    phrase.dates_events = says_when(phrase);
    const PhraseId id = next_phrase(context);
    context.matcher.add(phrase.pieces, phrase.slots, {.phrase = id});
    context.schema().phrases.push_back(std::move(phrase));
}

void declare_relation(Context& context, const ast::RelationDeclaration& declaration) {
    if (!is_free_name(context, declaration.name)) return;
    Phrase phrase;
    phrase.name = declaration.name.text;
    phrase.openness = Openness::closed;
    phrase.is_relation = true;
    phrase.input = declaration.input;
    phrase.output = declaration.output;
    phrase.size = declaration.size;
    phrase.doc = declaration.doc;
    phrase.span = declaration.span;
    for (const ast::RelationDeclaration::Column& column : declaration.columns) {
        Slot slot;
        slot.role = column.name.text;
        const bool is_taken =
            std::any_of(phrase.slots.begin(), phrase.slots.end(),
                        [&](const Slot& other) { return other.role == slot.role; });
        if (is_taken) {
            context.error(Code::duplicate_name, column.name.span,
                          "two columns are called `" + slot.role + "`", "the second of them",
                          "rename it");
        }
        if (column.type.text == "integer")
            slot.type = ColumnType::integer;
        else if (column.type.text == "number")
            slot.type = ColumnType::number;
        else if (column.type.text == "date")
            slot.type = ColumnType::date;
        else if (column.type.text != "text") {
            slot.kind = context.schema().kind_named(column.type.text);
            if (!slot.kind) {
                context.error(Code::type_mismatch, column.type.span,
                              "`" + column.type.text + "` is no column type", "",
                              "use `text`, `integer`, `number` or `date`");
            }
        }
        phrase.slots.push_back(std::move(slot));
    }
    context.schema().phrases.push_back(std::move(phrase));
}

/// `the strength of {State} is at least {level}` and its like, as forms of the hidden phrase.
void add_grade_tests(Context& context, QuantityId id, const Quantity& quantity,
                     const std::vector<Slot>& slots) {
    using datalog::Comparator;
    struct Test {
        std::vector<std::string> words;
        Comparator comparator;
    };
    const std::array<Test, 5> tests = {{{{"is", "at", "least"}, Comparator::at_least},
                                        {{"is", "at", "most"}, Comparator::at_most},
                                        {{"is", "more", "than"}, Comparator::more},
                                        {{"is", "less", "than"}, Comparator::less},
                                        {{"differs", "from"}, Comparator::differs}}};
    for (const Test& test : tests) {
        PhrasePieces pieces = quantity.pieces;
        for (const std::string& word : test.words) pieces.emplace_back(word);
        pieces.emplace_back(static_cast<std::uint32_t>(quantity.slots.size()));
        context.matcher.add(pieces, slots,
                            {.phrase = quantity.phrase,
                             .shape = PhraseForm::Shape::grade_test,
                             .quantity = id,
                             .comparator = test.comparator});
    }
}

void add_quantity(Context& context, Quantity quantity) {
    Schema& schema = context.schema();
    const QuantityId id{static_cast<std::uint32_t>(schema.quantities.size())};
    quantity.phrase = next_phrase(context);
    Phrase phrase;
    phrase.name = quantity.name;
    phrase.pieces = quantity.pieces;
    phrase.slots = quantity.slots;
    phrase.doc = quantity.doc;
    phrase.span = quantity.span;
    phrase.derived = quantity.is_grade;
    for (std::uint32_t i = 0; i < phrase.slots.size(); ++i) phrase.one_per.push_back(i);
    phrase.one = static_cast<std::uint32_t>(phrase.slots.size());
    phrase.pieces.emplace_back("is");
    phrase.pieces.emplace_back(*phrase.one);
    phrase.slots.push_back({.role = "level",
                            .type = ColumnType::symbol,
                            .kind = schema.kind_named(schema.scale(quantity.scale).name)});
    context.matcher.add(phrase.pieces, phrase.slots, {.phrase = quantity.phrase});
    add_grade_tests(context, id, quantity, phrase.slots);
    context.quantities.add(quantity.pieces, quantity.slots,
                           {.phrase = quantity.phrase, .quantity = id});
    schema.phrases.push_back(std::move(phrase));
    schema.quantities.push_back(std::move(quantity));
}

std::optional<ScaleId> find_scale(Context& context, const ast::Name& name) {
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < context.schema().scales.size(); ++i) {
        if (context.schema().scales[i].name == name.text) return ScaleId{i};
        names.push_back(context.schema().scales[i].name);
    }
    context.error(Code::unknown_scale, name.span, "no scale is called `" + name.text + "`", "",
                  did_you_mean(closest(name.text, names)));
    return std::nullopt;
}

void declare_quantity(Context& context, const ast::QuantityDeclaration& declaration) {
    if (!is_free_name(context, declaration.name)) return;
    std::optional<ReadPattern> pattern = read_pattern(context, declaration.pattern);
    const std::optional<ScaleId> scale = find_scale(context, declaration.scale);
    if (!pattern || !scale) return;
    add_quantity(context, {.name = declaration.name.text,
                           .pieces = std::move(pattern->pieces),
                           .slots = std::move(pattern->slots),
                           .scale = *scale,
                           .phrase = {},
                           .is_grade = false,
                           .doc = declaration.doc,
                           .span = declaration.span});
}

bool begins(const PhrasePieces& pieces, const std::vector<ast::Word>& words) {
    std::size_t position = 0;
    for (const auto& piece : pieces) {
        const auto* word = std::get_if<std::string>(&piece);
        if (word == nullptr) return true;
        if (position == words.size() || word_key(words[position++].text) != word_key(*word))
            return false;
    }
    return true;
}

/// A grade stands on the scale of its factors; the first factor that is known decides.
std::optional<ScaleId> scale_of(const Context& context, const ast::Grade& grade) {
    for (const ast::Grade::Factor& factor : grade.factors) {
        for (const Quantity& quantity : context.schema().quantities) {
            if (begins(quantity.pieces, factor.words)) return quantity.scale;
        }
    }
    return std::nullopt;
}

void declare_grade(Context& context, const ast::Grade& grade) {
    const auto same =
        std::find_if(context.schema().quantities.begin(), context.schema().quantities.end(),
                     [&](const Quantity& quantity) {
                         return quantity.name == grade.name.text && quantity.is_grade;
                     });
    if (same != context.schema().quantities.end()) return;  // another lens's grade of the same name
    if (!is_free_name(context, grade.name)) return;
    std::optional<ReadPattern> pattern = read_pattern(context, grade.pattern);
    const std::optional<ScaleId> scale = scale_of(context, grade);
    if (!scale) {
        context.error(Code::unknown_scale, grade.name.span,
                      "no factor of `" + grade.name.text + "` is a declared quantity", "",
                      "declare its factors by `quantity NAME \"…\" on SCALE`");
    }
    if (!pattern || !scale) return;
    add_quantity(context, {.name = grade.name.text,
                           .pieces = std::move(pattern->pieces),
                           .slots = std::move(pattern->slots),
                           .scale = *scale,
                           .phrase = {},
                           .is_grade = true,
                           .doc = grade.doc,
                           .span = grade.span});
}

}  // namespace

void declare_phrases(Context& context, std::span<const ast::File> files) {
    for (const ast::File& file : files) {
        for (const ast::Block& block : file.blocks) {
            if (const auto* vocabulary = std::get_if<ast::Vocabulary>(&block)) {
                for (const ast::PhraseDeclaration& phrase : vocabulary->phrases) {
                    declare_phrase(context, phrase);
                }
            } else if (const auto* relation = std::get_if<ast::RelationDeclaration>(&block)) {
                declare_relation(context, *relation);
            } else if (const auto* quantity = std::get_if<ast::QuantityDeclaration>(&block)) {
                declare_quantity(context, *quantity);
            }
        }
    }
    // Grades last: their scale is that of their factors, which may stand in a later file.
    for (const ast::File& file : files) {
        for (const ast::Block& block : file.blocks) {
            if (const auto* grade = std::get_if<ast::Grade>(&block)) declare_grade(context, *grade);
        }
    }
}

}  // namespace obverse::checking
