#include "engine/reading/in_force.h"

#include <limits>

namespace obverse {

namespace {

enum class Truth { yes, no, open };

/// Whether the date lies on or before the day.
Truth is_by(Date date, std::int32_t day) {
    if (date.last <= day) return Truth::yes;
    return date.first > day ? Truth::no : Truth::open;
}

Truth in_force(const Claim& claim, std::int32_t day) {
    const Truth began = claim.from ? is_by(*claim.from, day) : Truth::yes;
    const Truth ended = claim.until ? is_by(*claim.until, day) : Truth::no;
    if (began == Truth::no || ended == Truth::yes) return Truth::no;
    return began == Truth::yes && ended == Truth::no ? Truth::yes : Truth::open;
}

/// Column of the event and of its day in a phrase that dates events.
struct DatingSlots {
    std::size_t event = 0;
    std::size_t day = 1;
};
DatingSlots dating_slots(const Phrase& phrase) {
    const bool day_first = phrase.slots.front().type == ColumnType::date;
    return day_first ? DatingSlots{1, 0} : DatingSlots{0, 1};
}

/// When accounts of its day differ, an event has happened as soon as one of them says so.
std::map<SymbolId, Truth> happened(const Program& program, const ClaimSet& record,
                                   std::int32_t day) {
    std::map<SymbolId, Truth> events;
    for (const Claim& claim : record.claims) {
        const Phrase& phrase = program.schema.phrase(claim.phrase);
        if (!phrase.dates_events || claim.stance == Stance::denied) continue;
        const DatingSlots slots = dating_slots(phrase);
        const Truth said = is_by(as_date(claim.arguments[slots.day]), day);
        const auto [place, is_new] = events.emplace(as_symbol(claim.arguments[slots.event]), said);
        if (is_new || place->second == Truth::yes) continue;
        if (said != Truth::no) place->second = said;
    }
    return events;
}

/// Whether the events that a claim is about have happened: the least certain of them decides.
Truth events_happened(const Schema& schema, const Claim& claim,
                      const std::map<SymbolId, Truth>& events) {
    const Phrase& phrase = schema.phrase(claim.phrase);
    Truth result = Truth::yes;
    for (std::size_t i = 0; i < claim.arguments.size(); ++i) {
        if (!schema.takes_entities(phrase.slots[i])) continue;
        const auto found = events.find(as_symbol(claim.arguments[i]));
        if (found == events.end() || found->second == Truth::yes) continue;
        if (found->second == Truth::no) return Truth::no;
        result = Truth::open;
    }
    return result;
}

}  // namespace

std::optional<Date> day_of_event(const Program& program, const ClaimSet& record, SymbolId event) {
    std::optional<Date> day;
    for (const Claim& claim : record.claims) {
        const Phrase& phrase = program.schema.phrase(claim.phrase);
        if (!phrase.dates_events || claim.stance == Stance::denied) continue;
        const DatingSlots slots = dating_slots(phrase);
        if (as_symbol(claim.arguments[slots.event]) != event) continue;
        const Date said = as_date(claim.arguments[slots.day]);
        if (!day || said < *day) day = said;
    }
    return day;
}

std::optional<CoarseDate> too_coarse(const Program& program, const ClaimSet& record,
                                     const Claim& claim, Date as_of) {
    for (const std::optional<Date>& date : {claim.from, claim.until}) {
        if (date && is_by(*date, as_of.last) == Truth::open) return CoarseDate{{}, *date};
    }
    const Phrase& phrase = program.schema.phrase(claim.phrase);
    for (std::size_t i = 0; i < claim.arguments.size(); ++i) {
        if (!program.schema.takes_entities(phrase.slots[i])) continue;
        const SymbolId event = as_symbol(claim.arguments[i]);
        const std::optional<Date> day = day_of_event(program, record, event);
        if (day && is_by(*day, as_of.last) == Truth::open) return CoarseDate{event, *day};
    }
    return std::nullopt;
}

Date latest_date(const Program& program, const ClaimSet& record) {
    if (record.latest) return *record.latest;
    Date latest{std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::min()};
    const auto take = [&](const std::optional<Date>& date) {
        if (date && date->last > latest.last) latest = {date->last, date->last};
    };
    for (const Claim& claim : record.claims) {
        take(claim.from);
        take(claim.until);
        const Phrase& phrase = program.schema.phrase(claim.phrase);
        if (!phrase.dates_events) continue;
        take(as_date(claim.arguments[dating_slots(phrase).day]));
    }
    for (const auto& [id, source] : record.sources) take(source.issued);
    if (latest.last == std::numeric_limits<std::int32_t>::min()) latest = {0, 0};
    return latest;
}

void keep_in_force(const Program& program, const ClaimSet& record, Date as_of,
                   const std::vector<bool>& wanted, Accepted& accepted) {
    const std::map<SymbolId, Truth> events = happened(program, record, as_of.last);
    for (const auto& [event, truth] : events) {
        if (truth == Truth::no) accepted.absent_events.insert(event);
    }
    for (const Claim& claim : record.claims) {
        if (!wanted.empty() && !wanted[claim.phrase.index]) continue;
        const Truth claimed = in_force(claim, as_of.last);
        const Truth happening = events_happened(program.schema, claim, events);
        if (claimed == Truth::no || happening == Truth::no) continue;
        if (claimed == Truth::yes && happening == Truth::yes) {
            accepted.claims.push_back(claim);
        } else {
            accepted.undated_enough.push_back(claim);
        }
    }
}

}  // namespace obverse
