#include "engine/eval/packed_set.h"

#include "engine/eval/hash.h"

#include <algorithm>

namespace obverse::eval {

namespace {

constexpr std::uint32_t block = 256;     // words whose slots are fetched together
constexpr std::uint32_t few = 8;         // fewer are not worth fetching ahead
constexpr std::size_t least_slots = 16;  // a power of two

}  // namespace

std::size_t PackedSet::home(std::uint64_t word) const {
    return static_cast<std::size_t>(mix(word)) & mask_;
}

bool PackedSet::insert_at(std::size_t slot, std::uint64_t word) {
    const std::uint64_t wanted = ~word;
    while (true) {
        const std::uint64_t held = slots_[slot];
        if (held == wanted) return false;
        if (held == 0) break;
        slot = (slot + 1) & mask_;
    }
    slots_[slot] = wanted;
    ++size_;
    return true;
}

void PackedSet::make_room(std::size_t count) {
    const std::size_t needed = (size_ + count) * 2;
    if (needed <= slots_.size()) return;
    std::size_t capacity = std::max(slots_.size() * 2, least_slots);
    // A batch is mostly repeats: room for all of it is made only while that is cheap.
    while (capacity < needed) capacity *= 2;
    GrowingArray<std::uint64_t> old = std::move(slots_);
    slots_ = GrowingArray<std::uint64_t>();
    slots_.assign(capacity, 0);
    mask_ = capacity - 1;
    for (const std::uint64_t held : old) {
        if (held == 0) continue;
        std::size_t slot = home(~held);
        while (slots_[slot] != 0) slot = (slot + 1) & mask_;
        slots_[slot] = held;
    }
}

std::uint32_t PackedSet::insert(const std::uint64_t* words, std::uint32_t count,
                                std::uint32_t* fresh) {
    std::uint32_t added = 0;
    std::size_t homes[block];
    for (std::uint32_t begin = 0; begin < count; begin += block) {
        const std::uint32_t length = std::min(block, count - begin);
        make_room(length);
        for (std::uint32_t i = 0; i < length; ++i) {
            homes[i] = home(words[begin + i]);
            if (length > few) prefetch(&slots_[homes[i]]);
        }
        for (std::uint32_t i = 0; i < length; ++i) {
            const std::uint64_t word = words[begin + i];
            bool is_new = false;
            if (word == set_apart) {
                is_new = !has_set_apart_;
                has_set_apart_ = true;
            } else {
                is_new = insert_at(homes[i], word);
            }
            fresh[added] = begin + i;
            added += is_new ? 1U : 0U;
        }
    }
    return added;
}

bool PackedSet::contains(std::uint64_t word) const {
    if (word == set_apart) return has_set_apart_;
    if (slots_.empty()) return false;
    for (std::size_t slot = home(word); slots_[slot] != 0; slot = (slot + 1) & mask_) {
        if (slots_[slot] == ~word) return true;
    }
    return false;
}

void PackedSet::find(const std::uint64_t* words, std::uint32_t count, std::uint8_t* found) const {
    if (!slots_.empty() && count > few) {
        for (std::uint32_t i = 0; i < count; ++i) prefetch(&slots_[home(words[i])]);
    }
    for (std::uint32_t i = 0; i < count; ++i) found[i] = contains(words[i]) ? 1 : 0;
}

void PackedSet::clear() {
    slots_ = GrowingArray<std::uint64_t>();
    mask_ = 0;
    size_ = 0;
    has_set_apart_ = false;
}

}  // namespace obverse::eval
