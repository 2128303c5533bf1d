#pragma once

#include "engine/compile/verdict.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

/// Random concepts defined over concepts, with what each is worth by the words of the meaning: an
/// independent account of the four bits, to hold against the engine's.
namespace obverse::test {

/// A sentence about the one thing that all is about, by its number.
using SentenceNumber = std::size_t;

enum class Said : std::uint8_t { holds, denied, no_record };

struct NestedCondition;
using NestedConditions = std::vector<NestedCondition>;

/// `Agent A does …` (complete for each thing) `and A is …`, or the contrary.
struct AgentCondition {
    std::size_t agents = 0;  // number of the pair of phrases
    bool denied = false;     // `it is denied that A is …`
};
struct NestedCondition {
    enum class Shape : std::uint8_t { sentence, list, agent };
    Shape shape = Shape::sentence;
    Said said = Said::holds;
    SentenceNumber sentence = 0;
    std::size_t least = 1;  // of a list
    std::vector<NestedConditions> members;
    AgentCondition agent = {};
};

struct NestedException {
    std::string name;
    NestedConditions conditions;
    std::vector<NestedException> own;
};
struct NestedRule {
    std::string name;
    bool denies = false;
    NestedConditions conditions;
    std::vector<NestedException> exceptions;
    std::optional<std::size_t> overrides;  // number of an earlier rule of the sentence
};
struct NestedDefinition {
    std::size_t least = 0;
    std::vector<NestedConditions> elements;
    std::vector<NestedException> unless;  // each as an element with exceptions of its own
    std::optional<std::size_t> only;      // element of a `when only`
    NestedConditions only_conditions;
};
struct NestedSentence {
    enum class Kind : std::uint8_t { base, rules, definition, when_only };
    Kind kind = Kind::base;
    bool closed = false;  // of base
    std::vector<NestedRule> rules;
    NestedDefinition definition;
    SentenceNumber of = 0;  // of when_only: the sentence whose definition has the clause
};

/// What is claimed of a sentence.
struct Claimed {
    bool asserted = false;
    bool denied = false;
    bool is_disputed() const { return asserted && denied; }
};
struct NestedAgents {
    std::vector<Claimed> does;  // by agent
    std::vector<Claimed> is;
};

struct NestedRecord {
    std::vector<Claimed> claims;  // of base sentences, by number
    std::vector<NestedAgents> agents;
};
struct Nested {
    std::vector<NestedSentence> sentences;  // each after those it rests on
    NestedRecord record;

    /// The rules and definitions as text.
    std::string text() const;
};

struct NestedOptions {
    std::size_t depth = 3;
    std::size_t sentences = 12;   // roughly
    bool shared = false;          // a claim may be used several times
    std::size_t disputes = 8;     // at most
    std::size_t agent_count = 2;  // of each pair
};
Nested random_nested(std::mt19937& random, const NestedOptions& options);

/// The bits of every sentence under a record in which disputes may be settled. Whether anything is
/// recorded is taken from the claims as they were made.
std::vector<Bits> worth(const Nested& nested, const NestedRecord& settled);

/// Every way of settling the disputes, one after the other.
std::vector<NestedRecord> settlements(const NestedRecord& record);

}  // namespace obverse::test
