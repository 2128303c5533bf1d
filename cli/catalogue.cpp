#include "cli/catalogue.h"

#include "engine/base/invariant.h"
#include "engine/model/sentence.h"
#include "engine/render/layout.h"
#include "engine/render/reading_text.h"
#include "engine/render/wording.h"

#include <algorithm>

namespace obverse::cli {

namespace {

using Items = std::vector<CatalogueItem>;

void sort_by_id(Items& items) {
    std::stable_sort(
        items.begin(), items.end(),
        [](const CatalogueItem& left, const CatalogueItem& right) { return left.id < right.id; });
}

std::string text_of(const Workspace& workspace, SymbolId id) {
    return std::string(workspace.program().symbols.text(id));
}

std::vector<std::string> texts_of(const Workspace& workspace, const std::vector<SymbolId>& ids) {
    std::vector<std::string> texts;
    for (const SymbolId id : ids) texts.push_back(text_of(workspace, id));
    return texts;
}

Items kinds(const Workspace& workspace) {
    const Schema& schema = workspace.program().schema;
    Items items;
    for (const Kind& kind : schema.kinds) {
        CatalogueItem item{.id = kind.name, .text = kind.doc, .more = {}, .names = {}};
        std::vector<std::string> parents;
        for (const KindId parent : kind.parents) parents.push_back(schema.kind(parent).name);
        if (item.text.empty() && !parents.empty()) item.text = "a kind of " + listed(parents);
        if (!parents.empty()) item.more.emplace_back("kind_of", std::move(parents));
        if (kind.is_one_of()) {
            std::vector<std::string> values = texts_of(workspace, kind.values);
            if (item.text.empty()) item.text = "one of " + listed(values, "or");
            item.names = values;
            item.more.emplace_back("values", std::move(values));
        }
        items.push_back(std::move(item));
    }
    for (const Group& group : schema.groups) {
        const std::vector<std::string> values = texts_of(workspace, group.values);
        items.push_back(
            {.id = group.name,
             .text = "the group " + listed(values) + " of " + schema.kind(group.kind).name,
             .more = {{"group_of", {schema.kind(group.kind).name}}, {"values", values}},
             .names = values});
    }
    return items;
}

std::vector<std::string> flags_of(const Phrase& phrase) {
    std::vector<std::string> flags;
    if (phrase.derived) flags.emplace_back("derived");
    if (phrase.openness == Openness::closed) flags.emplace_back("closed");
    const auto roles = [&](const std::vector<std::uint32_t>& slots) {
        std::vector<std::string> names;
        for (const std::uint32_t slot : slots) names.push_back(phrase.slots[slot].role);
        return listed(names);
    };
    if (phrase.openness == Openness::closed_per) {
        flags.push_back("closed per " + roles(phrase.closed_per));
    }
    if (phrase.one) {
        flags.push_back("one " + phrase.slots[*phrase.one].role + " per " + roles(phrase.one_per));
    }
    if (phrase.is_relation) flags.emplace_back("relation");
    return flags;
}

Items phrases(const Workspace& workspace) {
    const Schema& schema = workspace.program().schema;
    Items items;
    for (const Phrase& phrase : schema.phrases) {
        CatalogueItem item{.id = phrase.name,
                           .text = pattern_text(schema, phrase),
                           .more = {},
                           .names = {phrase.doc}};
        const std::vector<std::string> flags = flags_of(phrase);
        if (!flags.empty()) item.text += "  (" + listed(flags) + ")";
        item.more = {
            {"pattern", {pattern_text(schema, phrase)}}, {"flags", flags}, {"doc", {phrase.doc}}};
        items.push_back(std::move(item));
    }
    return items;
}

std::string place_of(const Workspace& workspace, Span span) {
    const SourceMap& sources = workspace.rules.sources;
    return std::string(sources.path(span.source)) + ":" +
           std::to_string(sources.locate(span.source, span.begin).line);
}

void add_block(const Workspace& workspace, std::string_view kind, const BlockHeader& header,
               Items& items) {
    const Wording wording(workspace.program(), workspace.record);
    const std::string lens =
        header.lens ? workspace.program().lenses[header.lens->index].name : "every lens";
    std::string text = std::string(kind) + " of " + lens;
    if (!header.title.empty()) text += ": " + header.title;
    items.push_back({.id = header.name,
                     .text = std::move(text),
                     .more = {{"kind", {std::string(kind)}},
                              {"lens", {lens}},
                              {"title", {header.title}},
                              {"cites", {wording.citations(header.cites)}},
                              {"place", {place_of(workspace, header.span)}}},
                     .names = {header.title, lens}});
}

Items rules(const Workspace& workspace) {
    const Program& program = workspace.program();
    Items items;
    for (const Rule& rule : program.rules) {
        if (rule.row == 0) add_block(workspace, "rule", rule.header, items);
    }
    for (const Exception& exception : program.exceptions) {
        add_block(workspace, "exception", exception.header, items);
    }
    for (const Definition& definition : program.definitions) {
        add_block(workspace, "definition", definition.header, items);
    }
    for (const Table& table : program.tables) add_block(workspace, "table", table.header, items);
    for (const Grade& grade : program.grades) add_block(workspace, "grade", grade.header, items);
    sort_by_id(items);
    return items;
}

Items entities(const Workspace& workspace) {
    Items items;
    for (const auto& [id, entity] : workspace.record.entities) {
        std::vector<std::string> kinds;
        for (const KindId kind : entity.kinds) {
            kinds.push_back(workspace.program().schema.kind(kind).name);
        }
        CatalogueItem item{.id = text_of(workspace, id),
                           .text = entity.label,
                           .more = {{"kinds", kinds}, {"aliases", entity.aliases}},
                           .names = entity.aliases};
        if (!kinds.empty()) item.text += "  (" + listed(kinds) + ")";
        item.more.push_back({"label", {entity.label}});
        item.names.insert(item.names.end(), kinds.begin(), kinds.end());
        items.push_back(std::move(item));
    }
    sort_by_id(items);
    return items;
}

Items sources(const Workspace& workspace) {
    Items items;
    for (const auto& [id, source] : workspace.record.sources) {
        CatalogueItem item{.id = text_of(workspace, id),
                           .text = source.label,
                           .more = {{"label", {source.label}}, {"url", {source.url}}},
                           .names = {source.url}};
        if (source.issued) {
            item.text += ", " + to_text(*source.issued);
            item.more.push_back({"issued_on", {to_text(*source.issued)}});
        }
        if (source.issuer) {
            item.more.push_back({"issued_by", {text_of(workspace, *source.issuer)}});
        }
        items.push_back(std::move(item));
    }
    sort_by_id(items);
    return items;
}

Items speakers(const Workspace& workspace) {
    const Wording wording(workspace.program(), workspace.record);
    Items items;
    for (const auto& [id, speaker] : workspace.record.speakers) {
        items.push_back({.id = text_of(workspace, id),
                         .text = wording.speaker(id),
                         .more = {{"label", {wording.name(id)}},
                                  {"speaks_for", {text_of(workspace, speaker.actor)}}},
                         .names = {wording.name(speaker.actor)}});
    }
    sort_by_id(items);
    return items;
}

Items lenses(const Workspace& workspace) {
    const Program& program = workspace.program();
    Items items;
    for (const Lens& lens : program.lenses) {
        std::vector<std::string> extends;
        for (const LensId other : lens.extends) extends.push_back(program.lenses[other.index].name);
        std::vector<std::string> parameters;
        for (const Parameter& parameter : lens.parameters) {
            parameters.push_back(parameter.name + " " + parameter.text);
        }
        std::string text = lens.title;
        if (!extends.empty()) text += "  (extends " + listed(extends) + ")";
        items.push_back({.id = lens.name,
                         .text = std::move(text),
                         .more = {{"title", {lens.title}},
                                  {"doc", {lens.doc}},
                                  {"extends", extends},
                                  {"parameters", parameters}},
                         .names = {lens.doc}});
    }
    sort_by_id(items);
    return items;
}

Items policies(const Workspace& workspace) {
    const Program& program = workspace.program();
    Items items;
    for (const std::string_view name : {"corroborated", "keep-disputes", "undisputed"}) {
        Policy policy;
        if (name == "corroborated") policy.base = Policy::Base::corroborated;
        if (name == "undisputed") policy.base = Policy::Base::undisputed;
        items.push_back({.id = std::string(name),
                         .text = policy_text(program, workspace.record, policy),
                         .more = {{"title", {""}}},
                         .names = {}});
    }
    for (Policy policy : program.policies) {
        const std::string name = std::exchange(policy.name, "");
        items.push_back({.id = name,
                         .text = (policy.title.empty() ? "" : policy.title + ": ") +
                                 policy_text(program, workspace.record, policy),
                         .more = {{"title", {policy.title}}},
                         .names = {policy.title}});
    }
    sort_by_id(items);
    return items;
}

Items points(const Workspace& workspace) {
    Items items;
    for (const Point& point : workspace.program().points) {
        std::vector<std::string> places;
        for (const auto& [word, place] : point.places) places.push_back(word + " " + place);
        items.push_back({.id = point.id,
                         .text = point.text,
                         .more = {{"source", {text_of(workspace, point.source)}},
                                  {"places", places},
                                  {"as", point.encodings}},
                         .names = {text_of(workspace, point.source)}});
    }
    return items;
}

using Lister = Items (*)(const Workspace&);
constexpr std::pair<const char*, Lister> listers[] = {
    {"kinds", kinds},       {"phrases", phrases},   {"rules", rules},
    {"entities", entities}, {"sources", sources},   {"speakers", speakers},
    {"lenses", lenses},     {"policies", policies}, {"points", points},
};

}  // namespace

const std::vector<std::string>& catalogue_topics() {
    static const std::vector<std::string> topics = [] {
        std::vector<std::string> names;
        for (const auto& [name, lister] : listers) names.emplace_back(name);
        return names;
    }();
    return topics;
}

std::vector<CatalogueItem> catalogue(const Workspace& workspace, const std::string& topic) {
    for (const auto& [name, lister] : listers) {
        if (topic == name) return lister(workspace);
    }
    invariant(false);
    return {};
}

}  // namespace obverse::cli
