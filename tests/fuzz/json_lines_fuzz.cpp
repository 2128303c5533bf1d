#include "tests/fuzz/importing.h"

#include <cstddef>
#include <cstdint>

namespace {

using namespace obverse;

fuzz::Importing& importing() {
    static fuzz::Importing made{std::string(fuzz::import_words)};
    made.renew();
    return made;
}

}  // namespace

/// Lines may be anything: every one is taken or rejected with its place, and what is taken can be
/// written and read again. The first byte says what becomes of bad lines.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const Rejected rejected = (*data & 1U) != 0 ? Rejected::skip : Rejected::stop;
    std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    importing().import_and_again({}, {{"a.jsonl", InputText(std::move(text))}}, rejected);
    return 0;
}
