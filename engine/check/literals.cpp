#include "engine/check/literals.h"

#include <re2/re2.h>

#include <string>

namespace obverse::checking {

namespace {

using datalog::Operation;

const Value* literal_in(const Expression& expression) {
    if (expression.operation == Operation::to_number) {
        return literal_in(expression.operands.front());
    }
    if (expression.operation != Operation::term) return nullptr;
    return std::get_if<Value>(&expression.term);
}

bool is_zero(const Expression& expression) {
    const Value* value = literal_in(expression);
    if (value == nullptr) return false;
    if (value->type == ColumnType::integer) return as_integer(value->word) == 0;
    return value->type == ColumnType::number && as_number(value->word) == 0;
}

}  // namespace

void check_literals(Context& context, const Expression& expression) {
    const bool divides =
        expression.operation == Operation::divide || expression.operation == Operation::modulo;
    if (divides && is_zero(expression.operands.back())) {
        context.error(Code::division_by_zero, expression.span, "division by zero", "",
                      "divide by something else");
    }
    for (const Expression& operand : expression.operands) check_literals(context, operand);
}

void check_literals(Context& context, const Comparison& comparison) {
    check_literals(context, comparison.left);
    check_literals(context, comparison.right);
    const Value* pattern = literal_in(comparison.right);
    if (comparison.comparator != datalog::Comparator::matches || pattern == nullptr) return;
    const std::string text(context.symbols().text(as_symbol(pattern->word)));
    const RE2 regex(text, RE2::Quiet);
    if (regex.ok()) return;
    context.error(Code::bad_regex, comparison.right.span,
                  "`" + text + "` is no regular expression: " + regex.error(), "",
                  "close what is open, and put a text before `*`, `+` and `?`");
}

}  // namespace obverse::checking
