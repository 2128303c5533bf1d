#include "engine/check/statement.h"

#include "engine/base/date.h"
#include "engine/base/edit_distance.h"
#include "engine/check/blocks.h"

#include <algorithm>

namespace obverse::checking {

namespace {

std::string wanted(const Schema& schema, const Slot& slot) {
    if (slot.kind) return "a `" + schema.kind(*slot.kind).name + "`";
    switch (slot.type) {
        case ColumnType::integer:
            return "an integer";
        case ColumnType::number:
            return "a number";
        case ColumnType::date:
            return "a date";
        case ColumnType::symbol:
            break;
    }
    return "a text";
}

/// The date that a literal in a date slot means.
std::optional<Date> date_of(const ast::Term& term) {
    if (const auto* date = std::get_if<ast::DateText>(&term)) return parse_date(date->text);
    if (const auto* year = std::get_if<ast::Integer>(&term)) {
        return parse_date(std::to_string(year->value));
    }
    if (const auto* name = std::get_if<ast::Name>(&term)) return parse_date(name->text);
    return std::nullopt;
}

std::optional<Value> data_value(const ast::Term& term, ColumnType type, SymbolTable& symbols) {
    const auto* integer = std::get_if<ast::Integer>(&term);
    const auto* number = std::get_if<ast::Number>(&term);
    const auto* name = std::get_if<ast::Name>(&term);
    switch (type) {
        case ColumnType::integer:
            if (integer != nullptr) return Value{type, to_word(integer->value)};
            break;
        case ColumnType::number:
            if (integer != nullptr)
                return Value{type, to_word(static_cast<double>(integer->value))};
            if (number != nullptr) return Value{type, to_word(number->value)};
            break;
        case ColumnType::date:
            if (const auto date = date_of(term)) return Value{type, to_word(*date)};
            break;
        case ColumnType::symbol:
            if (name != nullptr) return Value{type, to_word(symbols.intern(name->text))};
            break;
    }
    return std::nullopt;
}

bool has_kind(const EntityIndex& entities, const Schema& schema, SymbolId id, KindId kind) {
    const std::span<const KindId> kinds = entities.kinds_of(id);
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](KindId own) { return schema.is_a(own, kind); });
}

}  // namespace

std::vector<std::string> nearest_entities(const EntityIndex& entities, const Schema& schema,
                                          std::string_view name, std::optional<KindId> kind) {
    constexpr std::size_t shown = 3;
    constexpr std::size_t considered = 30;
    std::vector<std::string> found;
    for (const std::string& id : entities.nearest(name, considered)) {
        const std::vector<SymbolId> same = entities.find(id);
        const bool fits = !kind || std::any_of(same.begin(), same.end(), [&](SymbolId one) {
            return has_kind(entities, schema, one, *kind);
        });
        if (fits && found.size() < shown) found.push_back(id);
    }
    return found;
}

SymbolId AtomReader::local_entity(const ast::Name& name, std::optional<KindId> kind) {
    const std::vector<SymbolId> found = context_->checked.entities.find(name.text);
    const SymbolId id = found.size() == 1 ? found.front() : context_->symbols().intern(name.text);
    Entity& entity = local_->entities[id];
    entity.id = id;
    const bool is_new =
        kind && std::find(entity.kinds.begin(), entity.kinds.end(), *kind) == entity.kinds.end();
    if (is_new) entity.kinds.push_back(*kind);
    return id;
}

std::optional<SymbolId> AtomReader::speaker(const ast::Name& name) {
    if (local_ == nullptr) return find_speaker(*context_, name);
    const SymbolId id = local_entity(name, std::nullopt);
    // A speaker of the record keeps the actor that it speaks for; any other speaks for itself.
    const auto known = context_->checked.record.speakers.find(id);
    const bool is_known = known != context_->checked.record.speakers.end();
    local_->speakers.emplace(id, is_known ? known->second : SpeakerInfo{id});
    return id;
}

std::optional<SymbolId> AtomReader::source(const ast::Name& name) {
    if (local_ == nullptr) return find_source(*context_, name);
    const SymbolId id = context_->symbols().intern(name.text);
    const auto known = context_->checked.record.sources.find(id);
    const bool is_known = known != context_->checked.record.sources.end();
    SourceInfo made;
    made.label = name.text;
    local_->sources.emplace(id, is_known ? known->second : made);
    return id;
}

