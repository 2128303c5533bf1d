#include "engine/ingest/gather.h"

#include "engine/base/edit_distance.h"
#include "engine/base/name_key.h"
#include "engine/base/stable_hash.h"

#include <fmt/format.h>

#include <algorithm>

namespace obverse {

namespace {

constexpr std::size_t longest_id = 60;

/// A number that only an equal text is likely to have.
std::uint64_t short_hash(std::string_view text) {
    return stable_hash(text) & 0xffffffffU;
}

/// `Fact sheet of 18 April 2022` -> `fact-sheet-of-18-april-2022`.
std::string id_of(std::string_view label) {
    std::string id = name_key(label);
    std::replace(id.begin(), id.end(), ' ', '-');
    if (id.empty()) return fmt::format("source-{:08x}", short_hash(label));
    if (id.size() <= longest_id) return id;
    std::size_t end = id.rfind('-', longest_id);
    if (end == std::string::npos) end = longest_id;
    // Not inside a character.
    while (end > 0 && (static_cast<unsigned char>(id[end]) & 0xC0U) == 0x80U) --end;
    return fmt::format("{}-{:08x}", id.substr(0, end), short_hash(id));
}

void add_once(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

Gathering::Gathering(Program& program)
    : program_(program),
      speaker_kind_(program.schema.kind_named("Speaker")),
      source_kind_(program.schema.kind_named("Source")) {}

Entity& Gathering::entity_at(SymbolId id) {
    Entity& entity = record_.entities[id];
    entity.id = id;
    return entity;
}

void Gathering::add(const ClaimSet& declared, const SourceMap& sources) {
    for (const auto& [id, entity] : declared.entities) {
        add_label(id, entity.label);
        for (const KindId kind : entity.kinds) add_kind(id, kind, entity.label);
        for (const std::string& alias : entity.aliases) add_alias(id, alias);
    }
    for (const auto& [id, speaker] : declared.speakers) record_.speakers[id] = speaker;
    for (const auto& [id, source] : declared.sources) {
        add_source(id, source.label);
        record_.sources[id] = source;
    }
    for (const Claim& claim : declared.claims) {
        const LineColumn at = sources.locate(claim.span.source, claim.span.begin);
        add_claim(claim, {std::string(sources.path(claim.span.source)), at.line});
    }
}

void Gathering::know(const StoredNames& names) {
    for (const StoredEntity& stored : names.entities) {
        Entity entity{.id = program_.symbols.intern(stored.id),
                      .kinds = {},
                      .label = stored.label,
                      .aliases = stored.aliases};
        for (const std::string& name : stored.kinds) {
            if (const auto kind = program_.schema.kind_named(name)) entity.kinds.push_back(*kind);
        }
        index_.add(entity, program_.symbols);
    }
    for (const StoredSpeaker& speaker : names.speakers) {
        const SymbolId id = program_.symbols.intern(speaker.id);
        known_speakers_.insert(id);
        index_.add({.id = id, .kinds = {}, .label = {}, .aliases = {}}, program_.symbols);
    }
    for (const StoredSource& source : names.sources) {
        const SymbolId id = program_.symbols.intern(source.id);
        add_source_name(id, source.id);
        add_source_name(id, source.label);
    }
}

void Gathering::add_label(SymbolId id, const std::string& label) {
    Entity& entity = entity_at(id);
    if (entity.label.empty()) {
        entity.label = label;
    } else if (!label.empty() && label != entity.label) {
        add_once(entity.aliases, label);
    }
    index_.add(entity, program_.symbols);
}

void Gathering::add_kind(SymbolId id, KindId kind, const std::string& label) {
    Entity& entity = entity_at(id);
    if (std::find(entity.kinds.begin(), entity.kinds.end(), kind) == entity.kinds.end()) {
        entity.kinds.push_back(kind);
    }
    add_label(id, label);
    if (speaker_kind_ && program_.schema.is_a(kind, *speaker_kind_)) add_speaker(id);
    if (source_kind_ && program_.schema.is_a(kind, *source_kind_)) add_source(id, label);
}

void Gathering::add_alias(SymbolId id, const std::string& name) {
    Entity& entity = entity_at(id);
    add_once(entity.aliases, name);
    index_.add(entity, program_.symbols);
}

void Gathering::add_speaker(SymbolId id) {
    record_.speakers.try_emplace(id, SpeakerInfo{id});
}

SourceInfo& Gathering::add_source(SymbolId id, const std::string& label) {
    SourceInfo& info = record_.sources[id];
    if (info.label.empty()) info.label = label;
    add_source_name(id, text(id));
    add_source_name(id, label);
    return info;
}

void Gathering::add_source_name(SymbolId id, std::string_view name) {
    if (!name.empty()) sources_by_name_.emplace(name_key(name), id);
}

void Gathering::add_claim(Claim claim, ClaimPlace place) {
    record_.claims.push_back(std::move(claim));
    places_.push_back(std::move(place));
}

bool Gathering::is_of_kind(SymbolId entity, KindId kind) const {
    const std::span<const KindId> kinds = index_.kinds_of(entity);
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](KindId own) { return program_.schema.is_a(own, kind); });
}

bool Gathering::is_speaker(SymbolId id) const {
    return record_.speakers.contains(id) || known_speakers_.contains(id);
}

std::optional<SymbolId> Gathering::find_source(std::string_view name) const {
    const auto found = sources_by_name_.find(name_key(name));
    if (found == sources_by_name_.end()) return std::nullopt;
    return found->second;
}

SymbolId Gathering::new_source_id(std::string_view label) {
    return program_.symbols.intern(id_of(label));
}

const std::vector<std::string>& Gathering::nearest(const std::string& name) {
    const auto [place, is_new] = nearest_.try_emplace(name);
    if (is_new) place->second = index_.nearest(name);
    return place->second;
}

std::vector<std::string> Gathering::nearest_sources(std::string_view name) const {
    std::set<std::string> names;
    for (const auto& [key, id] : sources_by_name_) names.emplace(text(id));
    const std::vector<std::string> candidates(names.begin(), names.end());
    return closest(name, candidates);
}

Submission Gathering::submission() && {
    return {.record = std::move(record_),
            .origins = std::move(places_),
            .files = {},
            .recorded_at = {}};
}

}  // namespace obverse
