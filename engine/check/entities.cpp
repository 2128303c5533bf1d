#include "engine/base/date.h"
#include "engine/base/edit_distance.h"
#include "engine/check/blocks.h"
#include "engine/check/vocabulary.h"

#include <algorithm>

namespace obverse::checking {

namespace {

ast::Name as_name(const ast::Word& word) {
    return {word.text, word.span, word.kind == ast::WordKind::quoted};
}

Entity& entity_at(Context& context, SymbolId id) {
    Entity& entity = context.checked.record.entities[id];
    entity.id = id;
    return entity;
}

void refresh(Context& context, SymbolId id) {
    context.checked.entities.add(entity_at(context, id), context.symbols());
}

/// The entity that a line is about: it must have been declared, by an id.
std::optional<SymbolId> declared(Context& context, const ast::Name& name) {
    const std::vector<SymbolId> found = context.checked.entities.find(name.text);
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
        context.error(Code::ambiguous_name, name.span, "`" + name.text + "` names several entities",
                      "", "write the id of one");
        return std::nullopt;
    }
    context.error(Code::unknown_entity, name.span, "no entity is called `" + name.text + "`", "",
                  did_you_mean(context.checked.entities.nearest(name.text)));
    return std::nullopt;
}

/// Declares `x is a KIND`, the line that brings an entity into being.
void declare_kind_line(Context& context, const ast::EntityLine& line) {
    if (line.objects.empty()) return;
    const std::optional<KindId> kind = find_kind(context, as_name(line.objects.front()));
    if (!kind) return;
    if (context.schema().kind(*kind).is_one_of()) {
        context.error(Code::kind_mismatch, line.objects.front().span,
                      "`" + line.objects.front().text + "` is a kind of values, not of entities");
        return;
    }
    const SymbolId id = context.symbols().intern(line.subject.text);
    Entity& entity = entity_at(context, id);
    if (std::find(entity.kinds.begin(), entity.kinds.end(), *kind) == entity.kinds.end()) {
        entity.kinds.push_back(*kind);
    }
    if (line.label && !entity.label.empty() && entity.label != line.label->text) {
        context.error(Code::duplicate_part, line.label->span,
                      "`" + line.subject.text + "` has a label already", "a second one",
                      "write `is also called \"" + line.label->text + "\"`");
    } else if (line.label) {
        entity.label = line.label->text;
    }
    refresh(context, id);
}

void read_source_line(Context& context, const ast::EntityLine& line) {
    using Shape = ast::EntityLine::Shape;
    const std::optional<SymbolId> source = find_source(context, as_name(line.subject));
    if (!source || line.objects.empty()) return;
    SourceInfo& info = context.checked.record.sources[*source];
    if (line.shape == Shape::url) info.url = line.objects.front().text;
    if (line.shape == Shape::based_on) {
        for (const ast::Word& object : line.objects) {
            if (const auto other = find_source(context, as_name(object))) {
                info.based_on.push_back(*other);
            }
        }
    }
    if (line.shape != Shape::issued) return;
    info.issuer = find_speaker(context, as_name(line.objects.front()));
    if (!line.date) return;
    info.issued = parse_date(line.date->text);
    if (!info.issued) {
        context.error(Code::bad_date, line.date->span, "`" + line.date->text + "` is no date");
    }
}

void read_line(Context& context, const ast::EntityLine& line) {
    using Shape = ast::EntityLine::Shape;
    if (line.shape == Shape::kind) return;
    if (line.shape == Shape::url || line.shape == Shape::issued || line.shape == Shape::based_on) {
        read_source_line(context, line);
        return;
    }
    const std::optional<SymbolId> id = declared(context, as_name(line.subject));
    if (!id) return;
    if (line.shape == Shape::alias) {
        // The line may add names to an entity that another record declares.
        Entity& entity = entity_at(context, *id);
        for (const ast::Word& alias : line.objects) entity.aliases.push_back(alias.text);
        refresh(context, *id);
        return;
    }
    if (line.objects.empty()) return;
    if (const auto actor = declared(context, as_name(line.objects.front()))) {
        context.checked.record.speakers[*id] = {*actor};
        context.speakers.insert(*id);
    }
}

void declare_speaker(Context& context, const ast::Speaker& speaker) {
    const SymbolId id = context.symbols().intern(speaker.name.text);
    if (context.checked.record.speakers.contains(id)) {
        context.error(Code::duplicate_name, speaker.name.span,
                      "speaker `" + speaker.name.text + "` is declared twice",
                      "declared again here", "drop one of the two");
        return;
    }
    context.checked.record.speakers[id] = {id};
    context.speakers.insert(id);
    Entity& entity = entity_at(context, id);
    if (entity.label.empty()) entity.label = speaker.label;
    for (const ast::Name& alias : speaker.aliases) entity.aliases.push_back(alias.text);
    refresh(context, id);
}

void declare_point(Context& context, SymbolId source,
                   const ast::SourceDeclaration::PointLine& line) {
    for (const Point& other : context.program().points) {
        if (other.source != source || other.id != line.name.text) continue;
        context.diagnostics.report({
            .code = Code::duplicate_name,
            .message = "point `" + other.id + "` is declared twice",
            .primary = Label{line.name.span, "declared again here"},
            .secondary = {Label{other.span, "first declared here"}},
            .help = "drop one of the two, or rename it",
        });
        return;
    }
    Point point{.source = source,
                .id = line.name.text,
                .text = line.text,
                .places = line.places,
                .encodings = {},
                .span = line.span};
    for (const ast::Name& word : line.encodings) point.encodings.push_back(word.text);
    context.program().points.push_back(std::move(point));
}

void declare_source(Context& context, const ast::SourceDeclaration& source) {
    const SymbolId id = context.symbols().intern(source.name.text);
    if (context.checked.record.sources.contains(id)) {
        context.error(Code::duplicate_name, source.name.span,
                      "source `" + source.name.text + "` is declared twice", "declared again here",
                      "drop one of the two");
        return;
    }
    SourceInfo& info = context.checked.record.sources[id];
    info.label = source.label;
    info.url = source.url;
    add_source_name(context, id, source.name.text);
    add_source_name(context, id, source.label);
    for (const auto& line : source.points) declare_point(context, id, line);
}

void link_source(Context& context, const ast::SourceDeclaration& source) {
    const SymbolId id = context.symbols().intern(source.name.text);
    SourceInfo& info = context.checked.record.sources[id];
    if (source.issued_by) info.issuer = find_speaker(context, *source.issued_by);
    if (source.issued_on) {
        info.issued = parse_date(source.issued_on->text);
        if (!info.issued) {
            context.error(Code::bad_date, source.issued_on->span,
                          "`" + source.issued_on->text + "` is no date", "",
                          "write a day, a month or a year: 2021-11-15, 2021-11, 2021");
        }
    }
    for (const ast::Name& other : source.based_on) {
        if (const auto found = find_source(context, other)) info.based_on.push_back(*found);
    }
}

void add_known(Context& context, const Known& known) {
    for (const KnownEntity& entity : known.entities) {
        Entity made{.id = context.symbols().intern(entity.id),
                    .kinds = {},
                    .label = entity.label,
                    .aliases = entity.aliases};
        for (const std::string& name : entity.kinds) {
            if (const auto kind = context.schema().kind_named(name)) made.kinds.push_back(*kind);
        }
        context.checked.entities.add(made, context.symbols());
    }
    for (const std::string& speaker : known.speakers) {
        const SymbolId id = context.symbols().intern(speaker);
        context.speakers.insert(id);
        context.checked.entities.add({.id = id, .kinds = {}, .label = {}, .aliases = {}},
                                     context.symbols());
    }
    for (const std::string& source : known.sources) {
        add_source_name(context, context.symbols().intern(source), source);
    }
}

}  // namespace

