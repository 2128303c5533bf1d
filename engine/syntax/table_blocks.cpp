#include "engine/syntax/block_parser.h"
#include "engine/syntax/skeleton.h"
#include "engine/syntax/statement.h"

namespace obverse::blocks {

namespace {

using ast::WordKind;

bool is_bar(const ast::Word& word) {
    return word.kind == WordKind::punctuation && word.text == "|";
}

/// The words between the bars of a row.
std::vector<Words> cells_of(const Line& line) {
    std::vector<Words> cells;
    const Words words = line.words;
    std::size_t begin = 1;
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (!is_bar(words[i])) continue;
        cells.push_back(words.subspan(begin, i - begin));
        begin = i + 1;
    }
    if (begin < words.size()) cells.push_back(words.subspan(begin));
    return cells;
}

std::optional<ast::Table::Cell> cell_of(Words words) {
    const auto is = [&](std::initializer_list<std::string_view> texts) {
        return std::equal(
            words.begin(), words.end(), texts.begin(), texts.end(),
            [](const ast::Word& word, std::string_view text) { return word.text == text; });
    };
    if (is({"yes"})) return ast::Table::Cell::yes;
    if (is({"no"})) return ast::Table::Cell::no;
    if (is({"no", "record"})) return ast::Table::Cell::no_record;
    if (is({"-"})) return ast::Table::Cell::either;
    return std::nullopt;
}

void columns(const Line& line, ast::Table& table, Diagnostics& diagnostics) {
    refuse_children(line, diagnostics);
    for (Words words : cells_of(line)) {
        ast::Table::Column column;
        if (words.empty()) {
            report_form(line, line.words, 1, "a sentence in each column", diagnostics);
            continue;
        }
        column.span = {words.front().span.source, words.front().span.begin, words.back().span.end};
        if (words.front().text == "then" && words.size() > 1) {
            column.marked_result = true;
            words = words.subspan(1);
        }
        column.statement = parse_statement(words, diagnostics);
        table.columns.push_back(std::move(column));
    }
}

void row(const Line& line, ast::Table& table, Diagnostics& diagnostics) {
    ast::Table::Row result;
    result.span = line.span;
    for (const Words words : cells_of(line)) {
        const auto cell = cell_of(words);
        if (!cell) {
            diagnostics.report(
                {.code = Code::bad_syntax,
                 .message = "a cell is none of the four that a table knows",
                 .primary = Label{words.empty() ? line.span : words.front().span, "this cell"},
                 .help = "write `yes`, `no` (denied), `no record` or `-` (either)"});
            return;
        }
        result.cells.push_back(*cell);
    }
    if (result.cells.size() != table.columns.size()) {
        diagnostics.report({.code = Code::bad_syntax,
                            .message = "the row has " + std::to_string(result.cells.size()) +
                                       " cells, the table " + std::to_string(table.columns.size()) +
                                       " columns",
                            .primary = Label{line.span, "this row"},
                            .help = "give each column one cell; `-` means either"});
        return;
    }
    citations_below(line, result.cites, diagnostics);
    table.rows.push_back(std::move(result));
}

void add_variables(const Line& line, std::vector<ast::Variable>& variables,
                   Diagnostics& diagnostics) {
    std::size_t furthest = 0;
    refuse_children(line, diagnostics);
    if (!variables.empty()) {
        report_duplicate(line, "a line `for`", diagnostics);
        return;
    }
    if (auto found = skeleton::variables(after(line, 1), &furthest)) {
        variables = std::move(*found);
    } else {
        report_form(line, after(line, 1), furthest, "`for State A and State B`", diagnostics);
    }
}

void factors(const Line& line, ast::Grade& grade, Diagnostics& diagnostics) {
    for (const Line& child : line.children) {
        const Words words = child.words;
        if (words.size() < 4 || words[0].text != "-" || words[2].text != ":") {
            report_form(child, words, std::min<std::size_t>(words.size(), 2),
                        "`- name: the quantity of A`", diagnostics);
            continue;
        }
        ast::Grade::Factor factor;
        factor.name = name_of(words[1]);
        factor.words.assign(words.begin() + 3, words.end());
        factor.span = child.span;
        citations_below(child, factor.cites, diagnostics);
        grade.factors.push_back(std::move(factor));
    }
}

}  // namespace

std::optional<ast::Table> table(const Line& line, Diagnostics& diagnostics) {
    ast::Table result;
    std::span<const Line> lines = line.children;
    result.header.span = line.span;
    result.header.title = take_doc(lines);
    if (auto name = one_name(line, after(line, 1), diagnostics)) result.header.name = *name;
    for (const Line& child : lines) {
        if (is_bar(child.words.front())) {
            result.columns.empty() ? columns(child, result, diagnostics)
                                   : row(child, result, diagnostics);
        } else if (child.begins("for")) {
            add_variables(child, result.variables, diagnostics);
        } else if (is_condition(child)) {
            add_condition(child, result.conditions, diagnostics);
        } else if (child.begins("cites")) {
            add_citation(child, result.header.cites, diagnostics);
        } else if (child.begins("checked for gaps and overlaps") && child.words.size() == 5) {
            result.checked = true;
            refuse_children(child, diagnostics);
        } else {
            report_keyword(child,
                           std::vector<std::string>{"for", "if", "and", "|", "cites",
                                                    "checked for gaps and overlaps"},
                           diagnostics);
        }
    }
    if (result.rows.empty()) {
        report_missing(line.span, "rows", "give a row of column sentences, then rows of cells",
                       diagnostics);
    }
    return result;
}

std::optional<ast::Grade> grade(const Line& line, Diagnostics& diagnostics) {
    const Words words = line.words;
    if (words.size() != 3 || words[2].kind != WordKind::quoted) {
        report_form(line, words, std::min<std::size_t>(words.size(), 2),
                    "`grade NAME \"the effectiveness of {State}\"`", diagnostics);
        return std::nullopt;
    }
    ast::Grade result;
    result.span = line.span;
    result.name = name_of(words[1]);
    result.pattern = pattern_of(words[2], diagnostics);
    std::span<const Line> lines = line.children;
    result.doc = take_doc(lines);
    for (const Line& child : lines) {
        if (child.begins("for")) {
            add_variables(child, result.variables, diagnostics);
        } else if (child.begins("is the product of :") && child.words.size() == 5) {
            if (!result.factors.empty()) report_duplicate(child, "factors", diagnostics);
            factors(child, result, diagnostics);
        } else if (child.begins("cites")) {
            add_citation(child, result.cites, diagnostics);
        } else {
            report_keyword(child, std::vector<std::string>{"for", "is the product of:", "cites"},
                           diagnostics);
        }
    }
    if (result.factors.empty()) {
        report_missing(line.span, "factors", "list them below `is the product of:`", diagnostics);
    }
    return result;
}

}  // namespace obverse::blocks
