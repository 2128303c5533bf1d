#include "engine/compile/filled.h"

#include "engine/base/overloaded.h"
#include "engine/model/sentence.h"
#include "engine/model/visible.h"

namespace obverse {

namespace {

using datalog::Operation;

using MaybeKind = std::optional<KindId>;

std::string value_text(const Judgement& judgement, Value value, MaybeKind kind) {
    const Slot slot{.role = {}, .type = value.type, .kind = kind};
    return slot_text(judgement.program(), slot, value.word, judgement.record());
}

/// `kind`: of what stands there, where the term is no variable, which has its own.
std::string term_text_of(const Judgement& judgement, const BlockHeader& header, const Term& term,
                         MaybeKind kind, const Bindings& bindings) {
    return std::visit(
        overloaded{
            [&](Variable variable) {
                const VariableInfo& info = header.variables[variable.index];
                if (!info.parameter.empty()) {
                    const Parameter* parameter = find_parameter(
                        judgement.program(), judgement.reading().lens, info.parameter);
                    if (parameter != nullptr) return parameter->text;
                }
                if (variable.index < bindings.size() && bindings[variable.index]) {
                    return value_text(judgement, {info.type, *bindings[variable.index]}, info.kind);
                }
                return info.name;
            },
            [&](Value value) { return value_text(judgement, value, kind); },
            [](Wildcard) { return std::string("any"); },
        },
        term);
}

std::string operator_word(Operation operation) {
    switch (operation) {
        case Operation::add:
            return " + ";
        case Operation::subtract:
            return " - ";
        case Operation::multiply:
            return " * ";
        case Operation::divide:
            return " / ";
        case Operation::modulo:
            return " mod ";
        case Operation::power:
            return " ^ ";
        case Operation::joined:
            return " joined ";
        default:
            return ", ";
    }
}

/// The kind of a variable that stands alone: what it is compared with is of that kind too.
MaybeKind kind_of(const BlockHeader& header, const Expression& expression) {
    const auto* variable = std::get_if<Variable>(&expression.term);
    const bool is_alone = expression.operation == Operation::term && variable != nullptr;
    return is_alone ? header.variables[variable->index].kind : std::nullopt;
}

std::string expression_text(const Judgement& judgement, const BlockHeader& header,
                            const Expression& expression, MaybeKind kind,
                            const Bindings& bindings) {
    if (expression.operation == Operation::term) {
        return term_text_of(judgement, header, expression.term, kind, bindings);
    }
    if (expression.operation == Operation::to_number) {
        return expression_text(judgement, header, expression.operands.front(), {}, bindings);
    }
    std::string text;
    for (const Expression& operand : expression.operands) {
        if (!text.empty()) text += operator_word(expression.operation);
        text += expression_text(judgement, header, operand, {}, bindings);
    }
    if (expression.operation == Operation::days_between) return "the days between " + text;
    return text;
}

std::string_view comparator_words(Comparator comparator) {
    switch (comparator) {
        case Comparator::equal:
            return " is ";
        case Comparator::differs:
            return " differs from ";
        case Comparator::less:
            return " is less than ";
        case Comparator::more:
            return " is more than ";
        case Comparator::at_least:
            return " is at least ";
        case Comparator::at_most:
            return " is at most ";
        case Comparator::contains:
            return " contains ";
        case Comparator::matches:
            break;
    }
    return " matches ";
}

bool is_coarse(Date date) {
    return date.first != date.last;
}

std::optional<Date> date_in(const Expression& expression, const Bindings& bindings) {
    if (expression.operation != datalog::Operation::term) return std::nullopt;
    if (expression.type != ColumnType::date) return std::nullopt;
    if (const auto* value = std::get_if<Value>(&expression.term)) return as_date(value->word);
    const auto* variable = std::get_if<Variable>(&expression.term);
    if (variable == nullptr || variable->index >= bindings.size()) return std::nullopt;
    const std::optional<Word> word = bindings[variable->index];
    return word ? std::optional(as_date(*word)) : std::nullopt;
}

/// Whether which of two dates is the earlier, or that they are one, is left open.
bool is_open(Comparator comparator, Date left, Date right) {
    const bool meet = left.first <= right.last && right.first <= left.last;
    if (!meet) return false;
    switch (comparator) {
        case Comparator::at_most:
        case Comparator::more:
            return left.last > right.first;
        case Comparator::at_least:
        case Comparator::less:
            return right.last > left.first;
        default:
            return is_coarse(left) || is_coarse(right);
    }
}

std::string choice_text(const Judgement& judgement, const BlockHeader& header, const Choice& choice,
                        const Bindings& bindings) {
    std::string text = "at least " + std::to_string(choice.least) + " of: ";
    if (choice.least == 1) text = "any of: ";
    if (choice.least == choice.members.size()) text = "all of: ";
    for (std::size_t i = 0; i < choice.members.size(); ++i) {
        if (i > 0) text += "; ";
        for (std::size_t j = 0; j < choice.members[i].size(); ++j) {
            if (j > 0) text += " and ";
            text += filled_text(judgement, header, choice.members[i][j], bindings);
        }
    }
    return text;
}

}  // namespace

std::string precision_wanted(const Comparison& comparison, const Bindings& bindings) {
    const std::optional<Date> left = date_in(comparison.left, bindings);
    const std::optional<Date> right = date_in(comparison.right, bindings);
    if (!left || !right || !is_open(comparison.comparator, *left, *right)) return {};
    std::string text;
    for (const Date date : {*left, *right}) {
        if (is_coarse(date)) text += (text.empty() ? "" : " and ") + to_text(date);
    }
    return " (make " + text + " precise)";
}

std::string filled_text(const Judgement& judgement, const BlockHeader& header, const Atom& atom,
                        const Bindings& bindings) {
    std::vector<std::string> texts;
    const Phrase& phrase = judgement.program().schema.phrase(atom.phrase);
    for (std::size_t i = 0; i < atom.terms.size(); ++i) {
        const MaybeKind kind = phrase.slots[i].kind;
        texts.push_back(term_text_of(judgement, header, atom.terms[i], kind, bindings));
    }
    word_none(judgement.program().schema, phrase, texts);
    return sentence(phrase, texts);
}

std::string filled_text(const Judgement& judgement, const BlockHeader& header,
                        const Condition& condition, const Bindings& bindings) {
    return std::visit(
        overloaded{
            [&](const Literal& literal) {
                const std::string text = filled_text(judgement, header, literal.atom, bindings);
                if (literal.polarity == Polarity::denied) return "it is denied that " + text;
                if (literal.polarity == Polarity::no_record) {
                    return "there is no record that " + text;
                }
                return text;
            },
            [&](const KindTest& test) {
                return term_text_of(judgement, header, test.term, test.kind, bindings) + " is a " +
                       judgement.program().schema.kind(test.kind).name;
            },
            [&](const Comparison& comparison) {
                return expression_text(judgement, header, comparison.left,
                                       kind_of(header, comparison.right), bindings) +
                       std::string(comparator_words(comparison.comparator)) +
                       expression_text(judgement, header, comparison.right,
                                       kind_of(header, comparison.left), bindings) +
                       precision_wanted(comparison, bindings);
            },
            [&](const Binding& binding) {
                return term_text_of(judgement, header, binding.variable, {}, bindings) + " is " +
                       expression_text(judgement, header, binding.expression,
                                       header.variables[binding.variable.index].kind, bindings);
            },
            [&](const GradeTest& test) {
                const Quantity& quantity = judgement.program().schema.quantity(test.quantity);
                std::vector<std::string> texts;
                for (std::size_t i = 0; i < test.terms.size(); ++i) {
                    texts.push_back(term_text_of(judgement, header, test.terms[i],
                                                 quantity.slots[i].kind, bindings));
                }
                return sentence(quantity.pieces, texts) +
                       std::string(comparator_words(test.comparator)) +
                       std::string(judgement.program().symbols.text(test.level));
            },
            [&](const Choice& choice) { return choice_text(judgement, header, choice, bindings); },
            [&](const Aggregate& aggregate) {
                std::string text = term_text_of(judgement, header, aggregate.result, {}, bindings) +
                                   " is what is counted of: ";
                for (std::size_t i = 0; i < aggregate.body.size(); ++i) {
                    if (i > 0) text += " and ";
                    text += filled_text(judgement, header, aggregate.body[i], bindings);
                }
                return text;
            },
        },
        condition.form);
}

std::string filled_words(const Judgement& judgement, const BlockHeader& header, std::string words,
                         const Bindings& bindings) {
    for (std::uint32_t i = 0; i < header.variables.size(); ++i) {
        const std::string& name = header.variables[i].name;
        const std::size_t blank = name.find(' ');
        const bool has_letter = blank != std::string::npos && !name.starts_with("the ");
        const std::string mark = "{" + (has_letter ? name.substr(blank + 1) : name) + "}";
        const std::string value = term_text_of(judgement, header, Term{Variable{i}}, {}, bindings);
        for (std::size_t at = words.find(mark); at != std::string::npos;
             at = words.find(mark, at + value.size())) {
            words.replace(at, mark.size(), value);
        }
    }
    return words;
}

std::optional<Row> filled_row(const Atom& atom, const Bindings& bindings) {
    Row row;
    for (const Term& term : atom.terms) {
        if (const auto* value = std::get_if<Value>(&term)) {
            row.push_back(value->word);
            continue;
        }
        const auto* variable = std::get_if<Variable>(&term);
        if (variable == nullptr || variable->index >= bindings.size() ||
            !bindings[variable->index]) {
            return std::nullopt;
        }
        row.push_back(*bindings[variable->index]);
    }
    return row;
}

}  // namespace obverse
