#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/symbol_table.h"
#include "engine/eval/relation.h"

#include <filesystem>

namespace obverse {

/// Adds the rows of a file to a relation: `.tsv` with tabs, anything else as RFC 4180, without a
/// header, columns in the order of the relation. Text is interned, numbers are decimal, dates are
/// YYYY, YYYY-MM or YYYY-MM-DD. A relation without columns holds when the file has a line. Every
/// row that cannot be read is reported with its place (the first hundred of a file); the others are
/// added. Throws std::system_error when the file cannot be opened.
void read_table(const std::filesystem::path& path, eval::Relation& relation, SymbolTable& symbols,
                Diagnostics& diagnostics);

}  // namespace obverse
