#include "tests/property/verdict/nested.h"

#include <algorithm>

namespace obverse::test {

namespace {

Bits of_evidence(bool s, bool ss, bool d, bool dd) {
    return {s, ss && !d, d, dd && !s};
}
Bits of_claims(const Claimed& claimed) {
    return of_evidence(claimed.asserted, claimed.asserted, claimed.denied, claimed.denied);
}

/// Works out one sentence after the other.
class Worth {
public:
    Worth(const Nested& nested, const NestedRecord& settled) : nested_(nested), settled_(settled) {}

    std::vector<Bits> all() {
        for (SentenceNumber i = 0; i < nested_.sentences.size(); ++i) bits_.push_back(of(i));
        return bits_;
    }

private:
    Bits of(SentenceNumber number) const {
        const NestedSentence& sentence = nested_.sentences[number];
        switch (sentence.kind) {
            case NestedSentence::Kind::base:
                return of_claims(settled_.claims[number]);
            case NestedSentence::Kind::rules:
                return of_rules(sentence.rules);
            case NestedSentence::Kind::definition:
                return of_definition(sentence.definition);
            case NestedSentence::Kind::when_only:
                break;
        }
        return of_only(nested_.sentences[sentence.of].definition);
    }

    Bits of(const NestedCondition& condition) const {
        switch (condition.shape) {
            case NestedCondition::Shape::list:
                return at_least(condition.least, condition.members);
            case NestedCondition::Shape::agent:
                return of_agents(condition.agent);
            case NestedCondition::Shape::sentence:
                break;
        }
        Bits bits = bits_[condition.sentence];
        if (condition.said == Said::no_record) {
            return {!bits.plus_plus, !bits.plus, bits.plus, bits.plus_plus};
        }
        if (nested_.sentences[condition.sentence].closed) {
            bits.minus = bits.minus || !bits.plus_plus;
            bits.minus_minus = bits.minus_minus || !bits.plus;
        }
        return condition.said == Said::denied ? opposite(bits) : bits;
    }

    Bits of(const NestedConditions& conditions) const {
        Bits all{true, true, false, false};
        for (const NestedCondition& condition : conditions) {
            const Bits bits = of(condition);
            all.plus = all.plus && bits.plus;
            all.plus_plus = all.plus_plus && bits.plus_plus;
            all.minus = all.minus || bits.minus;
            all.minus_minus = all.minus_minus || bits.minus_minus;
        }
        return all;
    }

    Bits at_least(std::size_t least, const std::vector<NestedConditions>& members) const {
        std::size_t counts[4] = {};
        for (const NestedConditions& member : members) {
            const Bits bits = of(member);
            counts[0] += bits.plus ? 1 : 0;
            counts[1] += bits.plus_plus ? 1 : 0;
            counts[2] += bits.minus ? 1 : 0;
            counts[3] += bits.minus_minus ? 1 : 0;
        }
        const std::size_t too_many = members.size() - least + 1;
        return {counts[0] >= least, counts[1] >= least, counts[2] >= too_many,
                counts[3] >= too_many};
    }

    Bits of_agents(const AgentCondition& condition) const {
        const NestedAgents& agents = settled_.agents[condition.agents];
        Bits some;
        bool live = false;
        bool firmly_live = false;
        bool complete = false;
        for (std::size_t i = 0; i < agents.does.size(); ++i) {
            const Bits does = of_claims(agents.does[i]);
            Bits is = of_claims(agents.is[i]);
            if (condition.denied) is = opposite(is);
            some.plus = some.plus || (does.plus && is.plus);
            some.plus_plus = some.plus_plus || (does.plus_plus && is.plus_plus);
            live = live || (does.plus && !is.minus_minus);
            firmly_live = firmly_live || (does.plus_plus && !is.minus);
            complete = complete || nested_.record.agents[condition.agents].does[i].asserted;
        }
        some.minus = complete && !firmly_live;
        some.minus_minus = complete && !live;
        return some;
    }

