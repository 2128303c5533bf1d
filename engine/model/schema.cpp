#include "engine/model/schema.h"

#include "engine/base/name_key.h"

#include <algorithm>

namespace obverse {

std::optional<KindId> Schema::kind_named(std::string_view name) const {
    const std::string key = name_key(name);
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (kinds[i].key == key || (kinds[i].key.empty() && name_key(kinds[i].name) == key))
            return KindId{static_cast<std::uint32_t>(i)};
    }
    return std::nullopt;
}

std::optional<PhraseId> Schema::phrase_named(std::string_view name) const {
    for (std::size_t i = 0; i < phrases.size(); ++i) {
        if (phrases[i].name == name) return PhraseId{static_cast<std::uint32_t>(i)};
    }
    return std::nullopt;
}

bool Schema::is_a(KindId kind_id, KindId ancestor) const {
    // No kind stands above itself: the checker refuses the line that would close a circle.
    if (kind_id == ancestor) return true;
    const std::vector<KindId>& parents = kind(kind_id).parents;
    return std::any_of(parents.begin(), parents.end(),
                       [&](KindId parent) { return is_a(parent, ancestor); });
}

std::vector<SymbolId> Schema::values_of(KindId kind_id, SymbolId symbol,
                                        const SymbolTable& symbols) const {
    const Kind& k = kind(kind_id);
    if (std::find(k.values.begin(), k.values.end(), symbol) != k.values.end()) return {symbol};
    const std::string_view name = symbols.text(symbol);
    if (name == "any") {
        std::vector<SymbolId> values;
        for (const SymbolId value : k.values) {
            if (value != k.none) values.push_back(value);
        }
        return values;
    }
    for (const Group& group : groups) {
        if (group.kind == kind_id && group.name == name) return group.values;
    }
    return {};
}

}  // namespace obverse
