#pragma once

#include "engine/base/symbol_table.h"
#include "engine/eval/relation.h"

#include <vector>

namespace obverse {

/// The rows of a relation by their cells from left to right: texts in the order of their bytes, the
/// rest by size. Rows whose cells pack into 64 bits are sorted by radix.
std::vector<eval::RowId> sorted_rows(const eval::Relation& relation, const SymbolTable& symbols);

}  // namespace obverse
