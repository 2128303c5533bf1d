#include "engine/base/edit_distance.h"
#include "engine/base/name_key.h"
#include "engine/check/vocabulary.h"

#include <algorithm>
#include <map>

namespace obverse::checking {

namespace {

std::string worth_text(const ast::ScaleDeclaration::Worth& worth) {
    std::string text = std::to_string(worth.numerator);
    return worth.denominator == 1 ? text : text + "/" + std::to_string(worth.denominator);
}

/// Takes the name for a kind, or reports that it is taken.
std::optional<KindId> add_kind(Context& context, const ast::Name& name, Span span) {
    if (const auto taken = context.schema().kind_named(name.text)) {
        context.diagnostics.report({
            .code = Code::duplicate_name,
            .message = "kind `" + name.text + "` is declared twice",
            .primary = Label{name.span, "declared again here"},
            .secondary = {Label{context.schema().kind(*taken).span, "first declared here"}},
            .help = "drop one of the two, or rename it",
        });
        return std::nullopt;
    }
    context.schema().kinds.push_back({.name = name.text,
                                      .parents = {},
                                      .values = {},
                                      .none = {},
                                      .doc = {},
                                      .span = span,
                                      .key = name_key(name.text)});
    return KindId{static_cast<std::uint32_t>(context.schema().kinds.size() - 1)};
}

void add_values(Context& context, KindId id, const std::vector<ast::Name>& values) {
    Kind& kind = context.schema().kinds[id.index];
    for (const ast::Name& value : values) {
        const SymbolId symbol = context.symbols().intern(value.text);
        if (std::find(kind.values.begin(), kind.values.end(), symbol) != kind.values.end()) {
            context.error(Code::duplicate_name, value.span,
                          "value `" + value.text + "` stands twice in `" + kind.name + "`",
                          "second time here", "drop it");
            continue;
        }
        if (value.text == "any") {
            context.error(Code::duplicate_name, value.span,
                          "`any` cannot be a value: it stands for some value but `none`",
                          "reserved word", "choose another word");
            continue;
        }
        kind.values.push_back(symbol);
        if (value.text == "none") kind.none = symbol;
    }
}

void declare_scale(Context& context, const ast::ScaleDeclaration& scale) {
    for (const Scale& other : context.schema().scales) {
        if (other.name == scale.name.text) {
            context.error(Code::duplicate_name, scale.name.span,
                          "scale `" + scale.name.text + "` is declared twice",
                          "declared again here", "drop one of the two, or rename it");
            return;
        }
    }
    const std::optional<KindId> kind = add_kind(context, scale.name, scale.span);
    if (!kind) return;
    add_values(context, *kind, scale.levels);
    if (!scale.worths.empty() && scale.worths.size() != scale.levels.size()) {
        context.error(Code::missing_part, scale.span,
                      "scale `" + scale.name.text + "` has " + std::to_string(scale.levels.size()) +
                          " levels and " + std::to_string(scale.worths.size()) + " worths",
                      "", "give each level one worth, least first");
    }
    Scale made{.name = scale.name.text,
               .levels = context.schema().kind(*kind).values,
               .worths = {},
               .worth_texts = {},
               .span = scale.span};
    for (std::size_t i = 0; i < made.levels.size(); ++i) {
        ast::ScaleDeclaration::Worth worth{static_cast<std::int64_t>(i),
                                           static_cast<std::int64_t>(made.levels.size()) - 1};
        if (i == 0 || i + 1 == made.levels.size()) worth = {i == 0 ? 0 : 1, 1};
        if (i < scale.worths.size()) worth = scale.worths[i];
        if (worth.denominator == 0) {
            context.error(Code::bad_number, scale.span, "a worth is divided by zero");
            worth.denominator = 1;
        }
        made.worths.push_back(static_cast<double>(worth.numerator) /
                              static_cast<double>(worth.denominator));
        made.worth_texts.push_back(worth_text(worth));
    }
    context.schema().scales.push_back(std::move(made));
}

void declare_group(Context& context, const ast::GroupDeclaration& group) {
    const std::optional<KindId> kind = find_kind(context, group.kind);
    if (!kind) return;
    Schema& schema = context.schema();
    if (!schema.kind(*kind).is_one_of()) {
        context.error(Code::kind_mismatch, group.kind.span,
                      "`" + group.kind.text + "` has no values to group", "a kind of entities",
                      "declare it by `kind " + group.kind.text + " is one of …`");
        return;
    }
    if (is_value_word(schema, context.symbols(), *kind, group.name.text)) {
        context.error(
            Code::duplicate_name, group.name.span,
            "`" + group.name.text + "` is a value or a group of `" + group.kind.text + "` already",
            "", "choose another name");
        return;
    }
    Group made{
        .name = group.name.text, .kind = *kind, .values = {}, .doc = group.doc, .span = group.span};
    context.symbols().intern(made.name);
    const std::vector<SymbolId>& values = schema.kind(*kind).values;
    std::vector<std::string> names;
    for (const SymbolId value : values) names.emplace_back(context.symbols().text(value));
    for (const ast::Name& value : group.values) {
        const SymbolId symbol = context.symbols().intern(value.text);
        if (std::find(values.begin(), values.end(), symbol) == values.end()) {
            context.error(Code::unknown_value, value.span,
                          "`" + value.text + "` is no value of `" + group.kind.text + "`", "",
                          did_you_mean(closest(value.text, names)));
            continue;
        }
        made.values.push_back(symbol);
    }
    schema.groups.push_back(std::move(made));
}

void set_parent(Context& context, KindId kind, const ast::Name& name) {
    Schema& schema = context.schema();
    const std::optional<KindId> parent = find_kind(context, name);
    if (!parent) return;
    if (schema.is_a(*parent, kind)) {
        context.error(Code::kind_cycle, name.span,
                      "`" + schema.kind(kind).name + "` would be a kind of itself",
                      "`" + name.text + "` stands under it already",
                      "drop one of the `is a kind of`");
        return;
    }
    schema.kinds[kind.index].parents.push_back(*parent);
}

void set_parents(Context& context, const std::vector<const ast::KindDeclaration*>& declarations) {
    for (const ast::KindDeclaration* declaration : declarations) {
        const std::optional<KindId> kind = context.schema().kind_named(declaration->name.text);
        if (!kind) continue;
        for (const ast::Name& parent : declaration->parents) set_parent(context, *kind, parent);
    }
}

}  // namespace

std::vector<std::string> nearest_kinds(const Schema& schema, std::string_view name) {
    const std::string key = name_key(name);
    std::map<std::string, std::string> names;
    for (const Kind& kind : schema.kinds) names.emplace(name_key(kind.name), kind.name);
    if (const auto same = names.find(key); same != names.end()) return {same->second};
    std::vector<std::string> keys;
    for (const auto& [other, kind] : names) keys.push_back(other);
    std::vector<std::string> found;
    for (const std::string& other : closest(key, keys)) found.push_back(names.at(other));
    return found;
}

std::optional<KindId> find_kind(Context& context, const ast::Name& name) {
    if (const auto kind = context.schema().kind_named(name.text)) return kind;
    context.error(Code::unknown_kind, name.span, "no kind is called `" + name.text + "`", "",
                  did_you_mean(nearest_kinds(context.schema(), name.text)));
    return std::nullopt;
}

void declare_kinds(Context& context, std::span<const ast::File> files) {
    std::vector<const ast::KindDeclaration*> declarations;
    for (const ast::File& file : files) {
        for (const ast::Block& block : file.blocks) {
            if (const auto* scale = std::get_if<ast::ScaleDeclaration>(&block)) {
                declare_scale(context, *scale);
            }
            const auto* vocabulary = std::get_if<ast::Vocabulary>(&block);
            if (vocabulary == nullptr) continue;
            context.vocabularies.insert(vocabulary->name.text);
            for (const ast::KindDeclaration& kind : vocabulary->kinds) {
                const std::optional<KindId> id = add_kind(context, kind.name, kind.span);
                if (!id) continue;
                context.schema().kinds[id->index].doc = kind.doc;
                add_values(context, *id, kind.values);
                declarations.push_back(&kind);
            }
        }
    }
    set_parents(context, declarations);
    for (const ast::File& file : files) {
        for (const ast::Block& block : file.blocks) {
            const auto* vocabulary = std::get_if<ast::Vocabulary>(&block);
            if (vocabulary == nullptr) continue;
            for (const ast::GroupDeclaration& group : vocabulary->groups) {
                declare_group(context, group);
            }
        }
    }
}

}  // namespace obverse::checking
