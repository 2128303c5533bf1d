#include "engine/eval/packed_set.h"

#include "engine/eval/hash.h"

#include <algorithm>

namespace obverse::eval {

namespace {

constexpr std::uint32_t block = 256;     // words whose slots are fetched together
constexpr std::uint32_t few = 8;         // fewer are not worth fetching ahead
constexpr std::size_t least_slots = 16;  // a power of two
constexpr std::uint64_t bits_of_slot = 64;

}  // namespace

std::size_t PackedSet::home(std::uint64_t word) const {
    return static_cast<std::size_t>(mix(word)) & mask_;
}

void PackedSet::place(std::uint64_t held) {
    std::size_t slot = home(~held);
    while (slots_[slot] != 0) slot = (slot + 1) & mask_;
    slots_[slot] = held;
}

void PackedSet::grow_slots(std::size_t capacity) {
    GrowingArray<std::uint64_t> old = std::move(slots_);
    slots_ = GrowingArray<std::uint64_t>();
    slots_.assign(capacity, 0);
    mask_ = capacity - 1;
    for (const std::uint64_t held : old) {
        if (held != 0) place(held);
    }
}

/// Takes to a grid of bits when it is no larger than so many slots.
bool PackedSet::becomes_grid(std::size_t capacity) {
    if (size_ < grid_from_ || has_set_apart_) return false;
    KeyBounds bounds;
    for (const std::uint64_t held : slots_) {
        if (held != 0) bounds.include(~held);
    }
    if (bounds.area() > capacity * bits_of_slot) return false;
    grid_.reset(bounds);
    for (const std::uint64_t held : slots_) {
        if (held != 0) grid_.insert(~held);
    }
    slots_ = GrowingArray<std::uint64_t>();
    is_grid_ = true;
    return true;
}

/// Makes the grid large enough, or goes back to slots when they take less.
void PackedSet::fit_grid(const KeyBounds& wanted) {
    if (grid_.bounds().contain(wanted)) return;
    const KeyBounds bounds = grid_.bounds().extended_to(wanted);
    const BitGrid old = std::move(grid_);
    grid_ = BitGrid();
    constexpr std::uint64_t slots_for_a_word = 4;
    if (bounds.area() <= size_ * slots_for_a_word * bits_of_slot) {
        grid_.reset(bounds);
        old.for_each([this](std::uint64_t word) { grid_.insert(word); });
        return;
    }
    is_grid_ = false;
    grid_from_ = size_ * slots_for_a_word;  // not again soon
    std::size_t capacity = least_slots;
    while (capacity < size_ * 2) capacity *= 2;
    grow_slots(capacity);
    old.for_each([this](std::uint64_t word) {
        if (word == set_apart) {
            has_set_apart_ = true;
        } else {
            place(~word);
        }
    });
}

void PackedSet::make_room(std::size_t count) {
    const std::size_t needed = (size_ + count) * 2;
    if (needed <= slots_.size()) return;
    std::size_t capacity = std::max(slots_.size() * 2, least_slots);
    while (capacity < needed) capacity *= 2;
    if (!becomes_grid(capacity)) grow_slots(capacity);
}

std::uint32_t PackedSet::insert(const std::uint64_t* words, std::uint32_t count,
                                std::uint32_t* fresh) {
    std::uint32_t added = 0;
    for (std::uint32_t begin = 0; begin < count; begin += block) {
        const std::uint32_t length = std::min(block, count - begin);
        if (!is_grid_) make_room(length);
        if (is_grid_) {
            KeyBounds bounds;
            for (std::uint32_t i = 0; i < length; ++i) bounds.include(words[begin + i]);
            fit_grid(bounds);
            if (!is_grid_) make_room(length);
        }
        const std::uint32_t more = is_grid_ ? insert_in_grid(words + begin, length, fresh + added)
                                            : insert_in_slots(words + begin, length, fresh + added);
        for (std::uint32_t i = added; i < added + more; ++i) fresh[i] += begin;
        added += more;
        size_ += more;
    }
    return added;
}

std::uint32_t PackedSet::insert_in_grid(const std::uint64_t* words, std::uint32_t count,
                                        std::uint32_t* fresh) {
    std::uint32_t added = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const bool is_new = grid_.insert(words[i]);
        if (is_new) fresh[added++] = i;
    }
    return added;
}

std::uint32_t PackedSet::insert_in_slots(const std::uint64_t* words, std::uint32_t count,
                                         std::uint32_t* fresh) {
    std::uint64_t* const slots = slots_.data();
    const std::size_t mask = mask_;
    std::size_t homes[block];
    for (std::uint32_t i = 0; i < count; ++i) homes[i] = home(words[i]);
    if (count > few) {
        for (std::uint32_t i = 0; i < count; ++i) prefetch(slots + homes[i]);
    }
    std::uint32_t added = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint64_t wanted = ~words[i];
        if (wanted == 0) {
            if (!has_set_apart_) fresh[added++] = i;
            has_set_apart_ = true;
            continue;
        }
        std::size_t slot = homes[i];
        while (slots[slot] != wanted && slots[slot] != 0) slot = (slot + 1) & mask;
        if (slots[slot] != 0) continue;
        slots[slot] = wanted;
        fresh[added++] = i;
    }
    return added;
}

bool PackedSet::contains(std::uint64_t word) const {
    if (is_grid_) return grid_.contains(word);
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

}  // namespace obverse::eval
