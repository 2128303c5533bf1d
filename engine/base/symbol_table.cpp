#include "engine/base/symbol_table.h"

#include "engine/base/invariant.h"

namespace obverse {

SymbolId SymbolTable::intern(std::string_view text) {
    if (const auto found = ids_.find(text); found != ids_.end()) return found->second;
    const SymbolId id{static_cast<std::uint32_t>(texts_.size())};
    texts_.emplace_back(text);
    ids_.emplace(texts_.back(), id);
    return id;
}

std::optional<SymbolId> SymbolTable::find(std::string_view text) const {
    const auto found = ids_.find(text);
    if (found == ids_.end()) return std::nullopt;
    return found->second;
}

std::string_view SymbolTable::text(SymbolId symbol) const {
    invariant(symbol.index < texts_.size());
    return texts_[symbol.index];
}

}  // namespace obverse
