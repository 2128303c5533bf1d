#include "engine/ingest/csv.h"

#include "engine/base/name_key.h"

#include <set>

namespace obverse {

namespace {

constexpr std::size_t cell_limit = std::size_t{1} << 20U;

void report(Diagnostics& diagnostics, const std::string& path, std::size_t line, std::size_t column,
            Code code, std::string message, std::string help = {}) {
    diagnostics.report({.code = code,
                        .message = std::move(message),
                        .help = std::move(help),
                        .place = FilePlace{path, line, column, {}}});
}

/// Goes through the text cell by cell.
class Reader {
public:
    Reader(std::string_view text, const std::string& path, Diagnostics& diagnostics)
        : text_(text), path_(path), diagnostics_(diagnostics) {}

    bool at_end() const { return at_ >= text_.size(); }

    CsvRow row() {
        CsvRow row;
        while (true) {
            row.push_back(cell());
            if (at_end()) return row;
            const char c = text_[at_];
            if (c == ',') {
                advance();
                // A comma at the very end is followed by one empty cell.
                if (at_end()) {
                    row.push_back({"", line_, column_});
                    return row;
                }
                continue;
            }
            end_line();
            return row;
        }
    }

private:
    void advance() {
        if (text_[at_] == '\n') {
            ++line_;
            column_ = 1;
        } else {
            ++column_;
        }
        ++at_;
    }
    void end_line() {
        if (text_[at_] == '\r') advance();
        if (!at_end() && text_[at_] == '\n') advance();
    }

    CsvCell cell() {
        CsvCell cell{"", line_, column_};
        if (!at_end() && text_[at_] == '"') {
            quoted(cell);
        } else {
            plain(cell);
        }
        if (cell.text.size() > cell_limit) {
            report(diagnostics_, path_, cell.line, cell.column, Code::line_too_long,
                   "a cell of " + std::to_string(cell.text.size()) + " bytes",
                   "a cell holds at most 1 MiB");
            cell.text.resize(cell_limit);
        }
        return cell;
    }

    void plain(CsvCell& cell) {
        const std::size_t from = at_;
        while (!at_end() && text_[at_] != ',' && text_[at_] != '\n') {
            if (text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n')) break;
            if (text_[at_] == '"') {
                report(diagnostics_, path_, line_, column_, Code::unclosed_quote,
                       "a quote inside a cell that does not begin with one",
                       "put the whole cell in quotes and double the quotes inside");
            }
            advance();
        }
        cell.text = text_.substr(from, at_ - from);
    }

    void quoted(CsvCell& cell) {
        advance();
        while (true) {
            if (at_end()) {
                report(diagnostics_, path_, cell.line, cell.column, Code::unclosed_quote,
                       "a quote opens here and does not close", "end the cell with a quote");
                return;
            }
            if (text_[at_] == '"') {
                advance();
                if (at_end() || text_[at_] != '"') break;
            }
            cell.text += text_[at_];
            advance();
        }
        if (at_end() || text_[at_] == ',' || text_[at_] == '\n' || text_[at_] == '\r') return;
        report(diagnostics_, path_, line_, column_, Code::unclosed_quote,
               "text follows the quote that ends the cell",
               "double a quote that belongs to the text");
        while (!at_end() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') {
            advance();
        }
    }

    std::string_view text_;
    const std::string& path_;
    Diagnostics& diagnostics_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t column_ = 1;
};

bool is_blank(const CsvRow& row) {
    return row.size() == 1 && row.front().text.empty();
}

void check_header(const CsvTable& table, const std::string& path, Diagnostics& diagnostics) {
    std::set<std::string> names;
    for (const CsvCell& cell : table.header) {
        if (cell.text.empty()) {
            report(diagnostics, path, cell.line, cell.column, Code::bad_row,
                   "a column without a name");
        } else if (!names.insert(cell.text).second) {
            report(diagnostics, path, cell.line, cell.column, Code::bad_row,
                   "two columns are called `" + cell.text + "`");
        }
    }
}

}  // namespace

CsvTable read_csv(std::string_view text, const std::string& path, Diagnostics& diagnostics) {
    CsvTable table;
    std::size_t bad = 0;
    if (!is_valid_utf8(text, &bad)) {
        std::size_t line = 1;
        std::size_t column = 1;
        for (std::size_t i = 0; i < bad; ++i) {
            column = text[i] == '\n' ? 1 : column + 1;
            line += text[i] == '\n' ? 1 : 0;
        }
        report(diagnostics, path, line, column, Code::invalid_utf8, "this byte is not UTF-8",
               "save the file as UTF-8");
        return table;
    }
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    Reader reader(text, path, diagnostics);
    if (reader.at_end()) {
        report(diagnostics, path, 0, 0, Code::bad_row, "the table is empty",
               "its first line names the columns");
        return table;
    }
    table.header = reader.row();
    check_header(table, path, diagnostics);
    while (!reader.at_end()) {
        CsvRow row = reader.row();
        if (is_blank(row) && table.header.size() > 1) continue;
        if (row.size() != table.header.size()) {
            report(diagnostics, path, row.front().line, row.back().column, Code::bad_row,
                   std::to_string(row.size()) + " cells where the header has " +
                       std::to_string(table.header.size()),
                   "put a cell that holds a comma in quotes");
            continue;
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string csv_cell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted += '"';
}

}  // namespace obverse
