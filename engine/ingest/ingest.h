#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"
#include "engine/model/entity_index.h"
#include "engine/model/import.h"
#include "engine/model/program.h"
#include "engine/store/store.h"

#include <span>
#include <string>

namespace obverse {

/// An import block with the text of its table; `path` as messages and origins name it.
struct TableText {
    const Import* import = nullptr;
    std::string path;
    std::string text;
};
/// A file of JSON Lines.
struct LinesText {
    std::string path;
    std::string text;
};

struct IngestInput {
    const ClaimSet* declared = nullptr;  // what rule files declare and claim
    const SourceMap* sources = nullptr;  // of those files
    const EntityIndex* names = nullptr;  // of all that is declared or known before
    const ClaimSet* known = nullptr;     // speakers and sources that are recorded already; or null
    std::span<const TableText> tables;
    std::span<const LinesText> lines;
};
enum class Rejected : std::uint8_t { stop, skip };
struct IngestCounts {
    std::size_t rows = 0;
    std::size_t rejected = 0;
};

/// Puts together what is to be recorded: declarations first, claims after, whatever the order of
/// files and rows. Rejected rows are all reported, with a last report of how many there are; with
/// `skip` that is a warning.
Submission ingest(Program& program, const IngestInput& input, Rejected rejected,
                  Diagnostics& diagnostics, IngestCounts& counts);

}  // namespace obverse
