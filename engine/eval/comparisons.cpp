#include "engine/base/invariant.h"
#include "engine/eval/calculator.h"

#include <array>

namespace obverse::eval {

namespace {

using datalog::Comparator;
using datalog::Comparison;
using datalog::Expression;
using datalog::Outcome;

enum Answer : std::uint8_t { no, yes, neither };

constexpr Answer answer(bool holds) {
    return holds ? yes : no;
}

template <class Read>
void compare_ordered(Comparator comparator, const Word* left, const Word* right,
                     std::span<std::uint8_t> out, const Read& read) {
    const auto each = [&](const auto& holds) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = answer(holds(read(left[i]), read(right[i])));
        }
    };
    switch (comparator) {
        case Comparator::equal:
            return each([](const auto& a, const auto& b) { return a == b; });
        case Comparator::differs:
            return each([](const auto& a, const auto& b) { return a != b; });
        case Comparator::less:
            return each([](const auto& a, const auto& b) { return a < b; });
        case Comparator::more:
            return each([](const auto& a, const auto& b) { return a > b; });
        case Comparator::at_least:
            return each([](const auto& a, const auto& b) { return a >= b; });
        case Comparator::at_most:
            return each([](const auto& a, const auto& b) { return a <= b; });
        case Comparator::contains:
        case Comparator::matches:
            break;
    }
    invariant(false);
}

/// Yes when it holds for every day of each interval, no when for none.
Answer is_before(Date left, Date right) {
    if (left.last < right.first) return yes;
    return left.first >= right.last ? no : neither;
}
Answer is_same(Date left, Date right) {
    if (left.last < right.first || right.last < left.first) return no;
    return left.first == left.last && left == right ? yes : neither;
}
Answer opposite(Answer found) {
    if (found == neither) return neither;
    return found == yes ? no : yes;
}

Answer compare_dates(Comparator comparator, Date left, Date right) {
    switch (comparator) {
        case Comparator::equal:
            return is_same(left, right);
        case Comparator::differs:
            return opposite(is_same(left, right));
        case Comparator::less:
            return is_before(left, right);
        case Comparator::more:
            return is_before(right, left);
        case Comparator::at_least:
            return opposite(is_before(left, right));
        case Comparator::at_most:
            return opposite(is_before(right, left));
        case Comparator::contains:
        case Comparator::matches:
            break;
    }
    invariant(false);
    return neither;
}

/// For each answer whether a comparison that wants the outcome holds.
constexpr std::array<bool, 3> holding(Outcome wanted) {
    switch (wanted) {
        case Outcome::yes:
            return {false, true, false};
        case Outcome::no:
            return {true, false, false};
        case Outcome::not_yes:
            return {true, false, true};
        case Outcome::not_no:
            return {false, true, true};
    }
    return {};
}

}  // namespace

std::uint32_t Calculator::select(const Comparison& comparison, const Frame& frame,
                                 std::uint32_t* chosen) {
    begin(frame.count);
    const Word* left = value(comparison.left, frame);
    const Word* right = value(comparison.right, frame);
    if (failure_) return 0;
    outcomes(comparison, left, right, frame.count);
    const std::array<bool, 3> holds = holding(comparison.wanted);
    std::uint32_t count = 0;
    for (std::uint32_t i = 0; i < frame.count; ++i) {
        const std::uint8_t found = missing_[i] != 0 ? std::uint8_t{neither} : outcomes_[i];
        chosen[count] = i;
        count += holds[found] ? 1U : 0U;
    }
    return failure_ ? 0 : count;
}

void Calculator::outcomes(const Comparison& comparison, const Word* left, const Word* right,
                          std::uint32_t count) {
    const std::span<std::uint8_t> out(outcomes_.data(), count);
    switch (comparison.left.type) {
        case ColumnType::integer:
            return compare_ordered(comparison.comparator, left, right, out, as_integer);
        case ColumnType::number:
            return compare_ordered(comparison.comparator, left, right, out, as_number);
        case ColumnType::date:
            for (std::uint32_t i = 0; i < count; ++i) {
                out[i] = compare_dates(comparison.comparator, as_date(left[i]), as_date(right[i]));
            }
            return;
        case ColumnType::symbol:
            return compare_texts(comparison, left, right, count);
    }
}

void Calculator::compare_texts(const Comparison& comparison, const Word* left, const Word* right,
                               std::uint32_t count) {
    const std::span<std::uint8_t> out(outcomes_.data(), count);
    const auto text = [this](Word word) { return symbols_.text(as_symbol(word)); };
    switch (comparison.comparator) {
        case Comparator::equal:
        case Comparator::differs:
            return compare_ordered(comparison.comparator, left, right, out,
                                   [](Word word) { return word; });
        case Comparator::contains:
            for (std::uint32_t i = 0; i < count; ++i) {
                if (missing_[i] != 0) continue;
                out[i] = answer(text(left[i]).find(text(right[i])) != std::string_view::npos);
            }
            return;
        case Comparator::matches:
            for (std::uint32_t i = 0; i < count; ++i) {
                if (missing_[i] != 0) continue;
                const SymbolId pattern = as_symbol(right[i]);
                const auto found = patterns_.matches(as_symbol(left[i]), pattern, symbols_);
                if (!found) {
                    missing_[i] = 1;
                    fail(comparison.right, Code::bad_regex,
                         "`" + std::string(symbols_.text(pattern)) +
                             "` is no regular expression: " + std::string(patterns_.error(pattern)),
                         "");
                    continue;
                }
                out[i] = answer(*found);
            }
            return;
        default:
            // Rows without a value hold the empty text's symbol or some other: harmless.
            return compare_ordered(comparison.comparator, left, right, out, text);
    }
}

}  // namespace obverse::eval
