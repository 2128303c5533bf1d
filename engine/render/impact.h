#pragma once

#include "engine/compile/answer.h"
#include "engine/compile/judgement.h"
#include "engine/render/answer_text.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace obverse {

/// What an instrument would do, told sentence by sentence.
struct Impact {
    /// A phrase of which conclusions are told.
    struct Column {
        PhraseId phrase;
        std::uint32_t instrument = 0;        // the slot that the instrument fills
        std::optional<std::uint32_t> state;  // the slot of the State, when it is about one
    };

    SymbolId instrument;
    std::unique_ptr<Judgement> judgement;
    std::vector<Column> columns;
    std::vector<SymbolId> states;  // that it asks something of, by label
    /// By State and column, what holds or may hold.
    std::map<SymbolId, std::vector<std::vector<FoundSentence>>> cells;
    /// By column, what is told of no State.
    std::vector<std::vector<FoundSentence>> others;
};

/// For people: States that fare alike stand together, then what is told of the instrument itself.
std::string impact_text(const Impact& impact, const TextStyle& style);

/// As docs/json.md describes it; `with_proofs` adds the proof of each cell.
std::string impact_json(const Impact& impact, bool with_proofs);

}  // namespace obverse
