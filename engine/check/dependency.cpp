#include "engine/base/overloaded.h"
#include "engine/check/program_checks.h"
#include "engine/model/sentence.h"

#include <algorithm>

namespace obverse::checking {

namespace {

/// The lens whose block of that name counts: the nearest of the lenses that have one.
bool is_replaced(const Program& program, LensId lens, const BlockHeader& header) {
    const auto replaces = [&](const BlockHeader& other) {
        return other.name == header.name && other.lens && header.lens &&
               *other.lens != *header.lens && extends(program, lens, *other.lens) &&
               extends(program, *other.lens, *header.lens);
    };
    const auto any = [&](const auto& list) {
        return std::any_of(list.begin(), list.end(),
                           [&](const auto& block) { return replaces(block.header); });
    };
    return any(program.rules) || any(program.exceptions) || any(program.definitions) ||
           any(program.tables) || any(program.grades);
}

/// Collects the steps of one block.
struct Collector {
    const Context& context;
    const Program& program;
    std::vector<Dependency>& list;
    PhraseId conclusion;
    std::string block;
    std::span<const VariableInfo> variables;
    bool is_definition = false;

    void add(PhraseId premise, bool is_strict, const std::string& what, Span span) {
        list.push_back({.conclusion = conclusion,
                        .premise = premise,
                        .is_strict = is_strict,
                        .is_definition = is_definition,
                        .reason = block + what,
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

Collector collector(const Context& context, std::vector<Dependency>& list,
                    const BlockHeader& header, PhraseId conclusion, const std::string& how) {
    return {.context = context,
            .program = context.program(),
            .list = list,
            .conclusion = conclusion,
            .block = how + " `" + header.name + "` rests on: ",
            .variables = header.variables};
}

/// The conclusions that an exception withdraws: those of the block at the end of its targets.
std::vector<PhraseId> attacked(const Program& program, const Exception& exception) {
    std::vector<PhraseId> phrases;
    std::string target = exception.target;
    for (std::size_t steps = 0; steps <= program.exceptions.size(); ++steps) {
        const auto next =
            std::find_if(program.exceptions.begin(), program.exceptions.end(),
                         [&](const Exception& other) { return other.header.name == target; });
        if (next == program.exceptions.end()) break;
        target = next->target;
    }
    for (const Rule& rule : program.rules) {
        if (rule.header.name == target) phrases.push_back(rule.head.phrase);
    }
    const std::string definition_name = target.substr(0, target.find('.'));
    for (const Definition& definition : program.definitions) {
        if (definition.header.name != definition_name) continue;
        phrases.push_back(definition.head.phrase);
        for (const WhenOnly& when : definition.when_only) phrases.push_back(when.conclusion.phrase);
    }
    return phrases;
}

void add_rules(const Context& context, const Visible& visible, std::vector<Dependency>& list) {
    const Program& program = context.program();
    for (const Rule& rule : program.rules) {
        if (!visible.sees(rule.header)) continue;
        collector(context, list, rule.header, rule.head.phrase, "rule")
            .add_all(rule.conditions, false);
        for (const std::string& name : rule.overrides) {
            for (const Rule& other : program.rules) {
                if (other.header.name != name) continue;
                collector(context, list, rule.header, other.head.phrase, "overriding rule")
                    .add_all(rule.conditions, true);
            }
        }
    }
    for (const Exception& exception : program.exceptions) {
        if (!visible.sees(exception.header)) continue;
        for (const PhraseId phrase : attacked(program, exception)) {
            collector(context, list, exception.header, phrase, "exception")
                .add_all(exception.conditions, true);
        }
    }
}

void add_definitions(const Context& context, const Visible& visible,
                     std::vector<Dependency>& list) {
    for (const Definition& definition : context.program().definitions) {
        if (!visible.sees(definition.header)) continue;
        std::vector<PhraseId> conclusions = {definition.head.phrase};
        for (const WhenOnly& when : definition.when_only) {
            conclusions.push_back(when.conclusion.phrase);
            Collector step =
                collector(context, list, definition.header, when.conclusion.phrase, "definition");
            step.is_definition = true;
            step.add_all(when.conditions, true);
        }
        for (const PhraseId conclusion : conclusions) {
            Collector step = collector(context, list, definition.header, conclusion, "definition");
            step.is_definition = true;
            for (const Element& element : definition.elements)
                step.add_all(element.conditions, true);
            for (const Element& element : definition.unless) step.add_all(element.conditions, true);
        }
    }
}

}  // namespace

bool Visible::sees(const BlockHeader& header) const {
    if (!header.lens) return true;
    return lens && extends(program, *lens, *header.lens) && !is_replaced(program, *lens, header);
}

std::vector<Dependency> dependencies(const Context& context, const Visible& visible) {
    std::vector<Dependency> list;
    add_rules(context, visible, list);
    add_definitions(context, visible, list);
    for (const Grade& grade : context.program().grades) {
        if (!visible.sees(grade.header)) continue;
        const Schema& schema = context.schema();
        Collector step =
            collector(context, list, grade.header, schema.quantity(grade.quantity).phrase, "grade");
        step.is_definition = true;
        for (const Grade::Factor& factor : grade.factors) {
            const Quantity& quantity = schema.quantity(factor.quantity);
            step.add(quantity.phrase, true, "the level of `" + quantity.name + "`", factor.span);
        }
    }
    return list;
}

}  // namespace obverse::checking
