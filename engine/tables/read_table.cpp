#include "engine/tables/read_table.h"

#include "engine/base/date.h"
#include "engine/base/name_key.h"
#include "engine/tables/field_reader.h"
#include "engine/tables/mapped_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

namespace {

constexpr std::size_t most_reported = 100;

/// The integer that makes up the whole text: a sign or none, and up to 18 digits the quick way.
std::optional<std::int64_t> integer_of(std::string_view text) {
    const bool is_negative = !text.empty() && text.front() == '-';
    const std::string_view digits = text.substr(is_negative ? 1 : 0);
    constexpr std::size_t always_fits = 18;
    if (digits.empty() || digits.size() > always_fits) {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
        return value;
    }
    std::int64_t value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return is_negative ? -value : value;
}

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return std::isfinite(value) ? std::optional<double>(value) : std::nullopt;
}

class TableReader {
public:
    TableReader(std::string path, std::string_view text, eval::Relation& relation,
                SymbolTable& symbols, Diagnostics& diagnostics)
        : path_(std::move(path)),
          text_(text),
          relation_(relation),
          symbols_(symbols),
          diagnostics_(diagnostics),
          fields_(text, path_.ends_with(".tsv") ? TableForm::tsv : TableForm::csv),
          cells_(relation.width(), std::vector<Word>(eval::Relation::most_batch)) {
        for (const std::vector<Word>& column : cells_) columns_.push_back(column.data());
    }

    void read() {
        while (!fields_.at_end()) {
            if (relation_.width() == 0 ? read_empty_row() : read_row()) ++row_count_;
            if (row_count_ == eval::Relation::most_batch) flush();
        }
        flush();
        relation_.settle();
        if (reported_ > most_reported) {
            diagnostics_.report({.code = Code::rejected_rows,
                                 .message = std::to_string(reported_ - most_reported) +
                                            " more rows of `" + path_ + "` cannot be read"});
        }
    }

private:
    void flush() {
        relation_.add(columns_, row_count_, eval::Stamp{});
        row_count_ = 0;
    }

    bool read_row() {
        const std::size_t width = relation_.width();
        const std::size_t line_begin = fields_.position();
        for (std::size_t c = 0; c < width; ++c) {
            if (relation_.column(c).type() == ColumnType::integer) {
                const auto followed_by =
                    c + 1 == width ? FieldReader::End::line : FieldReader::End::field;
                if (const auto integer = fields_.take_plain_integer(followed_by)) {
                    cells_[c][row_count_] = to_word(*integer);
                    continue;
                }
            }
            const FieldReader::Field field = fields_.next();
            const bool is_empty_line = c == 0 && width > 1 && field.text.empty() &&
                                       !field.was_quoted && field.end != FieldReader::End::field;
            if (is_empty_line) return report_empty_line(line_begin);
            if (!set_cell(c, field)) {
                if (field.end == FieldReader::End::field) fields_.skip_line();
                return false;
            }
            const bool is_last = field.end != FieldReader::End::field;
            if (is_last == (c + 1 == width)) continue;
            report(line_begin,
                   "the row has " +
                       (is_last ? std::to_string(c + 1) : "more than " + std::to_string(width)) +
                       (width == 1 || (is_last && c == 0) ? " column" : " columns") +
                       " and the relation " + std::to_string(width));
            if (!is_last) fields_.skip_line();
            return false;
        }
        return true;
    }
    /// Empty lines at the end of a file are nothing.
    bool report_empty_line(std::size_t begin) {
        const std::string_view rest = text_.substr(begin);
        if (rest.find_first_not_of("\r\n") != std::string_view::npos) report(begin, "empty line");
        return false;
    }
    bool read_empty_row() {
        const std::size_t begin = fields_.position();
        const FieldReader::Field field = fields_.next();
        const bool is_empty = field.text.empty() || field.text == "()";
        if (is_empty && field.end != FieldReader::End::field) return true;
        report(begin, "the relation has no columns: its row is an empty line");
        if (field.end == FieldReader::End::field) fields_.skip_line();
        return false;
    }

    bool set_cell(std::size_t c, const FieldReader::Field& field) {
        if (field.fault == FieldReader::Fault::unclosed_quote) {
            return fault(field, "the quotation mark is never closed");
        }
        if (field.fault == FieldReader::Fault::stray_quote) {
            return fault(field, "a quotation mark inside a field is doubled, and the field quoted");
        }
        Word& cell = cells_[c][row_count_];
        switch (relation_.column(c).type()) {
            case ColumnType::integer:
                if (const auto value = integer_of(field.text)) {
                    cell = to_word(*value);
                    return true;
                }
                return fault(field, "no integer of 64 bits");
            case ColumnType::number:
                if (const auto value = number_of(field.text)) {
                    cell = to_word(*value);
                    return true;
                }
                return fault(field, "no number");
            case ColumnType::date:
                if (const auto value = parse_date(field.text)) {
                    cell = to_word(*value);
                    return true;
                }
                return fault(field, "no date: write 2021, 2021-11 or 2021-11-15");
            case ColumnType::symbol:
                break;
        }
        if (!is_valid_utf8(field.text)) {
            return report(field.begin, "the text is not valid UTF-8", Code::invalid_utf8);
        }
        cell = to_word(symbols_.intern(field.text));
        return true;
    }
    bool fault(const FieldReader::Field& field, const std::string& what) {
        const std::size_t line_end = field.text.find_first_of("\r\n");
        std::string shown(field.text.substr(0, std::min(line_end, std::size_t{40})));
        if (!is_valid_utf8(shown)) shown.clear();
        return report(field.begin, shown.empty() ? what : "`" + shown + "`: " + what);
    }
    bool report(std::size_t offset, std::string message, Code code = Code::bad_row) {
        if (++reported_ > most_reported) return false;
        const std::string_view before = text_.substr(0, offset);
        const std::size_t newline = before.rfind('\n');
        const std::size_t line_begin = newline == std::string_view::npos ? 0 : newline + 1;
        FilePlace place;
        place.path = path_;
        place.line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
        place.column = 1 + static_cast<std::size_t>(std::count_if(
                               before.begin() + static_cast<std::ptrdiff_t>(line_begin),
                               before.end(), [](char c) { return (c & 0xC0) != 0x80; }));
        const std::string_view line = text_.substr(line_begin);
        place.excerpt = line.substr(0, std::min(line.find_first_of("\r\n"), std::size_t{120}));
        if (!is_valid_utf8(place.excerpt)) place.excerpt.clear();
        diagnostics_.report(
            {.code = code, .message = std::move(message), .place = std::move(place)});
        return false;
    }

    std::string path_;
    std::string_view text_;
    eval::Relation& relation_;
    SymbolTable& symbols_;
    Diagnostics& diagnostics_;
    FieldReader fields_;
    std::vector<std::vector<Word>> cells_;
    std::vector<const Word*> columns_;
    std::uint32_t row_count_ = 0;
    std::size_t reported_ = 0;
};

}  // namespace

void read_table(const std::filesystem::path& path, eval::Relation& relation, SymbolTable& symbols,
                Diagnostics& diagnostics) {
    const MappedFile file(path);
    std::string_view text = file.text();
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    TableReader(path.string(), text, relation, symbols, diagnostics).read();
}

}  // namespace obverse