    /// Whether an exception applies: possibly, firmly.
    struct Applies {
        bool plus = false;
        bool plus_plus = false;
    };
    Applies applies(const NestedException& exception) const {
        const Bits bits = of(exception.conditions);
        const Applies own = any_applies(exception.own);
        return {bits.plus && !own.plus_plus, bits.plus_plus && !own.plus};
    }
    Applies any_applies(const std::vector<NestedException>& exceptions) const {
        Applies any;
        for (const NestedException& exception : exceptions) {
            const Applies one = applies(exception);
            any.plus = any.plus || one.plus;
            any.plus_plus = any.plus_plus || one.plus_plus;
        }
        return any;
    }

    Applies fires(const std::vector<NestedRule>& rules, std::size_t number) const {
        const NestedRule& rule = rules[number];
        const Bits bits = of(rule.conditions);
        Applies against = any_applies(rule.exceptions);
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (rules[i].overrides != number) continue;
            const Applies over = fires(rules, i);
            against.plus = against.plus || over.plus;
            against.plus_plus = against.plus_plus || over.plus_plus;
        }
        return {bits.plus && !against.plus_plus, bits.plus_plus && !against.plus};
    }
    Bits of_rules(const std::vector<NestedRule>& rules) const {
        bool s = false;
        bool ss = false;
        bool d = false;
        bool dd = false;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const Applies one = fires(rules, i);
            (rules[i].denies ? d : s) |= one.plus;
            (rules[i].denies ? dd : ss) |= one.plus_plus;
        }
        return of_evidence(s, ss, d, dd);
    }

    Bits of_definition(const NestedDefinition& definition) const {
        const Bits elements = at_least(definition.least, definition.elements);
        const Applies unless = any_applies(definition.unless);
        return of_evidence(elements.plus && !unless.plus_plus, elements.plus_plus && !unless.plus,
                           elements.minus || unless.plus, elements.minus_minus || unless.plus_plus);
    }

    Bits of_only(const NestedDefinition& definition) const {
        const Bits clause = of(definition.only_conditions);
        const Bits element = of(definition.elements[*definition.only]);
        const Applies unless = any_applies(definition.unless);
        std::vector<NestedConditions> others = definition.elements;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(*definition.only));
        const Bits rest = at_least(others.size(), others);
        return of_evidence(
            clause.plus && element.plus && !rest.plus_plus && !unless.plus_plus,
            clause.plus_plus && element.plus_plus && !rest.plus && !unless.plus,
            clause.minus || element.minus || rest.plus || unless.plus,
            clause.minus_minus || element.minus_minus || rest.plus_plus || unless.plus_plus);
    }

    const Nested& nested_;
    const NestedRecord& settled_;
    std::vector<Bits> bits_;
};

/// Every place where something is claimed.
std::vector<Claimed*> places(NestedRecord& record) {
    std::vector<Claimed*> found;
    for (Claimed& claimed : record.claims) found.push_back(&claimed);
    for (NestedAgents& agents : record.agents) {
        for (Claimed& claimed : agents.does) found.push_back(&claimed);
        for (Claimed& claimed : agents.is) found.push_back(&claimed);
    }
    return found;
}

}  // namespace

std::vector<Bits> worth(const Nested& nested, const NestedRecord& settled) {
    return Worth(nested, settled).all();
}

std::vector<NestedRecord> settlements(const NestedRecord& record) {
    NestedRecord settled = record;
    std::vector<Claimed*> disputed = places(settled);
    std::erase_if(disputed, [](const Claimed* claimed) { return !claimed->is_disputed(); });
    std::vector<NestedRecord> all;
    for (std::size_t way = 0; way < (std::size_t{1} << disputed.size()); ++way) {
        for (std::size_t i = 0; i < disputed.size(); ++i) {
            const bool for_it = ((way >> i) & 1U) != 0;
            *disputed[i] = {for_it, !for_it};
        }
        all.push_back(settled);
    }
    return all;
}

}  // namespace obverse::test
