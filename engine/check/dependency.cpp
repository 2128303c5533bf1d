#include "engine/base/overloaded.h"
#include "engine/check/program_checks.h"
#include "engine/model/sentence.h"

#include <algorithm>

namespace obverse::checking {

namespace {

/// Collects the steps of one block.
struct Collector {
    const Context& context;
    const Program& program;
    std::vector<Dependency>& list;
    PhraseId conclusion;
    std::string lead;  // `rule r: the behaviour is staged, if `
    std::span<const VariableInfo> variables;
    bool is_definition = false;
    std::vector<KindId> subjects = {};

    void add(PhraseId premise, bool is_strict, const std::string& what, Span span) {
        list.push_back({.conclusion = conclusion,
                        .premise = premise,
                        .is_strict = is_strict,
                        .is_definition = is_definition,
                        .subjects = subjects,
                        .reason = lead + what,
                        .span = span});
    }

    void add_literal(const Literal& literal, bool is_strict) {
        const Phrase& phrase = program.schema.phrase(literal.atom.phrase);
        const bool is_closed_denial =
            literal.polarity == Polarity::denied && phrase.openness != Openness::open;
        const bool is_absence = literal.polarity == Polarity::no_record;
        add(literal.atom.phrase, is_strict || is_closed_denial || is_absence,
            sentence(program, literal, variables), literal.atom.span);
    }

    void add_all(const Conditions& conditions, bool is_strict) {
        for (const Condition& condition : conditions) {
            std::visit(overloaded{
                           [&](const Literal& literal) { add_literal(literal, is_strict); },
                           [&](const GradeTest& test) {
                               const Quantity& quantity = program.schema.quantity(test.quantity);
                               add(quantity.phrase, true, "the level of `" + quantity.name + "`",
                                   test.span);
                           },
                           [&](const Choice& choice) {
                               for (const Conditions& member : choice.members) {
                                   add_all(member, is_strict);
                               }
                           },
                           [&](const Aggregate& aggregate) { add_all(aggregate.body, true); },
                           [](const auto&) {},
                       },
                       condition.form);
        }
    }
};

/// A conclusion as its own block words it.
struct Conclusion {
    PhraseId phrase;
    std::string text;
    std::vector<KindId> subjects = {};
};

Conclusion conclusion_of(const Program& program, const Atom& head, const BlockHeader& header) {
    Conclusion made{head.phrase, sentence(program, head, header.variables)};
    for (const Term& term : head.terms) {
        const auto* variable = std::get_if<Variable>(&term);
        if (variable == nullptr) continue;
        const std::optional<KindId> kind = header.variables[variable->index].kind;
        if (kind) made.subjects.push_back(*kind);
    }
    return made;
}

Conclusion conclusion_of(const Program& program, const Rule& rule) {
    Conclusion made = conclusion_of(program, rule.head, rule.header);
    if (rule.denies) made.text = "it is denied that " + made.text;
    return made;
}

/// Steps that are told as `HOW NAME: CONCLUSION JOINT PREMISE`.
Collector collector(const Context& context, std::vector<Dependency>& list,
                    const BlockHeader& header, const Conclusion& conclusion, const std::string& how,
                    const std::string& joint) {
    return {.context = context,
            .program = context.program(),
            .list = list,
            .conclusion = conclusion.phrase,
            .lead = how + " `" + header.name + "`: " + conclusion.text + joint,
            .variables = header.variables,
            .subjects = conclusion.subjects};
}

/// The conclusions that an exception withdraws: those of the block at the end of its targets.
std::vector<Conclusion> attacked(const Program& program, const Exception& exception) {
    std::vector<Conclusion> phrases;
    std::string target = exception.target;
    for (std::size_t steps = 0; steps <= program.exceptions.size(); ++steps) {
        const auto next =
            std::find_if(program.exceptions.begin(), program.exceptions.end(),
                         [&](const Exception& other) { return other.header.name == target; });
        if (next == program.exceptions.end()) break;
        target = next->target;
    }
    for (const Rule& rule : program.rules) {
        if (rule.header.name == target) phrases.push_back(conclusion_of(program, rule));
    }
    const std::string definition_name = target.substr(0, target.find('.'));
    for (const Definition& definition : program.definitions) {
        if (definition.header.name != definition_name) continue;
        phrases.push_back(conclusion_of(program, definition.head, definition.header));
        for (const WhenOnly& when : definition.when_only) {
            phrases.push_back(conclusion_of(program, when.conclusion, definition.header));
        }
    }
    return phrases;
}

void add_rules(const Context& context, const VisibleBlocks& visible,
               std::vector<Dependency>& list) {
    const Program& program = context.program();
    for (const Rule& rule : program.rules) {
        if (!visible.sees(rule.header)) continue;
        collector(context, list, rule.header, conclusion_of(program, rule), "rule", ", if ")
            .add_all(rule.conditions, false);
        for (const std::string& name : rule.overrides) {
            for (const Rule& other : program.rules) {
                if (other.header.name != name) continue;
                collector(context, list, rule.header, conclusion_of(program, other),
                          "overriding rule", " falls away if ")
                    .add_all(rule.conditions, true);
            }
        }
    }
    for (const Exception& exception : program.exceptions) {
        if (!visible.sees(exception.header)) continue;
        for (const Conclusion& conclusion : attacked(program, exception)) {
            collector(context, list, exception.header, conclusion, "exception", " falls away if ")
                .add_all(exception.conditions, true);
        }
    }
}

void add_definitions(const Context& context, const VisibleBlocks& visible,
                     std::vector<Dependency>& list) {
    for (const Definition& definition : context.program().definitions) {
        if (!visible.sees(definition.header)) continue;
        const BlockHeader& header = definition.header;
        std::vector<Conclusion> conclusions = {
            conclusion_of(context.program(), definition.head, header)};
        const auto add = [&](const Conclusion& conclusion, const std::string& joint,
                             const Conditions& conditions) {
            Collector step = collector(context, list, header, conclusion, "definition", joint);
            step.is_definition = true;
            step.add_all(conditions, true);
        };
        for (const WhenOnly& when : definition.when_only) {
            conclusions.push_back(conclusion_of(context.program(), when.conclusion, header));
            add(conclusions.back(), ", if ", when.conditions);
        }
        for (const Conclusion& conclusion : conclusions) {
            for (const Element& element : definition.elements) {
                add(conclusion, " is judged by ", element.conditions);
            }
            for (const Element& element : definition.unless) {
                add(conclusion, ", unless ", element.conditions);
            }
        }
    }
}

}  // namespace

std::vector<Dependency> dependencies(const Context& context, const VisibleBlocks& visible) {
    std::vector<Dependency> list;
    add_rules(context, visible, list);
    add_definitions(context, visible, list);
    for (const Grade& grade : context.program().grades) {
        if (!visible.sees(grade.header)) continue;
        const Schema& schema = context.schema();
        const Quantity& graded = schema.quantity(grade.quantity);
        const Conclusion conclusion{graded.phrase, "the level of `" + graded.name + "`"};
        Collector step =
            collector(context, list, grade.header, conclusion, "grade", " is worked out from ");
        step.is_definition = true;
        for (const Grade::Factor& factor : grade.factors) {
            const Quantity& quantity = schema.quantity(factor.quantity);
            step.add(quantity.phrase, true, "the level of `" + quantity.name + "`", factor.span);
        }
    }
    return list;
}

}  // namespace obverse::checking
