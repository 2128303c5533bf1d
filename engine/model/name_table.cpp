#include "engine/model/name_table.h"

#include <functional>

namespace obverse {

namespace {

std::uint64_t hash_of(std::string_view text) {
    return std::hash<std::string_view>()(text);
}

}  // namespace

/// Where the head of the text is or would stand.
std::size_t NameTable::place_of(std::string_view text, std::uint64_t hash) const {
    const std::size_t mask = places_.size() - 1;
    std::size_t place = hash & mask;
    while (places_[place] != none) {
        const Entry& entry = entries_[places_[place]];
        if (entry.hash == hash && text_of(entry) == text) break;
        place = (place + 1) & mask;
    }
    return place;
}

std::uint32_t NameTable::head_of(std::string_view text) const {
    return places_.empty() ? none : places_[place_of(text, hash_of(text))];
}

void NameTable::grow() {
    constexpr std::size_t first_size = 64;
    places_.assign(places_.empty() ? first_size : 2 * places_.size(), none);
    const std::size_t mask = places_.size() - 1;
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        if (!entries_[i].is_head) continue;
        std::size_t place = entries_[i].hash & mask;
        while (places_[place] != none) place = (place + 1) & mask;
        places_[place] = i;
    }
}

void NameTable::add(std::string_view text, SymbolId symbol) {
    if (2 * (head_count_ + 1) > places_.size()) grow();
    const std::uint64_t hash = hash_of(text);
    const std::size_t place = place_of(text, hash);
    const auto index = static_cast<std::uint32_t>(entries_.size());
    Entry made{.hash = hash, .symbol = symbol};
    if (places_[place] == none) {
        made.offset = static_cast<std::uint32_t>(texts_.size());
        made.length = static_cast<std::uint32_t>(text.size());
        made.is_head = true;
        texts_ += text;
        places_[place] = index;
        ++head_count_;
        entries_.push_back(made);
        return;
    }
    std::uint32_t last = places_[place];
    made.offset = entries_[last].offset;
    made.length = entries_[last].length;
    while (entries_[last].symbol != symbol && entries_[last].next != none) {
        last = entries_[last].next;
    }
    if (entries_[last].symbol == symbol) return;
    entries_[last].next = index;
    entries_.push_back(made);
}

std::vector<SymbolId> NameTable::find(std::string_view text) const {
    std::vector<SymbolId> found;
    for (std::uint32_t i = head_of(text); i != none; i = entries_[i].next) {
        found.push_back(entries_[i].symbol);
    }
    return found;
}

}  // namespace obverse
