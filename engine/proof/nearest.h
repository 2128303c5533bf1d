#pragma once

#include "engine/proof/model.h"

#include <vector>

namespace obverse::proving {

using State = AttemptPart::State;

/// Conditions applied to a case as far as the record goes.
struct Application {
    Bindings bindings;          // variables that nothing binds stay open
    std::vector<State> states;  // of each condition
    std::size_t lacking = 0;    // conditions that are not met
    std::size_t failed = 0;     // of these, such as are denied or untrue
};

/// What the model makes of conditions that people wrote.
class ConditionReader {
public:
    explicit ConditionReader(Model& model) : model_(model) {}

    /// A condition for one case, beside the others of its list (what they count has a value).
    State state(const BlockHeader& header, const Conditions& all, const Condition& condition,
                const Bindings& bindings);
    State state(const BlockHeader& header, const Conditions& all, const Bindings& bindings);

    /// The ways to give open variables values under which the fewest conditions lack; nearest
    /// first, at most `limit`. Deterministic; looks at a bounded number of ways.
    std::vector<Application> nearest(const BlockHeader& header, const Conditions& conditions,
                                     const Bindings& given, std::size_t limit);

    /// What an aggregate comes to over what is certain, or over what is possible.
    std::optional<Word> aggregate(const BlockHeader& header, const Aggregate& aggregate,
                                  const Bindings& bindings, Degree degree);
    /// The bindings of its variables under which a body of an aggregate holds, one for each tuple
    /// that is counted.
    std::vector<Bindings> counted(const BlockHeader& header, const Aggregate& aggregate,
                                  const Bindings& bindings, Degree degree);
    /// Plain conditions (no lists, no aggregates) as the model's relations have them.
    std::vector<datalog::Condition> rendered(const Conditions& conditions, Degree degree);

private:
    State literal(const Literal& literal, const Bindings& bindings);
    State comparison(const BlockHeader& header, const Conditions& all, const Comparison& comparison,
                     const Bindings& bindings);
    State grade(const GradeTest& test, const Bindings& bindings);
    State choice(const BlockHeader& header, const Choice& choice, const Bindings& bindings);

    Model& model_;
};

}  // namespace obverse::proving
