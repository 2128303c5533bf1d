#pragma once

#include "engine/ingest/declarations.h"
#include "engine/ingest/input_text.h"
#include "engine/ingest/resolver.h"
#include "engine/ingest/row_walk.h"

#include <functional>
#include <string>
#include <vector>

namespace obverse {

/// An import block with its table, gone through twice: for what it declares, then for what it
/// claims, so that rows and files may name what stands further down. Rows are not kept.
class TableReader {
public:
    /// Reads the header. Reports what makes the whole table unreadable; then it has no rows.
    /// Reports too the columns that the block names and the table does not have; then rows are read
    /// for what else is wrong with them.
    TableReader(const Import& import, InputText text, std::string path, std::size_t input,
                Diagnostics& diagnostics);

    /// Declares what rows declare; what names other things is put off to `later`. Rejects rows that
    /// are none.
    void declare(Gathering& gathering, Rejections& rejections, std::vector<Declaration>& later);
    void claim(Resolver& resolver, Rejections& rejections);
    void report_unread(Diagnostics& diagnostics) const;

    std::size_t row_count() const { return row_count_; }

private:
    using OnRow = std::function<void(const CsvRow&, RowKey)>;

    void find_columns(Diagnostics& diagnostics);
    void report_header(const CsvRow& header, Diagnostics& diagnostics);
    void for_each_row(const Rejections& rejections, const OnRow& on_row) const;
    void declare_line(const ImportEntity& line, RowWalk& walk, Gathering& gathering,
                      std::vector<Declaration>& later, Rejections& rejections, RowKey row) const;

    const Import& import_;
    InputText text_;
    std::string path_;
    std::size_t input_;
    char separator_;
    std::vector<CsvCell> header_;
    ColumnPlaces columns_;
    bool is_readable_ = false;
    bool has_all_columns_ = true;
    TableUse use_;
    std::size_t row_count_ = 0;
    bool is_counted_ = false;
};

}  // namespace obverse
