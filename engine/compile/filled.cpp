#include "engine/compile/filled.h"

#include "engine/base/overloaded.h"
#include "engine/model/sentence.h"
#include "engine/model/visible.h"

namespace obverse {

namespace {

using datalog::Operation;

std::string value_text(const Judgement& judgement, Value value) {
    const std::string text = to_text(value, judgement.program().symbols);
    if (value.type != ColumnType::symbol) return text;
    const auto entity = judgement.record().entities.find(as_symbol(value.word));
    const bool has_label =
        entity != judgement.record().entities.end() && !entity->second.label.empty();
    return has_label ? entity->second.label : text;
}

std::string term_text_of(const Judgement& judgement, const BlockHeader& header, const Term& term,
                         const Bindings& bindings) {
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
                    return value_text(judgement, {info.type, *bindings[variable.index]});
                }
                return info.name;
            },
            [&](Value value) { return value_text(judgement, value); },
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

std::string expression_text(const Judgement& judgement, const BlockHeader& header,
                            const Expression& expression, const Bindings& bindings) {
    if (expression.operation == Operation::term) {
        return term_text_of(judgement, header, expression.term, bindings);
    }
    if (expression.operation == Operation::to_number) {
        return expression_text(judgement, header, expression.operands.front(), bindings);
    }
    std::string text;
    for (const Expression& operand : expression.operands) {
        if (!text.empty()) text += operator_word(expression.operation);
        text += expression_text(judgement, header, operand, bindings);
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

std::string filled_text(const Judgement& judgement, const BlockHeader& header, const Atom& atom,
                        const Bindings& bindings) {
    std::vector<std::string> texts;
    for (const Term& term : atom.terms) {
        texts.push_back(term_text_of(judgement, header, term, bindings));
    }
    return sentence(judgement.program().schema.phrase(atom.phrase), texts);
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
                return term_text_of(judgement, header, test.term, bindings) + " is a " +
                       judgement.program().schema.kind(test.kind).name;
            },
            [&](const Comparison& comparison) {
                return expression_text(judgement, header, comparison.left, bindings) +
                       std::string(comparator_words(comparison.comparator)) +
                       expression_text(judgement, header, comparison.right, bindings);
            },
            [&](const Binding& binding) {
                return term_text_of(judgement, header, binding.variable, bindings) + " is " +
                       expression_text(judgement, header, binding.expression, bindings);
            },
            [&](const GradeTest& test) {
                const Quantity& quantity = judgement.program().schema.quantity(test.quantity);
                std::vector<std::string> texts;
                for (const Term& term : test.terms) {
                    texts.push_back(term_text_of(judgement, header, term, bindings));
                }
                return sentence(quantity.pieces, texts) +
                       std::string(comparator_words(test.comparator)) +
                       std::string(judgement.program().symbols.text(test.level));
            },
            [&](const Choice& choice) { return choice_text(judgement, header, choice, bindings); },
            [&](const Aggregate& aggregate) {
                std::string text = term_text_of(judgement, header, aggregate.result, bindings) +
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
        const std::string value = term_text_of(judgement, header, Term{Variable{i}}, bindings);
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
