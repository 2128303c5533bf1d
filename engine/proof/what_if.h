#pragma once

#include "engine/proof/demand.h"

#include <map>
#include <set>

namespace obverse::proving {

/// Runs acceptance, rules and evaluation again with some claims added and others never made, on
/// the part of the record that the sentence can depend on.
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
    /// The claims that the sentence can depend on, by their indexes in the accepted ones;
    /// assumptions among them.
    std::vector<std::size_t> claims() const;

private:
    void choose_claims();
    void choose_rules();
    Accepted accept_with(const std::vector<Claim>& reported,
                         const std::set<std::size_t>& withdrawn) const;
    eval::Database load(const Accepted& accepted, const std::map<Word, KindId>& newcomers) const;
    void load_kinds(const std::map<Word, KindId>& newcomers, eval::Database& database) const;
    bool is_wanted(const Claim& claim) const;

    const Model& model_;
    PhraseId phrase_;
    Row row_;
    Demand demand_;
    Compiled compiled_;                // with the rules that the sentence can depend on
    ClaimSet record_;                  // with the claims it can depend on
    std::vector<std::size_t> places_;  // of these, in the accepted claims
    Reading reading_;
    std::vector<std::pair<RelationId, Row>> wanted_;
    /// What is heard of sentences: whether it is asserted, and denied.
    using Heard = std::vector<std::tuple<PhraseId, Row, bool, bool>>;
    std::map<Heard, std::optional<Bits>> worth_;
};

}  // namespace obverse::proving
