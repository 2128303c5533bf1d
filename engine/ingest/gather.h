#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"
#include "engine/model/entity_index.h"
#include "engine/model/import.h"
#include "engine/model/program.h"
#include "engine/store/store.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace obverse {

/// What rows and files come to before it is recorded: a record and, for each claim, where it
/// stands. Names are resolved against all that is gathered and all that was known before.
class Gathering {
public:
    Gathering(Program& program, EntityIndex known) : program_(program), index_(std::move(known)) {}

    ClaimSet record;
    std::vector<ClaimPlace> origins;  // of the claims

    /// Takes over what rule files declare and claim.
    void add(const ClaimSet& other, const SourceMap& sources);

    /// Takes note of speakers and sources that are recorded already.
    void know(const ClaimSet& recorded);

    void add_kind(SymbolId id, KindId kind, const std::string& label);
    void add_alias(SymbolId id, const std::string& name);
    void add_claim(Claim claim, ClaimPlace origin);

    /// The entities of a name; an exact id is that entity alone.
    std::vector<SymbolId> find(std::string_view name) const { return index_.find(name); }
    bool is_of_kind(SymbolId entity, KindId kind) const;
    std::vector<std::string> nearest(std::string_view name) const;
    /// The source of that id or label; one that is not there is made.
    SymbolId source(const std::string& name, const std::string& url);
    /// Whoever speaks under that name: a speaker, else an actor for itself. Nothing when nobody or
    /// several do.
    std::vector<SymbolId> speakers(std::string_view name) const;
    void add_source_name(SymbolId id, std::string_view name);

    Program& program() const { return program_; }

private:
    Program& program_;
    EntityIndex index_;
    std::map<std::string, SymbolId> sources_by_name_;
    std::set<SymbolId> known_speakers_;
    std::set<SymbolId> known_sources_;
};

}  // namespace obverse
