#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/symbol_table.h"
#include "engine/datalog/program.h"
#include "engine/eval/arithmetic.h"
#include "engine/eval/frame.h"
#include "engine/eval/text_functions.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace obverse::eval {

/// Expressions and comparisons over whole batches. A row has no value where a text is no number or
/// a date too coarse; an operation that fails (a division by zero) leaves a finding.
class Calculator {
public:
    /// What an operation that fails leads to: a finding, or a row without a value.
    enum class OnFailure : std::uint8_t { finding, no_value };

    Calculator(SymbolTable& symbols, std::uint32_t capacity,
               OnFailure on_failure = OnFailure::finding);

    /// The values of the expression, good until the next call. Rows without one are marked in
    /// `missing()`.
    const Word* compute(const datalog::Expression& expression, const Frame& frame);
    /// Lists the rows for which the comparison has the outcome that it wants; returns how many.
    std::uint32_t select(const datalog::Comparison& comparison, const Frame& frame,
                         std::uint32_t* chosen);
    const std::uint8_t* missing() const { return missing_.data(); }

    /// The first failure, without a place when the expression has none.
    const std::optional<Diagnostic>& failure() const { return failure_; }
    /// Of two values of a group the one that counts as its least or greatest, into `held`.
    void widen_extreme(datalog::AggregateFunction function, ColumnType type, Word& held,
                       Word candidate) const;
    /// A total of integers that fits 64 bits no more.
    void fail_total(const datalog::Expression& value, std::int64_t total, std::int64_t added);
    /// Bytes of text that expressions have made.
    std::size_t text_bytes() const { return text_bytes_; }
    SymbolTable& symbols() { return symbols_; }

private:
    const Word* value(const datalog::Expression& expression, const Frame& frame);
    const Word* operation(const datalog::Expression& expression,
                          std::span<const Word* const> operands, std::uint32_t count);
    void text_operation(const datalog::Expression& expression,
                        std::span<const Word* const> operands, std::uint32_t count, Word* out);
    void outcomes(const datalog::Comparison& comparison, const Word* left, const Word* right,
                  std::uint32_t count);
    void compare_texts(const datalog::Comparison& comparison, const Word* left, const Word* right,
                       std::uint32_t count);
    void begin(std::uint32_t count);
    Word intern(std::string_view text);
    void fail(const datalog::Expression& expression, Code code, std::string message,
              std::string help);
    void report(const datalog::Expression& expression, std::span<const Word* const> operands,
                FaultyRow faulty);

    SymbolTable& symbols_;
    OnFailure on_failure_;
    Registers registers_;
    Registers::Mark mark_;
    std::vector<std::uint8_t> missing_;
    std::vector<std::uint8_t> outcomes_;
    Patterns patterns_;
    std::optional<Diagnostic> failure_;
    std::size_t text_bytes_ = 0;
};

}  // namespace obverse::eval
