#include "engine/workspace/impact.h"

#include "engine/render/wording.h"
#include "engine/workspace/ask.h"

#include <algorithm>

namespace obverse {

namespace {

/// The phrase whose lines `beside` say what is told of an instrument.
constexpr std::string_view asking_phrase = "asks";

std::optional<std::uint32_t> slot_of(const Schema& schema, const Phrase& phrase,
                                     std::string_view kind_name) {
    const auto kind = schema.kind_named(kind_name);
    if (!kind) return std::nullopt;
    for (std::uint32_t i = 0; i < phrase.slots.size(); ++i) {
        if (phrase.slots[i].kind && schema.is_a(*phrase.slots[i].kind, *kind)) return i;
    }
    return std::nullopt;
}

std::optional<Impact::Column> column_of(const Schema& schema, PhraseId id) {
    const Phrase& phrase = schema.phrase(id);
    const auto instrument = slot_of(schema, phrase, "Instrument");
    if (!instrument) return std::nullopt;
    // A State in another role (a victim) is not the one that the sentence is about.
    auto state = slot_of(schema, phrase, "State");
    if (state && phrase.slots[*state].role != "state") state.reset();
    return Impact::Column{id, *instrument, state};
}

void add_columns(const Program& program, LensId id, PhraseId asking, Impact& impact) {
    const Lens& lens = program.lenses[id.index];
    for (const Beside& line : lens.beside) {
        if (line.asked != asking) continue;
        if (const auto column = column_of(program.schema, line.answered)) {
            impact.columns.push_back(*column);
        }
    }
    for (const LensId other : lens.extends) add_columns(program, other, asking, impact);
}

datalog::RowPattern pattern_of(const Schema& schema, const Impact::Column& column,
                               SymbolId instrument) {
    datalog::RowPattern pattern(schema.phrase(column.phrase).slots.size());
    pattern[column.instrument] = to_word(instrument);
    return pattern;
}

bool may_hold(const FoundSentence& found) {
    return found.verdict == Verdict::supported || found.verdict == Verdict::contested;
}

/// What holds or may hold of a column, by State.
void fill(const Judgement& judgement, std::size_t number, Impact& impact) {
    const Impact::Column& column = impact.columns[number];
    const auto pattern = pattern_of(judgement.program().schema, column, impact.instrument);
    for (FoundSentence& found : find_sentences(judgement, column.phrase, pattern)) {
        if (!may_hold(found)) continue;
        if (!column.state) {
            impact.others[number].push_back(std::move(found));
            continue;
        }
        const auto cells = impact.cells.find(as_symbol(found.row[*column.state]));
        if (cells != impact.cells.end()) cells->second[number].push_back(std::move(found));
    }
}

void find_states(const Workspace& workspace, const Impact::Column& asking, Impact& impact) {
    const Judgement& judgement = *impact.judgement;
    const auto pattern = pattern_of(judgement.program().schema, asking, impact.instrument);
    for (const FoundSentence& found : find_sentences(judgement, asking.phrase, pattern)) {
        if (!may_hold(found)) continue;
        const SymbolId state = as_symbol(found.row[*asking.state]);
        if (impact.cells.try_emplace(state, impact.columns.size()).second) {
            impact.states.push_back(state);
        }
    }
    const Wording wording(workspace.program(), workspace.record);
    std::sort(impact.states.begin(), impact.states.end(), [&](SymbolId left, SymbolId right) {
        return std::pair(wording.name(left), wording.id(left)) <
               std::pair(wording.name(right), wording.id(right));
    });
}

}  // namespace

std::optional<Impact> impact_of(Workspace& workspace, SymbolId instrument, const Reading& reading,
                                const eval::Limits& limits, Diagnostics& diagnostics) {
    const Program& program = workspace.program();
    const auto phrase = program.schema.phrase_named(asking_phrase);
    const auto asking = phrase ? column_of(program.schema, *phrase) : std::nullopt;
    Impact impact;
    impact.instrument = instrument;
    if (asking && asking->state && reading.lens) {
        add_columns(program, *reading.lens, *phrase, impact);
    }
    if (impact.columns.empty()) {
        throw ImpactError(
            "the lens does not say what an instrument costs: it has no line `beside` "
            "of the phrase `asks`");
    }
    impact.others.resize(impact.columns.size());
    std::vector<Asked> asked = {
        {*phrase, std::nullopt, pattern_of(program.schema, *asking, instrument)}};
    for (const Impact::Column& column : impact.columns) {
        asked.push_back(
            {column.phrase, std::nullopt, pattern_of(program.schema, column, instrument)});
    }
    auto judgement = judge_for(workspace, reading, asked, limits, diagnostics);
    if (!judgement) return std::nullopt;
    impact.judgement = std::make_unique<Judgement>(std::move(*judgement));
    find_states(workspace, *asking, impact);
    for (std::size_t i = 0; i < impact.columns.size(); ++i) fill(*impact.judgement, i, impact);
    return impact;
}

}  // namespace obverse
