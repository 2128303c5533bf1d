#pragma once

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"
#include "engine/model/entity_index.h"
#include "engine/model/program.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace obverse {

/// `which State`, `who`, `what`: the answer lists what fills this slot.
struct AskedSlot {
    std::optional<KindId> kind;  // as asked, which may be narrower than the slot's; none: `who`
};

/// One phrase, with a value or a gap in each slot. Without a gap it asks for a verdict.
struct Question {
    PhraseId phrase;
    std::vector<std::variant<Value, AskedSlot>> terms;
    std::string formal;    // the statement, to echo: `j1 is a threat to borea`
    std::string language;  // of the declared pattern that the words fit; empty for English

    bool asks_for_verdict() const;
};
/// The words fit several phrases; each reading in turn.
struct AmbiguousQuestion {
    std::vector<Question> readings;
};
/// The words fit nothing; the diagnostics say where they stop fitting.
struct NoQuestion {};
using QuestionReading = std::variant<Question, AmbiguousQuestion, NoQuestion>;

/// Reads a question: a statement, the same turned into a yes-or-no question, `which KIND`, `who` or
/// `what` for a slot (at its place or in front), a pattern that the phrase declares for questions
/// or for another language, or the functional form. Names of entities need no quotes. The text is
/// added to the sources, so that findings can point into it.
QuestionReading parse_question(const Program& program, const EntityIndex& entities,
                               SourceMap& sources, std::string_view text, Diagnostics& diagnostics);

}  // namespace obverse
