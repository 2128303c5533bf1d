#include "engine/ingest/table_reader.h"

#include "engine/base/edit_distance.h"
#include "engine/ingest/identity.h"
#include "engine/ingest/row_claims.h"

#include <algorithm>

namespace obverse {

namespace {

bool is_blank(const CsvRow& row) {
    return !row.problem && std::all_of(row.cells.begin(), row.cells.end(), [](const CsvCell& cell) {
        return trimmed(cell.text).empty();
    });
}

std::string listed(const std::vector<CsvCell>& header) {
    std::string text;
    for (const CsvCell& cell : header) text += (text.empty() ? "`" : ", `") + cell.text + "`";
    return text;
}

}  // namespace

TableReader::TableReader(const Import& import, InputText text, std::string path, std::size_t input,
                         Diagnostics& diagnostics)
    : import_(import),
      text_(std::move(text)),
      path_(std::move(path)),
      input_(input),
      separator_(path_.ends_with(".tsv") ? '\t' : ',') {
    const auto stream = text_.open();
    CsvReader reader(*stream, separator_);
    std::optional<CsvRow> header = reader.next();
    if (!header) {
        diagnostics.report({.code = Code::missing_column,
                            .message = "the table is empty",
                            .help = "its first line names the columns",
                            .place = FilePlace{path_, 0, 0, {}}});
        return;
    }
    report_header(*header, diagnostics);
    if (header->problem) return;
    for (CsvCell& cell : header->cells) cell.text = std::string(trimmed(cell.text));
    header_ = std::move(header->cells);
    is_readable_ = true;
    find_columns(diagnostics);
}

void TableReader::report_header(const CsvRow& header, Diagnostics& diagnostics) {
    const auto report = [&](Code code, std::string message, std::string help, Spot spot) {
        diagnostics.report({.code = code,
                            .message = std::move(message),
                            .help = std::move(help),
                            .place = FilePlace{path_, spot.line, spot.column, {}}});
    };
    if (header.problem) {
        const Problem& problem = header.problem->problem;
        report(problem.code, problem.message, problem.help, header.problem->spot);
        return;
    }
    for (auto cell = header.cells.begin(); cell != header.cells.end(); ++cell) {
        const auto same = [&](const CsvCell& other) {
            return trimmed(other.text) == trimmed(cell->text);
        };
        if (trimmed(cell->text).empty() || std::find_if(header.cells.begin(), cell, same) == cell) {
            continue;
        }
        report(Code::duplicate_name, "two columns are called `" + cell->text + "`",
               "rename one of the two", cell->spot);
    }
}

void TableReader::find_columns(Diagnostics& diagnostics) {
    std::vector<std::string> names;
    for (const CsvCell& cell : header_) names.push_back(cell.text);
    columns_.assign(import_.cells.size(), 0);
    for (std::size_t i = 0; i < import_.cells.size(); ++i) {
        const ImportCell& cell = import_.cells[i];
        if (cell.shape != ImportCell::Shape::column) continue;
        const auto found = std::find(names.begin(), names.end(), cell.name);
        if (found != names.end()) {
            columns_[i] = static_cast<std::size_t>(found - names.begin());
            continue;
        }
        columns_[i] = no_column;
        has_all_columns_ = false;
        std::string help = did_you_mean(closest(cell.name, names));
        if (help.empty()) help = "the columns are " + listed(header_);
        if (header_.size() == 1 && header_.front().text.find(';') != std::string::npos) {
            help = "cells seem to be divided by semicolons; save the table with commas";
        }
        diagnostics.report({.code = Code::missing_column,
                            .message = "`" + path_ + "` has no column `" + cell.name + "`",
                            .primary = Label{cell.span, "read here"},
                            .help = std::move(help)});
    }
}

void TableReader::for_each_row(const Rejections& rejections, const OnRow& on_row) const {
    if (!is_readable_) return;
    const auto stream = text_.open();
    CsvReader reader(*stream, separator_);
    reader.next();  // the header
    while (const std::optional<CsvRow> row = reader.next()) {
        const RowKey key{input_, row->line};
        if (!is_blank(*row) && !rejections.is_passed_over(key)) on_row(*row, key);
    }
}

void TableReader::declare_line(const ImportEntity& line, RowWalk& walk, Gathering& gathering,
                               std::vector<Declaration>& later, Rejections& rejections,
                               RowKey row) const {
    const std::string subject(walk.text(line.subject));
    if (subject.empty()) {
        walk.pass_over(line);
        return;
    }
    if (line.shape == ImportEntity::Shape::kind) {
        const std::string label(line.label ? walk.text(*line.label) : std::string_view());
        const auto reject = [&](const ImportTerm& term, Problem problem) {
            rejections.add(row, walk.spot(term), walk.text(term), std::move(problem));
        };
        if (auto problem = problem_of_id(subject)) return reject(line.subject, std::move(*problem));
        const SymbolId id = gathering.program().symbols.intern(subject);
        if (auto problem = problem_of_kind(gathering, id, *line.kind)) {
            return reject(line.subject, std::move(*problem));
        }
        if (auto problem = problem_of_label(gathering, id, label)) {
            return reject(*line.label, std::move(*problem));
        }
        gathering.add_kind(id, *line.kind, label);
        return;
    }
    Declaration made{.shape = line.shape,
                     .subject = {subject, walk.spot(line.subject)},
                     .objects = {},
                     .date = {},
                     .row = row};
    const bool is_list =
        line.shape == ImportEntity::Shape::alias || line.shape == ImportEntity::Shape::based_on;
    for (const ImportTerm& object : line.objects) {
        const Spot spot = walk.spot(object);
        if (is_list) {
            for (const std::string_view entry : walk.list(object)) {
                made.objects.push_back({std::string(entry), spot});
            }
        } else if (const std::string_view text = walk.text(object); !text.empty()) {
            made.objects.push_back({std::string(text), spot});
        }
    }
    if (line.date) made.date = {std::string(walk.text(*line.date)), walk.spot(*line.date)};
    if (!made.objects.empty() || !made.date.text.empty()) later.push_back(std::move(made));
}

void TableReader::declare(Gathering& gathering, Rejections& rejections,
                          std::vector<Declaration>& later) {
    for_each_row(rejections, [&](const CsvRow& row, RowKey key) {
        if (!is_counted_) ++row_count_;
        if (row.problem) {
            rejections.add(key, row.problem->spot, {}, row.problem->problem);
            return;
        }
        if (row.cells.size() != header_.size()) {
            rejections.add(key, row.cells.back().spot, {},
                           {Code::bad_row,
                            "the row has " + std::to_string(row.cells.size()) +
                                " cells, the header " + std::to_string(header_.size()),
                            "put a cell that holds a comma in quotes"});
            return;
        }
        RowWalk walk(import_, columns_, row, use_, gathering.program().symbols,
                     RowWalk::Counts::no);
        walk.go(
            [&](const ImportEntity& line) {
                declare_line(line, walk, gathering, later, rejections, key);
            },
            [](const ImportStatement&) {});
    });
}

void TableReader::claim(Resolver& resolver, Rejections& rejections) {
    const auto counts = is_counted_ ? RowWalk::Counts::no : RowWalk::Counts::yes;
    is_counted_ = true;
    for_each_row(rejections, [&](const CsvRow& row, RowKey key) {
        // A row that is rejected for what it declares may still have more that is wrong with it.
        if (row.problem || row.cells.size() != header_.size()) return;
        RowWalk walk(import_, columns_, row, use_, resolver.gathering().program().symbols, counts);
        RowClaims claims(walk, resolver, rejections, key);
        walk.go([](const ImportEntity&) {},
                [&](const ImportStatement& statement) { claims.add(statement); });
        claims.commit();
        if (rejections.contains(key)) walk.mark_all();
    });
}

void TableReader::report_unread(Diagnostics& diagnostics) const {
    if (is_readable_ && has_all_columns_) use_.report(import_, header_, path_, diagnostics);
}

}  // namespace obverse
