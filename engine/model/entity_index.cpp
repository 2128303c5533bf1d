#include "engine/model/entity_index.h"

#include "engine/base/edit_distance.h"
#include "engine/base/name_key.h"

#include <algorithm>
#include <sstream>

namespace obverse {

namespace {

std::size_t word_count(std::string_view key) {
    return 1 + static_cast<std::size_t>(std::count(key.begin(), key.end(), ' '));
}

/// The words of a key in alphabetical order: what two orders of the same words share.
std::string sorted_words(const std::string& key) {
    std::istringstream in(key);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    std::sort(words.begin(), words.end());
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

}  // namespace

void EntityIndex::add_key(Names& names, std::string key, SymbolId entity) {
    if (key.empty()) return;
    longest_name_ = std::max(longest_name_, word_count(key) + 1);  // an article may stand before
    std::vector<SymbolId>& found = names[std::move(key)];
    if (std::find(found.begin(), found.end(), entity) == found.end()) found.push_back(entity);
}

void EntityIndex::add_name(SymbolId entity, std::string_view name) {
    if (!name.empty()) add_key(keys_, name_key(name), entity);
}

void EntityIndex::add(const Entity& entity, const SymbolTable& symbols) {
    Record& record = entities_[entity.id];
    if (record.id.empty()) {
        record.id = symbols.text(entity.id);
        ids_.emplace(record.id, entity.id);
        add_name(entity.id, record.id);
    }
    for (const KindId kind : entity.kinds) {
        const bool known =
            std::find(record.kinds.begin(), record.kinds.end(), kind) != record.kinds.end();
        if (!known) record.kinds.push_back(kind);
    }
    add_name(entity.id, entity.label);
    for (const std::string& alias : entity.aliases) add_name(entity.id, alias);
}

void EntityIndex::add_event_name(SymbolId event, std::string_view name) {
    add_key(event_keys_, sorted_words(name_key(name)), event);
}

std::vector<SymbolId> EntityIndex::find(std::string_view name) const {
    if (const auto id = ids_.find(std::string(name)); id != ids_.end()) return {id->second};
    const std::string key = name_key(name);
    if (const auto found = keys_.find(key); found != keys_.end()) return found->second;
    if (const auto found = event_keys_.find(sorted_words(key)); found != event_keys_.end()) {
        return found->second;
    }
    return {};
}

std::span<const KindId> EntityIndex::kinds_of(SymbolId entity) const {
    const auto found = entities_.find(entity);
    if (found == entities_.end()) return {};
    return found->second.kinds;
}

std::vector<std::string> EntityIndex::nearest(std::string_view name, std::size_t count) const {
    std::vector<std::string> candidates;
    candidates.reserve(keys_.size());
    for (const auto& [key, entities] : keys_) candidates.push_back(key);
    std::vector<std::string> ids;
    for (const std::string& key : closest(name_key(name), candidates, count * 2)) {
        for (const SymbolId entity : keys_.at(key)) {
            const std::string& id = entities_.at(entity).id;
            if (ids.size() < count && std::find(ids.begin(), ids.end(), id) == ids.end()) {
                ids.push_back(id);
            }
        }
    }
    return ids;
}

void add_entities(EntityIndex& index, const ClaimSet& record, const SymbolTable& symbols) {
    for (const auto& [id, entity] : record.entities) index.add(entity, symbols);
    for (const auto& [id, speaker] : record.speakers) {
        if (!record.entities.contains(id))
            index.add({.id = id, .kinds = {}, .label = {}, .aliases = {}}, symbols);
    }
}

}  // namespace obverse
