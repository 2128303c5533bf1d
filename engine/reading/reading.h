#pragma once

#include "engine/base/date.h"
#include "engine/model/program.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

namespace obverse {

/// Under which definitions, on whose word, and as of when a question is answered. A verdict is a
/// function of the reading, the record and the question.
struct Reading {
    std::optional<LensId> lens;  // none: common ground alone
    Policy policy;
    std::optional<Date> as_of;       // none: the latest date of the record
    std::vector<Claim> assumptions;  // taken as said, whatever the policy
};

using Row = std::vector<Word>;

/// What is said of one sentence: by which claims, and whether the reading accepts it. A claim may
/// bear on a sentence that it does not word: `provocative` denies `none` where only one holds.
struct Evidence {
    std::vector<std::size_t> asserting;  // claims of `Accepted` that the policy lets count
    std::vector<std::size_t> denying;
    bool asserted = false;
    bool denied = false;
};

/// The record as a reading sees it.
struct Accepted {
    std::vector<Claim> claims;  // those in force, then the assumptions
    std::size_t assumptions_from = 0;
    std::map<PhraseId, std::map<Row, Evidence>> sentences;
    std::set<SymbolId> absent_events;   // happened after the as-of date
    std::vector<Claim> undated_enough;  // count for nothing until a date is made precise
    Date as_of;
};

/// Keeps the claims that are in force as of the date, spreads them over values and groups, and
/// applies the policy to each sentence.
Accepted accept(const Program& program, const ClaimSet& record, const Reading& reading);
/// The same for these phrases alone: claims of others are passed over.
Accepted accept(const Program& program, const ClaimSet& record, const Reading& reading,
                std::span<const PhraseId> phrases);
/// A policy by the name it is declared under, or one of the built-in `keep-disputes`, `undisputed`
/// and `corroborated`.
std::optional<Policy> find_policy(const Program& program, std::string_view name);

/// The latest date that stands in the record: of claims, events and sources.
Date latest_date(const Program& program, const ClaimSet& record);

}  // namespace obverse
