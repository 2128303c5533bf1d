#include "engine/base/overloaded.h"
#include "engine/check/blocks.h"
#include "engine/check/program_checks.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <array>
#include <map>

namespace obverse::checking {

namespace {

/// How often a block mentions each variable, and where first; the entities that it names.
struct Mentions {
    const Context& context;
    std::map<std::uint32_t, std::size_t> counts;
    std::map<std::uint32_t, Span> places;
    std::vector<std::pair<SymbolId, Span>> entities;

    void add(std::uint32_t variable, Span span) {
        ++counts[variable];
        places.emplace(variable, span);
    }

    void add(const Term& term, const Slot& slot, Span span) {
        if (const auto* variable = std::get_if<datalog::Variable>(&term))
            add(variable->index, span);
        const auto* value = std::get_if<Value>(&term);
        const bool is_entity =
            value != nullptr && slot.kind && !context.schema().kind(*slot.kind).is_one_of();
        if (is_entity) entities.emplace_back(as_symbol(value->word), span);
    }

    void add(const Atom& atom) {
        const Phrase& phrase = context.schema().phrase(atom.phrase);
        for (std::size_t i = 0; i < atom.terms.size(); ++i) {
            add(atom.terms[i], phrase.slots[i], atom.span);
        }
    }

    void add(const Expression& expression, Span span) {
        if (expression.operation == datalog::Operation::term) {
            const auto* variable = std::get_if<datalog::Variable>(&expression.term);
            if (variable != nullptr) add(variable->index, span);
        }
        for (const Expression& operand : expression.operands) add(operand, span);
    }

    void add(const Aggregate& aggregate) {
        add(aggregate.result.index, aggregate.span);
        add(aggregate.value, aggregate.span);
        for (const datalog::Variable variable : aggregate.over) {
            add(variable.index, aggregate.span);
        }
        add(aggregate.body);
    }

