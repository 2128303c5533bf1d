#pragma once

#include "engine/ingest/csv.h"
#include "engine/ingest/gather.h"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace obverse {

/// One import block with its table, ready to be gone through: first for what it declares, then for
/// what it claims, so that rows and files may name what stands further down.
class Mapping {
public:
    /// Reports columns that the block names and the table does not have; then nothing is read.
    Mapping(const Import& import, CsvTable table, std::string path, Diagnostics& diagnostics);

    void declare(Gathering& gathering, Diagnostics& diagnostics);
    void claim(Gathering& gathering, Diagnostics& diagnostics);
    /// Warns of columns that no line reads, and once for each value that none reads, with its
    /// count.
    void report_unread(Diagnostics& diagnostics) const;

    std::size_t row_count() const { return table_.rows.size(); }
    std::size_t rejected_count() const { return rejected_.size(); }

private:
    friend class RowWalk;

    const Import& import_;
    CsvTable table_;
    std::string path_;
    std::vector<std::size_t> columns_;  // of each cell that is a column: its place in a row
    bool is_whole_ = true;
    std::vector<std::vector<bool>> read_;  // by row and column
    std::set<std::size_t> rejected_;       // rows
};

}  // namespace obverse
