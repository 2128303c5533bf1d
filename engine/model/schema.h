#pragma once

#include "engine/base/span.h"
#include "engine/base/strong_id.h"
#include "engine/base/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace obverse {

using KindId = StrongId<struct KindTag>;
using GroupId = StrongId<struct GroupTag>;
using PhraseId = StrongId<struct PhraseTag>;
using ScaleId = StrongId<struct ScaleTag>;
using QuantityId = StrongId<struct QuantityTag>;

/// What may fill a slot. A `one of` kind has values; any other kind has entities.
struct Kind {
    std::string name;
    std::vector<KindId> parents;   // that it is declared a kind of
    std::vector<SymbolId> values;  // of a `one of` kind, `none` included
    std::optional<SymbolId> none;  // the empty value, when the kind has one
    std::string doc;
    Span span;
    std::string key = {};  // the name as `name_key` has it, where it is looked up often

    bool is_one_of() const { return !values.empty(); }
};

/// Named values of a `one of` kind. In a tuple a group stands as the symbol of its own name; `any`
/// (some value but `none`) as the symbol `any`.
struct Group {
    std::string name;
    KindId kind;
    std::vector<SymbolId> values;
    std::string doc;
    Span span;
};

/// One place of a phrase. `kind` is absent for text, integers, numbers and dates.
struct Slot {
    std::string role;  // unique within the phrase; the kind's name in lower case when not given
    ColumnType type = ColumnType::symbol;
    std::optional<KindId> kind;
};

/// The words of a phrase in order; a number is the index of a slot.
using PhrasePieces = std::vector<std::variant<std::string, std::uint32_t>>;

enum class Openness : std::uint8_t {
    open,        // no record leaves it open
    closed,      // no record counts as a denial
    closed_per,  // a denial once anything is recorded for the slots named
};

struct Phrase {
    std::string name;     // the id: names the table, the JSON field and the functional form
    PhrasePieces pieces;  // empty for a relation
    std::vector<Slot> slots;
    Openness openness = Openness::open;
    std::vector<std::uint32_t> closed_per;  // slots, of closed_per
    std::optional<std::uint32_t> one;       // `one {slot} per …`: a slot of a `one of` kind
    std::vector<std::uint32_t> one_per;
    bool derived = false;      // claims of it are refused
    bool is_relation = false;  // `relation`: functional form only, one bit
    bool input = false;
    bool output = false;
    bool size = false;
    bool dates_events = false;  // `{Kind} happened on {day: date}`
    std::vector<PhrasePieces> plurals;
    std::vector<PhrasePieces> questions;
    std::vector<std::pair<std::string, PhrasePieces>> translations;
    std::string doc;
    Span span;
};

struct Scale {
    std::string name;
    std::vector<SymbolId> levels;          // least first
    std::vector<double> worths;            // as many as levels
    std::vector<std::string> worth_texts;  // as written: `1/3`
    Span span;
};

/// `the deterrent strength of {State}`, on a scale. A grade is a quantity with factors; a quantity
/// without a grade is recorded by claims of its `phrase`: `… is {level}`.
struct Quantity {
    std::string name;
    PhrasePieces pieces;
    std::vector<Slot> slots;
    ScaleId scale;
    PhraseId phrase;  // the slots of the quantity, then the level
    bool is_grade = false;
    std::string doc;
    Span span;
};

struct Schema {
    std::vector<Kind> kinds;
    std::vector<Group> groups;
    std::vector<Phrase> phrases;
    std::vector<Scale> scales;
    std::vector<Quantity> quantities;

    const Kind& kind(KindId id) const { return kinds[id.index]; }
    const Group& group(GroupId id) const { return groups[id.index]; }
    const Phrase& phrase(PhraseId id) const { return phrases[id.index]; }
    const Scale& scale(ScaleId id) const { return scales[id.index]; }
    const Quantity& quantity(QuantityId id) const { return quantities[id.index]; }
    /// True when entities fill the slot: neither values, which may be spelt like the id of an
    /// entity, nor text, numbers and dates.
    bool takes_entities(const Slot& slot) const {
        return slot.kind && !kind(*slot.kind).is_one_of();
    }

    std::optional<KindId> kind_named(std::string_view name) const;  // without regard to case
    std::optional<PhraseId> phrase_named(std::string_view name) const;
    /// True when `kind` is `ancestor` or stands under it.
    bool is_a(KindId kind, KindId ancestor) const;
    /// The values that a symbol in a slot of the kind stands for: itself, those of its group, all
    /// but `none` for `any`. Empty when the symbol is none of these.
    std::vector<SymbolId> values_of(KindId kind, SymbolId symbol, const SymbolTable& symbols) const;
};

}  // namespace obverse
