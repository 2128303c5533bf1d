#pragma once

#include "engine/audit/audit.h"

namespace obverse {

/// Fills in the primary and the related spans of a finding: the words that its proof rests on.
void find_spans(const Program& program, const Judgement& judgement, const DraftText& draft,
                const DraftRecord& record, AuditFinding& finding);

}  // namespace obverse
