#include "tests/fuzz/reading.h"

/// A page may be anything, and so may its markup: it is read or refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace obverse;
    fuzz::read_and_check(fuzz::view_of(data, size),
                         [](std::string_view bytes) { return text::read_html(bytes, {}); });
    return 0;
}
