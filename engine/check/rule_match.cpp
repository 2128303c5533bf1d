#include "engine/check/rule_match.h"

#include <algorithm>

namespace obverse::checking {

namespace {

constexpr std::size_t step_limit = 2000;

}  // namespace

RuleMatch::RuleMatch(const Program& program, const EntityIndex& entities,
                     const BlockHeader& general, const BlockHeader& special,
                     const Conditions& given)
    : program_(program),
      entities_(entities),
      special_(special),
      given_(given),
      reading_(general.variables.size()),
      steps_left_(step_limit) {}

bool RuleMatch::heads(const Atom& general, const Atom& special) {
    return general.phrase == special.phrase && match(general.terms, special.terms);
}

bool RuleMatch::match(const Term& general, const Term& special) {
    if (std::holds_alternative<datalog::Wildcard>(general)) return true;
    const auto* variable = std::get_if<datalog::Variable>(&general);
    if (variable == nullptr) return general == special;
    std::optional<Term>& read = reading_[variable->index];
    if (!read) {
        read = special;
        return true;
    }
    // Two wildcards are two unknowns, not one.
    return *read == special && !std::holds_alternative<datalog::Wildcard>(special);
}

bool RuleMatch::match(const std::vector<Term>& general, const std::vector<Term>& special) {
    for (std::size_t i = 0; i < general.size(); ++i) {
        if (!match(general[i], special[i])) return false;
    }
    return true;
}

/// A group or `any`, and one of the values that it stands for.
bool RuleMatch::is_wider(const Slot& slot, const Term& general, const Term& special) const {
    const auto* wide = std::get_if<Value>(&general);
    const auto* narrow = std::get_if<Value>(&special);
    if (wide == nullptr || narrow == nullptr || !slot.kind) return false;
    const auto values =
        program_.schema.values_of(*slot.kind, as_symbol(wide->word), program_.symbols);
    const auto inner =
        program_.schema.values_of(*slot.kind, as_symbol(narrow->word), program_.symbols);
    return !inner.empty() && std::all_of(inner.begin(), inner.end(), [&](SymbolId value) {
        return std::find(values.begin(), values.end(), value) != values.end();
    });
}

bool RuleMatch::match(const Literal& general, const Literal& special) {
    if (general.polarity != special.polarity || general.atom.phrase != special.atom.phrase) {
        return false;
    }
    const Phrase& phrase = program_.schema.phrase(general.atom.phrase);
    for (std::size_t i = 0; i < general.atom.terms.size(); ++i) {
        const Term& wide = general.atom.terms[i];
        const Term& narrow = special.atom.terms[i];
        const bool widens =
            general.polarity == Polarity::holds && is_wider(phrase.slots[i], wide, narrow);
        if (!widens && !match(wide, narrow)) return false;
    }
    return true;
}

bool RuleMatch::match(const Expression& general, const Expression& special) {
    if (general.operation != special.operation || general.type != special.type ||
        general.operands.size() != special.operands.size()) {
        return false;
    }
    if (general.operation == datalog::Operation::term) return match(general.term, special.term);
    for (std::size_t i = 0; i < general.operands.size(); ++i) {
        if (!match(general.operands[i], special.operands[i])) return false;
    }
    return true;
}

bool RuleMatch::match_comparison(const Comparison& general, const Comparison& special) {
    if (general.comparator != special.comparator) return false;
    const Reading before = reading_;
    if (match(general.left, special.left) && match(general.right, special.right)) return true;
    const bool is_symmetric =
        general.comparator == Comparator::equal || general.comparator == Comparator::differs;
    reading_ = before;
    return is_symmetric && match(general.left, special.right) && match(general.right, special.left);
}

bool RuleMatch::match_aggregate(const Aggregate& general, const Aggregate& special) {
    if (general.function != special.function || general.over.size() != special.over.size()) {
        return false;
    }
    if (!match(Term{general.result}, Term{special.result}) ||
        !match(general.value, special.value)) {
        return false;
    }
    for (std::size_t i = 0; i < general.over.size(); ++i) {
        if (!match(Term{general.over[i]}, Term{special.over[i]})) return false;
    }
    return match_all(general.body, special.body);
}

/// The same conditions in the same order.
bool RuleMatch::match_all(const Conditions& general, const Conditions& special) {
    if (general.size() != special.size()) return false;
    for (std::size_t i = 0; i < general.size(); ++i) {
        if (!match(general[i], special[i])) return false;
    }
    return true;
}

bool RuleMatch::match(const Condition& general, const Condition& special) {
    if (general.form.index() != special.form.index()) return false;
    if (const auto* literal = std::get_if<Literal>(&general.form)) {
        return match(*literal, std::get<Literal>(special.form));
    }
    if (const auto* comparison = std::get_if<Comparison>(&general.form)) {
        return match_comparison(*comparison, std::get<Comparison>(special.form));
    }
    if (const auto* binding = std::get_if<Binding>(&general.form)) {
        const auto& other = std::get<Binding>(special.form);
        return match(Term{binding->variable}, Term{other.variable}) &&
               match(binding->expression, other.expression);
    }
    if (const auto* test = std::get_if<GradeTest>(&general.form)) {
        const auto& other = std::get<GradeTest>(special.form);
        return test->quantity == other.quantity && test->comparator == other.comparator &&
               test->level == other.level && match(test->terms, other.terms);
    }
    if (const auto* choice = std::get_if<Choice>(&general.form)) {
        const auto& other = std::get<Choice>(special.form);
        if (choice->least != other.least || choice->members.size() != other.members.size()) {
            return false;
        }
        for (std::size_t i = 0; i < choice->members.size(); ++i) {
            if (!match_all(choice->members[i], other.members[i])) return false;
        }
        return true;
    }
    if (const auto* aggregate = std::get_if<Aggregate>(&general.form)) {
        return match_aggregate(*aggregate, std::get<Aggregate>(special.form));
    }
    const auto& test = std::get<KindTest>(general.form);
    const auto& other = std::get<KindTest>(special.form);
    return program_.schema.is_a(other.kind, test.kind) && match(test.term, other.term);
}

/// The special rule's variable, or its entity, is of the kind by what else is known of it.
bool RuleMatch::is_of_kind(const KindTest& test) const {
    std::optional<Term> term = test.term;
    if (const auto* variable = std::get_if<datalog::Variable>(&test.term)) {
        term = reading_[variable->index];
    }
    if (!term) return false;
    if (const auto* variable = std::get_if<datalog::Variable>(&*term)) {
        const std::optional<KindId> kind = special_.variables[variable->index].kind;
        return kind && program_.schema.is_a(*kind, test.kind);
    }
    const auto* value = std::get_if<Value>(&*term);
    if (value == nullptr) return false;
    const auto kinds = entities_.kinds_of(as_symbol(value->word));
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](KindId kind) { return program_.schema.is_a(kind, test.kind); });
}

