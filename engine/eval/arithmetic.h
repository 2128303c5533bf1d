#pragma once

#include "engine/base/symbol_table.h"
#include "engine/datalog/program.h"

#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <unordered_map>

namespace re2 {
class RE2;
}

namespace obverse::eval {

/// What ends a run: a division by zero, a number that does not fit, a pattern that is none.
class EvaluationError : public std::runtime_error {
public:
    enum class Kind : std::uint8_t { arithmetic, pattern };
    EvaluationError(Kind kind, const std::string& text, Span span)
        : std::runtime_error(text), kind_(kind), span_(span) {}
    Kind kind() const { return kind_; }
    Span span() const { return span_; }

private:
    Kind kind_;
    Span span_;
};

/// The value of an expression. `undecided`: coarse dates leave it open. Without a value the
/// condition fails (a text that is no number).
struct Computed {
    std::optional<Word> word;
    bool undecided = false;
};

enum class Truth : std::uint8_t { yes, no, undecided, fails };

/// Computes expressions over bound variables; interns the texts that it makes.
class Calculator {
public:
    explicit Calculator(SymbolTable& symbols);
    ~Calculator();

    Computed compute(const datalog::Expression& expression, std::span<const Word> bindings,
                     std::span<const ColumnType> types);
    Truth compare(const datalog::Comparison& comparison, std::span<const Word> bindings,
                  std::span<const ColumnType> types);
    /// Whether the comparison comes out as it is wanted.
    bool holds(const datalog::Comparison& comparison, std::span<const Word> bindings,
               std::span<const ColumnType> types);
    SymbolTable& symbols() { return symbols_; }

private:
    bool matches(SymbolId text, SymbolId pattern, Span span);

    SymbolTable& symbols_;
    std::unordered_map<std::uint32_t, std::unique_ptr<re2::RE2>> patterns_;
};

ColumnType type_of(const datalog::Expression& expression, std::span<const ColumnType> types);

}  // namespace obverse::eval
