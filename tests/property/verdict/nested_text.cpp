#include "tests/property/verdict/nested.h"

namespace obverse::test {

namespace {

std::string indented(std::size_t depth, const std::string& line) {
    return std::string(depth * 2, ' ') + line + "\n";
}

class Writer {
public:
    explicit Writer(const Nested& nested) : nested_(nested) {}

    std::string write() {
        vocabulary();
        for (SentenceNumber i = 0; i < nested_.sentences.size(); ++i) block(i);
        return text_ + exceptions_;
    }

private:
    void vocabulary() {
        text_ = "vocabulary v\n  kind Thing\n  kind Agent\n";
        text_ += "  phrase here \"{Thing} is here\"\n";
        for (SentenceNumber i = 0; i < nested_.sentences.size(); ++i) {
            const NestedSentence& sentence = nested_.sentences[i];
            const std::string name = "p" + std::to_string(i);
            text_ += "  phrase " + name + " \"{Thing} is " + name + "\"";
            if (sentence.kind != NestedSentence::Kind::base) text_ += " derived";
            text_ += sentence.closed ? " closed\n" : "\n";
        }
        for (std::size_t i = 0; i < nested_.record.agents.size(); ++i) {
            const std::string number = std::to_string(i);
            text_ += "  phrase g" + number + " \"{Agent} does g" + number +
                     " to {Thing}\" closed per {Thing}\n";
            text_ += "  phrase q" + number + " \"{Agent} is q" + number + "\"\n";
        }
    }

    static std::string sentence(SentenceNumber number) {
        return "the thing is p" + std::to_string(number);
    }
    static std::string said(Said said, const std::string& sentence) {
        if (said == Said::denied) return "it is denied that " + sentence;
        return said == Said::no_record ? "there is no record that " + sentence : sentence;
    }
    /// A letter of its own for each agent, so that two conditions do not speak of one.
    std::string agent(const AgentCondition& condition, std::size_t depth) {
        const std::string number = std::to_string(condition.agents);
        const std::string letter(1, static_cast<char>('A' + letters_++ % 26));
        return "Agent " + letter + " does g" + number + " to the thing\n" +
               std::string(depth * 2, ' ') + "and " +
               (condition.denied ? "it is denied that " : "") + letter + " is q" + number;
    }

    /// The first condition follows `lead`; the others stand below it at `depth`.
    std::string conditions(const NestedConditions& list, const std::string& lead,
                           std::size_t lead_depth, std::size_t depth) {
        std::string made;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const NestedCondition& condition = list[i];
            const std::string start = i == 0 ? lead : "and ";
            const std::size_t at = i == 0 ? lead_depth : depth;
            if (condition.shape == NestedCondition::Shape::list) {
                made +=
                    indented(at, start + "at least " + std::to_string(condition.least) + " of:");
                for (const NestedConditions& member : condition.members) {
                    made += bullet(member, "- ", depth + 1);
                }
            } else if (condition.shape == NestedCondition::Shape::agent) {
                made += indented(at, start + agent(condition.agent, depth));
            } else {
                made += indented(at, start + said(condition.said, sentence(condition.sentence)));
            }
        }
        return made;
    }

    /// A list cannot stand behind a bullet: a condition that always holds goes first.
    std::string bullet(const NestedConditions& list, const std::string& lead, std::size_t depth) {
        if (list.front().shape != NestedCondition::Shape::list) {
            return conditions(list, lead, depth, depth + 1);
        }
        return indented(depth, lead + "the thing is here") +
               conditions(list, "and ", depth + 1, depth + 1);
    }

    void exceptions(const std::vector<NestedException>& list, const std::string& target) {
        for (const NestedException& exception : list) {
            exceptions_ += "exception " + exception.name + " to " + target + "\n";
            exceptions_ += conditions(exception.conditions, "if ", 1, 1);
            exceptions(exception.own, exception.name);
        }
    }

    void element(const std::string& name, const NestedConditions& list) {
        text_ += bullet(list, "- " + name + ": ", 2);
    }

    void block(SentenceNumber number) {
        const NestedSentence& one = nested_.sentences[number];
        for (const NestedRule& rule : one.rules) {
            letters_ = 0;
            text_ += "rule " + rule.name + "\n";
            text_ += indented(1, (rule.denies ? "it is denied that " : "") + sentence(number));
            text_ += indented(1, "if the thing is here");
            text_ += conditions(rule.conditions, "and ", 1, 1);
            if (rule.overrides) {
                text_ += indented(1, "overrides " + one.rules[*rule.overrides].name);
            }
            exceptions(rule.exceptions, rule.name);
        }
        if (one.kind == NestedSentence::Kind::definition) definition(number);
    }

    void definition(SentenceNumber number) {
        const NestedDefinition& one = nested_.sentences[number].definition;
        const std::string name = "d" + std::to_string(number);
        letters_ = 0;
        text_ += "definition " + name + "\n" + indented(1, sentence(number));
        const bool all = one.least == one.elements.size();
        text_ += indented(
            1, all ? "requires:" : "is judged by at least " + std::to_string(one.least) + " of:");
        for (std::size_t i = 0; i < one.elements.size(); ++i) {
            element("e" + std::to_string(i), one.elements[i]);
        }
        if (!one.unless.empty()) text_ += indented(1, "unless:");
        for (const NestedException& exception : one.unless) {
            element(exception.name, exception.conditions);
            exceptions(exception.own, name + "." + exception.name);
        }
        if (!one.only) return;
        text_ += indented(1, "when only e" + std::to_string(*one.only) + " holds:");
        text_ += indented(2, sentence(number + 1));
        text_ += conditions(one.only_conditions, "if ", 2, 2);
    }

    const Nested& nested_;
    std::string text_;
    std::string exceptions_;
    std::size_t letters_ = 0;
};

}  // namespace

std::string Nested::text() const {
    return Writer(*this).write();
}

}  // namespace obverse::test