/// Enough members of the list follow one by one.
bool RuleMatch::choice_follows(const Choice& choice, const Conditions& rest, std::size_t position) {
    const Reading before = reading_;
    if (choice.least == choice.members.size()) {
        Conditions all;
        for (const Conditions& member : choice.members) {
            all.insert(all.end(), member.begin(), member.end());
        }
        if (follow(all, 0) && follow(rest, position)) return true;
        reading_ = before;
        return false;
    }
    if (choice.least != 1) return false;
    for (const Conditions& member : choice.members) {
        if (follow(member, 0) && follow(rest, position)) return true;
        reading_ = before;
    }
    return false;
}

bool RuleMatch::follow(const Conditions& general, std::size_t position) {
    if (position == general.size()) return true;
    if (steps_left_ == 0) return false;
    --steps_left_;
    const Reading before = reading_;
    for (const Condition& special : given_) {
        if (match(general[position], special) && follow(general, position + 1)) return true;
        reading_ = before;
    }
    if (const auto* test = std::get_if<KindTest>(&general[position].form)) {
        return is_of_kind(*test) && follow(general, position + 1);
    }
    const auto* choice = std::get_if<Choice>(&general[position].form);
    return choice != nullptr && choice_follows(*choice, general, position + 1);
}

}  // namespace obverse::checking
