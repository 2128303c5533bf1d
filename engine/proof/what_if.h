#pragma once

#include "engine/proof/model.h"

#include <map>
#include <set>
#include <tuple>

namespace obverse::proving {

/// Runs acceptance, rules and evaluation again with some claims added and others never made, on
/// the part of the record that the sentence can depend on. What rests on none of the sentences of
/// which something else is heard then is taken from the model as it is.
class WhatIf {
public:
    WhatIf(const Model& model, PhraseId phrase, const Row& row);

    /// The bits of the sentence. `withdrawn` are indexes into the accepted claims. Nothing when a
    /// rule fails on what is assumed.
    std::optional<Bits> run(const std::vector<Claim>& reported,
                            const std::set<std::size_t>& withdrawn,
                            const std::map<Word, KindId>& newcomers);
    /// Records that were evaluated.
    std::size_t run_count() const { return worth_.size(); }
    /// The claims that the sentence can depend on, assumptions among them, by their indexes in the
    /// accepted ones.
    const std::set<std::size_t>& claims() const { return within_; }

private:
    /// What is heard of the sentences of a phrase: whether each is asserted, and denied.
    using Heard = std::vector<std::tuple<Row, bool, bool>>;
    using Changes = std::map<PhraseId, Heard>;
    struct Rows {
        RelationId relation;
        std::vector<std::vector<Word>> columns;
        std::uint32_t count = 0;
    };
    /// The rules that rest on some phrases, or on the kinds of entities.
    struct Part {
        datalog::Program program;
        std::vector<const Rows*> known;  // of `rows_`: what is read and does not change
        std::vector<Rows> wanted;        // what keeps its rules to what is asked
        bool decides = false;            // the sentence rests on the rules
        eval::PlanMemory plans;
    };

    void choose_claims();
    std::set<PhraseId> touched_by(const std::vector<Claim>& reported,
                                  const std::set<std::size_t>& withdrawn) const;
    Accepted accept_with(const std::vector<Claim>& reported, const std::set<std::size_t>& withdrawn,
                         const std::set<PhraseId>& phrases) const;
    static Heard heard(const Accepted& accepted, PhraseId phrase);
    Part& part_for(const std::set<PhraseId>& phrases, bool has_newcomers);
    Part make_part(const std::set<PhraseId>& phrases, bool has_newcomers);
    std::vector<datalog::Goal> goals() const;
    void keep_to_what_is_asked(Part& part) const;
    const Rows& rows_of(RelationId relation, bool only_recorded);
    static void load(const Rows& rows, eval::Database& database);
    std::optional<Bits> evaluate(Part& part, const Accepted& accepted,
                                 const std::map<Word, KindId>& newcomers) const;

    const Model& model_;
    Asked asked_;
    Reading reading_;
    datalog::Reach reach_;
    datalog::Reach needed_;  // the same without what only showing it would look at
    std::set<std::size_t> within_;
    ClaimSet record_;                  // with the claims that the sentence can depend on
    std::vector<std::size_t> places_;  // of these, in the accepted claims
    Changes heard_now_;
    std::map<std::pair<RelationId, bool>, Rows> rows_;
    std::map<std::pair<std::set<PhraseId>, bool>, Part> parts_;
    std::map<std::pair<Changes, bool>, std::optional<Bits>> worth_;
};

}  // namespace obverse::proving
