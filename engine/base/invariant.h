#pragma once

#include <cstdio>
#include <cstdlib>

namespace obverse {

/// Aborts with the place of the call when `holds` is false. For our own bugs only: never for
/// anything that a user's input can bring about. Stays on in release builds.
inline void invariant(bool holds, const char* file = __builtin_FILE(),
                      int line = __builtin_LINE()) {
    if (holds) return;
    std::fprintf(stderr, "obverse: internal error at %s:%d\n", file, line);
    std::abort();
}

}  // namespace obverse
