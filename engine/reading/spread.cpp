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

std::vector<Option> options_of(const Program& program, KindId kind) {
    std::vector<Option> options;
    for (const SymbolId value : program.schema.kind(kind).values) {
        options.push_back({value, {value}, false});
    }
    for (NamedGroup& group : groups_of(program, kind)) {
        options.push_back({group.name, std::move(group.values), true});
    }
    return options;
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

std::vector<std::uint32_t> value_slots(const Schema& schema, const Phrase& phrase) {
    if (phrase.one) return {*phrase.one};
    std::vector<std::uint32_t> slots;
    for (std::uint32_t i = 0; i < phrase.slots.size(); ++i) {
        const Slot& slot = phrase.slots[i];
        if (slot.kind && schema.kind(*slot.kind).is_one_of()) slots.push_back(i);
    }
    return slots;
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

const std::vector<Spread::Table>& Spread::tables(PhraseId phrase) const {
    const auto [place, is_new] = tables_.try_emplace(phrase);
    if (!is_new) return place->second;
    const Phrase& info = program_.schema.phrase(phrase);
    for (const std::uint32_t slot : value_slots(program_.schema, info)) {
        const KindId kind = *info.slots[slot].kind;
        const std::optional<SymbolId> none = program_.schema.kind(kind).none;
        const std::vector<Option> options = options_of(program_, kind);
        Table table{.slot = slot, .follows = {}};
        for (const Option& said : options) {
            for (const Stance stance : {Stance::asserted, Stance::denied}) {
                Follows& follows = table.follows[{said.name, stance}];
                for (const Option& other : options) {
                    if (other.name == said.name) continue;
                    const std::optional<Stance> bears =
                        info.one ? single_valued(said, stance, other)
                                 : many_valued(said, stance, other, none);
                    if (bears) follows.emplace_back(other.name, *bears);
                }
            }
        }
        place->second.push_back(std::move(table));
    }
    return place->second;
}

std::vector<Bearing> Spread::bearings(PhraseId phrase, const std::vector<Word>& row,
                                      Stance stance) const {
    std::vector<Bearing> result = {{row, stance}};
    for (const Table& table : tables(phrase)) {
        const auto follows = table.follows.find({as_symbol(row[table.slot]), stance});
        if (follows == table.follows.end()) continue;
        for (const auto& [value, bears] : follows->second) {
            result.push_back({row, bears});
            result.back().row[table.slot] = to_word(value);
        }
    }
    return result;
}

}  // namespace obverse
