#pragma once

#include "engine/base/diagnostic.h"
#include "engine/ingest/problem.h"

#include <compare>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// A row of a table or a line of a file: which of the inputs, and where it begins.
struct RowKey {
    std::size_t input = 0;
    std::size_t line = 0;

    friend auto operator<=>(const RowKey&, const RowKey&) = default;
};

/// The rows that cannot be taken, with what is wrong with each.
class Rejections {
public:
    explicit Rejections(std::vector<std::string> paths) : paths_(std::move(paths)) {}

    void add(RowKey row, Spot spot, std::string_view excerpt, Problem problem);
    bool contains(RowKey row) const { return rows_.contains(row); }
    /// From here on the rows that are rejected so far are passed over.
    void begin_round() { earlier_ = rows_; }
    bool is_passed_over(RowKey row) const { return earlier_.contains(row); }
    std::size_t row_count() const { return rows_.size(); }
    const Diagnostics& findings() const { return findings_; }
    const std::string& path(RowKey row) const { return paths_[row.input]; }

private:
    std::vector<std::string> paths_;  // of the inputs
    std::set<RowKey> rows_;
    std::set<RowKey> earlier_;  // of earlier rounds
    Diagnostics findings_;
};

}  // namespace obverse
