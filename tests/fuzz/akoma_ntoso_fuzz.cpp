#include "tests/fuzz/reading.h"

/// A file in Akoma Ntoso may be anything. The first byte says which of the tracked changes are
/// read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace obverse;
    if (size == 0) return 0;
    text::ReadOptions options;
    options.changes = static_cast<text::Changes>(*data % 3);
    fuzz::read_and_check(fuzz::view_of(data + 1, size - 1), [&](std::string_view bytes) {
        return text::read_akoma_ntoso(bytes, options);
    });
    return 0;
}
