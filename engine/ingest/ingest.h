#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"
#include "engine/ingest/input_text.h"
#include "engine/model/import.h"
#include "engine/model/program.h"
#include "engine/store/store.h"

#include <functional>
#include <span>
#include <string>

namespace obverse {

/// An import block with the text of its table; `path` as messages and origins name it. Cells are
/// divided by tabs in a file `.tsv`, by commas in any other.
struct TableText {
    const Import* import = nullptr;
    std::string path;
    InputText text;
};
/// A file of JSON Lines.
struct LinesText {
    std::string path;
    InputText text;
};

struct IngestInput {
    const ClaimSet* declared = nullptr;  // what rule files declare and claim
    const SourceMap* sources = nullptr;  // of those files
    const StoredNames* known = nullptr;  // what the graph holds beside that; or null
    std::span<const TableText> tables;
    std::span<const LinesText> lines;
    /// Is told the file that is being read, from time to time.
    std::function<void(const std::string& path)> progress = {};
};
enum class Rejected : std::uint8_t { stop, skip };
struct IngestCounts {
    std::size_t rows = 0;
    std::size_t rejected = 0;
};

/// The entities, speakers and sources that the files declare, as far as they do it soundly: what
/// the claims of rule files may name. Throws std::runtime_error when a file cannot be read.
ClaimSet declared_in(Program& program, const IngestInput& input);

/// Puts together what is to be recorded: declarations first, claims after, whatever the order of
/// files and rows. Rejected rows are all reported, with a last report of how many there are; then
/// nothing is to be recorded. With `skip` the reports are warnings, and what is returned is as if
/// the rejected rows were not there, nor those that only make sense with them. Throws
/// std::runtime_error when a file cannot be read.
Submission ingest(Program& program, const IngestInput& input, Rejected rejected,
                  Diagnostics& diagnostics, IngestCounts& counts);

}  // namespace obverse
