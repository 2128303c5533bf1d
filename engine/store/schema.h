#pragma once

#include "engine/store/connection.h"

namespace obverse {

/// What marks a file as an Obverse knowledge graph (`Obvr`), and the form of its tables.
constexpr std::int64_t graph_application_id = 0x4f627672;
constexpr std::int64_t graph_version = 1;

/// Makes the tables in an empty file, brings an older file up to date, and refuses one that is
/// newer or none of ours, untouched.
void prepare_schema(Connection& connection, Connection::Mode mode);

}  // namespace obverse
