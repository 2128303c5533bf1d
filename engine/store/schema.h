#pragma once

#include "engine/store/connection.h"

#include <vector>

namespace obverse {

/// What marks a file as an Obverse knowledge graph (`Obvr`).
constexpr std::int64_t graph_application_id = 0x4f627672;

/// The form of a graph's tables: its number, what makes them in an empty file, and the step from
/// each earlier form to the next, `steps[0]` from form 1 to form 2.
struct GraphForm {
    std::int64_t version = 1;
    const char* tables = nullptr;
    std::vector<void (*)(Connection&)> steps;
};
const GraphForm& current_form();

/// Makes the tables in an empty file, brings an older file up to date, and refuses, untouched, one
/// that is newer or none of ours. A file that is only read is never changed: an older one is
/// refused too.
void prepare_schema(Connection& connection, Connection::Mode mode,
                    const GraphForm& form = current_form());

}  // namespace obverse
