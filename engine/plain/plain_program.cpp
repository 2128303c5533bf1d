#include "engine/plain/plain_program.h"

#include "engine/plain/alternatives.h"

#include <algorithm>
#include <string>
#include <utility>

namespace obverse {

namespace {

using plain::Alternatives;
using plain::Body;
using plain::Translation;

void add_relations(Translation& translation) {
    for (const Phrase& phrase : translation.source.schema.phrases) {
        translation.result.relation_of.emplace_back(std::nullopt);
        if (!phrase.is_relation) continue;
        std::vector<ColumnType> columns;
        for (const Slot& slot : phrase.slots) columns.push_back(slot.type);
        translation.result.relation_of.back() =
            translation.add_relation(phrase.name, std::move(columns));
    }
}

/// A relation for each kind, with the entities of it and of its sub-kinds.
void add_kinds(Translation& translation, const ClaimSet& record) {
    const Schema& schema = translation.source.schema;
    for (std::uint32_t k = 0; k < schema.kinds.size(); ++k) {
        const datalog::RelationId relation =
            translation.add_relation(schema.kinds[k].name, {ColumnType::symbol});
        translation.relation_of_kind[KindId{k}] = relation;
        const auto add = [&](SymbolId member) {
            datalog::Rule fact;
            fact.head = {relation, {Value{ColumnType::symbol, to_word(member)}}};
            translation.result.program.rules.push_back(std::move(fact));
        };
        for (const auto& [id, entity] : record.entities) {
            const bool is_of_kind =
                std::any_of(entity.kinds.begin(), entity.kinds.end(),
                            [&](KindId kind) { return schema.is_a(kind, KindId{k}); });
            if (is_of_kind) add(id);
        }
        for (const SymbolId value : schema.kinds[k].values) add(value);
    }
}

/// Adds the relation that says where the exception applies, over the variables that it shares with
/// its target, and returns the literal that the target must not find.
datalog::Literal add_exception(Translation& translation, const Exception& exception,
                               const Alternatives& target, const Body& target_context,
                               std::size_t target_variables);

void add_exceptions(Translation& translation, const std::string& target, Alternatives& words,
                    const Conditions& conditions, std::vector<Body>& bodies) {
    for (const Exception& exception : translation.source.exceptions) {
        if (exception.target != target) continue;
        const datalog::Literal literal =
            add_exception(translation, exception, words, words.context_of(conditions),
                          words.variable_types().size());
        for (Body& body : bodies) body.emplace_back(literal);
    }
}

/// Moves the variables of a condition of the target to those of the exception.
struct Renaming {
    std::vector<std::uint32_t> to;

    void rename(Term& term) const {
        if (auto* variable = std::get_if<Variable>(&term)) variable->index = to[variable->index];
    }
    void rename(Expression& expression) const {
        if (expression.operation == datalog::Operation::term) rename(expression.term);
        for (Expression& operand : expression.operands) rename(operand);
    }
    void rename(datalog::Literal& literal) const {
        for (Term& term : literal.atom.terms) rename(term);
    }
    void rename(datalog::Comparison& comparison) const {
        rename(comparison.left);
        rename(comparison.right);
    }
    void rename(datalog::Binding& binding) const {
        binding.variable.index = to[binding.variable.index];
        rename(binding.expression);
    }
    void rename(datalog::Aggregate&) const {}  // a context has none
};

datalog::Literal add_exception(Translation& translation, const Exception& exception,
                               const Alternatives& target, const Body& target_context,
                               std::size_t target_variables) {
    Alternatives words(translation, exception.header);
    datalog::Literal seen_by_target{{}, true};
    datalog::Atom head;
    std::vector<ColumnType> columns;
    Renaming renaming{std::vector<std::uint32_t>(target_variables)};
    for (std::uint32_t v = 0; v < target_variables; ++v) {
        const auto pair = std::find_if(exception.shared.begin(), exception.shared.end(),
                                       [v](const auto& p) { return p.second.index == v; });
        if (pair != exception.shared.end()) {
            renaming.to[v] = pair->first.index;
            continue;
        }
        renaming.to[v] = static_cast<std::uint32_t>(words.variable_types().size());
        words.variable_types().push_back(target.variable_types()[v]);
    }
    for (const auto& [own, shared] : exception.shared) {
        head.terms.emplace_back(own);
        seen_by_target.atom.terms.emplace_back(shared);
        columns.push_back(words.variable_types()[own.index]);
    }
    head.relation = translation.add_relation(exception.header.name, std::move(columns));
    seen_by_target.atom.relation = head.relation;
    Body context = target_context;
    for (datalog::Condition& condition : context) {
        std::visit([&renaming](auto& form) { renaming.rename(form); }, condition);
    }
    std::vector<Body> bodies = words.of(exception.conditions);
    add_exceptions(translation, exception.header.name, words, exception.conditions, bodies);
    words.add_rules(head, std::move(bodies), context, exception.header.span, 0);
    return seen_by_target;
}

void add_rule(Translation& translation, std::uint32_t index) {
    const Rule& rule = translation.source.rules[index];
    Alternatives words(translation, rule.header);
    std::vector<Body> bodies = words.of(rule.conditions);
    add_exceptions(translation, rule.header.name, words, rule.conditions, bodies);
    words.add_rules(words.atom(rule.head), std::move(bodies), {}, rule.head.span, index);
}

}  // namespace

PlainProgram make_plain(const Program& program, const ClaimSet& record, Diagnostics& diagnostics) {
    PlainProgram result;
    Translation translation{program, result, {}, diagnostics};
    add_relations(translation);
    add_kinds(translation, record);
    for (std::uint32_t i = 0; i < program.rules.size(); ++i) {
        if (program.schema.phrase(program.rules[i].head.phrase).is_relation) {
            add_rule(translation, i);
        }
    }
    for (const Definition& definition : program.definitions) {
        if (!program.schema.phrase(definition.head.phrase).is_relation) continue;
        diagnostics.report({.code = Code::unknown_relation,
                            .message = "a definition rests on a record, and there is none here",
                            .primary = Label{definition.header.span, "defined here"},
                            .help = "conclude the relation by a rule, or ask with `obverse ask`"});
    }
    return result;
}

}  // namespace obverse
