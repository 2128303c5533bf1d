#include "engine/model/event_name.h"

#include "engine/base/name_key.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace obverse {

namespace {

using Fillers = std::map<std::string, std::vector<std::string>>;  // role -> names

void add_names_of(const ClaimSet& record, SymbolId id, const SymbolTable& symbols,
                  std::vector<std::string>& names) {
    names.emplace_back(symbols.text(id));
    const auto found = record.entities.find(id);
    if (found == record.entities.end()) return;
    if (!found->second.label.empty()) names.push_back(found->second.label);
    names.insert(names.end(), found->second.aliases.begin(), found->second.aliases.end());
}

/// True when the slot is named by the role or is of a kind of that name.
bool answers_to(const Slot& slot, const std::string& role, const Schema& schema) {
    if (slot.role == role) return true;
    const std::optional<KindId> named = schema.kind_named(role);
    return named && slot.kind && schema.is_a(*slot.kind, *named);
}

Fillers fillers_of(SymbolId event, const std::vector<const Claim*>& claims,
                   const std::set<std::string>& roles, const ClaimSet& record, const Schema& schema,
                   const SymbolTable& symbols) {
    Fillers fillers;
    for (const Claim* claim : claims) {
        if (claim->stance == Stance::denied) continue;
        const Phrase& phrase = schema.phrase(claim->phrase);
        for (std::size_t i = 0; i < phrase.slots.size(); ++i) {
            const Slot& slot = phrase.slots[i];
            const obverse::Word word = claim->arguments[i];
            if (phrase.dates_events && slot.type == ColumnType::date && roles.contains("year")) {
                const std::int32_t year = calendar_day(as_date(word).first).year;
                fillers["year"].push_back(std::to_string(year));
            }
            if (!schema.takes_entities(slot) || as_symbol(word) == event) continue;
            for (const std::string& role : roles) {
                if (answers_to(slot, role, schema)) {
                    add_names_of(record, as_symbol(word), symbols, fillers[role]);
                }
            }
        }
    }
    return fillers;
}

/// Every way of filling the pieces from `position` on.
void add_filled(EntityIndex& index, SymbolId event, const EventName& pattern, std::size_t position,
                const std::string& text, const Fillers& fillers) {
    if (position == pattern.pieces.size()) {
        index.add_event_name(event, text);
        return;
    }
    const EventName::Piece& piece = pattern.pieces[position];
    if (!piece.is_role) {
        add_filled(index, event, pattern, position + 1, text + " " + piece.text, fillers);
        return;
    }
    const auto found = fillers.find(piece.text);
    if (found == fillers.end()) return;
    std::set<std::string> keys;
    for (const std::string& name : found->second) keys.insert(name_key(name));
    for (const std::string& key : keys) {
        add_filled(index, event, pattern, position + 1, text + " " + key, fillers);
    }
}

std::set<std::string> roles_of(std::span<const EventName> patterns) {
    std::set<std::string> roles;
    for (const EventName& pattern : patterns) {
        for (const EventName::Piece& piece : pattern.pieces) {
            if (piece.is_role) roles.insert(piece.text);
        }
    }
    return roles;
}

}  // namespace

std::set<PhraseId> naming_phrases(const Schema& schema, std::span<const EventName> patterns) {
    std::set<PhraseId> found;
    if (patterns.empty()) return found;
    const std::set<std::string> roles = roles_of(patterns);
    for (std::uint32_t i = 0; i < schema.phrases.size(); ++i) {
        const Phrase& phrase = schema.phrases[i];
        bool names = phrase.dates_events;
        for (const Slot& slot : phrase.slots) {
            for (const std::string& role : roles) names = names || answers_to(slot, role, schema);
        }
        if (names) found.insert(PhraseId{i});
    }
    return found;
}

void add_event_names(EntityIndex& index, const ClaimSet& record, const Schema& schema,
                     const SymbolTable& symbols, std::span<const EventName> patterns) {
    if (patterns.empty()) return;
    const std::set<std::string> roles = roles_of(patterns);

    std::map<SymbolId, std::vector<const Claim*>> claims_of;
    std::set<SymbolId> events;
    for (const Claim& claim : record.claims) {
        const Phrase& phrase = schema.phrase(claim.phrase);
        for (std::size_t i = 0; i < phrase.slots.size(); ++i) {
            if (phrase.slots[i].type != ColumnType::symbol) continue;
            claims_of[as_symbol(claim.arguments[i])].push_back(&claim);
            if (phrase.dates_events) events.insert(as_symbol(claim.arguments[i]));
        }
    }
    for (const SymbolId event : events) {
        const Fillers fillers = fillers_of(event, claims_of[event], roles, record, schema, symbols);
        for (const EventName& pattern : patterns) {
            add_filled(index, event, pattern, 0, "", fillers);
        }
    }
}

}  // namespace obverse
