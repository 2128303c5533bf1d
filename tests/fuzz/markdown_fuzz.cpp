#include "tests/fuzz/reading.h"

/// Markdown may be anything: it is read or refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace obverse;
    fuzz::read_and_check(fuzz::view_of(data, size),
                         [](std::string_view bytes) { return text::read_markdown(bytes, {}); });
    return 0;
}
