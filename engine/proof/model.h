#pragma once

#include "engine/compile/filled.h"
#include "engine/compile/judgement.h"
#include "engine/eval/match.h"
#include "engine/model/visible.h"
#include "engine/proof/why.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

/// The inside of proofs: the evaluated program, seen from the source rules.
namespace obverse::proving {

using datalog::RelationId;

/// What a relation of the compiled program tells a reader.
struct Meaning {
    enum class Kind : std::uint8_t {
        hidden,    // cases, kinds, questions: nothing that was written
        evidence,  // support or denial of a sentence: `s`, `ss`, `d`, `dd`
        verdict,   // `pp`, `mm`
        recorded,  // that something is recorded where the record is then complete
        element,
        unless,
        clause,  // the conditions of a `when only`
        others,  // the other elements of a `when only`
        list,    // a list that fails
        member,  // a member of it
        interval,
    };
    Kind kind = Kind::hidden;
    PhraseId phrase;
    Side side = Side::holds;
    Degree degree = Degree::possible;
    std::size_t index = 0;
    std::size_t number = 0;
};

/// What is known of a condition for one case.
struct ConditionBits {
    Bits bits;
    bool is_open = false;  // a variable has no value
};

/// A judgement with what proofs look up in it again and again.
class Model {
public:
    explicit Model(const Judgement& judgement);

    const Judgement& judgement() const { return judgement_; }
    const Program& program() const { return judgement_.program(); }
    const Schema& schema() const { return program().schema; }
    const Compiled& compiled() const { return judgement_.compiled(); }
    const eval::Database& database() const { return judgement_.database(); }
    const VisibleBlocks& visible() const { return visible_; }

    const Meaning& meaning(RelationId relation) const { return meanings_[relation.index]; }
    /// The rules that conclude a relation.
    const std::vector<std::uint32_t>& rules_of(RelationId relation) const {
        return rules_[relation.index];
    }
    const Origin& origin_of(std::uint32_t rule) const {
        return compiled().origins[compiled().datalog.rules[rule].origin];
    }

    /// Of a sentence; those of groups where a group stands in a slot. Null when nothing read rests
    /// on the phrase.
    const PhraseRelations* relations(PhraseId phrase, const Row& row) const;
    const PhraseRelations* relations(const Atom& atom) const;
    Bits bits(PhraseId phrase, const Row& row) const { return judgement_.bits(phrase, row); }
    const Evidence* evidence(PhraseId phrase, const Row& row) const;

    void for_each_instance(std::uint32_t rule, std::span<const Word> head,
                           const std::function<bool(const eval::Instance&)>& visit);
    /// Rows of a relation that agree with what `pattern` gives, in a fixed order, until `visit`
    /// returns false.
    void for_each_row(RelationId relation, std::span<const std::optional<Word>> pattern,
                      const std::function<bool(const Row&)>& visit);
    bool has_row(RelationId relation, std::span<const std::optional<Word>> pattern);
    /// Bindings of all variables for which conditions hold, given some; in a fixed order.
    void for_each_binding(const std::vector<datalog::Condition>& conditions,
                          std::span<const ColumnType> types, const Bindings& given,
                          const std::function<bool(const Bindings&)>& visit);

    /// The values of parameters put in.
    Bindings with_parameters(const BlockHeader& header, Bindings bindings) const;
    std::vector<std::optional<Word>> pattern(std::span<const Term> terms,
                                             const Bindings& bindings) const;
    /// How a comparison comes out; nothing while a variable has no value. Undecidable dates leave
    /// all bits unset.
    std::optional<Bits> compare(const BlockHeader& header, const Comparison& comparison,
                                const Bindings& bindings);
    /// The value of an expression, once its variables have values.
    std::optional<Word> compute(const BlockHeader& header, const Expression& expression,
                                const Bindings& bindings);
    bool is_of_kind(Word entity, KindId kind) const;
    /// The interval of a quantity; the whole scale when nothing is known.
    struct Interval {
        double least = 0;
        double greatest = 0;
        bool is_known = false;
    };
    std::optional<Interval> interval(QuantityId quantity, std::span<const Term> terms,
                                     const Bindings& bindings);

    /// A sentence in words; entities by their labels.
    std::string text(PhraseId phrase, const Row& row) const;
    std::string text(const BlockHeader& header, const Condition& condition,
                     const Bindings& bindings) const;
    std::string text(const BlockHeader& header, const Conditions& conditions,
                     const Bindings& bindings) const;

private:
    void add_phrase(PhraseId phrase, const PhraseRelations& relations);
    void add_parts();

    const Judgement& judgement_;
    VisibleBlocks visible_;
    std::vector<Meaning> meanings_;
    std::vector<std::vector<std::uint32_t>> rules_;
    eval::Matcher matcher_;
    datalog::Program rows_;  // for each relation a rule that reads it
    eval::Matcher row_matcher_;
};

bool is_firm(Level level);
Side side_of(Level level);

}  // namespace obverse::proving
