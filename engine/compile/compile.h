#pragma once

#include "engine/base/diagnostic.h"
#include "engine/compile/verdict.h"
#include "engine/datalog/reach.h"
#include "engine/eval/database.h"
#include "engine/eval/evaluate.h"
#include "engine/model/program.h"
#include "engine/reading/reading.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace obverse {

/// The relations that hold what is known of one phrase. All have the columns of the phrase.
///
/// `s`, `ss` are possible and firm support, `d`, `dd` denial. p+ is `s`, p- is `d`; p++ is `pp`
/// (firm support and no denial), p-- is `mm`. A plain relation has `s` alone, which is p+ and p++.
struct PhraseRelations {
    datalog::RelationId s;
    datalog::RelationId ss;
    datalog::RelationId pp;
    datalog::RelationId d;
    datalog::RelationId dd;
    datalog::RelationId mm;
    datalog::RelationId asked;     // sentences asked about
    datalog::RelationId recorded;  // closed per some slots: the values for which something holds
    bool is_relation = false;
};

enum class Level : std::uint8_t { plus, plus_plus, minus, minus_minus };

/// What a generated rule renders.
struct Origin {
    enum class Part : std::uint8_t {
        bits,        // p++ from firm support without denial, p-- likewise
        value,       // a value or group follows from another value of the same slot
        recorded,    // that something is recorded where the record is then complete
        rule,        // a rule's conclusion
        override,    // that an overriding rule fires
        exception,   // that an exception applies
        candidate,   // a case that a definition judges
        element,     // an element, of its definition
        unless,      // an exception of a definition
        live,        // a case that keeps an element with a local variable from failing
        rest,        // the other elements of a `when only`
        definition,  // a definition's conclusion
        when_only,   // the conclusion of a `when only`
        category,    // a category of forms
        choice,      // that a list of conditions fails
        member,      // that a member of a list fails
        aggregate,   // what is counted
        grade,       // an interval of a grade or a quantity
    };
    Part part = Part::bits;
    Level level = Level::plus;
    BlockKind block = BlockKind::rule;  // with `index`: the source block, for all from `rule` on
    std::size_t index = 0;
    std::size_t number = 0;  // of the element, unless, when-only or category
    std::optional<PhraseId> conclusion =
        std::nullopt;  // of bits, value, rule, definition, when_only, category
    /// For each body condition the source condition that it renders (its number in the block's or
    /// the element's list; the first step of a path into lists), when it renders one.
    std::vector<std::optional<std::size_t>> conditions = {};
};

/// Four relations over the same columns; `minus` and `minus_minus` are absent where nothing reads
/// them.
struct BitRelations {
    datalog::RelationId plus;
    datalog::RelationId plus_plus;
    datalog::RelationId minus;
    datalog::RelationId minus_minus;
};

/// A compiled definition. The columns of every relation here are the head's variables in the order
/// of `head` (`head[i]` is a variable of the definition).
struct CompiledDefinition {
    std::size_t index = 0;  // in Program::definitions
    std::vector<Variable> head;
    datalog::RelationId candidates;
    std::vector<BitRelations> elements;
    std::vector<BitRelations> unless;  // plus and plus_plus alone
};
struct CompiledException {
    std::size_t index = 0;
    std::vector<Variable> shared;  // variables of the target, the columns
    BitRelations fires;            // plus and plus_plus alone
};

/// Questions that a program is compiled for: about one sentence, or about all that fit a pattern.
struct Asked {
    PhraseId phrase;
    std::optional<Row> row;
    datalog::RowPattern pattern = {};  // without a row; empty: every sentence of the phrase
};

struct Compiled {
    datalog::Program datalog;
    std::vector<Origin> origins;  // of each rule, by its index
    std::map<PhraseId, PhraseRelations> phrases;
    /// Sentences whose slot of a `one of` kind holds a group or `any` stand apart, so that a
    /// variable never takes a group for a value. By phrase and slot.
    std::map<std::pair<PhraseId, std::uint32_t>, PhraseRelations> groups;
    /// Sentences of a phrase that rests on a definition, of which somebody speaks, whatever they
    /// are worth: loaded with what is claimed.
    std::map<PhraseId, datalog::RelationId> spoken;
    std::vector<CompiledDefinition> definitions;
    std::vector<CompiledException> exceptions;
    std::map<QuantityId, datalog::RelationId> intervals;  // slots, least worth, greatest worth
    std::map<KindId, datalog::RelationId> kinds;
    std::optional<LensId> lens;

    const CompiledDefinition* definition_of(std::size_t index) const;
};

/// Renders what the asked phrases rest on, under a lens, as plain stratified Datalog: the meaning
/// of the four bits. What nothing asked rests on is left out. A rule whose parameter the lens does
/// not have, or whose lists are too large, is reported and left out.
Compiled compile(const Program& program, std::optional<LensId> lens, std::span<const Asked> asked,
                 Diagnostics& diagnostics);

/// The relations that hold what is known of a sentence, in which a group or `any` may stand; null
/// when nothing that was asked rests on it.
const PhraseRelations* relations_of(const Program& program, const Compiled& compiled,
                                    PhraseId phrase, const Row& row);
/// The sentences with the values that a group in a slot stands for; none for one without a group.
std::vector<Row> members_of(const Program& program, PhraseId phrase, const Row& row);

/// The claims that something within reach can depend on. Cells of `one of` kinds are open: a claim
/// about one value bears on the others.
ClaimPatterns claims_reached(const Program& program, const Compiled& compiled,
                             const datalog::Reach& reach);

/// What the answers to these questions can depend on.
datalog::Reach reach_of(const Program& program, const Compiled& compiled,
                        std::span<const Asked> asked);

/// Puts what is asked into a database, with the kinds of entities and those accepted claims that
/// are within reach.
void load_facts(const Program& program, const Compiled& compiled, const Accepted& accepted,
                const ClaimSet& record, std::span<const Asked> asked, const datalog::Reach& reach,
                eval::Database& database);
/// The same, with the reach of what is asked.
void load_facts(const Program& program, const Compiled& compiled, const Accepted& accepted,
                const ClaimSet& record, std::span<const Asked> asked, eval::Database& database);
/// The accepted claims that bear on sentences within reach, by index.
std::set<std::size_t> claims_within(const Program& program, const Compiled& compiled,
                                    const Accepted& accepted, const datalog::Reach& reach);

/// The phrases that a question about `phrases` rests on under the lens, themselves included.
std::vector<PhraseId> relevant_phrases(const Program& program, std::optional<LensId> lens,
                                       std::span<const PhraseId> phrases);

/// The bits of a ground sentence; a group or `any` may stand in its slot.
Bits bits_of(const Program& program, const Compiled& compiled, const eval::Database& database,
             PhraseId phrase, const Row& row);

/// By phrase, whether the lens decides it. A derived phrase that nothing under the lens concludes
/// is outside the lens; so is what the lens is silent on, and what a lens that it extends is silent
/// on unless a block of its own concludes it.
std::vector<bool> decided_phrases(const Program& program, std::optional<LensId> lens);

}  // namespace obverse
