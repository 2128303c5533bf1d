#include "engine/compile/compile.h"
#include "engine/reading/spread.h"

#include <algorithm>

namespace obverse {

namespace {

/// The slot whose word is the name of a group (or `any`), not a value.
std::optional<std::uint32_t> group_slot(const Schema& schema, const Phrase& phrase,
                                        const Row& row) {
    for (std::uint32_t i = 0; i < phrase.slots.size(); ++i) {
        const std::optional<KindId> kind = phrase.slots[i].kind;
        if (!kind || !schema.kind(*kind).is_one_of()) continue;
        const std::vector<SymbolId>& values = schema.kind(*kind).values;
        if (std::find(values.begin(), values.end(), as_symbol(row[i])) == values.end()) return i;
    }
    return std::nullopt;
}

}  // namespace

std::vector<Row> members_of(const Program& program, PhraseId phrase, const Row& row) {
    const Phrase& info = program.schema.phrase(phrase);
    const auto slot = group_slot(program.schema, info, row);
    if (!slot) return {};
    std::vector<Row> rows;
    for (const SymbolId value : program.schema.values_of(*info.slots[*slot].kind,
                                                         as_symbol(row[*slot]), program.symbols)) {
        rows.push_back(row);
        rows.back()[*slot] = to_word(value);
    }
    return rows;
}

const PhraseRelations* relations_of(const Program& program, const Compiled& compiled,
                                    PhraseId phrase, const Row& row) {
    const auto slot = group_slot(program.schema, program.schema.phrase(phrase), row);
    if (slot) {
        const auto found = compiled.groups.find({phrase, *slot});
        return found == compiled.groups.end() ? nullptr : &found->second;
    }
    const auto found = compiled.phrases.find(phrase);
    return found == compiled.phrases.end() ? nullptr : &found->second;
}

namespace {

/// Relations about one thing: to show it, any of them may be looked at.
std::vector<std::vector<datalog::RelationId>> read_together(const Compiled& compiled) {
    std::vector<std::vector<datalog::RelationId>> sets;
    const auto add_phrase = [&](const PhraseRelations& of) {
        sets.push_back({of.s, of.ss, of.pp, of.d, of.dd, of.mm, of.asked});
    };
    for (const auto& [phrase, relations] : compiled.phrases) {
        if (relations.is_relation) continue;
        add_phrase(relations);
        const auto spoken = compiled.spoken.find(phrase);
        if (spoken != compiled.spoken.end()) sets.back().push_back(spoken->second);
    }
    for (const auto& [key, relations] : compiled.groups) add_phrase(relations);
    for (const CompiledDefinition& definition : compiled.definitions) {
        sets.push_back({definition.candidates});
        for (const BitRelations& one : definition.elements) {
            sets.back().insert(sets.back().end(),
                               {one.plus, one.plus_plus, one.minus, one.minus_minus});
        }
        for (const BitRelations& one : definition.unless) {
            sets.back().insert(sets.back().end(), {one.plus, one.plus_plus});
        }
    }
    for (const CompiledException& exception : compiled.exceptions) {
        sets.push_back({exception.fires.plus, exception.fires.plus_plus});
    }
    return sets;
}

/// The patterns without those that a wider one among them makes needless.
std::vector<ArgumentPattern> widest(const std::set<ArgumentPattern>& patterns) {
    std::vector<ArgumentPattern> kept;
    for (const ArgumentPattern& pattern : patterns) {
        const bool is_covered =
            std::any_of(patterns.begin(), patterns.end(), [&](const ArgumentPattern& other) {
                return &other != &pattern && datalog::covers(other, pattern);
            });
        if (!is_covered) kept.push_back(pattern);
    }
    return kept;
}

void load_kinds(const Program& program, const Compiled& compiled, const ClaimSet& record,
                const Accepted& accepted, eval::Database& database) {
    for (const auto& [kind, relation] : compiled.kinds) {
        for (const SymbolId value : program.schema.kind(kind).values) {
            const Word word = to_word(value);
            database.insert(relation, std::span(&word, 1));
        }
    }
    if (compiled.kinds.empty()) return;
    for (const DraftTerm& term : program.terms) {
        const Word word = to_word(term.id);
        for (const auto& [kind, relation] : compiled.kinds) {
            const bool is_one = std::any_of(
                term.kinds.begin(), term.kinds.end(),
                [&, wanted = kind](KindId own) { return program.schema.is_a(own, wanted); });
            if (is_one) database.insert(relation, std::span(&word, 1));
        }
    }
    for (const auto& [id, entity] : record.entities) {
        // What had not happened by then is not there to be counted or asked about.
        if (accepted.absent_events.contains(id)) continue;
        const Word word = to_word(id);
        for (const auto& [kind, relation] : compiled.kinds) {
            const bool is_one = std::any_of(
                entity.kinds.begin(), entity.kinds.end(),
                [&, wanted = kind](KindId own) { return program.schema.is_a(own, wanted); });
            if (is_one) database.insert(relation, std::span(&word, 1));
        }
    }
}

}  // namespace

ClaimPatterns claims_reached(const Program& program, const Compiled& compiled,
                             const datalog::Reach& reach) {
    std::map<PhraseId, std::set<ArgumentPattern>> found;
    const auto add = [&](PhraseId phrase, datalog::RelationId relation) {
        const Phrase& info = program.schema.phrase(phrase);
        for (ArgumentPattern pattern : reach.patterns(relation)) {
            for (const std::uint32_t slot : value_slots(program.schema, info))
                pattern[slot].reset();
            found[phrase].insert(std::move(pattern));
        }
    };
    for (const auto& [phrase, relations] : compiled.phrases) {
        add(phrase, relations.s);
        if (relations.is_relation) continue;
        for (const datalog::RelationId one : {relations.ss, relations.d, relations.dd}) {
            add(phrase, one);
        }
        const auto spoken = compiled.spoken.find(phrase);
        if (spoken != compiled.spoken.end()) add(phrase, spoken->second);
    }
    for (const auto& [key, relations] : compiled.groups) add(key.first, relations.s);
    ClaimPatterns patterns;
    for (const auto& [phrase, all] : found) patterns[phrase] = widest(all);
    return patterns;
}

datalog::Reach reach_of(const Program& program, const Compiled& compiled,
                        std::span<const Asked> asked) {
    std::vector<datalog::Goal> goals;
    for (const Asked& question : asked) {
        const Phrase& phrase = program.schema.phrase(question.phrase);
        datalog::RowPattern pattern = question.pattern;
        if (question.row) pattern.assign(question.row->begin(), question.row->end());
        pattern.resize(phrase.slots.size());
        for (const auto& [key, relations] : compiled.groups) {
            if (key.first == question.phrase) goals.push_back({relations.s, pattern});
        }
        // Who asks about a group asks about its values.
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            const std::optional<KindId> kind = phrase.slots[i].kind;
            if (kind && program.schema.kind(*kind).is_one_of()) pattern[i].reset();
        }
        const auto found = compiled.phrases.find(question.phrase);
        if (found != compiled.phrases.end()) goals.push_back({found->second.s, pattern});
    }
    const auto together = read_together(compiled);
    return datalog::Reach(compiled.datalog, goals, together);
}

