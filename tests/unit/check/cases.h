#pragma once

#include "tests/unit/check/checking.h"

#include <doctest/doctest.h>

#include <span>
#include <string>
#include <string_view>

namespace obverse::test {

/// Findings of a case below the common vocabulary, with lines counted from the case's own.
inline std::string findings(std::string_view text, Severity least = Severity::error) {
    const Checking checking(with_vocabulary(text));
    const std::size_t before = vocabulary_line_count();
    std::string found;
    for (const Diagnostic& diagnostic : checking.diagnostics.list()) {
        if (diagnostic.severity() > least || diagnostic.code == Code::unused_phrase) continue;
        const Span span = diagnostic.primary->span;
        const LineColumn place = checking.sources.locate(span.source, span.begin);
        found += (found.empty() ? "" : " ") + std::string(name_of(diagnostic.code)) + "@" +
                 std::to_string(place.line - before) + ":" + std::to_string(place.column);
    }
    return found;
}

/// A text below the common vocabulary and what is found in it: `code@line:column`, by places.
struct Case {
    const char* text;
    const char* findings;
};

inline void check_all(std::span<const Case> cases, Severity least = Severity::error) {
    for (const Case& c : cases) {
        const std::string text = c.text;
        CAPTURE(text);
        CHECK(findings(text, least) == std::string(c.findings));
    }
}

}  // namespace obverse::test
