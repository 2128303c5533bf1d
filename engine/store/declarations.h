#pragma once

#include "engine/store/connection.h"
#include "engine/store/store.h"

namespace obverse {

/// Records entities, their kinds and names, speakers and sources. What the workspace declared
/// before and does not declare any more goes; what single files declare stays. Rows that are there
/// already are not written again.
void record_declarations(Connection& connection, const Program& program, const ClaimSet& record,
                         Channel channel);

std::string_view name_of(Channel channel);

}  // namespace obverse
