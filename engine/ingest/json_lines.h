#pragma once

#include "engine/ingest/gather.h"
#include "engine/ingest/ingest.h"

namespace obverse {

/// One object a line, told apart by its member `type`:
/// {"type":"entity","id":…,"kinds":[…],"label":…,"aliases":[…]}
/// {"type":"speaker","id":…,"label":…,"speaks_for":…}
/// {"type":"source","id":…,"label":…,"url":…,"issuer":…,"issued":…,"based_on":[…]}
/// {"type":"claim","phrase":…,"arguments":[…],"stance":…,"speaker":…,"source":…,"from":…,
///  "until":…,"confidence":…,"id":…}
/// The first pass takes entities, speakers and sources, the second their relations and claims.
void declare_lines(const LinesText& lines, Gathering& gathering, Diagnostics& diagnostics);
/// Counts the lines into `rows`; returns how many were rejected.
std::size_t claim_lines(const LinesText& lines, Gathering& gathering, Diagnostics& diagnostics,
                        std::size_t& rows);

}  // namespace obverse
