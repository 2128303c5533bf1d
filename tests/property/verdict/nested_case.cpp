#include "tests/property/verdict/nested_case.h"

#include <stdexcept>

namespace obverse::test {

NestedCase::NestedCase(const Nested& nested)
    : sentence_count_(nested.sentences.size()), checking_(nested.text()) {
    thing_ = program().symbols.intern("thing1");
    add_entity(thing_, "Thing");
    claim("here", {thing_}, {true, false});
    for (SentenceNumber i = 0; i < nested.sentences.size(); ++i) {
        claim("p" + std::to_string(i), {thing_}, nested.record.claims[i]);
    }
    for (std::size_t i = 0; i < nested.record.agents.size(); ++i) {
        for (std::size_t a = 0; a < nested.record.agents[i].does.size(); ++a) {
            const SymbolId agent = program().symbols.intern("agent" + std::to_string(a));
            add_entity(agent, "Agent");
            claim("g" + std::to_string(i), {agent, thing_}, nested.record.agents[i].does[a]);
            claim("q" + std::to_string(i), {agent}, nested.record.agents[i].is[a]);
        }
    }
}

std::vector<Asked> NestedCase::sentences() {
    std::vector<Asked> asked;
    for (SentenceNumber i = 0; i < sentence_count_; ++i) {
        const auto phrase = program().schema.phrase_named("p" + std::to_string(i));
        asked.push_back({*phrase, Row{to_word(thing_)}});
    }
    return asked;
}

Judgement NestedCase::judge_all() {
    auto judged = judge(program(), record_, {}, sentences(), {}, checking_.diagnostics);
    if (!judged) throw std::runtime_error("the case cannot be judged");
    return std::move(*judged);
}

void NestedCase::add_entity(SymbolId id, std::string_view kind) {
    record_.entities[id] = {id, {*program().schema.kind_named(kind)}, "", {}};
}

void NestedCase::claim(const std::string& phrase, std::initializer_list<SymbolId> arguments,
                       const Claimed& claimed) {
    for (const Stance stance : {Stance::asserted, Stance::denied}) {
        if (stance == Stance::asserted ? !claimed.asserted : !claimed.denied) continue;
        Claim made;
        made.id = "claim " + std::to_string(record_.claims.size());
        made.phrase = *program().schema.phrase_named(phrase);
        for (const SymbolId argument : arguments) made.arguments.push_back(to_word(argument));
        made.stance = stance;
        record_.claims.push_back(std::move(made));
    }
}

}  // namespace obverse::test
