#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace obverse::eval {

/// Memory of at least so many bytes that begins with what `old` held. Throws std::bad_alloc.
void* grow_memory(void* old, std::size_t bytes);

/// A vector of plain values that grows by realloc: large blocks are moved by the kernel's page
/// tables, not copied, and new elements are not cleared.
template <class T>
class GrowingArray {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    GrowingArray() = default;
    GrowingArray(const GrowingArray&) = delete;
    GrowingArray& operator=(const GrowingArray&) = delete;
    GrowingArray(GrowingArray&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)),
          size_(std::exchange(other.size_, 0)),
          capacity_(std::exchange(other.capacity_, 0)) {}
    GrowingArray& operator=(GrowingArray&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
        return *this;
    }
    ~GrowingArray() { std::free(data_); }

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    std::size_t byte_count() const { return capacity_ * sizeof(T); }
    T* data() { return data_; }
    const T* data() const { return data_; }
    T& operator[](std::size_t index) { return data_[index]; }
    const T& operator[](std::size_t index) const { return data_[index]; }
    T* begin() { return data_; }
    T* end() { return data_ + size_; }
    const T* begin() const { return data_; }
    const T* end() const { return data_ + size_; }
    T& back() { return data_[size_ - 1]; }
    const T& back() const { return data_[size_ - 1]; }

    /// Makes room for `count` more elements and returns where they go; their values are unset.
    T* extend(std::size_t count) {
        if (size_ + count > capacity_) grow(size_ + count);
        T* place = data_ + size_;
        size_ += count;
        return place;
    }
    void push_back(T value) { *extend(1) = value; }
    /// The new elements are unset.
    void resize(std::size_t size) {
        if (size > capacity_) grow(size);
        size_ = size;
    }
    void assign(std::size_t size, T value) {
        resize(size);
        for (std::size_t i = 0; i < size; ++i) data_[i] = value;
    }
    void clear() { size_ = 0; }

private:
    void grow(std::size_t least) {
        std::size_t capacity = capacity_ == 0 ? 8 : capacity_ * 2;
        if (capacity < least) capacity = least;
        data_ = static_cast<T*>(grow_memory(data_, capacity * sizeof(T)));
        capacity_ = capacity;
    }

    T* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace obverse::eval