void declare_entities(Context& context, std::span<const ast::File> files, const Known& known) {
    add_known(context, known);
    // Names first, then what refers to names: the order of the files does not matter.
    for_each_block<ast::Entities>(files, [&](const ast::Entities& block) {
        for (const ast::EntityLine& line : block.lines) {
            if (line.shape == ast::EntityLine::Shape::kind) declare_kind_line(context, line);
        }
    });
    for_each_block<ast::Speaker>(
        files, [&](const ast::Speaker& speaker) { declare_speaker(context, speaker); });
    for_each_block<ast::SourceDeclaration>(
        files, [&](const ast::SourceDeclaration& source) { declare_source(context, source); });
    for_each_block<ast::Entities>(files, [&](const ast::Entities& block) {
        for (const ast::EntityLine& line : block.lines) read_line(context, line);
    });
    for_each_block<ast::Speaker>(files, [&](const ast::Speaker& speaker) {
        if (!speaker.speaks_for) return;
        const SymbolId id = context.symbols().intern(speaker.name.text);
        if (const auto actor = declared(context, *speaker.speaks_for)) {
            context.checked.record.speakers[id] = {*actor};
        }
    });
    for_each_block<ast::SourceDeclaration>(
        files, [&](const ast::SourceDeclaration& source) { link_source(context, source); });
}

}  // namespace obverse::checking
