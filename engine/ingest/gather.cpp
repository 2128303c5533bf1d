#include "engine/ingest/gather.h"

#include "engine/base/name_key.h"

#include <algorithm>

namespace obverse {

namespace {

/// `Fact sheet of 18 April 2022` -> `fact-sheet-of-18-april-2022`.
std::string id_of(std::string_view label) {
    std::string id;
    for (const char c : name_key(label)) {
        id += c == ' ' ? '-' : c;
        if (id.size() == 60) break;
    }
    return id.empty() ? "source" : id;
}

}  // namespace

void Gathering::add(const ClaimSet& other, const SourceMap& sources) {
    for (const auto& [id, entity] : other.entities) {
        Entity& mine = record.entities[id];
        mine.id = id;
        if (mine.label.empty()) mine.label = entity.label;
        for (const KindId kind : entity.kinds) {
            if (std::find(mine.kinds.begin(), mine.kinds.end(), kind) == mine.kinds.end()) {
                mine.kinds.push_back(kind);
            }
        }
        mine.aliases.insert(mine.aliases.end(), entity.aliases.begin(), entity.aliases.end());
        index_.add(mine, program_.symbols);
    }
    for (const auto& [id, speaker] : other.speakers) record.speakers[id] = speaker;
    for (const auto& [id, source] : other.sources) {
        record.sources[id] = source;
        add_source_name(id, program_.symbols.text(id));
        add_source_name(id, source.label);
    }
    for (const Claim& claim : other.claims) {
        const LineColumn at = sources.locate(claim.span.source, claim.span.begin);
        add_claim(claim, {std::string(sources.path(claim.span.source)), at.line});
    }
}

void Gathering::know(const ClaimSet& recorded) {
    for (const auto& [id, speaker] : recorded.speakers) known_speakers_.insert(id);
    for (const auto& [id, source] : recorded.sources) {
        known_sources_.insert(id);
        add_source_name(id, program_.symbols.text(id));
        add_source_name(id, source.label);
    }
}

void Gathering::add_kind(SymbolId id, KindId kind, const std::string& label) {
    Entity& entity = record.entities[id];
    entity.id = id;
    if (entity.label.empty()) entity.label = label;
    if (std::find(entity.kinds.begin(), entity.kinds.end(), kind) == entity.kinds.end()) {
        entity.kinds.push_back(kind);
    }
    index_.add(entity, program_.symbols);
}

void Gathering::add_alias(SymbolId id, const std::string& name) {
    Entity& entity = record.entities[id];
    entity.id = id;
    if (std::find(entity.aliases.begin(), entity.aliases.end(), name) == entity.aliases.end()) {
        entity.aliases.push_back(name);
    }
    index_.add(entity, program_.symbols);
}

void Gathering::add_claim(Claim claim, ClaimPlace origin) {
    record.claims.push_back(std::move(claim));
    origins.push_back(std::move(origin));
}

bool Gathering::is_of_kind(SymbolId entity, KindId kind) const {
    const std::span<const KindId> kinds = index_.kinds_of(entity);
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](KindId own) { return program_.schema.is_a(own, kind); });
}

std::vector<std::string> Gathering::nearest(std::string_view name) const {
    return index_.nearest(name);
}

void Gathering::add_source_name(SymbolId id, std::string_view name) {
    if (!name.empty()) sources_by_name_.emplace(name_key(name), id);
}

SymbolId Gathering::source(const std::string& name, const std::string& url) {
    const auto found = sources_by_name_.find(name_key(name));
    if (found != sources_by_name_.end()) return found->second;
    std::string id = id_of(name);
    for (int i = 2; record.sources.contains(program_.symbols.intern(id)) ||
                    known_sources_.contains(program_.symbols.intern(id));
         ++i) {
        id = id_of(name) + "-" + std::to_string(i);
    }
    const SymbolId made = program_.symbols.intern(id);
    record.sources[made] = {.label = name, .url = url, .issuer = {}, .issued = {}, .based_on = {}};
    add_source_name(made, id);
    add_source_name(made, name);
    return made;
}

std::vector<SymbolId> Gathering::speakers(std::string_view name) const {
    const auto speaks = [&](SymbolId id) {
        return record.speakers.contains(id) || known_speakers_.contains(id);
    };
    const auto exact = program_.symbols.find(name);
    if (exact && speaks(*exact)) return {*exact};
    std::vector<SymbolId> found = index_.find(name);
    if (found.size() > 1) {
        // A name that a speaker and somebody else share is the speaker's.
        std::erase_if(found, [&](SymbolId id) { return !speaks(id); });
        if (found.empty()) return index_.find(name);
    }
    return found;
}

}  // namespace obverse
