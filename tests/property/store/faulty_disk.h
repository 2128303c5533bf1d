#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace obverse::test {

/// What happens at one of the operations that change the disk: writes, truncations, flushes and
/// removals of files, counted from 0.
enum class Fault : std::uint8_t {
    none,
    read_only,      // files may not be written at all
    fails,          // it fails, and the next ones work
    full,           // it fails since the disk is full, and the next ones work
    stays_full,     // it and all later writes fail since the disk is full
    killed,         // the process dies: it and all later ones do nothing
    torn,           // the process dies in the middle of it
    without_power,  // the process dies, and what was not flushed is lost
};

/// A disk below SQLite that fails as told. Files are those of the real disk.
class FaultyDisk {
public:
    FaultyDisk();
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    /// The name under which SQLite knows it.
    const char* name() const;
    void fail_at(std::uint64_t operation, Fault fault);
    /// The operations since `fail_at`.
    std::uint64_t operation_count() const;

    /// What SQLite's calls back are handed.
    struct Impl;

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace obverse::test