std::optional<SymbolId> AtomReader::entity(const ast::Name& name, std::optional<KindId> kind) {
    if (local_ != nullptr) return local_entity(name, kind);
    Context& context = *context_;
    const std::vector<SymbolId> found = context.checked.entities.find(name.text);
    if (found.size() > 1) {
        std::string ids;
        for (const SymbolId id : found) {
            ids += (ids.empty() ? "`" : ", `") + std::string(context.symbols().text(id)) + "`";
        }
        context.error(Code::ambiguous_name, name.span, "`" + name.text + "` names several entities",
                      "", "write the id of one: " + ids);
        return std::nullopt;
    }
    if (found.empty()) {
        std::string help = did_you_mean(
            nearest_entities(context.checked.entities, context.schema(), name.text, kind));
        if (help.empty()) help = "declare it in an `entities` block";
        context.error(Code::unknown_entity, name.span, "no entity is called `" + name.text + "`",
                      "", help);
        return std::nullopt;
    }
    if (!kind) return found.front();
    const bool fits = has_kind(context.checked.entities, context.schema(), found.front(), *kind);
    if (!fits) {
        const std::span<const KindId> kinds = context.checked.entities.kinds_of(found.front());
        std::string names;
        for (const KindId own : kinds) {
            names += (names.empty() ? "`" : ", `") + context.schema().kind(own).name + "`";
        }
        context.error(Code::kind_mismatch, name.span,
                      "`" + name.text + "` is not declared to be a `" +
                          context.schema().kind(*kind).name + "`",
                      names.empty() ? "no kind is declared for it" : "it is a " + names,
                      "name another entity, or declare its kind in an `entities` block");
    }
    return fits ? std::optional(found.front()) : std::nullopt;
}

std::optional<Term> AtomReader::constant(const ast::Term& term, const Slot& slot) {
    Context& context = *context_;
    const auto* name = std::get_if<ast::Name>(&term);
    if (!slot.kind) {
        if (const auto value = data_value(term, slot.type, context.symbols())) return Term{*value};
    } else if (context.schema().kind(*slot.kind).is_one_of()) {
        if (name != nullptr &&
            is_value_word(context.schema(), context.symbols(), *slot.kind, name->text)) {
            return Term{Value{ColumnType::symbol, to_word(context.symbols().intern(name->text))}};
        }
        std::vector<std::string> values;
        for (const SymbolId value : context.schema().kind(*slot.kind).values) {
            values.emplace_back(context.symbols().text(value));
        }
        context.error(Code::unknown_value, span_of(term),
                      "`" + std::string(context.sources.text(span_of(term))) +
                          "` is no value of `" + context.schema().kind(*slot.kind).name + "`",
                      "", name == nullptr ? "" : did_you_mean(closest(name->text, values)));
        return std::nullopt;
    } else if (name != nullptr) {
        if (const auto id = entity(*name, slot.kind)) {
            return Term{Value{ColumnType::symbol, to_word(*id)}};
        }
        return std::nullopt;
    }
    const bool bad_date = !slot.kind && slot.type == ColumnType::date;
    context.error(bad_date ? Code::bad_date : Code::type_mismatch, span_of(term),
                  "`" + std::string(context.sources.text(span_of(term))) + "` is not " +
                      wanted(context.schema(), slot),
                  wanted(context.schema(), slot) + " is wanted here");
    return std::nullopt;
}

std::optional<Term> AtomReader::term(const ast::Term& term, const Slot& slot) {
    if (std::holds_alternative<ast::Wildcard>(term)) return Term{datalog::Wildcard{}};
    std::optional<datalog::Variable> variable;
    if (const auto* words = std::get_if<ast::Variable>(&term)) {
        variable = scope_->variable(*context_, *words);
    } else if (const auto* parameter = std::get_if<ast::Parameter>(&term)) {
        variable = scope_->parameter(*context_, parameter->name);
    }
    if (!variable) return constant(term, slot);
    if (slot.kind) {
        scope_->constrain(*context_, *variable, *slot.kind, span_of(term));
    } else {
        scope_->constrain(*context_, *variable, slot.type, span_of(term));
    }
    return Term{*variable};
}

void AtomReader::check_shape(const Atom& atom) {
    const Phrase& phrase = context_->schema().phrase(atom.phrase);
    std::size_t count = 0;
    for (std::size_t i = 0; i < atom.terms.size(); ++i) {
        const auto* value = std::get_if<Value>(&atom.terms[i]);
        if (value == nullptr || !phrase.slots[i].kind) continue;
        const std::vector<SymbolId>& values = context_->schema().kind(*phrase.slots[i].kind).values;
        const bool is_value = values.empty() || std::find(values.begin(), values.end(),
                                                          as_symbol(value->word)) != values.end();
        count += is_value ? 0U : 1U;
    }
    if (count > 1) {
        context_->error(Code::bad_syntax, atom.span, "two groups stand in one sentence", "",
                        "write one sentence for each value of one of them");
    }
}

