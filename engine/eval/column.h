#pragma once

#include "engine/base/value.h"
#include "engine/eval/growing_array.h"
#include "engine/eval/row_id.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace obverse::eval {

/// The cells of one column by row id. Symbols, integers that fit 32 bits and full dates are held
/// as 32-bit codes in the order of what they stand for; the first cell that has no code widens the
/// column to whole words.
class Column {
public:
    explicit Column(ColumnType type) : type_(type), narrow_(type != ColumnType::number) {}

    ColumnType type() const { return type_; }
    bool is_narrow() const { return narrow_; }
    std::size_t byte_count() const { return codes_.byte_count() + words_.byte_count(); }

    Word at(RowId row) const { return narrow_ ? decode(codes_[row]) : words_[row]; }
    std::uint32_t code_at(RowId row) const { return codes_[row]; }
    /// The codes of a narrow column.
    const std::uint32_t* codes() const { return codes_.data(); }

    /// The code of a cell, of a narrow column.
    std::optional<std::uint32_t> encode(Word word) const {
        const std::uint32_t code = encode_unchecked(word);
        if (decode(code) != word) return std::nullopt;
        return code;
    }
    std::uint32_t encode_unchecked(Word word) const {
        const Word low = type_ == ColumnType::date ? word >> 32U : word;
        const auto code = static_cast<std::uint32_t>(low);
        return type_ == ColumnType::symbol ? code : code ^ sign_bit;
    }
    Word decode(std::uint32_t code) const {
        if (type_ == ColumnType::symbol) return code;
        const std::uint32_t plain = code ^ sign_bit;
        if (type_ == ColumnType::date) return (static_cast<Word>(plain) << 32U) | plain;
        return to_word(static_cast<std::int64_t>(static_cast<std::int32_t>(plain)));
    }

    /// True when every cell has a code or the column is wide.
    bool holds(const Word* words, std::size_t count) const;
    void widen();

    void append(Word word) {
        if (narrow_) {
            codes_.push_back(encode_unchecked(word));
        } else {
            words_.push_back(word);
        }
    }
    /// Appends the words at the places in `which`.
    void append(const Word* words, const std::uint32_t* which, std::size_t count);
    void append(const Word* words, std::size_t count);
    /// The cells of some rows, or of a run of rows.
    void gather(const RowId* rows, std::size_t count, Word* out) const;
    void copy(RowId first, std::size_t count, Word* out) const;

private:
    static constexpr std::uint32_t sign_bit = 0x80000000U;

    ColumnType type_;
    bool narrow_;
    GrowingArray<std::uint32_t> codes_;
    GrowingArray<Word> words_;
};

}  // namespace obverse::eval
