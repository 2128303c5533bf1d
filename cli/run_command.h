#pragma once

#include "cli/command.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace obverse::cli {

/// `obverse run`: the engine alone, over relations in files.
Command run_command();

struct RunOptions {
    std::vector<std::filesystem::path> programs;
    std::optional<std::filesystem::path> facts;  // folder of NAME.csv or NAME.tsv
    std::optional<std::filesystem::path> out;    // folder of NAME.csv; made when it is missing
    bool stats = false;
    bool json = false;  // print findings, sizes and stats as one object
    std::optional<std::uint64_t> tuple_limit;
    std::optional<std::uint64_t> memory_limit_mib;
    std::optional<double> time_limit;
};

/// Checks the programs together, reads each input relation, evaluates, writes each output relation
/// and prints the sizes that are asked for. Nothing is written unless all went well. Returns an
/// exit code; throws UsageError when a folder is needed and not named, std::system_error when a
/// file cannot be read or written.
int run_program(const RunOptions& options);

}  // namespace obverse::cli
