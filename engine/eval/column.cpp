#include "engine/eval/column.h"

namespace obverse::eval {

namespace {

/// Calls `loop` with the decoding of the type, so that the compiler sees each loop by itself.
template <class Loop>
void with_decoder(ColumnType type, const Loop& loop) {
    constexpr std::uint32_t sign = 0x80000000U;
    switch (type) {
        case ColumnType::symbol:
            return loop([](std::uint32_t code) -> Word { return code; });
        case ColumnType::date:
            return loop([](std::uint32_t code) -> Word {
                const Word plain = code ^ sign;
                return (plain << 32U) | plain;
            });
        case ColumnType::integer:
        case ColumnType::number:
            return loop([](std::uint32_t code) -> Word {
                const auto plain = static_cast<std::int32_t>(code ^ sign);
                return to_word(static_cast<std::int64_t>(plain));
            });
    }
}

}  // namespace

bool Column::holds(const Word* words, std::size_t count) const {
    if (!narrow_ || type_ == ColumnType::symbol) return true;
    bool all = true;
    if (type_ == ColumnType::date) {
        for (std::size_t i = 0; i < count; ++i)
            all &= decode(encode_unchecked(words[i])) == words[i];
        return all;
    }
    for (std::size_t i = 0; i < count; ++i) {
        all &= static_cast<Word>(static_cast<std::int64_t>(
                   static_cast<std::int32_t>(static_cast<std::uint32_t>(words[i])))) == words[i];
    }
    return all;
}

void Column::widen() {
    if (!narrow_) return;
    words_.resize(codes_.size());
    copy(0, codes_.size(), words_.data());
    codes_ = GrowingArray<std::uint32_t>();
    narrow_ = false;
}

void Column::append(const Word* words, const std::uint32_t* which, std::size_t count) {
    if (narrow_) {
        std::uint32_t* out = codes_.extend(count);
        for (std::size_t i = 0; i < count; ++i) out[i] = encode_unchecked(words[which[i]]);
    } else {
        Word* out = words_.extend(count);
        for (std::size_t i = 0; i < count; ++i) out[i] = words[which[i]];
    }
}

void Column::append(const Word* words, std::size_t count) {
    if (narrow_) {
        std::uint32_t* out = codes_.extend(count);
        for (std::size_t i = 0; i < count; ++i) out[i] = encode_unchecked(words[i]);
    } else {
        Word* out = words_.extend(count);
        for (std::size_t i = 0; i < count; ++i) out[i] = words[i];
    }
}

void Column::gather(const RowId* rows, std::size_t count, Word* out) const {
    if (!narrow_) {
        for (std::size_t i = 0; i < count; ++i) out[i] = words_[rows[i]];
        return;
    }
    const std::uint32_t* codes = codes_.data();
    with_decoder(type_, [=](const auto& decoder) {
        for (std::size_t i = 0; i < count; ++i) out[i] = decoder(codes[rows[i]]);
    });
}

void Column::copy(RowId first, std::size_t count, Word* out) const {
    if (!narrow_) {
        for (std::size_t i = 0; i < count; ++i) out[i] = words_[first + i];
        return;
    }
    const std::uint32_t* codes = codes_.data() + first;
    with_decoder(type_, [=](const auto& decoder) {
        for (std::size_t i = 0; i < count; ++i) out[i] = decoder(codes[i]);
    });
}

}  // namespace obverse::eval
