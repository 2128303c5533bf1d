#pragma once

#include "engine/audit/audit.h"

#include <string>

namespace obverse {

/// An audit for a mail: no markup but Markdown's own, and words of the draft cannot bring in any.
/// Findings stand under the paragraph that they are of, in the order of the text.
std::string audit_markdown(const Audit& audit);

/// The text with every character that Markdown would read as markup made plain.
std::string markdown_text(std::string_view text);

}  // namespace obverse
