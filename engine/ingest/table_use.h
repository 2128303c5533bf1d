#pragma once

#include "engine/base/diagnostic.h"
#include "engine/ingest/csv.h"
#include "engine/model/import.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace obverse {

/// Which values of a table the lines of an import block make use of. A value counts as read when in
/// some row a line takes it, when a test names it, or when a line that would take it is passed over
/// for the sake of another column. What is left is likely a slip of the pen.
class TableUse {
public:
    struct Value {
        std::size_t count = 0;
        Spot spot;  // where it stands first
        bool read = false;
    };

    /// The value in a column; nullptr for an empty one.
    Value* in_column(std::size_t column, std::string_view text);
    /// An entry of a list that a `for each` goes through, in the column `name` is a loop over.
    Value* in_loop(CellId loop, std::string_view text);
    static void count(Value* value, Spot spot);

    /// One warning for each column of which nothing is read, and for each value that is not.
    void report(const Import& import, const std::vector<CsvCell>& header, const std::string& path,
                Diagnostics& diagnostics) const;

private:
    using Values = std::unordered_map<std::string, Value>;

    std::map<std::size_t, Values> columns_;
    std::map<CellId, Values> loops_;
};

}  // namespace obverse
