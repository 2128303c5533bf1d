#pragma once

#include "engine/base/symbol_table.h"
#include "engine/eval/relation.h"

#include <filesystem>

namespace obverse {

/// Writes the rows of a relation, sorted, as RFC 4180 with LF line ends and without a header. The
/// file takes its name when it is whole. Throws std::system_error when it cannot be written.
void write_table(const std::filesystem::path& path, const eval::Relation& relation,
                 const SymbolTable& symbols);

}  // namespace obverse
