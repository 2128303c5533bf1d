#include "engine/compile/judgement.h"
#include "tests/property/verdict/nested.h"
#include "tests/unit/check/checking.h"

#include <doctest/doctest.h>

using namespace obverse;
using namespace obverse::test;

namespace {

/// Asks the engine about every sentence of the one thing.
class Engine {
public:
    Engine(const Nested& nested) : nested_(nested), checking_(nested.text()) {
        Program& program = checking_.checked.program;
        thing_ = program.symbols.intern("thing1");
        add_entity(thing_, "Thing");
        claim("here", {thing_}, {true, false});
        for (SentenceNumber i = 0; i < nested.sentences.size(); ++i) {
            claim("p" + std::to_string(i), {thing_}, nested.record.claims[i]);
        }
        for (std::size_t i = 0; i < nested.record.agents.size(); ++i) {
            for (std::size_t a = 0; a < nested.record.agents[i].does.size(); ++a) {
                const SymbolId agent = program.symbols.intern("agent" + std::to_string(a));
                add_entity(agent, "Agent");
                claim("g" + std::to_string(i), {agent, thing_}, nested.record.agents[i].does[a]);
                claim("q" + std::to_string(i), {agent}, nested.record.agents[i].is[a]);
            }
        }
    }

    std::string findings() const { return checking_.findings(); }

    std::vector<Bits> bits() {
        Program& program = checking_.checked.program;
        std::vector<Asked> asked;
        for (SentenceNumber i = 0; i < nested_.sentences.size(); ++i) {
            const PhraseId phrase = *program.schema.phrase_named("p" + std::to_string(i));
            asked.push_back({phrase, Row{to_word(thing_)}});
        }
        const auto judgement = judge(program, record_, {}, asked, {}, checking_.diagnostics);
        REQUIRE(judgement);
        std::vector<Bits> found;
        for (const Asked& one : asked) found.push_back(judgement->bits(one.phrase, *one.row));
        return found;
    }

private:
    void add_entity(SymbolId id, std::string_view kind) {
        const Schema& schema = checking_.program().schema;
        record_.entities[id] = {id, {*schema.kind_named(kind)}, "", {}};
    }
    void claim(const std::string& phrase, std::initializer_list<SymbolId> arguments,
               const Claimed& claimed) {
        for (const Stance stance : {Stance::asserted, Stance::denied}) {
            if (stance == Stance::asserted ? !claimed.asserted : !claimed.denied) continue;
            Claim made;
            made.phrase = *checking_.program().schema.phrase_named(phrase);
            for (const SymbolId argument : arguments) made.arguments.push_back(to_word(argument));
            made.stance = stance;
            record_.claims.push_back(std::move(made));
        }
    }

    const Nested& nested_;
    Checking checking_;
    ClaimSet record_;
    SymbolId thing_;
};

/// The bits as every way of settling the disputes has them.
std::vector<Bits> brute_force(const Nested& nested) {
    std::vector<Bits> all(nested.sentences.size(), Bits{false, true, false, true});
    for (const NestedRecord& settled : settlements(nested.record)) {
        const std::vector<Bits> one = worth(nested, settled);
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].plus = all[i].plus || one[i].plus;
            all[i].plus_plus = all[i].plus_plus && one[i].plus_plus;
            all[i].minus = all[i].minus || one[i].minus;
            all[i].minus_minus = all[i].minus_minus && one[i].minus_minus;
        }
    }
    return all;
}

std::string text_of(Bits bits) {
    return std::string(bits.plus ? "+" : ".") + (bits.plus_plus ? "P" : ".") +
           (bits.minus ? "-" : ".") + (bits.minus_minus ? "M" : ".");
}

/// A closed sentence that is not recorded is denied when it is asked about, too.
Bits as_asked(const Nested& nested, SentenceNumber number, Bits bits) {
    if (!nested.sentences[number].closed) return bits;
    bits.minus = bits.minus || !bits.plus_plus;
    bits.minus_minus = bits.minus_minus || !bits.plus;
    return bits;
}

constexpr int case_count = 400;

}  // namespace

TEST_CASE("verdicts: nested definitions are worth what the words of the meaning say") {
    std::mt19937 random(20210);
    for (int i = 0; i < case_count; ++i) {
        const Nested nested = random_nested(random, {.shared = i % 2 == 1});
        Engine engine(nested);
        CAPTURE(i);
        CAPTURE(nested.text());
        REQUIRE(engine.findings() == "");
        const std::vector<Bits> found = engine.bits();
        const std::vector<Bits> wanted = worth(nested, nested.record);
        for (SentenceNumber s = 0; s < found.size(); ++s) {
            CAPTURE(s);
            REQUIRE(text_of(found[s]) == text_of(as_asked(nested, s, wanted[s])));
        }
    }
}

TEST_CASE("verdicts: claims used once are worth what every settlement of disputes makes of them") {
    std::mt19937 random(20211);
    for (int i = 0; i < case_count; ++i) {
        const Nested nested = random_nested(random, {.disputes = 7});
        CAPTURE(i);
        CAPTURE(nested.text());
        const std::vector<Bits> found = Engine(nested).bits();
        const std::vector<Bits> wanted = brute_force(nested);
        for (SentenceNumber s = 0; s < found.size(); ++s) {
            CAPTURE(s);
            REQUIRE(text_of(found[s]) == text_of(as_asked(nested, s, wanted[s])));
        }
    }
}

TEST_CASE("verdicts: claims used often are never falsely supported or refuted") {
    std::mt19937 random(20212);
    for (int i = 0; i < case_count; ++i) {
        const Nested nested = random_nested(random, {.shared = true, .disputes = 7});
        CAPTURE(i);
        CAPTURE(nested.text());
        const std::vector<Bits> found = Engine(nested).bits();
        const std::vector<Bits> truth = brute_force(nested);
        for (SentenceNumber s = 0; s < found.size(); ++s) {
            CAPTURE(s);
            const Bits wanted = as_asked(nested, s, truth[s]);
            CHECK((!found[s].plus_plus || wanted.plus_plus));
            CHECK((!found[s].minus_minus || wanted.minus_minus));
            CHECK((found[s].plus || !wanted.plus));
            CHECK((found[s].minus || !wanted.minus));
        }
    }
}
