#pragma once

#include "engine/base/symbol_table.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// Texts with the symbols that go by them, in the order of adding. All texts lie in one buffer: a
/// table of tens of thousands of names is made at every start of the program.
class NameTable {
public:
    /// Adds the symbol to those of the text, once.
    void add(std::string_view text, SymbolId symbol);
    std::vector<SymbolId> find(std::string_view text) const;
    bool contains(std::string_view text) const { return head_of(text) != none; }

    /// Calls `visit` with each text, once, in the order of adding.
    template <class Visit>
    void for_each_text(Visit visit) const {
        for (const Entry& entry : entries_) {
            if (entry.is_head) visit(text_of(entry));
        }
    }

private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    struct Entry {
        std::uint64_t hash = 0;
        std::uint32_t offset = 0;
        std::uint32_t length = 0;
        SymbolId symbol;
        std::uint32_t next = none;  // of the same text
        bool is_head = false;       // the first of its text
    };

    std::string_view text_of(const Entry& entry) const {
        return std::string_view(texts_).substr(entry.offset, entry.length);
    }
    std::uint32_t head_of(std::string_view text) const;
    std::size_t place_of(std::string_view text, std::uint64_t hash) const;
    void grow();

    std::string texts_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> places_;  // by hash; a power of two, at most half full
    std::size_t head_count_ = 0;
};

}  // namespace obverse
