#include "engine/check/blocks.h"

#include <algorithm>

namespace obverse::checking {

namespace {

Table::Cell cell_of(ast::Table::Cell cell) {
    switch (cell) {
        case ast::Table::Cell::yes:
            return Table::Cell::yes;
        case ast::Table::Cell::no:
            return Table::Cell::no;
        case ast::Table::Cell::no_record:
            return Table::Cell::no_record;
        case ast::Table::Cell::either:
            break;
    }
    return Table::Cell::either;
}

struct TableReader {
    Context& context;
    const ast::Table& words;
    Scope scope;
    Table made;
    std::vector<Atom> atoms;
    bool is_complete = true;

    void read_all() {
        AtomReader reader(context, scope);
        for (const ast::Variable& variable : words.variables) scope.variable(context, variable);
        made.conditions = read_conditions(reader, words.conditions);
        is_complete = made.conditions.size() == words.conditions.size();
        atoms.clear();
        for (const ast::Table::Column& column : words.columns) {
            if (column.statement.polarity != ast::Polarity::holds) {
                context.error(Code::bad_syntax, column.span, "a column names a plain sentence", "",
                              "write `no` or `no record` in its cells instead");
            }
            auto atom = reader.atom(column.statement);
            is_complete = is_complete && atom;
            if (atom) atoms.push_back(std::move(*atom));
        }
    }

    /// The results begin at `then`, or are the derived phrases right of every other column.
    std::size_t first_result() const {
        for (std::size_t i = 0; i < words.columns.size(); ++i) {
            if (words.columns[i].marked_result) return i;
        }
        std::size_t first = atoms.size();
        while (first > 0 && context.schema().phrase(atoms[first - 1].phrase).derived) --first;
        return first;
    }

    void check_rows() {
        for (const ast::Table::Row& row : words.rows) {
            if (row.cells.size() != words.columns.size()) {
                context.error(Code::wrong_arity, row.span,
                              "the row has " + std::to_string(row.cells.size()) + " cells, not " +
                                  std::to_string(words.columns.size()),
                              "", "give one cell for each column of the header");
                is_complete = false;
            }
            for (std::size_t i = first_result(); i < row.cells.size(); ++i) {
                if (row.cells[i] != ast::Table::Cell::no_record) continue;
                context.error(Code::bad_syntax, row.span, "a result cell cannot be `no record`", "",
                              "write `yes`, `no` or `-`");
                is_complete = false;
            }
        }
    }

    void add_cell_condition(Conditions& conditions, const Atom& atom, Table::Cell cell) const {
        Polarity polarity = Polarity::holds;
        if (cell == Table::Cell::either) return;
        if (cell == Table::Cell::no) polarity = Polarity::denied;
        if (cell == Table::Cell::no_record) polarity = Polarity::no_record;
        conditions.push_back({Literal{polarity, atom}});
    }

    /// A case that the cells do not bind ranges over the whole kind of `for KIND LETTER`.
    void bind_cases(Conditions& conditions) const {
        VariableSet bound;
        add_bound(conditions, scope.variables(), bound);
        for (std::uint32_t i = 0; i < words.variables.size(); ++i) {
            const auto kind = scope.variables()[i].kind;
            if (bound.contains(i) || !kind || context.schema().kind(*kind).is_one_of()) continue;
            conditions.insert(conditions.begin(),
                              {KindTest{datalog::Variable{i}, *kind, words.variables[i].span}});
        }
    }

    void add_rules(std::size_t row_index) {
        const Table::Row& row = made.rows[row_index];
        Conditions conditions = made.conditions;
        const std::size_t count = made.condition_columns.size();
        const bool says_nothing =
            std::all_of(row.cells.begin() + static_cast<std::ptrdiff_t>(count), row.cells.end(),
                        [](Table::Cell cell) { return cell == Table::Cell::either; });
        if (says_nothing) return;
        for (std::size_t i = 0; i < count; ++i) {
            add_cell_condition(conditions, made.condition_columns[i], row.cells[i]);
        }
        bind_cases(conditions);
        orient_bindings(conditions, scope.variables(), {});
        add_kind_guards(context.schema(), conditions, scope.variables(), {});
        VariableSet bound;
        add_bound(conditions, scope.variables(), bound);
        const SafetyCheck check{context, scope, made.header.variables};
        check_safety(check, conditions, {});
        for (std::size_t i = 0; i < made.result_columns.size(); ++i) {
            const Table::Cell cell = row.cells[count + i];
            if (cell == Table::Cell::either) continue;
            check_head_safety(check, made.result_columns[i], bound);
            Rule rule;
            rule.header = made.header;
            rule.header.name += " row " + std::to_string(row_index + 1);
            rule.header.span = row.span;
            rule.header.cites.insert(rule.header.cites.end(), row.cites.begin(), row.cites.end());
            rule.denies = cell == Table::Cell::no;
            rule.head = made.result_columns[i];
            rule.conditions = conditions;
            rule.row = static_cast<std::uint32_t>(row_index + 1);
            context.program().rules.push_back(std::move(rule));
        }
    }

    void resolve() {
        made.header = read_header(context, words.header, BlockKind::table);
        read_citations_within(context, words.conditions, made.header.cites);
        made.checked = words.checked;
        const bool is_clean = resolve_block(context, scope, [&] { read_all(); });
        if (is_complete) check_rows();
        if (!is_complete || !is_clean || words.header.is_incomplete) {
            context.incomplete_blocks.insert(made.header.name);
            return;
        }
        const std::size_t first = first_result();
        if (first == atoms.size()) {
            context.error(Code::missing_part, words.header.span,
                          "table `" + made.header.name + "` has no result column", "",
                          "begin the header of its first result by `then`");
            return;
        }
        made.condition_columns.assign(atoms.begin(),
                                      atoms.begin() + static_cast<std::ptrdiff_t>(first));
        made.result_columns.assign(atoms.begin() + static_cast<std::ptrdiff_t>(first), atoms.end());
        set_variables(context, made.header, scope);
        for (const ast::Table::Row& row : words.rows) {
            Table::Row read{
                .cells = {}, .cites = read_citations(context, row.cites), .span = row.span};
            for (const ast::Table::Cell cell : row.cells) read.cells.push_back(cell_of(cell));
            made.rows.push_back(std::move(read));
        }
        for (std::size_t i = 0; i < made.rows.size(); ++i) add_rules(i);
        register_block(context, made.header, context.program().tables.size());
        context.program().tables.push_back(std::move(made));
    }
};

}  // namespace

void resolve_tables(Context& context, std::span<const ast::File> files) {
    for_each_block<ast::Table>(files, [&](const ast::Table& words) {
        TableReader{context, words, {}, {}, {}}.resolve();
    });
}

}  // namespace obverse::checking
