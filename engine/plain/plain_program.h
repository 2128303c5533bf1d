#pragma once

#include "engine/base/diagnostic.h"
#include "engine/datalog/program.h"
#include "engine/model/claim.h"
#include "engine/model/program.h"

#include <optional>
#include <vector>

namespace obverse {

/// The relations of a program and the rules that conclude them, without readings or verdicts: a
/// relation is closed and costs one bit.
struct PlainProgram {
    datalog::Program program;
    std::vector<std::optional<datalog::RelationId>> relation_of;  // by phrase; relations only
};

/// Lists of conditions become one rule for each way in which they hold, exceptions and lists inside
/// aggregates relations of their own; entities of the record tell what is of which kind. A rule for
/// a relation that reads a phrase, a grade or a definition is reported: those need a record.
PlainProgram make_plain(const Program& program, const ClaimSet& record, Diagnostics& diagnostics);

}  // namespace obverse
