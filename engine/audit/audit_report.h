#pragma once

#include "engine/audit/audit.h"
#include "engine/render/answer_text.h"

#include <string>
#include <vector>

namespace obverse {

class JsonWriter;
struct Addition;

/// What a report shows besides the findings themselves.
struct ReportOptions {
    bool with_proofs = false;
    const std::vector<Addition>* additions = nullptr;  // where they were asked for
};

/// For a terminal: what was read, then each finding over the words it is about, underlined.
std::string audit_text(const Audit& audit, const TextStyle& style, const ReportOptions& options);

/// One draft as docs/json.md describes it.
void write_audit(JsonWriter& json, const Audit& audit, const ReportOptions& options);

/// `a draft resolution, 8 preambular and 3 operative paragraphs, 2 annexes`.
std::string structure_text(const text::Draft& draft);

/// Findings about the whole draft that are only to be considered, as a line of the summary.
std::vector<const AuditFinding*> summary_of(const Audit& audit);

}  // namespace obverse
