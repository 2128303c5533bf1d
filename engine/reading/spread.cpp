#include "engine/reading/spread.h"

#include <algorithm>

namespace obverse {

namespace {

using Values = std::vector<SymbolId>;

bool contains(const Values& values, SymbolId value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}
bool is_subset(const Values& part, const Values& whole) {
    return std::all_of(part.begin(), part.end(),
                       [&](SymbolId value) { return contains(whole, value); });
}
bool is_disjoint(const Values& left, const Values& right) {
    return std::none_of(left.begin(), left.end(),
                        [&](SymbolId value) { return contains(right, value); });
}

/// A value or a group, by what it stands for.
struct Option {
    SymbolId name;
    Values values;
    bool is_group = false;
};

std::vector<Option> choices_of(const Program& program, KindId kind) {
    std::vector<Option> choices;
    for (const SymbolId value : program.schema.kind(kind).values) {
        choices.push_back({value, {value}, false});
    }
    for (NamedGroup& group : groups_of(program, kind)) {
        choices.push_back({group.name, std::move(group.values), true});
    }
    return choices;
}

/// Where only one value holds, an assertion supports every group around what it names and denies
/// whatever has nothing in common with it; a denial denies whatever lies within.
std::optional<Stance> single_valued(const Option& said, Stance stance, const Option& other) {
    if (stance == Stance::denied) {
        if (is_subset(other.values, said.values)) return Stance::denied;
        return std::nullopt;
    }
    if (is_subset(said.values, other.values)) return Stance::asserted;
    if (is_disjoint(said.values, other.values)) return Stance::denied;
    return std::nullopt;
}

/// Where several values may hold together, only the empty value excludes the others. Groups follow
/// from the verdicts on their members, except that a denied group denies each of them.
std::optional<Stance> many_valued(const Option& said, Stance stance, const Option& other,
                                  std::optional<SymbolId> none) {
    if (said.name == other.name) return stance;
    if (stance == Stance::denied) {
        if (said.is_group && is_subset(other.values, said.values)) return Stance::denied;
        return std::nullopt;
    }
    const bool says_none = none && said.name == *none;
    const bool is_none = none && other.name == *none;
    if (says_none || (is_none && !contains(said.values, *none))) return Stance::denied;
    if (said.is_group && other.is_group && is_subset(said.values, other.values)) {
        return Stance::asserted;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> value_slot(const Schema& schema, const Phrase& phrase) {
    if (phrase.one) return phrase.one;
    for (std::uint32_t i = 0; i < phrase.slots.size(); ++i) {
        const Slot& slot = phrase.slots[i];
        if (slot.kind && schema.kind(*slot.kind).is_one_of()) return i;
    }
    return std::nullopt;
}

std::vector<NamedGroup> groups_of(const Program& program, KindId kind) {
    std::vector<NamedGroup> groups;
    for (const Group& group : program.schema.groups) {
        if (group.kind != kind) continue;
        if (const auto name = program.symbols.find(group.name)) {
            groups.push_back({*name, group.values});
        }
    }
    const Kind& info = program.schema.kind(kind);
    const auto any = program.symbols.find("any");
    if (!any) return groups;
    Values values;
    for (const SymbolId value : info.values) {
        if (value != info.none) values.push_back(value);
    }
    groups.push_back({*any, std::move(values)});
    return groups;
}

std::vector<Bearing> bearings(const Program& program, PhraseId phrase, const std::vector<Word>& row,
                              Stance stance) {
    const Phrase& info = program.schema.phrase(phrase);
    const std::optional<std::uint32_t> slot = value_slot(program.schema, info);
    if (!slot) return {{row, stance}};
    const KindId kind = *info.slots[*slot].kind;
    const std::vector<Option> choices = choices_of(program, kind);
    const SymbolId name = as_symbol(row[*slot]);
    const auto said = std::find_if(choices.begin(), choices.end(),
                                   [&](const Option& choice) { return choice.name == name; });
    if (said == choices.end()) return {{row, stance}};
    std::vector<Bearing> result;
    for (const Option& other : choices) {
        const std::optional<Stance> follows =
            info.one ? single_valued(*said, stance, other)
                     : many_valued(*said, stance, other, program.schema.kind(kind).none);
        if (!follows) continue;
        result.push_back({row, *follows});
        result.back().row[*slot] = to_word(other.name);
    }
    return result;
}

}  // namespace obverse
