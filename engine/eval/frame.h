#pragma once

#include "engine/base/value.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace obverse::eval {

/// Arrays for the values of a batch, shared by all plans: only one runs at a time, and what it
/// holds is gone when the next begins. Arrays never move.
class Registers {
public:
    /// How many arrays of each sort are taken.
    struct Mark {
        std::size_t words = 0;
        std::size_t numbers = 0;
        std::size_t flags = 0;
    };

    explicit Registers(std::uint32_t capacity) : capacity_(capacity) {}

    std::uint32_t capacity() const { return capacity_; }
    Word* words(Mark& mark) { return next(words_, mark.words); }
    std::uint32_t* numbers(Mark& mark) { return next(numbers_, mark.numbers); }
    std::uint8_t* flags(Mark& mark) { return next(flags_, mark.flags); }

private:
    template <class T>
    using Arrays = std::vector<std::unique_ptr<T[]>>;
    template <class T>
    T* next(Arrays<T>& arrays, std::size_t& taken) const {
        // The odd length keeps arrays from falling on the same lines of the cache.
        constexpr std::uint32_t padding = 16;
        while (arrays.size() <= taken) {
            arrays.push_back(std::make_unique_for_overwrite<T[]>(capacity_ + padding));
        }
        return arrays[taken++].get();
    }

    std::uint32_t capacity_;
    Arrays<Word> words_;
    Arrays<std::uint32_t> numbers_;
    Arrays<std::uint8_t> flags_;
};

/// A batch of bindings: for each variable an array of `count` words, or null when it has no value
/// that is still read.
struct Frame {
    std::vector<Word*> values;
    std::uint32_t count = 0;
};

}  // namespace obverse::eval
