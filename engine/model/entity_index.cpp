#include "engine/model/entity_index.h"

#include "engine/base/edit_distance.h"
#include "engine/base/name_key.h"

#include <algorithm>
#include <tuple>

namespace obverse {

namespace {

std::size_t word_count(std::string_view key) {
    return 1 + static_cast<std::size_t>(std::count(key.begin(), key.end(), ' '));
}

std::vector<std::string_view> words_of(std::string_view key) {
    std::vector<std::string_view> words;
    while (!key.empty()) {
        const std::size_t end = std::min(key.find(' '), key.size());
        if (end > 0) words.push_back(key.substr(0, end));
        key.remove_prefix(std::min(end + 1, key.size()));
    }
    return words;
}

/// The words of a key in alphabetical order: what two orders of the same words share.
std::string sorted_words(std::string_view key) {
    std::vector<std::string_view> words = words_of(key);
    std::sort(words.begin(), words.end());
    std::string text;
    for (const std::string_view word : words) {
        if (!text.empty()) text += ' ';
        text += word;
    }
    return text;
}

}  // namespace

const EntityIndex::Record* EntityIndex::record_of(SymbolId entity) const {
    if (entity.index >= by_symbol_.size() || by_symbol_[entity.index] == 0) return nullptr;
    return &records_[by_symbol_[entity.index] - 1];
}

EntityIndex::Record& EntityIndex::record_at(SymbolId entity) {
    if (entity.index >= by_symbol_.size()) {
        by_symbol_.resize(std::max<std::size_t>(entity.index + 1, 2 * by_symbol_.size()));
    }
    std::uint32_t& place = by_symbol_[entity.index];
    if (place == 0) {
        records_.emplace_back();
        place = static_cast<std::uint32_t>(records_.size());
    }
    return records_[place - 1];
}

void EntityIndex::add_name(SymbolId entity, std::string_view name) {
    const std::string key = name_key(name);
    if (key.empty()) return;
    longest_name_ = std::max(longest_name_, word_count(key) + 1);  // an article may stand before
    keys_.add(key, entity);
}

void EntityIndex::add(const Entity& entity, const SymbolTable& symbols) {
    Record& record = record_at(entity.id);
    if (record.id.empty()) {
        record.id = symbols.text(entity.id);
        ids_.add(record.id, entity.id);
        add_name(entity.id, record.id);
    }
    for (const KindId kind : entity.kinds) {
        const bool known =
            std::find(record.kinds.begin(), record.kinds.end(), kind) != record.kinds.end();
        if (!known) record.kinds.push_back(kind);
    }
    if (record.label.empty()) record.label = entity.label;
    add_name(entity.id, entity.label);
    for (const std::string& alias : entity.aliases) add_name(entity.id, alias);
}

void EntityIndex::add_event_name(SymbolId event, std::string_view name) {
    const std::string key = name_key(name);
    if (key.empty()) return;
    longest_name_ = std::max(longest_name_, word_count(key) + 1);
    event_keys_.add(sorted_words(key), event);
}

std::vector<SymbolId> EntityIndex::find(std::string_view name) const {
    std::vector<SymbolId> found = ids_.find(name);
    if (!found.empty()) return found;
    const std::string key = name_key(name);
    found = keys_.find(key);
    if (!found.empty()) return found;
    return event_keys_.find(sorted_words(key));
}

bool EntityIndex::has(std::string_view name) const {
    if (ids_.contains(name)) return true;
    const std::string key = name_key(name);
    return keys_.contains(key) || event_keys_.contains(sorted_words(key));
}

std::span<const KindId> EntityIndex::kinds_of(SymbolId entity) const {
    const Record* record = record_of(entity);
    if (record == nullptr) return {};
    return record->kinds;
}

std::string_view EntityIndex::label_of(SymbolId entity) const {
    const Record* record = record_of(entity);
    if (record == nullptr) return {};
    return record->label.empty() ? record->id : record->label;
}

/// Slips of the pen first; then names by how many words they share, shorter ones first.
std::vector<std::string> EntityIndex::nearest_keys(const std::string& key,
                                                   std::size_t count) const {
    std::vector<std::string> keys;
    keys_.for_each_text([&](std::string_view text) { keys.emplace_back(text); });
    std::vector<std::string> found = closest(key, keys, count);
    constexpr std::size_t shortest_word = 3;  // shorter ones are shared by too many
    const std::vector<std::string_view> words = words_of(key);
    std::vector<std::tuple<std::size_t, std::size_t, std::string_view>> sharing;
    for (const std::string& other : keys) {
        std::size_t missed = words.size();
        for (const std::string_view word : words_of(other)) {
            const bool is_shared = word.size() >= shortest_word &&
                                   std::find(words.begin(), words.end(), word) != words.end();
            if (is_shared && missed > 0) --missed;
        }
        if (missed < words.size()) sharing.emplace_back(missed, other.size(), other);
    }
    std::sort(sharing.begin(), sharing.end());
    for (const auto& [missed, size, other] : sharing) {
        if (found.size() >= count) break;
        if (std::find(found.begin(), found.end(), other) == found.end()) found.emplace_back(other);
    }
    return found;
}

std::vector<std::string> EntityIndex::nearest(std::string_view name, std::size_t count) const {
    std::vector<std::string> ids;
    for (const std::string& key : nearest_keys(name_key(name), count * 2)) {
        for (const SymbolId entity : keys_.find(key)) {
            const std::string& id = record_of(entity)->id;
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
