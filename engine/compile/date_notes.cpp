#include "engine/compile/date_notes.h"

#include "engine/model/sentence.h"
#include "engine/reading/in_force.h"

#include <algorithm>

namespace obverse {

std::vector<std::string> date_notes(const Judgement& judgement, PhraseId phrase, const Row& row) {
    const Program& program = judgement.program();
    const ClaimSet& record = judgement.record();
    const Date as_of = judgement.accepted().as_of;
    std::vector<std::string> notes;
    const auto add = [&](std::string note) {
        if (std::find(notes.begin(), notes.end(), note) == notes.end()) {
            notes.push_back(std::move(note));
        }
    };
    const auto name = [&](SymbolId event) {
        const auto entity = record.entities.find(event);
        const bool has_label = entity != record.entities.end() && !entity->second.label.empty();
        return has_label ? entity->second.label : std::string(program.symbols.text(event));
    };
    const std::vector<Slot>& slots = program.schema.phrase(phrase).slots;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const SymbolId event = as_symbol(row[i]);
        if (!program.schema.takes_entities(slots[i])) continue;
        if (!judgement.accepted().absent_events.contains(event)) continue;
        const std::optional<Date> day = day_of_event(program, record, event);
        add(name(event) + " lay ahead on " + to_text(as_of) +
            (day ? ": it happened on " + to_text(*day) : ""));
    }
    for (const Claim& claim : judgement.undated_within_reach()) {
        const std::optional<CoarseDate> coarse = too_coarse(program, record, claim, as_of);
        if (!coarse) continue;
        const std::string question =
            coarse->event ? name(*coarse->event) + " had happened"
                          : sentence(program, claim.phrase, claim.arguments, record) + " held";
        add(to_text(coarse->date) + " does not tell whether " + question + " by " + to_text(as_of) +
            ": make it precise");
    }
    return notes;
}

}  // namespace obverse
