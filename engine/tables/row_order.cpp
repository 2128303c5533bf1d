#include "engine/tables/row_order.h"

#include "engine/base/date.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

namespace obverse {

namespace {

using eval::Column;
using eval::Relation;
using eval::RowId;

/// The cells of a column as words that order as the cells do.
class OrderedCells {
public:
    OrderedCells(const Column& column, RowId size, const SymbolTable& symbols) : words_(size) {
        column.copy(0, size, words_.data());
        if (column.type() == ColumnType::symbol) {
            rank(symbols);
        } else {
            for (Word& word : words_) word = ordered(column.type(), word);
        }
        if (words_.empty()) return;
        const auto [least, greatest] = std::minmax_element(words_.begin(), words_.end());
        least_ = *least;
        bits_ = static_cast<int>(std::bit_width(*greatest - least_));
    }

    Word at(RowId row) const { return words_[row] - least_; }
    int bits() const { return bits_; }

private:
    static Word ordered(ColumnType type, Word word) {
        constexpr Word sign = Word{1} << 63U;
        if (type == ColumnType::integer) return word ^ sign;
        if (type == ColumnType::date) return word ^ sign ^ (Word{1} << 31U);
        // Negative numbers are written with all bits turned.
        return (word & sign) != 0 ? ~word : word ^ sign;
    }
    /// Symbols by their place among those of the column.
    void rank(const SymbolTable& symbols) {
        std::vector<bool> is_used(symbols.size(), false);
        for (const Word word : words_) is_used[word] = true;
        std::vector<std::uint32_t> used;
        for (std::uint32_t symbol = 0; symbol < is_used.size(); ++symbol) {
            if (is_used[symbol]) used.push_back(symbol);
        }
        std::sort(used.begin(), used.end(), [&symbols](std::uint32_t left, std::uint32_t right) {
            return symbols.text({left}) < symbols.text({right});
        });
        std::vector<std::uint32_t> ranks(symbols.size(), 0);
        for (std::uint32_t i = 0; i < used.size(); ++i) ranks[used[i]] = i;
        for (Word& word : words_) word = ranks[word];
    }

    std::vector<Word> words_;
    Word least_ = 0;
    int bits_ = 0;
};

struct Keyed {
    std::uint64_t key;
    RowId row;
};

/// Sorts by the low `bits` of the keys, eleven at a time from the lowest.
void sort_by_radix(std::vector<Keyed>& rows, int bits) {
    constexpr int digit_bits = 11;
    constexpr std::size_t digits = std::size_t{1} << digit_bits;
    std::vector<Keyed> other(rows.size());
    for (int shift = 0; shift < bits; shift += digit_bits) {
        std::array<std::size_t, digits> begins{};
        const auto digit = [shift](const Keyed& row) { return (row.key >> shift) & (digits - 1); };
        for (const Keyed& row : rows) ++begins[digit(row)];
        std::exclusive_scan(begins.begin(), begins.end(), begins.begin(), std::size_t{0});
        for (const Keyed& row : rows) other[begins[digit(row)]++] = row;
        rows.swap(other);
    }
}

}  // namespace

std::vector<RowId> sorted_rows(const Relation& relation, const SymbolTable& symbols) {
    std::vector<RowId> order(relation.size());
    std::iota(order.begin(), order.end(), RowId{0});
    std::vector<OrderedCells> columns;
    int bits = 0;
    for (std::size_t c = 0; c < relation.width(); ++c) {
        columns.emplace_back(relation.column(c), relation.size(), symbols);
        bits += columns.back().bits();
    }
    constexpr int word_bits = 64;
    if (bits > word_bits) {
        std::sort(order.begin(), order.end(), [&columns](RowId left, RowId right) {
            for (const OrderedCells& column : columns) {
                if (column.at(left) != column.at(right)) return column.at(left) < column.at(right);
            }
            return false;
        });
        return order;
    }
    std::vector<Keyed> keyed(relation.size());
    for (RowId row = 0; row < relation.size(); ++row) {
        std::uint64_t key = 0;
        for (const OrderedCells& column : columns) {
            key = column.bits() == word_bits ? column.at(row)
                                             : (key << column.bits()) | column.at(row);
        }
        keyed[row] = {key, row};
    }
    sort_by_radix(keyed, bits);
    for (RowId row = 0; row < relation.size(); ++row) order[row] = keyed[row].row;
    return order;
}

}  // namespace obverse
