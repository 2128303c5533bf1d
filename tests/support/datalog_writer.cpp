#include "tests/support/datalog_writer.h"

#include "engine/base/overloaded.h"

#include <algorithm>
#include <stdexcept>
#include <variant>
#include <vector>

namespace obverse::test {

namespace {

using namespace datalog;

enum class Dialect : std::uint8_t { ours, clingo };

class Writer {
public:
    Writer(const Program& program, const SymbolTable& symbols, Dialect dialect)
        : program_(program), symbols_(symbols), dialect_(dialect) {}

    std::string write(const NaiveModel& rows) const {
        std::string text;
        if (dialect_ == Dialect::ours) {
            for (const Relation& relation : program_.relations) text += declaration(relation);
        }
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            for (const NaiveRow& row : rows[i]) {
                Atom atom{{i}, {}};
                for (std::size_t c = 0; c < row.size(); ++c) {
                    atom.terms.emplace_back(Value{program_.relations[i].columns[c], row[c]});
                }
                text += write(atom) + ".\n";
            }
        }
        for (const Rule& rule : program_.rules) text += write(rule) + ".\n";
        return text;
    }

private:
    static std::string declaration(const Relation& relation) {
        std::string text = "relation " + relation.name + "(";
        for (std::size_t c = 0; c < relation.columns.size(); ++c) {
            const char* names[] = {"symbol", "integer", "number", "date"};
            text += std::string(c == 0 ? "" : ", ") +
                    names[static_cast<std::size_t>(relation.columns[c])];
        }
        return text + ")\n";
    }
    template <class List, class Text>
    static std::string joined(const List& list, const Text& text) {
        std::string all;
        for (const auto& member : list) all += (all.empty() ? "" : ", ") + text(member);
        return all;
    }
    static std::string name_of(Variable variable) { return "V" + std::to_string(variable.index); }
    std::string write(const Term& term) const {
        return std::visit(overloaded{[](Variable variable) { return name_of(variable); },
                                     [](Wildcard) { return std::string("_"); },
                                     [&](const Value& value) {
                                         const std::string text = to_text(value, symbols_);
                                         if (value.type == ColumnType::symbol)
                                             return "\"" + text + "\"";
                                         return value.type == ColumnType::date ? "@" + text : text;
                                     }},
                          term);
    }
    std::string write(const Atom& atom) const {
        const std::string& name = program_.relations[atom.relation.index].name;
        if (atom.terms.empty() && dialect_ == Dialect::clingo) return name;
        return name + "(" + joined(atom.terms, [this](const Term& t) { return write(t); }) + ")";
    }
    std::string call(const char* name, const Expression& expression) const {
        return std::string(name) + "(" +
               joined(expression.operands, [this](const Expression& e) { return write(e); }) + ")";
    }
    std::string infix(const char* sign, const Expression& expression) const {
        return "(" + write(expression.operands[0]) + sign + write(expression.operands[1]) + ")";
    }
    std::string write(const Expression& expression) const {
        const bool is_clingo = dialect_ == Dialect::clingo;
        switch (expression.operation) {
            case Operation::term:
                return write(expression.term);
            case Operation::add:
                return infix(" + ", expression);
            case Operation::subtract:
                return infix(" - ", expression);
            case Operation::multiply:
                return infix(" * ", expression);
            case Operation::divide:
                return infix(" / ", expression);
            case Operation::modulo:
                return is_clingo ? infix(" \\ ", expression) : call("mod", expression);
            case Operation::bit_and:
                return is_clingo ? infix(" & ", expression) : call("band", expression);
            case Operation::lesser:
            case Operation::greater: {
                const bool is_lesser = expression.operation == Operation::lesser;
                if (!is_clingo) return call(is_lesser ? "lesser" : "greater", expression);
                // (a + b - |a - b|) / 2 and its twin.
                const std::string a = write(expression.operands[0]);
                const std::string b = write(expression.operands[1]);
                return "((" + a + " + " + b + (is_lesser ? " - " : " + ") + "|" + a + " - " + b +
                       "|) / 2)";
            }
            case Operation::length:
                return call("length", expression);
            case Operation::days_between:
                return call("days", expression);
            default:
                throw std::runtime_error("an operation that the writer does not know");
        }
    }
    std::string write(const Literal& literal) const {
        return (literal.absent ? "not " : "") + write(literal.atom);
    }
    std::string write(const Comparison& comparison) const {
        const char* signs[] = {" = ",  " != ", " < ",        " > ",
                               " >= ", " <= ", " contains ", " matches "};
        const std::string text = write(comparison.left) +
                                 signs[static_cast<std::size_t>(comparison.comparator)] +
                                 write(comparison.right);
        switch (comparison.wanted) {
            case Outcome::yes:
                return text;
            case Outcome::no:
                return "no(" + text + ")";
            case Outcome::not_yes:
                return "not_yes(" + text + ")";
            case Outcome::not_no:
                return "not_no(" + text + ")";
        }
        return text;
    }
    std::string write(const Binding& binding) const {
        const char* sign = dialect_ == Dialect::clingo ? " = " : " := ";
        return name_of(binding.variable) + sign + write(binding.expression);
    }
    std::string write(const Aggregate& aggregate) const {
        const std::string over = joined(aggregate.over, name_of);
        const std::string body = joined(aggregate.body, [this](const auto& condition) {
            return std::visit([this](const auto& form) { return write(form); }, condition);
        });
        const auto function = static_cast<std::size_t>(aggregate.function);
        const bool counts = aggregate.function == AggregateFunction::count;
        if (dialect_ == Dialect::ours) {
            const char* names[] = {"count ", "total ", "least ", "greatest ", "average "};
            return name_of(aggregate.result) + " := " + names[function] +
                   (counts ? "" : write(aggregate.value) + " over ") + over + " { " + body + " }";
        }
        const char* names[] = {"#count", "#sum", "#min", "#max"};
        const std::string member =
            counts ? over : write(aggregate.value) + (over.empty() ? "" : ", " + over);
        return name_of(aggregate.result) + " = " + names[function] + " { " +
               (member.empty() ? "0" : member) + " : " + body + " }" +
               (function >= 2 ? ", " + bounded(aggregate.result) : "");
    }
    /// The least of nothing is above every integer there, and the greatest below.
    static std::string bounded(Variable result) {
        return name_of(result) + " < 1000000, " + name_of(result) + " > -1000000";
    }
    std::string write(const Rule& rule) const {
        if (rule.body.empty()) return write(rule.head);
        return write(rule.head) + " :- " + joined(rule.body, [this](const Condition& condition) {
                   return std::visit([this](const auto& form) { return write(form); }, condition);
               });
    }

    const Program& program_;
    const SymbolTable& symbols_;
    Dialect dialect_;
};

}  // namespace

std::string to_datalog(const datalog::Program& program, const NaiveModel& rows,
                       const SymbolTable& symbols) {
    return Writer(program, symbols, Dialect::ours).write(rows);
}

std::string to_clingo(const datalog::Program& program, const NaiveModel& rows,
                      const SymbolTable& symbols) {
    return Writer(program, symbols, Dialect::clingo).write(rows);
}

}  // namespace obverse::test
