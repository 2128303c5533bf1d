#pragma once

#include "engine/audit/audit.h"
#include "engine/json/writer.h"

#include <map>
#include <string>
#include <string_view>

namespace obverse {

/// `warning` for what must be considered, else `note`.
std::string_view sarif_level(Finding::Level level);
/// How much it matters, from 0 to 100.
double sarif_rank(Finding::Level level);

/// What a rule of findings is, as `reportingDescriptor` objects tell it.
struct SarifRule {
    std::string id;
    std::string lens;
    Finding::Level level = Finding::Level::consider;
    std::string message;  // with the names of its slots
    std::vector<std::string> advice;
    std::string citations;
    std::string version;
};
SarifRule sarif_rule(const Audit& audit, const AuditFinding& finding);
void write(JsonWriter& json, const SarifRule& rule);

}  // namespace obverse
