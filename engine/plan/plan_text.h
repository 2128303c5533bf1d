#pragma once

#include "engine/plan/plan.h"

#include <string>

namespace obverse::plan {

/// The plan, one step a line, variables as V0, V1, …: for tests and for looking at.
std::string to_text(const RulePlan& plan, const datalog::Program& program);

}  // namespace obverse::plan
