#include "engine/check/program_checks.h"

#include <array>
#include <set>

namespace obverse::checking {

namespace {

/// What a condition column may come to in one case. A refuted sentence has no record either.
enum class State : std::uint8_t { supported, refuted, unrecorded };
constexpr std::array<State, 3> states = {State::supported, State::refuted, State::unrecorded};

bool fits(Table::Cell cell, State state) {
    switch (cell) {
        case Table::Cell::yes:
            return state == State::supported;
        case Table::Cell::no:
            return state == State::refuted;
        case Table::Cell::no_record:
            return state != State::supported;
        case Table::Cell::either:
            break;
    }
    return true;
}

std::string cell_text(State state) {
    switch (state) {
        case State::refuted:
            return "no";
        case State::unrecorded:
            return "no record";
        case State::supported:
            break;
    }
    return "yes";
}

bool row_fits(const Table::Row& row, const std::vector<State>& assignment) {
    for (std::size_t i = 0; i < assignment.size(); ++i) {
        if (!fits(row.cells[i], assignment[i])) return false;
    }
    return true;
}

bool contradict(const Table& table, const Table::Row& left, const Table::Row& right) {
    for (std::size_t i = table.condition_columns.size(); i < left.cells.size(); ++i) {
        const bool opposed =
            (left.cells[i] == Table::Cell::yes && right.cells[i] == Table::Cell::no) ||
            (left.cells[i] == Table::Cell::no && right.cells[i] == Table::Cell::yes);
        if (opposed) return true;
    }
    return false;
}

std::string as_row(const std::vector<State>& assignment) {
    std::string text = "|";
    for (const State state : assignment) text += " " + cell_text(state) + " |";
    return text;
}

void check_table(Context& context, const Table& table) {
    const std::size_t width = table.condition_columns.size();
    std::size_t case_count = 1;
    for (std::size_t i = 0; i < width; ++i) case_count *= states.size();
    std::size_t gap_count = 0;
    std::string first_gap;
    std::set<std::pair<std::size_t, std::size_t>> told;
    for (std::size_t number = 0; number < case_count; ++number) {
        std::vector<State> assignment(width);
        for (std::size_t i = 0, rest = number; i < width; ++i, rest /= states.size()) {
            assignment[width - 1 - i] = states[rest % states.size()];
        }
        std::vector<std::size_t> fitting;
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            if (row_fits(table.rows[row], assignment)) fitting.push_back(row);
        }
        if (fitting.empty() && gap_count++ == 0) first_gap = as_row(assignment);
        for (std::size_t i = 0; i + 1 < fitting.size(); ++i) {
            const Table::Row& first = table.rows[fitting[i]];
            const Table::Row& second = table.rows[fitting[i + 1]];
            if (!contradict(table, first, second) ||
                !told.emplace(fitting[i], fitting[i + 1]).second) {
                continue;
            }
            context.diagnostics.report({
                .code = Code::table_overlap,
                .message = "two rows of `" + table.header.name + "` disagree about `" +
                           as_row(assignment) + "`",
                .primary = Label{second.span, "this row says otherwise"},
                .secondary = {Label{first.span, "this row fits the case too"}},
                .help = "narrow the conditions of one of them",
            });
        }
    }
    if (gap_count == 0) return;
    context.error(
        Code::table_gap, table.header.span,
        "`" + table.header.name + "` says nothing about `" + first_gap + "`",
        gap_count == 1 ? "" : "nor about " + std::to_string(gap_count - 1) + " other cases",
        "add a row for it");
}

}  // namespace

void check_tables(Context& context) {
    constexpr std::size_t column_limit = 9;  // 3^9 cases by the rows is still quick
    for (const Table& table : context.program().tables) {
        if (!table.checked) continue;
        if (table.condition_columns.size() > column_limit) {
            context.error(Code::limit_reached, table.header.span,
                          "`" + table.header.name + "` has more than " +
                              std::to_string(column_limit) + " conditions to be checked for gaps",
                          "", "split the table");
            continue;
        }
        check_table(context, table);
    }
}

}  // namespace obverse::checking