void load_facts(const Program& program, const Compiled& compiled, const Accepted& accepted,
                const ClaimSet& record, std::span<const Asked> asked, eval::Database& database) {
    load_facts(program, compiled, accepted, record, asked, reach_of(program, compiled, asked),
               database);
}

void load_facts(const Program& program, const Compiled& compiled, const Accepted& accepted,
                const ClaimSet& record, std::span<const Asked> asked, const datalog::Reach& reach,
                eval::Database& database) {
    for (const auto& [phrase, sentences] : accepted.sentences) {
        if (!compiled.phrases.contains(phrase)) continue;
        const auto spoken = compiled.spoken.find(phrase);
        for (const auto& [row, evidence] : sentences) {
            if (spoken != compiled.spoken.end() && (evidence.asserted || evidence.denied)) {
                database.insert(spoken->second, row);
            }
            const PhraseRelations* relations = relations_of(program, compiled, phrase, row);
            if (relations == nullptr || !reach.contains(relations->s, row)) continue;
            if (evidence.asserted) {
                database.insert(relations->s, row);
                if (!relations->is_relation) database.insert(relations->ss, row);
            }
            if (evidence.denied && !relations->is_relation) {
                database.insert(relations->d, row);
                database.insert(relations->dd, row);
            }
        }
    }
    load_kinds(program, compiled, record, accepted, database);
    for (const Asked& question : asked) {
        if (!question.row) continue;
        const PhraseRelations* relations =
            relations_of(program, compiled, question.phrase, *question.row);
        if (relations == nullptr || relations->is_relation) continue;
        database.insert(relations->asked, *question.row);
        for (const Row& row : members_of(program, question.phrase, *question.row)) {
            database.insert(compiled.phrases.at(question.phrase).asked, row);
        }
    }
}

std::set<std::size_t> claims_within(const Program& program, const Compiled& compiled,
                                    const Accepted& accepted, const datalog::Reach& reach) {
    std::set<std::size_t> claims;
    for (const auto& [phrase, sentences] : accepted.sentences) {
        if (!compiled.phrases.contains(phrase)) continue;
        for (const auto& [row, evidence] : sentences) {
            const PhraseRelations* relations = relations_of(program, compiled, phrase, row);
            if (relations == nullptr || !reach.contains(relations->s, row)) continue;
            claims.insert(evidence.asserting.begin(), evidence.asserting.end());
            claims.insert(evidence.denying.begin(), evidence.denying.end());
        }
    }
    return claims;
}

Bits bits_of(const Program& program, const Compiled& compiled, const eval::Database& database,
             PhraseId phrase, const Row& row) {
    const PhraseRelations* relations = relations_of(program, compiled, phrase, row);
    if (relations == nullptr) return {};
    const auto has = [&](datalog::RelationId relation) {
        return database.find(relation, row).has_value();
    };
    if (relations->is_relation) {
        const bool holds = has(relations->s);
        return {holds, holds, !holds, !holds};
    }
    Bits bits{has(relations->s), has(relations->pp), has(relations->d), has(relations->mm)};
    const Phrase& info = program.schema.phrase(phrase);
    if (info.openness == Openness::open) return bits;
    bool complete = true;
    if (info.openness == Openness::closed_per) {
        Row keys;
        for (const std::uint32_t slot : info.closed_per) keys.push_back(row[slot]);
        complete = database.find(compiled.phrases.at(phrase).recorded, keys).has_value();
    }
    if (complete) {
        bits.minus = bits.minus || !bits.plus_plus;
        bits.minus_minus = bits.minus_minus || !bits.plus;
    }
    return bits;
}

}  // namespace obverse
