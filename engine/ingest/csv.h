#pragma once

#include "engine/ingest/input_text.h"
#include "engine/ingest/problem.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// One cell with where it begins in the file.
struct CsvCell {
    std::string text;
    Spot spot;
};

/// What is wrong with a row as such, and where.
struct CsvProblem {
    Problem problem;
    Spot spot;
};

/// A row; with a problem, the cells are those that could be read.
struct CsvRow {
    std::vector<CsvCell> cells;
    std::size_t line = 1;  // where it begins
    std::optional<CsvProblem> problem;
};

/// Reads a table as RFC 4180 says, row by row: quotes where needed, `""` for a quote in quotes,
/// line ends of any kind, also inside quotes. A byte order mark and empty lines are passed over.
/// Memory stays bounded whatever the file holds: a cell has at most 1 MiB, a row 16 MiB.
class CsvReader {
public:
    explicit CsvReader(std::istream& stream, char separator = ',');

    /// The next row; nothing at the end.
    std::optional<CsvRow> next();

private:
    bool is_separator(int byte) const { return byte == static_cast<unsigned char>(separator_); }
    int take();
    void read_cell(CsvRow& row);
    void read_plain(CsvRow& row, CsvCell& cell);
    void read_quoted(CsvRow& row, CsvCell& cell);
    void skip_cell();
    void skip_line_end();
    void keep(CsvRow& row, CsvCell& cell, std::string_view text);
    void keep_until(std::string_view stops, CsvRow& row, CsvCell& cell);
    void check_text(CsvRow& row, const CsvCell& cell) const;

    ByteReader bytes_;
    char separator_;
    Spot at_;
    std::size_t row_size_ = 0;
};

/// A cell as CSV: in quotes when it needs them.
std::string csv_cell(std::string_view text);

}  // namespace obverse
