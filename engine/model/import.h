#pragma once

#include "engine/model/claim.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace obverse {

/// A checked `import` block: how each row of a table becomes entities, sources and claims. Phrases,
/// kinds and constants are resolved; what a cell holds is known only when the rows are read.

/// An index into `Import::cells`.
using CellId = StrongId<struct CellTag>;

/// A name that stands in braces somewhere in the block.
struct ImportCell {
    enum class Shape : std::uint8_t {
        column,  // the column of that name
        let,     // the first of `columns` whose cell is not empty; empty when all are
        loop,    // one entry of a list, inside the lines that a `for each` governs
    };
    Shape shape = Shape::column;
    std::string name;
    std::vector<CellId> columns;  // of let, in the order to try
    Span span;                    // where it is first named
};

/// A cell, or what the block itself says. A constant in a slot has the type of the slot; elsewhere
/// it is the symbol of its text.
using ImportTerm = std::variant<CellId, Value>;

/// `{cell} is one of a, b`. Cells are compared as written, without spaces at the ends.
struct ImportTest {
    enum class Shape : std::uint8_t { is, is_not, one_of, empty, not_empty };
    Shape shape = Shape::is;
    CellId cell;
    std::vector<std::string> values;
    Span span;
};

/// Who says a statement. One claim for each entry of each speaker's cell, which is a list.
struct ImportVoice {
    Stance stance = Stance::asserted;  // `it is denied that` is already counted in
    std::vector<ImportTerm> speakers;  // ids, labels or aliases; none: the record itself
    std::optional<ImportTerm> source;  // id or label of a source; an unknown text makes a new one
    std::optional<ImportTerm> url;     // of a source that is made
    Span span;
};

/// A claim for each row (and for each round of the loops around it). A row in which a cell of
/// `terms` is empty makes none. What the statement's own tail left out is filled from the block's.
struct ImportStatement {
    PhraseId phrase;
    std::vector<ImportTerm> terms;    // as many as the phrase has slots; the slot says how to read
    std::vector<ImportVoice> voices;  // at least one
    std::optional<ImportTerm> from;   // a constant is a symbol that parse_date reads
    std::optional<ImportTerm> until;
    std::optional<ImportTerm> confidence;  // `low`, `medium`, `high`; none: the block's rules
    Span span;
};

/// Declares rather than claims. An empty cell of `subject` or of all `objects` skips it.
struct ImportEntity {
    enum class Shape : std::uint8_t {
        kind,        // subject is a `kind`, labelled `label`
        alias,       // subject is also called each object; cells are lists
        speaks_for,  // subject (a speaker) speaks for objects[0]
        url,         // subject (a source) has url objects[0]
        issued,      // subject (a source) is issued by objects[0] on `date`
        based_on,    // subject (a source) is based on each object; cells are lists
    };
    Shape shape = Shape::kind;
    ImportTerm subject;
    std::optional<KindId> kind;
    std::vector<ImportTerm> objects;
    std::optional<ImportTerm> label;
    std::optional<ImportTerm> date;
    Span span;
};

/// `for each state in {target_states}`: `item` takes the entries of `list` one after another. A
/// cell of a list splits at `;`; spaces at the ends and empty entries are dropped.
struct ImportLoop {
    CellId item;
    CellId list;
};

/// A line: guards first (all must hold), then the loop, then what it does.
struct ImportLine {
    std::vector<ImportTest> when;
    std::optional<ImportLoop> loop;
    std::variant<std::vector<ImportLine>, ImportEntity, ImportStatement> body;
    Span span;
};

/// `confidence is low when {verified} is "recalled"`: the first whose tests hold decides; `high`
/// when none does.
struct ImportConfidence {
    Confidence level = Confidence::low;
    std::vector<ImportTest> when;
    Span span;
};

struct Import {
    std::string file;  // as written, beside the file that the block stands in
    std::vector<ImportCell> cells;
    std::vector<ImportLine> lines;
    std::vector<ImportConfidence> confidence;
    std::vector<CellId> notes;  // columns that no statement needs to read
    Span span;
};

/// `events are also called "{year} {object} test"`: the pieces in order, a slot by its role in the
/// names of an event (`year`, `actor`, `object`).
struct EventName {
    struct Piece {
        std::string text;
        bool is_role = false;
    };
    std::vector<Piece> pieces;
    Span span;
};

}  // namespace obverse
