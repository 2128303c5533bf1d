#pragma once

#include "engine/model/claim.h"
#include "engine/model/name_table.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
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
    /// True when `find` yields something; costs less.
    bool has(std::string_view name) const;
    /// The kinds as declared, without their parents.
    std::span<const KindId> kinds_of(SymbolId entity) const;
    /// The label; the id when it has none.
    std::string_view label_of(SymbolId entity) const;
    bool contains(SymbolId entity) const { return record_of(entity) != nullptr; }
    /// Ids of the entities whose names are nearest, nearest first: those that a slip of the pen
    /// would make of the name, then those that share most of its words.
    std::vector<std::string> nearest(std::string_view name, std::size_t count = 3) const;
    /// The words of the longest name: no run of more words can be a name.
    std::size_t longest_name() const { return longest_name_; }
    std::size_t size() const { return records_.size(); }

private:
    struct Record {
        std::string id;
        std::string label;
        std::vector<KindId> kinds;
    };

    const Record* record_of(SymbolId entity) const;
    Record& record_at(SymbolId entity);
    void add_name(SymbolId entity, std::string_view name);
    std::vector<std::string> nearest_keys(const std::string& key, std::size_t count) const;

    std::vector<Record> records_;
    std::vector<std::uint32_t> by_symbol_;  // 1 + the index of the record; 0 for none
    NameTable ids_;
    NameTable keys_;
    NameTable event_keys_;  // words in alphabetical order
    std::size_t longest_name_ = 0;
};

/// Adds every entity of the record, and its speakers.
void add_entities(EntityIndex& index, const ClaimSet& record, const SymbolTable& symbols);

}  // namespace obverse
