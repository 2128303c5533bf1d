#include "engine/base/invariant.h"
#include "engine/check/check.h"
#include "engine/syntax/parser.h"
#include "engine/syntax/printer.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace {

using namespace obverse;

std::optional<std::string> canonical(const std::string& text) {
    SourceMap sources;
    Diagnostics diagnostics;
    return canonical_text(sources, sources.add("a.obv", text), diagnostics);
}

/// Every finding lies in the text.
void check_places(const Diagnostics& diagnostics, const SourceMap& sources) {
    for (const Diagnostic& diagnostic : diagnostics.list()) {
        if (!diagnostic.primary) continue;
        const Span span = diagnostic.primary->span;
        invariant(span.begin <= span.end && span.end <= sources.text(span.source).size());
    }
}

}  // namespace

/// A rule file may be anything: it is read, checked and printed, and what is printed is in
/// canonical form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    SourceMap sources;
    Diagnostics diagnostics;
    const std::vector<ast::File> files = {parse(sources, sources.add("a.obv", text), diagnostics)};
    check(files, sources, diagnostics);
    diagnostics.sort();
    check_places(diagnostics, sources);
    if (const auto printed = canonical(text)) {
        const auto again = canonical(*printed);
        invariant(again && *again == *printed);
    }
    return 0;
}