    void add(const Conditions& conditions) {
        for (const Condition& condition : conditions) {
            std::visit(overloaded{
                           [&](const Literal& literal) { add(literal.atom); },
                           [&](const KindTest& test) {
                               const auto* variable = std::get_if<datalog::Variable>(&test.term);
                               const bool is_written = test.span.end > 0;
                               if (variable != nullptr && is_written) {
                                   add(variable->index, test.span);
                               }
                           },
                           [&](const Comparison& comparison) {
                               add(comparison.left, comparison.span);
                               add(comparison.right, comparison.span);
                           },
                           [&](const Binding& binding) {
                               add(binding.variable.index, binding.span);
                               add(binding.expression, binding.span);
                           },
                           [&](const GradeTest& test) {
                               const Quantity& quantity = context.schema().quantity(test.quantity);
                               for (std::size_t i = 0; i < test.terms.size(); ++i) {
                                   add(test.terms[i], quantity.slots[i], test.span);
                               }
                           },
                           [&](const Choice& choice) {
                               for (const Conditions& member : choice.members) add(member);
                           },
                           [&](const Aggregate& aggregate) { add(aggregate); },
                       },
                       condition.form);
        }
    }
};

/// A state, or whoever else may be a party to a dispute.
bool is_party(const Context& context, SymbolId entity) {
    const Schema& schema = context.schema();
    for (const char* name : {"State", "Actor"}) {
        const std::optional<KindId> party = schema.kind_named(name);
        for (const KindId kind : context.checked.entities.kinds_of(entity)) {
            if (party && schema.is_a(kind, *party)) return true;
        }
    }
    const auto& speakers = context.checked.record.speakers;
    return std::any_of(speakers.begin(), speakers.end(),
                       [&](const auto& speaker) { return speaker.second.actor == entity; });
}

/// True when an exception to the block speaks of the variable too.
bool is_shared(const Context& context, const BlockHeader& header, std::uint32_t index) {
    const std::vector<Exception>& exceptions = context.checked.program.exceptions;
    return std::any_of(exceptions.begin(), exceptions.end(), [&](const Exception& exception) {
        return exception.target == header.name &&
               std::any_of(exception.shared.begin(), exception.shared.end(),
                           [&](const auto& pair) { return pair.second.index == index; });
    });
}

void tell(Context& context, const BlockHeader& header, const Mentions& mentions) {
    for (const auto& [index, count] : mentions.counts) {
        const VariableInfo& variable = header.variables[index];
        // `the behaviour` is how to write that any will do; a letter is there to be used again.
        if (count > 1 || variable.name.starts_with("the ") || !variable.parameter.empty()) continue;
        if (is_shared(context, header, index)) continue;
        const Span place = first_use(context, header, index, mentions.places.at(index));
        // What no condition binds is reported already.
        if (context.told_unbound.contains({place.source.index, place.begin})) continue;
        context.error(Code::role_used_once, place, "`" + variable.name + "` is named only once", "",
                      "a slip of the pen? otherwise write `the …` or `_` for what may be any");
    }
    std::set<SymbolId> told;
    for (const auto& [entity, span] : mentions.entities) {
        if (!is_party(context, entity)) continue;
        if (!told.insert(entity).second) continue;
        context.error(Code::names_a_state, span,
                      "`" + header.name + "` names `" +
                          std::string(context.symbols().text(entity)) + "` in particular",
                      "", "a rule holds for all; an opinion about one is a claim by its author");
    }
}

void ask_for_citation(Context& context, const BlockHeader& header, bool has_citation) {
    if (has_citation || context.incomplete_blocks.contains(header.name)) return;
    context.error(Code::missing_citation, header.span, "`" + header.name + "` cites nothing", "",
                  "add `cites SOURCE section \"…\"`");
}

/// What the message of a finding names is used.
void add_slots(const Context& context, const Rule& rule, Mentions& mentions) {
    for (const Finding& finding : context.program().findings) {
        if (&context.program().rules[finding.rule] != &rule) continue;
        std::vector<std::string> slots = slots_in(finding.message);
        for (const std::string& text : finding.suggestions) {
            const std::vector<std::string> more = slots_in(text);
            slots.insert(slots.end(), more.begin(), more.end());
        }
        for (const std::string& slot : slots) {
            for (std::uint32_t i = 0; i < rule.header.variables.size(); ++i) {
                const std::string& name = rule.header.variables[i].name;
                if (variable_key(name) == variable_key(slot)) mentions.add(i, rule.header.span);
            }
        }
    }
}

void lint_rules(Context& context) {
    for (const Rule& rule : context.program().rules) {
        if (rule.row > 0) continue;
        Mentions mentions{context, {}, {}, {}};
        mentions.add(rule.head);
        mentions.add(rule.conditions);
        add_slots(context, rule, mentions);
        const bool is_data = context.schema().phrase(rule.head.phrase).is_relation;
        if (is_data) mentions.entities.clear();
        tell(context, rule.header, mentions);
        ask_for_citation(context, rule.header, is_data || !rule.header.cites.empty());
    }
    for (const Exception& exception : context.program().exceptions) {
        Mentions mentions{context, {}, {}, {}};
        for (const auto& [own, other] : exception.shared)
            mentions.add(own.index, exception.header.span);
        mentions.add(exception.conditions);
        tell(context, exception.header, mentions);
        ask_for_citation(context, exception.header, !exception.header.cites.empty());
    }
}

void lint_definitions(Context& context) {
    for (const Definition& definition : context.program().definitions) {
        Mentions mentions{context, {}, {}, {}};
        mentions.add(definition.head);
        bool has_citation = !definition.header.cites.empty();
        for (const auto* list : {&definition.elements, &definition.unless}) {
            for (const Element& element : *list) {
                mentions.add(element.conditions);
                has_citation = has_citation || !element.cites.empty();
            }
        }
        for (const WhenOnly& when : definition.when_only) {
            mentions.add(when.conclusion);
            mentions.add(when.conditions);
        }
        if (definition.shape == Definition::Shape::forms) {
            const Term& form = definition.head.terms[definition.form_slot];
            mentions.add(std::get<datalog::Variable>(form).index, definition.head.span);
        }
        tell(context, definition.header, mentions);
        ask_for_citation(context, definition.header, has_citation);
    }
    for (const Table& table : context.program().tables) {
        Mentions mentions{context, {}, {}, {}};
        mentions.add(table.conditions);
        for (const Atom& atom : table.condition_columns) mentions.add(atom);
        for (const Atom& atom : table.result_columns) mentions.add(atom);
        tell(context, table.header, mentions);
        const bool has_citation =
            !table.header.cites.empty() ||
            std::any_of(table.rows.begin(), table.rows.end(),
                        [](const Table::Row& row) { return !row.cites.empty(); });
        ask_for_citation(context, table.header, has_citation);
    }
    for (const Grade& grade : context.program().grades) {
        ask_for_citation(context, grade.header, !grade.header.cites.empty());
    }
}

void lint_phrases(Context& context) {
    static constexpr std::array<std::string_view, 5> negations = {"no", "not", "never", "without",
                                                                  "nor"};
    const bool has_errors = context.diagnostics.has_errors();
    for (std::uint32_t i = 0; i < context.schema().phrases.size(); ++i) {
        const Phrase& phrase = context.schema().phrases[i];
        for (const auto& piece : phrase.pieces) {
            const auto* word = std::get_if<std::string>(&piece);
            if (word == nullptr ||
                std::find(negations.begin(), negations.end(), *word) == negations.end()) {
                continue;
            }
            context.error(Code::negated_phrase, phrase.span,
                          "phrase `" + phrase.name + "` hides the negation `" + *word + "`", "",
                          "declare the plain sentence and deny it");
            break;
        }
        const bool is_data = phrase.is_relation && (phrase.input || phrase.output || phrase.size);
        // What could not be read may use it.
        if (!is_data && !has_errors && !context.used_phrases.contains(PhraseId{i})) {
            context.error(Code::unused_phrase, phrase.span,
                          "nothing uses phrase `" + phrase.name + "`");
        }
    }
}

}  // namespace

void lint(Context& context) {
    lint_rules(context);
    lint_definitions(context);
    lint_phrases(context);
}

}  // namespace obverse::checking
