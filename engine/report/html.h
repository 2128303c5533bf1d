#pragma once

#include "engine/audit/audit.h"
#include "engine/render/impact.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace obverse {

/// Audits as one page that needs nothing else: no network, no other file. The text with the words
/// of findings marked, each finding beside its words, its proof within it, and what the draft would
/// cost whom. What drafts say is text there and never markup.
class HtmlReport {
public:
    explicit HtmlReport(std::string_view tool_version) : version_(tool_version) {}

    /// The audit's overlay must live. `impact` may be null: there is no table of costs then.
    void add(const Audit& audit, const Impact* impact);
    std::string text() const;

private:
    std::string version_;
    std::string title_;
    std::string body_;
    std::size_t count_ = 0;
    std::size_t proofs_ = 0;  // bytes of proofs written
};

}  // namespace obverse