std::optional<Atom> AtomReader::atom_of(const PhraseMatch& match, Span span) {
    const std::vector<Slot> slots = context_->schema().phrase(match.form.phrase).slots;
    Atom atom{.phrase = match.form.phrase, .terms = {}, .span = span};
    context_->used_phrases.insert(match.form.phrase);
    bool is_good = true;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const auto* words = std::get_if<ast::Term>(&match.terms[i].value);
        if (words == nullptr) {
            context_->error(Code::bad_syntax, match.terms[i].span,
                            "a column in braces stands outside an import", "",
                            "name what is meant");
            return std::nullopt;
        }
        const std::optional<Term> made = term(*words, slots[i]);
        const auto* variable = std::get_if<ast::Variable>(words);
        // A letter in a slot of data needs no kind; of entities it must have been introduced.
        if (made && variable != nullptr && !slots[i].kind) {
            scope_->introduce(std::get<datalog::Variable>(*made));
        }
        is_good = is_good && made;
        if (made) atom.terms.push_back(*made);
    }
    if (!is_good) return std::nullopt;
    check_shape(atom);
    return atom;
}

std::optional<GradeTest> AtomReader::grade_test(const PhraseMatch& match, Span span) {
    std::optional<Atom> atom = atom_of(match, span);
    if (!atom) return std::nullopt;
    const auto* level = std::get_if<Value>(&atom->terms.back());
    const QuantityId quantity = *match.form.quantity;
    const Scale& scale = context_->schema().scale(context_->schema().quantity(quantity).scale);
    const bool is_level =
        level != nullptr && std::find(scale.levels.begin(), scale.levels.end(),
                                      as_symbol(level->word)) != scale.levels.end();
    if (!is_level) {
        context_->error(Code::unknown_value, match.terms.back().span,
                        "a comparison needs a level of `" + scale.name + "`", "",
                        "name one of its levels");
        return std::nullopt;
    }
    GradeTest test{.quantity = quantity,
                   .terms = std::move(atom->terms),
                   .comparator = match.form.comparator,
                   .level = as_symbol(level->word),
                   .span = span};
    test.terms.pop_back();
    return test;
}

std::optional<Atom> AtomReader::functional_atom(const ast::FunctionalAtom& form, Span span) {
    Context& context = *context_;
    const std::optional<PhraseId> id = context.schema().phrase_named(form.relation.text);
    if (!id) {
        std::vector<std::string> names;
        for (const Phrase& phrase : context.schema().phrases) names.push_back(phrase.name);
        context.error(Code::unknown_relation, form.relation.span,
                      "no phrase or relation is called `" + form.relation.text + "`", "",
                      did_you_mean(closest(form.relation.text, names)));
        return std::nullopt;
    }
    context.used_phrases.insert(*id);
    const std::vector<Slot> slots = context.schema().phrase(*id).slots;
    if (slots.size() != form.terms.size()) {
        context.diagnostics.report({
            .code = Code::wrong_arity,
            .message = "`" + form.relation.text + "` takes " + std::to_string(slots.size()) +
                       " terms, not " + std::to_string(form.terms.size()),
            .primary = Label{span, ""},
            .secondary = {Label{context.schema().phrase(*id).span, "declared here"}},
            .help = "give one term for each slot, `_` where any will do",
        });
        return std::nullopt;
    }
    Atom atom{.phrase = *id, .terms = {}, .span = span};
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const std::optional<Term> made = term(form.terms[i], slots[i]);
        if (!made) continue;
        if (const auto* variable = std::get_if<datalog::Variable>(&*made))
            scope_->introduce(*variable);
        atom.terms.push_back(*made);
    }
    if (atom.terms.size() != slots.size()) return std::nullopt;
    check_shape(atom);
    return atom;
}

std::optional<Atom> AtomReader::atom(const ast::Statement& statement) {
    if (statement.is_reported) return std::nullopt;
    if (const auto* form = std::get_if<ast::FunctionalAtom>(&statement.form)) {
        return functional_atom(*form, statement.span);
    }
    const std::optional<PhraseMatch> match =
        match_sentence(*context_, statement.words, statement.span);
    if (!match) return std::nullopt;
    if (match->form.shape == PhraseForm::Shape::grade_test) {
        context_->error(Code::bad_syntax, statement.span,
                        "a comparison of a quantity stands where a sentence is wanted", "",
                        "write `… is LEVEL`");
        return std::nullopt;
    }
    return atom_of(*match, statement.span);
}

}  // namespace obverse::checking
