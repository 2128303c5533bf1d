#include "engine/eval/growing_array.h"

#include <sys/mman.h>

#include <cstdint>

namespace obverse::eval {

void* grow_memory(void* old, std::size_t bytes) {
    void* grown = std::realloc(old, bytes);
    if (grown == nullptr) throw std::bad_alloc();
    constexpr std::size_t huge_page = std::size_t{1} << 21U;
    if (bytes >= 2 * huge_page) {
        // Random access to a large table misses in the page tables more than in the caches. The
        // kernel may say no, which only costs time.
        const auto begin = reinterpret_cast<std::uintptr_t>(grown);
        const std::uintptr_t first = (begin + huge_page - 1) / huge_page * huge_page;
        const std::uintptr_t last = (begin + bytes) / huge_page * huge_page;
        if (first < last) ::madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
    }
    return grown;
}

}  // namespace obverse::eval
