#pragma once

#include "engine/model/visible.h"
#include "engine/proof/why.h"

#include <functional>
#include <map>
#include <string>

namespace obverse::test {

/// What there is to check proofs against: the rules as people wrote them, what is claimed, and what
/// each sentence is worth. Sentences that a complete record denies by leaving out are not listed.
using Sentences = std::map<std::pair<PhraseId, Row>, Bits>;
struct Listing {
    const Program& program;
    std::optional<LensId> lens;
    const ClaimSet& record;
    const Accepted& accepted;
    Sentences sentences;
};

using Words = std::vector<std::optional<Word>>;
Words fill(const std::vector<Term>& terms, const Bindings& bindings);
bool fits(const Words& pattern, const Row& row);
Bits contrary(Bits bits);

/// Numbers, and dates that are not known to the day.
struct Range {
    double least = 0;
    double greatest = 0;
    friend bool operator==(const Range&, const Range&) = default;
};

/// Works out what conditions, exceptions and quantities come to by going through sentences: all
/// that are listed, or those alone that some steps show. Shares no code with what evaluates rules.
class ConditionOracle {
public:
    explicit ConditionOracle(const Listing& world)
        : world_(world), program_(world.program), visible_(world.program, world.lens) {}

    using Visit = std::function<bool(const Bindings&)>;

    bool sees(const BlockHeader& header) const { return visible_.sees(header); }
    /// The most that any of these sentences is worth; a word left out may be anything.
    Bits listed(PhraseId phrase, const Words& pattern, const Sentences& list) const;
    /// Whether what is not recorded here counts as denied.
    bool is_complete(PhraseId phrase, const Words& row) const;
    /// Whether all conditions hold: what is said by the sentences of the list, absences, kinds and
    /// comparisons by the world.
    bool some(const Conditions& conditions, const Bindings& bindings, bool firm,
              const Sentences& list) const;
    bool some(const Conditions& conditions, const Bindings& bindings, bool firm) const {
        return some(conditions, bindings, firm, world_.sentences);
    }
    /// Whether a condition fails, or every case does that complete records list.
    bool fails(const Conditions& conditions, const Bindings& bindings, bool firm,
               const Sentences& list) const;
    /// Whether an exception to the target applies.
    bool applies(const std::string& target, const Bindings& bindings, bool firm) const;
    bool applies(const Definition& definition, const Element& unless, const Bindings& bindings,
                 bool firm) const;
    bool is_overridden(const Rule& rule, const Bindings& bindings, bool firm) const;
    Range quantity(QuantityId id, const Words& slots) const;
    /// A level reaches from its own worth to that of the next.
    Bits is_of_level(Range range, const Quantity& quantity, Word level) const;

private:
    std::optional<Range> number(const Expression& expression, const Bindings& bindings) const;
    Bindings with_counts(const Conditions& all, Bindings bindings, bool firm) const;
    std::optional<Bits> worth(const Condition& condition, const Conditions& all,
                              const Bindings& bindings, const Sentences& list) const;
    Bits worth(const Choice& choice, const Bindings& bindings, const Sentences& list) const;
    /// The ways in which conditions hold, until `visit` says false: then false.
    bool each(Conditions open, const Conditions& all, const Bindings& bindings, bool firm,
              const Sentences& list, const Visit& visit) const;
    Bindings begin(const BlockHeader& header) const;

    const Listing& world_;
    const Program& program_;
    VisibleBlocks visible_;
};

}  // namespace obverse::test
