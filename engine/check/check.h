#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"
#include "engine/model/entity_index.h"
#include "engine/model/import.h"
#include "engine/model/program.h"
#include "engine/syntax/ast.h"

#include <span>
#include <string>
#include <vector>

namespace obverse {

/// An entity, speaker or source that is recorded elsewhere (in the knowledge graph), by texts: the
/// program that it belongs to is still to be made.
struct KnownEntity {
    std::string id;
    std::vector<std::string> kinds;  // names of kinds; those that nobody declares are passed over
    std::string label;
    std::vector<std::string> aliases;
};
struct Known {
    std::vector<KnownEntity> entities;
    std::vector<std::string> speakers;  // ids
    std::vector<std::string> sources;
};

/// What the files of a program come to.
struct Checked {
    Program program;
    ClaimSet record;              // entities, speakers, sources and claims of the files
    std::vector<Import> imports;  // in the order of the files
    std::vector<EventName> event_names;
    EntityIndex entities;  // those of the record and those known before
};

/// What a caller needs of the check besides the program and its errors.
struct CheckOptions {
    bool examples = true;  // resolve them; they cost as much as all the rules
    bool warnings = true;  // look for what is allowed but probably not meant; needs the examples
};

/// Checks the files together: names, kinds, safety, strata, lints. Always returns what can be made
/// of them; whatever was left out is reported as an error.
Checked check(std::span<const ast::File> files, const SourceMap& sources, Diagnostics& diagnostics,
              const Known& known = {}, const CheckOptions& options = {});

}  // namespace obverse
