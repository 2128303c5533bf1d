#pragma once

#include "engine/model/program.h"
#include "engine/store/connection.h"

#include <optional>

namespace obverse {

/// Notes the latest date of what stands in the graph: of claims, events and sources. Events are
/// dated by the phrases that the program says do so.
void note_latest_date(Connection& connection, const Program& program);

/// What was noted; nothing when claims were withdrawn since.
std::optional<Date> noted_latest_date(Connection& connection);
void forget_latest_date(Connection& connection);

}  // namespace obverse
