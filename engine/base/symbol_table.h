#pragma once

#include "engine/base/strong_id.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace obverse {

using SymbolId = StrongId<struct SymbolTag>;

/// Interns text: equal texts have equal ids, numbered by first appearance. Texts never move.
class SymbolTable {
public:
    SymbolTable() = default;
    SymbolTable(const SymbolTable&) = delete;
    SymbolTable& operator=(const SymbolTable&) = delete;
    SymbolTable(SymbolTable&&) = default;
    SymbolTable& operator=(SymbolTable&&) = default;

    SymbolId intern(std::string_view text);
    std::optional<SymbolId> find(std::string_view text) const;
    std::string_view text(SymbolId symbol) const;
    std::size_t size() const { return texts_.size(); }

private:
    std::deque<std::string> texts_;
    std::unordered_map<std::string_view, SymbolId> ids_;
};

}  // namespace obverse
