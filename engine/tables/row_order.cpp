#include "engine/tables/row_order.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace obverse {

namespace {

using eval::RowId;

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63U;
constexpr std::uint64_t last_day_sign = std::uint64_t{1} << 31U;
constexpr unsigned word_bits = 64;

/// Words that order as what they stand for.
std::uint64_t ordered(ColumnType type, Word word) {
    if (type == ColumnType::date) return word ^ sign_bit ^ last_day_sign;
    if (type == ColumnType::integer) return word ^ sign_bit;
    // Of negative numbers all bits are turned.
    return (word & sign_bit) != 0 ? ~word : word ^ sign_bit;
}
Word unordered(ColumnType type, std::uint64_t number) {
    if (type == ColumnType::date) return number ^ sign_bit ^ last_day_sign;
    if (type == ColumnType::integer) return number ^ sign_bit;
    return (number & sign_bit) != 0 ? number ^ sign_bit : ~number;
}

/// Sorts by the low `bits`, eleven at a time from the lowest.
void sort_by_radix(std::vector<std::uint64_t>& words, unsigned bits) {
    constexpr unsigned digit_bits = 11;
    constexpr std::size_t digit_count = std::size_t{1} << digit_bits;
    std::vector<std::uint64_t> other(words.size());
    for (unsigned shift = 0; shift < bits; shift += digit_bits) {
        std::array<std::size_t, digit_count> begins{};
        const auto digit = [shift](std::uint64_t word) {
            return static_cast<std::size_t>(word >> shift) & (digit_count - 1);
        };
        for (const std::uint64_t word : words) ++begins[digit(word)];
        std::exclusive_scan(begins.begin(), begins.end(), begins.begin(), std::size_t{0});
        for (const std::uint64_t word : words) other[begins[digit(word)]++] = word;
        words.swap(other);
    }
}

}  // namespace

CellOrder::CellOrder(const eval::Column& column, RowId size, const SymbolTable& symbols)
    : type_(column.type()) {
    if (size == 0) return;
    if (type_ == ColumnType::symbol) {
        rank(column, size, symbols);
        return;
    }
    std::uint64_t greatest = 0;
    least_ = ~std::uint64_t{0};
    for (RowId row = 0; row < size; ++row) {
        const std::uint64_t number = ordered(type_, column.at(row));
        least_ = std::min(least_, number);
        greatest = std::max(greatest, number);
    }
    bits_ = static_cast<unsigned>(std::bit_width(greatest - least_));
}

void CellOrder::rank(const eval::Column& column, RowId size, const SymbolTable& symbols) {
    ranks_.assign(symbols.size(), 0);
    for (RowId row = 0; row < size; ++row) ranks_[column.at(row)] = 1;
    for (std::uint32_t symbol = 0; symbol < ranks_.size(); ++symbol) {
        if (ranks_[symbol] != 0) symbols_.push_back(symbol);
    }
    std::sort(symbols_.begin(), symbols_.end(), [&symbols](std::uint32_t a, std::uint32_t b) {
        return symbols.text({a}) < symbols.text({b});
    });
    for (std::uint32_t i = 0; i < symbols_.size(); ++i) ranks_[symbols_[i]] = i;
    bits_ = static_cast<unsigned>(std::bit_width(symbols_.size() - 1));
}

std::uint64_t CellOrder::number(Word cell) const {
    return type_ == ColumnType::symbol ? ranks_[cell] : ordered(type_, cell) - least_;
}

Word CellOrder::cell(std::uint64_t number) const {
    return type_ == ColumnType::symbol ? symbols_[number] : unordered(type_, number + least_);
}

SortedRows::SortedRows(const eval::Relation& relation, const SymbolTable& symbols)
    : relation_(relation), shifts_(relation.width()) {
    unsigned bits = 0;
    for (std::size_t c = 0; c < relation.width(); ++c) {
        columns_.emplace_back(relation.column(c), relation.size(), symbols);
        bits += columns_.back().bits();
    }
    if (bits <= word_bits) {
        unsigned above = bits;
        for (std::size_t c = 0; c < relation.width(); ++c) {
            above -= columns_[c].bits();
            shifts_[c] = above;
        }
        packed_.assign(relation.size(), 0);
        for (std::size_t c = 0; c < relation.width(); ++c) {
            if (columns_[c].bits() == 0) continue;
            const eval::Column& column = relation.column(c);
            for (RowId row = 0; row < relation.size(); ++row) {
                packed_[row] |= columns_[c].number(column.at(row)) << shifts_[c];
            }
        }
        sort_by_radix(packed_, bits);
        return;
    }
    rows_.resize(relation.size());
    std::iota(rows_.begin(), rows_.end(), RowId{0});
    std::sort(rows_.begin(), rows_.end(), [this](RowId left, RowId right) {
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const std::uint64_t a = columns_[c].number(relation_.column(c).at(left));
            const std::uint64_t b = columns_[c].number(relation_.column(c).at(right));
            if (a != b) return a < b;
        }
        return false;
    });
}

Word SortedRows::cell(RowId place, std::size_t column) const {
    if (!rows_.empty()) return relation_.column(column).at(rows_[place]);
    const unsigned bits = columns_[column].bits();
    if (bits == 0) return columns_[column].cell(0);
    const std::uint64_t number = packed_[place] >> shifts_[column];
    return columns_[column].cell(bits == word_bits ? number
                                                   : number & ((std::uint64_t{1} << bits) - 1));
}

}  // namespace obverse
