#pragma once

#include "engine/base/diagnostic.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// One cell with where it begins in the file, counted from 1; columns in bytes.
struct CsvCell {
    std::string text;
    std::size_t line = 0;
    std::size_t column = 0;
};
using CsvRow = std::vector<CsvCell>;

/// A table as RFC 4180 says: commas, quotes where needed, `""` for a quote in quotes, line ends of
/// either kind, also inside quotes. A byte order mark is passed over.
struct CsvTable {
    CsvRow header;
    std::vector<CsvRow> rows;
};

/// Reads a table with a header. Everything that is wrong is reported with line and column: text
/// that is no UTF-8, a quote that does not close, rows longer or shorter than the header, names of
/// columns that are empty or stand twice. What could be read is returned all the same.
CsvTable read_csv(std::string_view text, const std::string& path, Diagnostics& diagnostics);

/// A cell as CSV: in quotes when it needs them.
std::string csv_cell(std::string_view text);

}  // namespace obverse
