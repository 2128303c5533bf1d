#include "tests/property/verdict/nested.h"

namespace obverse::test {

namespace {

class Maker {
public:
    Maker(std::mt19937& random, const NestedOptions& options)
        : random_(random), options_(options) {}

    Nested make() {
        derived(options_.depth);
        return std::move(made_);
    }

private:
    std::size_t below(std::size_t count) { return random_() % count; }
    bool once_in(std::size_t count) { return below(count) == 0; }

    Claimed claimed() {
        const std::size_t dice = below(10);
        if (dice < 3) return {true, false};
        if (dice < 6) return {false, true};
        if (dice < 9 && disputes_ < options_.disputes) {
            ++disputes_;
            return {true, true};
        }
        return {};
    }

    SentenceNumber add(NestedSentence sentence) {
        made_.sentences.push_back(std::move(sentence));
        made_.record.claims.emplace_back();
        return made_.sentences.size() - 1;
    }
    SentenceNumber base() {
        NestedSentence sentence;
        sentence.closed = once_in(5);
        const SentenceNumber number = add(std::move(sentence));
        made_.record.claims[number] = claimed();
        return number;
    }
    SentenceNumber sentence(std::size_t depth) {
        if (options_.shared && made_.sentences.size() > 3 && !once_in(3)) {
            return below(made_.sentences.size());
        }
        const bool is_large = made_.sentences.size() > options_.sentences;
        return depth == 0 || is_large || once_in(3) ? base() : derived(depth - 1);
    }

    NestedCondition agent() {
        NestedCondition condition;
        condition.shape = NestedCondition::Shape::agent;
        condition.agent = {.agents = made_.record.agents.size(), .denied = once_in(3)};
        NestedAgents agents;
        for (std::size_t i = 0; i < options_.agent_count; ++i) {
            agents.does.push_back(claimed());
            agents.is.push_back(claimed());
        }
        made_.record.agents.push_back(std::move(agents));
        return condition;
    }

    NestedCondition condition(std::size_t depth, bool may_list, bool may_nest) {
        NestedCondition condition;
        if (may_list && once_in(5)) {
            condition.shape = NestedCondition::Shape::list;
            const std::size_t count = 1 + below(3);
            for (std::size_t i = 0; i < count; ++i) {
                condition.members.push_back(conditions(depth, may_nest && once_in(3), false));
            }
            condition.least = 1 + below(count);
            return condition;
        }
        if (depth > 0 && once_in(6)) return agent();
        const std::size_t dice = below(6);
        condition.said = dice == 0 ? Said::no_record : dice == 1 ? Said::denied : Said::holds;
        condition.sentence = sentence(depth);
        return condition;
    }
    NestedConditions conditions(std::size_t depth, bool may_list = true, bool may_nest = true) {
        NestedConditions made;
        const std::size_t count = once_in(3) ? 2 : 1;
        for (std::size_t i = 0; i < count; ++i)
            made.push_back(condition(depth, may_list, may_nest));
        return made;
    }

    std::vector<NestedException> exceptions(std::size_t depth, std::size_t one_in) {
        std::vector<NestedException> made;
        while (made.size() < 2 && once_in(one_in)) {
            NestedException exception;
            exception.name = "x" + std::to_string(names_++);
            exception.conditions = conditions(depth);
            exception.own = exceptions(depth, 4);
            made.push_back(std::move(exception));
        }
        return made;
    }

    SentenceNumber derived(std::size_t depth) {
        return once_in(3) ? by_rules(depth) : by_definition(depth);
    }

    SentenceNumber by_rules(std::size_t depth) {
        NestedSentence sentence;
        sentence.kind = NestedSentence::Kind::rules;
        const std::size_t count = 1 + below(3);
        for (std::size_t i = 0; i < count; ++i) {
            NestedRule rule;
            rule.name = "r" + std::to_string(names_++);
            rule.denies = once_in(3);
            rule.conditions = conditions(depth);
            rule.exceptions = exceptions(depth, 3);
            if (i > 0 && once_in(2)) {
                // A rule that overrides one of its own side would use its claims twice.
                const std::size_t other = below(i);
                const bool opposes = sentence.rules[other].denies != rule.denies;
                if (opposes || options_.shared) rule.overrides = other;
            }
            sentence.rules.push_back(std::move(rule));
        }
        return add(std::move(sentence));
    }

    SentenceNumber by_definition(std::size_t depth) {
        NestedSentence sentence;
        sentence.kind = NestedSentence::Kind::definition;
        NestedDefinition& definition = sentence.definition;
        const std::size_t count = 1 + below(3);
        for (std::size_t i = 0; i < count; ++i) definition.elements.push_back(conditions(depth));
        definition.least = once_in(2) ? count : 1 + below(count);
        definition.unless = exceptions(depth, 3);
        const bool has_only = definition.least == count && count > 1 && once_in(3);
        if (has_only) {
            definition.only = below(count);
            definition.only_conditions = conditions(depth);
        }
        const SentenceNumber number = add(std::move(sentence));
        if (!has_only) return number;
        NestedSentence only;
        only.kind = NestedSentence::Kind::when_only;
        only.of = number;
        const SentenceNumber second = add(std::move(only));
        // A claim is used once: one of the two conclusions goes on.
        return once_in(2) ? number : second;
    }

    std::mt19937& random_;
    NestedOptions options_;
    Nested made_;
    std::size_t disputes_ = 0;
    std::size_t names_ = 0;
};

}  // namespace

Nested random_nested(std::mt19937& random, const NestedOptions& options) {
    return Maker(random, options).make();
}

}  // namespace obverse::test
