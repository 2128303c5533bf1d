#include "engine/check/blocks.h"

#include "engine/base/edit_distance.h"
#include "engine/base/name_key.h"

#include <algorithm>

namespace obverse::checking {

std::optional<LensId> lens_of(Context& context, const std::string& name, Span span) {
    if (name.empty()) return std::nullopt;
    const auto found = context.lenses.find(name);
    if (found != context.lenses.end()) return found->second;
    // What stands in a section of no lens was reported with the section.
    if (context.unknown_sections.contains(name)) return std::nullopt;
    std::vector<std::string> names;
    for (const auto& [other, id] : context.lenses) names.push_back(other);
    context.error(Code::unknown_lens, span, "no lens is called `" + name + "`", "",
                  did_you_mean(closest(name, names)));
    return std::nullopt;
}

void add_source_name(Context& context, SymbolId source, std::string_view name) {
    if (name.empty()) return;
    std::vector<SymbolId>& found = context.sources_by_key[name_key(name)];
    if (std::find(found.begin(), found.end(), source) == found.end()) found.push_back(source);
}

std::optional<SymbolId> find_source(Context& context, const ast::Name& name) {
    if (const auto id = context.symbols().find(name.text)) {
        const auto found = context.sources_by_key.find(name_key(name.text));
        const bool is_exact =
            found != context.sources_by_key.end() &&
            std::find(found->second.begin(), found->second.end(), *id) != found->second.end();
        if (is_exact) return *id;
    }
    const auto found = context.sources_by_key.find(name_key(name.text));
    if (found != context.sources_by_key.end()) return found->second.front();
    std::vector<std::string> names;
    for (const auto& [key, ids] : context.sources_by_key) {
        for (const SymbolId id : ids) names.emplace_back(context.symbols().text(id));
    }
    std::string help = did_you_mean(closest(name.text, names));
    if (help.empty()) help = "declare it by `source " + name.text + " \"…\"`";
    context.error(Code::unknown_source, name.span, "no source is called `" + name.text + "`", "",
                  help);
    return std::nullopt;
}

std::optional<SymbolId> find_speaker(Context& context, const ast::Name& name) {
    const std::vector<SymbolId> found = context.checked.entities.find(name.text);
    if (found.size() == 1) return found.front();
    for (const SymbolId id : found) {
        if (context.speakers.contains(id)) return id;
    }
    if (found.size() > 1) {
        context.error(Code::ambiguous_name, name.span, "`" + name.text + "` names several entities",
                      "", "write the id of one");
        return std::nullopt;
    }
    std::string help = did_you_mean(context.checked.entities.nearest(name.text));
    if (help.empty()) help = "declare it by `speaker " + name.text + " \"…\" speaks for …`";
    context.error(Code::unknown_speaker, name.span, "no speaker is called `" + name.text + "`", "",
                  help);
    return std::nullopt;
}

namespace {

/// A source that declares its points has no others.
void check_point(Context& context, SymbolId source, const std::string& source_name,
                 const ast::Name& point) {
    std::vector<std::string> ids;
    for (const Point& known : context.program().points) {
        if (known.source != source) continue;
        if (known.id == point.text) return;
        ids.push_back(known.id);
    }
    if (ids.empty()) return;
    std::string help = did_you_mean(closest(point.text, ids));
    if (help.empty()) help = "declare it in the source: `point " + point.text + " \"…\"`";
    context.error(Code::unknown_point, point.span,
                  "`" + source_name + "` has no point `" + point.text + "`", "", help);
}

}  // namespace

std::vector<Citation> read_citations(Context& context, std::span<const ast::Citation> citations) {
    std::vector<Citation> made;
    for (const ast::Citation& words : citations) {
        const std::optional<SymbolId> source = find_source(context, words.source);
        if (!source) continue;
        Citation citation{.source = *source, .places = words.places, .points = {}};
        for (const ast::Name& point : words.points) {
            check_point(context, *source, words.source.text, point);
            citation.points.push_back(point.text);
        }
        made.push_back(std::move(citation));
    }
    return made;
}

void read_citations_within(Context& context, std::span<const ast::Condition> conditions,
                           std::vector<Citation>& cites) {
    for (const ast::Condition& condition : conditions) {
        std::vector<Citation> own = read_citations(context, condition.cites);
        cites.insert(cites.end(), own.begin(), own.end());
        for (const auto& member : condition.members) {
            read_citations_within(context, member, cites);
        }
    }
}

BlockHeader read_header(Context& context, const ast::RuleHeader& header, BlockKind kind) {
    BlockHeader made;
    made.block = kind;
    made.name = header.name.text;
    made.title = header.title;
    made.span = header.span;
    if (made.name.empty()) {
        const LineColumn place = context.sources.locate(header.span.source, header.span.begin);
        made.name = "rule at " + std::string(context.sources.path(header.span.source)) + ":" +
                    std::to_string(place.line);
    }
    made.lens = lens_of(context, header.lens, header.span);
    made.cites = read_citations(context, header.cites);
    // A citation that cannot be followed is reported, and is no missing one.
    if (made.cites.empty() && !header.cites.empty()) context.incomplete_blocks.insert(made.name);
    return made;
}

void set_variables(Context& context, BlockHeader& header, const Scope& scope) {
    header.variables = scope.variables();
    auto& places = context.first_uses[{header.span.source.index, header.span.begin}];
    places.clear();
    for (std::uint32_t i = 0; i < header.variables.size(); ++i) {
        places.push_back(scope.first_use({i}));
    }
}

Span first_use(const Context& context, const BlockHeader& header, std::uint32_t variable,
               Span otherwise) {
    const auto places = context.first_uses.find({header.span.source.index, header.span.begin});
    if (places == context.first_uses.end() || variable >= places->second.size()) return otherwise;
    const Span found = places->second[variable];
    return found.end > found.begin ? found : otherwise;
}

void register_block(Context& context, const BlockHeader& header, std::size_t index) {
    for (const NamedBlock& other : context.blocks) {
        if (other.name != header.name || other.lens != header.lens) continue;
        context.diagnostics.report({
            .code = Code::duplicate_name,
            .message = "`" + header.name + "` is declared twice",
            .primary = Label{header.span, "declared again here"},
            .secondary = {Label{other.span, "first declared here"}},
            .help = "rename one of the two",
        });
        return;
    }
    context.blocks.push_back({.name = header.name,
                              .lens = header.lens,
                              .kind = header.block,
                              .index = index,
                              .span = header.span});
}

const NamedBlock* find_block(const Context& context, std::string_view name,
                             std::optional<LensId> lens, std::initializer_list<BlockKind> kinds) {
    const auto rank = [&](const NamedBlock& block) {
        if (block.lens == lens) return 0;
        if (!block.lens) return 2;
        return lens && lens_extends(context.program(), *lens, *block.lens) ? 1 : 3;
    };
    const NamedBlock* best = nullptr;
    for (const NamedBlock& block : context.blocks) {
        if (block.name != name ||
            std::find(kinds.begin(), kinds.end(), block.kind) == kinds.end()) {
            continue;
        }
        if (best == nullptr || rank(block) < rank(*best)) best = &block;
    }
    return best;
}

namespace {

/// A group or `any` in a conclusion would not say which value follows.
bool has_group(Context& context, const Atom& atom) {
    const Phrase& phrase = context.schema().phrase(atom.phrase);
    for (std::size_t i = 0; i < atom.terms.size(); ++i) {
        const auto* value = std::get_if<Value>(&atom.terms[i]);
        if (value == nullptr || !phrase.slots[i].kind) continue;
        const std::vector<SymbolId>& values = context.schema().kind(*phrase.slots[i].kind).values;
        if (values.empty()) continue;
        if (std::find(values.begin(), values.end(), as_symbol(value->word)) == values.end()) {
            return true;
        }
    }
    return false;
}

bool is_grade(const Context& context, PhraseId phrase) {
    const std::vector<Quantity>& quantities = context.schema().quantities;
    return std::any_of(quantities.begin(), quantities.end(), [&](const Quantity& quantity) {
        return quantity.is_grade && quantity.phrase == phrase;
    });
}

}  // namespace

std::optional<Atom> read_conclusion(AtomReader& reader, const ast::Statement& statement) {
    Context& context = reader.context();
    if (statement.polarity == ast::Polarity::no_record) {
        context.error(Code::bad_syntax, statement.span,
                      "a conclusion cannot be that there is no record", "",
                      "conclude the sentence, or `it is denied that` it holds");
        return std::nullopt;
    }
    std::optional<Atom> atom = reader.atom(statement);
    if (!atom) return std::nullopt;
    const Phrase& phrase = context.schema().phrase(atom->phrase);
    if (phrase.is_relation && statement.polarity == ast::Polarity::denied) {
        context.error(Code::closed_conclusion, statement.span,
                      "relation `" + phrase.name + "` knows no denial", "",
                      "drop the rule: what no rule derives does not hold");
    }
    if (is_grade(context, atom->phrase)) {
        context.error(Code::closed_conclusion, statement.span,
                      "`" + phrase.name + "` is worked out from its factors", "",
                      "conclude a factor instead");
    }
    if (has_group(context, *atom)) {
        context.error(Code::unknown_value, statement.span,
                      "a conclusion names one value, not a group of them", "",
                      "write one rule for each value that follows");
    }
    return atom;
}

}  // namespace obverse::checking
