#include "engine/base/source.h"

#include <doctest/doctest.h>

using namespace obverse;

TEST_CASE("source map: offsets become lines and columns of code points") {
    SourceMap sources;
    const SourceId id = sources.add("a.obv", "one\ntwé x\r\n\nend");
    CHECK(sources.path(id) == "a.obv");
    const auto place = [&](std::uint32_t offset) {
        const LineColumn at = sources.locate(id, offset);
        return std::to_string(at.line) + ":" + std::to_string(at.column);
    };
    CHECK(place(0) == "1:1");
    CHECK(place(3) == "1:4");
    CHECK(place(4) == "2:1");
    CHECK(place(9) == "2:5");
    CHECK(place(12) == "3:1");
    CHECK(place(16) == "4:4");
    CHECK(sources.line_text(id, 2) == "twé x");
    CHECK(sources.line_text(id, 4) == "end");
    CHECK(sources.text(Span{id, 4, 6}) == "tw");
}
