#pragma once

#include "engine/compile/answer.h"
#include "engine/compile/filled.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace obverse {

/// Whether something holds, or fails.
enum class Side : std::uint8_t { holds, fails };
/// How firmly. `possible`: if disputes fall for it. `firm`: by grounds that no dispute touches,
/// whatever is said on the other side. `certain`: firm, and nothing stands on the other side.
enum class Degree : std::uint8_t { possible, firm, certain };

/// What a step of a proof shows.
enum class Shows : std::uint8_t {
    sentence,   // `phrase` and `row`
    element,    // of a definition: `block_index`, `number`
    unless,     // an exception of a definition
    exception,  // an exception block
    override,   // that an overriding rule fires
    others,     // that the elements beside the one of a `when only` all hold
    condition,  // a comparison, a kind, an absence: see `how`
    list,       // `any of`, `at least N of`
    count,      // what an aggregate comes to
    listed,     // a case that a complete record lists, and that fails: see How::exhausted
    quantity,   // the interval of a quantity or grade
};

/// By what a step shows it.
enum class How : std::uint8_t {
    claims,      // somebody says so: `claims`
    rule,        // a rule or a row of a table; its conditions are the premises
    definition,  // its elements, or what refutes one, are the premises
    when_only,   // one element alone holds, or what stands in the way
    category,    // of forms
    conditions,  // all conditions of an element or exception hold, or one fails
    complete,    // a complete record does not have it; a premise shows that there is a record
    exhausted,   // each case that a complete record lists fails; a premise for each
    value,       // another value of the same slot holds
    members,     // a value of the group holds, or all fail
    comparison,  // true or false of the values
    kind,        // the entity is of the kind, or is not
    no_record,   // the reading neither accepts nor derives it
    some,        // members of a list, or members that fail
    counted,     // the tuples that are counted are the premises
    product,     // factors of a grade are the premises
    levels,      // of a quantity: what is said of it
    unknown,     // of a quantity: nothing is said, it may be anything on the scale
};

struct ProofNode;

/// An exception to a step, an `unless`, or a rule that overrides it.
struct Attack {
    enum class Kind : std::uint8_t { exception, unless, override };
    Kind kind = Kind::exception;
    std::size_t index = 0;  // of the exception or rule; of an unless in its definition
    std::string name;
    std::string title;
    std::vector<Citation> cites;
    Bindings bindings;                        // of its own variables, as far as they have values
    Verdict applies = Verdict::undetermined;  // supported, contested; undetermined: does not apply
    /// Why it does not apply, condition by condition: `there is no record that …`, `it is denied
    /// that …`, or the exception of its own that withdraws it.
    std::vector<std::string> reasons;
    /// Where it applies, possibly or firmly: its proof (one at most).
    std::vector<ProofNode> proof;
};

/// One step of a proof, with the steps that it rests on.
struct ProofNode {
    Shows shows = Shows::sentence;
    Side side = Side::holds;
    Degree degree = Degree::certain;
    How how = How::claims;

    std::string text;   // what is shown, in words, without `it is denied that`
    std::string label;  // what the parent calls it: an element, an exception, a factor
    PhraseId phrase;    // of a sentence, and of an absence
    Row row;            // of a sentence; of an absence when no word is open
    Verdict verdict = Verdict::supported;  // all in all, of a sentence or an element

    BlockKind block =
        BlockKind::rule;     // of what is applied: of a rule, definition, exception, grade
    std::size_t index = 0;   // in the program's list of such blocks
    std::size_t number = 0;  // of the element, unless, when-only or category in it
    std::string name;
    std::string title;
    std::vector<Citation> cites;
    Bindings bindings;                     // the values of the block's variables
    std::optional<std::size_t> condition;  // which of the parent's conditions this is

    std::vector<std::size_t> claims;  // of `Accepted`, that say so
    std::optional<Value> value;       // of a count
    double least = 0;                 // of a quantity
    double greatest = 0;
    std::vector<Attack> attacks;  // exceptions: those that do not apply and those that may
    std::vector<ProofNode> premises;
    std::vector<ProofNode> others;  // other ways to show the same, when all are asked for
    bool is_repeated = false;       // shown in full earlier in the same proof
    bool is_truncated = false;      // deeper than asked for
    std::size_t height = 0;         // steps on the longest way down to a claim
};

/// A rule, definition or clause that could conclude the sentence, and how far it came.
struct Attempt;
struct AttemptPart {
    enum class State : std::uint8_t {
        met,        // holds
        disputed,   // holds if a dispute falls for it
        missing,    // nobody speaks to it
        failed,     // is denied, or untrue
        withdrawn,  // an exception that applies, or may
    };
    State state = State::met;
    std::string name;  // of an element or exception
    std::string text;
    std::vector<Citation> cites;
    std::vector<ProofNode> proof;   // why it holds, fails or applies (one at most)
    std::vector<Attempt> attempts;  // of what is missing and could be concluded
};
struct Attempt {
    BlockKind block = BlockKind::rule;
    std::size_t index = 0;
    std::size_t number = 0;
    Side side = Side::holds;  // what it would conclude of the sentence
    std::string text;         // the sentence
    std::string name;
    std::string title;
    std::vector<Citation> cites;
    std::vector<AttemptPart> parts;
    std::size_t lacking = 0;  // parts that keep it from concluding
};

/// Why a sentence is worth what it is worth.
struct Explanation {
    PhraseId phrase;
    Row row;
    std::string sentence;
    Verdict verdict = Verdict::undetermined;
    Bits bits;
    /// Supported: that it holds. Contested: that it holds if disputes fall for it. One at most.
    std::vector<ProofNode> support;
    /// Refuted: that it fails. Contested or undetermined: that it fails if disputes fall against
    /// it.
    std::vector<ProofNode> denial;
    /// The disputes that the verdict hangs on.
    std::vector<Hinge> hinges;
    std::vector<Attack> attacks;       // exceptions that leave it contested
    std::vector<Attempt> attempts;     // undetermined: what came nearest, nearest first
    std::vector<std::string> missing;  // undetermined: sentences that nobody speaks to
    bool is_least = true;              // false: the search for the least height was cut short
    bool is_cut = false;               // false: with `all`, every derivation is shown
};

struct WhyOptions {
    bool all = false;  // other derivations of each step too
    std::size_t depth = static_cast<std::size_t>(-1);
    std::size_t derivations = 200;  // with `all`: how many steps are shown at most
};

/// Why a sentence has its verdict: a proof of least height, down to claims. The sentence must be
/// among those that the judgement was asked. Deterministic.
Explanation why(const Judgement& judgement, PhraseId phrase, const Row& row,
                const WhyOptions& options = {});

}  // namespace obverse
