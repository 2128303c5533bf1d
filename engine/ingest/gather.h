#pragma once

#include "engine/base/source.h"
#include "engine/ingest/problem.h"
#include "engine/model/entity_index.h"
#include "engine/model/program.h"
#include "engine/store/store.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// A source that is cited by a text that no declared source answers to.
struct NewSource {
    std::string label;
    std::string url;
};

/// What rows and files come to before it is recorded: entities, speakers, sources and claims, and
/// where each claim stands. Names are found among all that is gathered and all that was known.
class Gathering {
public:
    explicit Gathering(Program& program);

    /// Takes over what rule files declare and claim.
    void add(const ClaimSet& declared, const SourceMap& sources);
    /// Takes note of the entities, speakers and sources that the graph holds.
    void know(const StoredNames& names);

    /// Declares an entity of a kind, with those kinds a speaker or a source too. A second label
    /// becomes an alias.
    void add_kind(SymbolId id, KindId kind, const std::string& label);
    /// Declares an entity under a label, of whatever kind.
    void add_label(SymbolId id, const std::string& label);
    void add_alias(SymbolId id, const std::string& name);
    /// A speaker that speaks for itself until it is told for whom.
    void add_speaker(SymbolId id);
    SourceInfo& add_source(SymbolId id, const std::string& label);
    void add_claim(Claim claim, ClaimPlace place);

    /// The entities of a name; an exact id is that entity alone.
    std::vector<SymbolId> find(std::string_view name) const { return index_.find(name); }
    bool is_of_kind(SymbolId entity, KindId kind) const;
    std::span<const KindId> kinds_of(SymbolId entity) const { return index_.kinds_of(entity); }
    std::string_view label_of(SymbolId entity) const { return index_.label_of(entity); }
    bool is_speaker(SymbolId id) const;
    /// The source of that id or label.
    std::optional<SymbolId> find_source(std::string_view name) const;
    /// The id that a source made from the text has, in whatever order sources are made.
    SymbolId new_source_id(std::string_view label);
    /// Ids whose names are nearest; slow, and remembered.
    const std::vector<std::string>& nearest(const std::string& name);
    std::vector<std::string> nearest_sources(std::string_view name) const;

    Program& program() { return program_; }
    const Program& program() const { return program_; }
    ClaimSet& record() { return record_; }
    Submission submission() &&;

private:
    std::string_view text(SymbolId id) const { return program_.symbols.text(id); }
    Entity& entity_at(SymbolId id);
    void add_source_name(SymbolId id, std::string_view name);

    Program& program_;
    EntityIndex index_;
    ClaimSet record_;
    std::vector<ClaimPlace> places_;
    std::map<std::string, SymbolId, std::less<>> sources_by_name_;
    std::set<SymbolId> known_speakers_;
    std::map<std::string, std::vector<std::string>> nearest_;
    std::optional<KindId> speaker_kind_;
    std::optional<KindId> source_kind_;
};

}  // namespace obverse
