#include "engine/ingest/csv.h"

#include "engine/base/name_key.h"

#include <algorithm>
#include <iterator>

namespace obverse {

namespace {

constexpr std::size_t cell_limit = std::size_t{1} << 20U;
constexpr std::size_t row_limit = std::size_t{16} << 20U;
constexpr std::size_t cell_count_limit = 10000;

bool is_line_end(int byte) {
    return byte == '\n' || byte == '\r' || byte == ByteReader::end;
}
bool begins_character(int byte) {
    return (static_cast<unsigned>(byte) & 0xC0U) != 0x80U;
}

/// The first problem of a row is the one that is told.
void report(CsvRow& row, Spot spot, Code code, std::string message, std::string help = {}) {
    if (row.problem) return;
    row.problem = CsvProblem{{code, std::move(message), std::move(help)}, spot};
}

}  // namespace

CsvReader::CsvReader(std::istream& stream, char separator) : bytes_(stream), separator_(separator) {
    bytes_.skip("\xef\xbb\xbf");
}

int CsvReader::take() {
    const int byte = bytes_.take();
    const bool ends_line = byte == '\n' || (byte == '\r' && bytes_.peek() != '\n');
    if (ends_line) {
        ++at_.line;
        at_.column = 1;
    } else if (byte != ByteReader::end && begins_character(byte)) {
        ++at_.column;
    }
    return byte;
}

std::optional<CsvRow> CsvReader::next() {
    while (bytes_.peek() == '\n' || bytes_.peek() == '\r') take();
    if (bytes_.peek() == ByteReader::end) return std::nullopt;
    CsvRow row;
    row.line = at_.line;
    row_size_ = 0;
    while (true) {
        read_cell(row);
        if (!is_separator(bytes_.peek())) break;
        take();
    }
    skip_line_end();
    return row;
}

void CsvReader::skip_line_end() {
    if (bytes_.peek() == '\r') take();
    if (bytes_.peek() == '\n') take();
}

void CsvReader::read_cell(CsvRow& row) {
    CsvCell cell{{}, at_};
    if (bytes_.peek() == '"') {
        read_quoted(row, cell);
    } else {
        read_plain(row, cell);
    }
    check_text(row, cell);
    if (row.cells.size() < cell_count_limit) {
        row.cells.push_back(std::move(cell));
    } else {
        report(row, cell.spot, Code::bad_row,
               "the row has more than " + std::to_string(cell_count_limit) + " cells");
    }
}

void CsvReader::keep(CsvRow& row, CsvCell& cell, std::string_view text) {
    const std::size_t in_cell = cell_limit - cell.text.size();
    const std::size_t in_row = row_limit - row_size_;
    if (text.size() > in_cell) {
        report(row, cell.spot, Code::line_too_long, "a cell of more than 1 MiB",
               "is a quote missing that closes the cell?");
    } else if (text.size() > in_row) {
        report(row, cell.spot, Code::line_too_long, "a row of more than 16 MiB");
    }
    const std::string_view kept = text.substr(0, std::min(in_cell, in_row));
    row_size_ += kept.size();
    cell.text += kept;
}

/// `stops` holds the line ends: so only the column moves.
void CsvReader::keep_until(std::string_view stops, CsvRow& row, CsvCell& cell) {
    while (true) {
        const std::string_view text = bytes_.take_until(stops);
        if (text.empty()) return;
        at_.column += static_cast<std::size_t>(
            std::count_if(text.begin(), text.end(), [](char c) { return begins_character(c); }));
        keep(row, cell, text);
    }
}

void CsvReader::read_plain(CsvRow& row, CsvCell& cell) {
    const char stops[] = {'"', '\n', '\r', separator_};
    while (true) {
        keep_until({stops, std::size(stops)}, row, cell);
        if (bytes_.peek() != '"') return;
        report(row, at_, Code::unclosed_quote, "a quote inside a cell that does not begin with one",
               "put the whole cell in quotes and double the quotes inside");
        take();
        keep(row, cell, "\"");
    }
}

void CsvReader::read_quoted(CsvRow& row, CsvCell& cell) {
    take();
    while (true) {
        keep_until("\"\n\r", row, cell);
        const int byte = take();
        if (byte == ByteReader::end) {
            // This explains whatever else was found on the way.
            row.problem.reset();
            report(row, cell.spot, Code::unclosed_quote, "a quote opens here and does not close",
                   "end the cell with a quote");
            return;
        }
        if (byte == '"') {
            if (bytes_.peek() != '"') break;
            take();
        }
        const char kept = static_cast<char>(byte);
        keep(row, cell, {&kept, 1});
    }
    if (is_line_end(bytes_.peek()) || is_separator(bytes_.peek())) return;
    report(row, at_, Code::unclosed_quote, "text follows the quote that ends the cell",
           "double a quote that belongs to the text");
    skip_cell();
}

void CsvReader::skip_cell() {
    while (!is_line_end(bytes_.peek()) && !is_separator(bytes_.peek())) take();
}

void CsvReader::check_text(CsvRow& row, const CsvCell& cell) const {
    if (cell.text.find('\0') != std::string::npos) {
        report(row, cell.spot, Code::bad_row, "a zero byte stands in the cell",
               "the file is no text, or not in UTF-8; save it as UTF-8");
    }
    if (!is_valid_utf8(cell.text)) {
        report(row, cell.spot, Code::invalid_utf8, "the cell is not in UTF-8",
               "save the file as UTF-8");
    }
}

std::string csv_cell(std::string_view text) {
    const bool is_plain = text.find_first_of(",\"\r\n") == std::string_view::npos;
    if (is_plain) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted += '"';
}

}  // namespace obverse
