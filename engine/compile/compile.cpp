#include "engine/compile/compile.h"

#include "engine/compile/compiler.h"
#include "engine/compile/relevance.h"

#include <algorithm>

namespace obverse {

namespace compiling {

Compiler::Compiler(const Program& program, std::optional<LensId> lens, Diagnostics& diagnostics)
    : program_(program), visible_(program, lens), diagnostics_(diagnostics) {
    out_.lens = lens;
}

/// A slot of a `one of` kind that holds the name of a group, or `any`, instead of a value.
bool Compiler::is_group(const Atom& atom, std::uint32_t& slot) const {
    const Phrase& phrase = program_.schema.phrase(atom.phrase);
    for (std::uint32_t i = 0; i < atom.terms.size(); ++i) {
        const auto* value = std::get_if<Value>(&atom.terms[i]);
        const std::optional<KindId> kind = phrase.slots[i].kind;
        if (value == nullptr || !kind) continue;
        const Kind& info = program_.schema.kind(*kind);
        if (!info.is_one_of()) continue;
        const SymbolId symbol = as_symbol(value->word);
        if (std::find(info.values.begin(), info.values.end(), symbol) != info.values.end()) {
            continue;
        }
        slot = i;
        return true;
    }
    return false;
}

void Compiler::too_large(Span span) {
    diagnostics_.report({.code = Code::limit_reached,
                         .message = "this list can hold in more than " +
                                    std::to_string(alternative_limit) + " ways",
                         .primary = Label{span, "too many members, or too many lists together"},
                         .help = "give a part of it a phrase and a rule of its own"});
}

/// Whether a rule or a definition supports sentences of the phrase.
bool Compiler::is_concluded(PhraseId phrase) const {
    const auto by_rule = [&](const Rule& rule) {
        return rule.head.phrase == phrase && !rule.denies && visible_.sees(rule.header);
    };
    const auto by_definition = [&](const Definition& definition) {
        return visible_.sees(definition.header) &&
               (definition.head.phrase == phrase ||
                std::any_of(
                    definition.when_only.begin(), definition.when_only.end(),
                    [&](const WhenOnly& when) { return when.conclusion.phrase == phrase; }));
    };
    return std::any_of(program_.rules.begin(), program_.rules.end(), by_rule) ||
           std::any_of(program_.definitions.begin(), program_.definitions.end(), by_definition);
}

void Compiler::report_unsafe(const BlockHeader& header) {
    if (!unsafe_.insert(&header).second) return;
    diagnostics_.report({.code = Code::unbound_variable,
                         .message = "`" + header.name +
                                    "` reads something that has no value in one of the ways in "
                                    "which its conditions hold",
                         .primary = Label{header.span, "this way is left out"},
                         .help = "name it in every member of the list, or outside of it"});
}

/// Which phrases matter, and in which of their slots groups are read.
void Compiler::find_relevant(std::span<const Asked> asked) {
    std::vector<PhraseId> phrases;
    for (const Asked& question : asked) phrases.push_back(question.phrase);
    relevant_ = relevant(program_, visible_, phrases);
    for (const PhraseId phrase : relevant_) declare_phrase(phrase);
    std::set<std::pair<PhraseId, std::uint32_t>> groups;
    const auto look = [&](const Atom& atom) {
        std::uint32_t slot = 0;
        if (relevant_.contains(atom.phrase) && is_group(atom, slot)) {
            groups.insert({atom.phrase, slot});
        }
    };
    const auto look_all = [&](const Conditions& conditions) {
        for_each_condition(conditions, [&](const Condition& condition) {
            if (const auto* literal = std::get_if<Literal>(&condition.form)) look(literal->atom);
        });
    };
    for (const Rule& rule : program_.rules) look_all(rule.conditions);
    for (const Exception& exception : program_.exceptions) look_all(exception.conditions);
    for (const Definition& definition : program_.definitions) {
        for (const Element& element : definition.elements) look_all(element.conditions);
        for (const Element& element : definition.unless) look_all(element.conditions);
        for (const WhenOnly& when : definition.when_only) look_all(when.conditions);
    }
    for (const Asked& question : asked) {
        if (!question.row) continue;
        Atom atom{.phrase = question.phrase, .terms = {}, .span = {}};
        const Phrase& phrase = program_.schema.phrase(question.phrase);
        for (std::size_t i = 0; i < phrase.slots.size(); ++i) {
            atom.terms.emplace_back(Value{phrase.slots[i].type, (*question.row)[i]});
        }
        look(atom);
    }
    for (const auto& [phrase, slot] : groups) {
        const Phrase& info = program_.schema.phrase(phrase);
        out_.groups[{phrase, slot}] = declare_bits(info, info.name + " by group");
    }
}

Compiled Compiler::run(std::span<const Asked> asked) {
    find_relevant(asked);
    for (const PhraseId phrase : relevant_) {
        bit_rules(phrase, out_.phrases.at(phrase));
        const Phrase& info = program_.schema.phrase(phrase);
        for (std::uint32_t slot = 0; is_concluded(phrase) && slot < info.slots.size(); ++slot) {
            const std::optional<KindId> kind = info.slots[slot].kind;
            const bool has_values = kind && program_.schema.kind(*kind).is_one_of();
            if (!has_values) continue;
            if (!info.one || info.one == slot) values_follow(phrase, slot);
        }
    }
    for (const auto& [key, relations] : out_.groups) {
        const auto& [phrase, slot] = key;
        bit_rules(phrase, relations);
        if (program_.schema.phrase(phrase).one == slot) {
            groups_follow_one(phrase, slot);
        } else {
            groups_follow_many(phrase, slot);
        }
    }
    find_judged();
    compile_definitions();
    compile_rules();
    speak_by_rules();
    demand_all();
    for (std::uint32_t i = 0; i < program_.schema.quantities.size(); ++i) {
        const Quantity& quantity = program_.schema.quantities[i];
        if (quantity.is_grade && relevant_.contains(quantity.phrase)) interval_of(QuantityId{i});
    }
    return std::move(out_);
}

}  // namespace compiling

const CompiledDefinition* Compiled::definition_of(std::size_t index) const {
    const auto found =
        std::find_if(definitions.begin(), definitions.end(),
                     [&](const CompiledDefinition& one) { return one.index == index; });
    return found == definitions.end() ? nullptr : &*found;
}

Compiled compile(const Program& program, std::optional<LensId> lens, std::span<const Asked> asked,
                 Diagnostics& diagnostics) {
    return compiling::Compiler(program, lens, diagnostics).run(asked);
}

}  // namespace obverse
