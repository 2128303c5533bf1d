#pragma once

#include "engine/reading/reading.h"

namespace obverse {

/// The claims that hold as of the date, and those whose dates are too coarse to tell; claims about
/// events that had not happened are left out. `wanted` tells the phrases whose claims are kept, by
/// their ids; empty: all.
void keep_in_force(const Program& program, const ClaimSet& record, Date as_of,
                   const std::vector<bool>& wanted, Accepted& accepted);

/// A date too coarse to tell whether a claim counts as of another: of the claim, or of an event
/// that it is about.
struct CoarseDate {
    std::optional<SymbolId> event;
    Date date;
};
std::optional<CoarseDate> too_coarse(const Program& program, const ClaimSet& record,
                                     const Claim& claim, Date as_of);

/// The first account of the day of an event; nothing when nobody dates it.
std::optional<Date> day_of_event(const Program& program, const ClaimSet& record, SymbolId event);

}  // namespace obverse
