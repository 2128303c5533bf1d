#pragma once

#include "engine/model/claim.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace obverse {

/// The names of entities. A name is found without regard to case, leading article, punctuation and
/// accents; one name may be that of several entities.
class EntityIndex {
public:
    /// Adds an entity under its id, label and aliases; adds to it when it is there already.
    void add(const Entity& entity, const SymbolTable& symbols);
    /// An event answers to these words in any order.
    void add_event_name(SymbolId event, std::string_view name);

    /// The entities of that name in the order of adding. An exact id is that entity alone.
    std::vector<SymbolId> find(std::string_view name) const;
    /// The kinds as declared, without their parents.
    std::span<const KindId> kinds_of(SymbolId entity) const;
    bool contains(SymbolId entity) const { return entities_.contains(entity); }
    /// Ids of the entities whose names are nearest, nearest first.
    std::vector<std::string> nearest(std::string_view name, std::size_t count = 3) const;
    /// The words of the longest name: no run of more words can be a name.
    std::size_t longest_name() const { return longest_name_; }
    std::size_t size() const { return entities_.size(); }

private:
    struct Record {
        std::string id;
        std::vector<KindId> kinds;
    };
    using Names = std::unordered_map<std::string, std::vector<SymbolId>>;

    void add_name(SymbolId entity, std::string_view name);
    void add_key(Names& names, std::string key, SymbolId entity);

    std::unordered_map<SymbolId, Record> entities_;
    std::unordered_map<std::string, SymbolId> ids_;
    Names keys_;
    Names event_keys_;  // words in alphabetical order
    std::size_t longest_name_ = 0;
};

/// Adds every entity of the record, and its speakers.
void add_entities(EntityIndex& index, const ClaimSet& record, const SymbolTable& symbols);

}  // namespace obverse
