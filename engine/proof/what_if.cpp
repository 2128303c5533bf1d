#include "engine/proof/what_if.h"

#include "engine/reading/policy.h"

#include <algorithm>

namespace obverse::proving {

namespace {

std::vector<std::pair<RelationId, Row>> goals_of(const Model& model, PhraseId phrase,
                                                 const Row& row) {
    std::vector<std::pair<RelationId, Row>> goals;
    const PhraseRelations* relations = model.relations(phrase, row);
    if (relations == nullptr) return goals;
    for (const RelationId relation : {relations->s, relations->pp, relations->d, relations->mm}) {
        goals.emplace_back(relation, row);
    }
    const Phrase& info = model.schema().phrase(phrase);
    if (info.openness == Openness::closed_per) {
        Row keys;
        for (const std::uint32_t slot : info.closed_per) keys.push_back(row[slot]);
        goals.emplace_back(model.compiled().phrases.at(phrase).recorded, std::move(keys));
    }
    return goals;
}

}  // namespace

WhatIf::WhatIf(const Model& model, PhraseId phrase, const Row& row)
    : model_(model),
      phrase_(phrase),
      row_(row),
      demand_(model.compiled().datalog, goals_of(model, phrase, row)),
      compiled_(model.compiled()),
      reading_(model.judgement().reading()) {
    reading_.as_of = model.judgement().accepted().as_of;
    choose_rules();
    choose_claims();
}

/// Of a relation that is read for some rows alone, only these are concluded:
/// `head :- wanted(those of its cells that every reader gives), body`.
void WhatIf::choose_rules() {
    datalog::Program& program = compiled_.datalog;
    std::erase_if(program.rules,
                  [&](const datalog::Rule& rule) { return !demand_.reads(rule.head.relation); });
    std::map<RelationId, RelationId> guards;
    for (datalog::Rule& rule : program.rules) {
        const std::vector<RowPattern>& patterns = demand_.patterns(rule.head.relation);
        std::vector<std::size_t> given;
        for (std::size_t i = 0; i < rule.head.terms.size(); ++i) {
            const bool is_given =
                std::all_of(patterns.begin(), patterns.end(),
                            [&](const RowPattern& pattern) { return pattern[i].has_value(); });
            if (is_given) given.push_back(i);
        }
        if (given.empty()) continue;
        auto guard = guards.find(rule.head.relation);
        if (guard == guards.end()) {
            const RelationId made{static_cast<std::uint32_t>(program.relations.size())};
            datalog::Relation relation{"wanted", {}};
            for (const std::size_t i : given) {
                relation.columns.push_back(program.relations[rule.head.relation.index].columns[i]);
            }
            program.relations.push_back(std::move(relation));
            for (const RowPattern& pattern : patterns) {
                Row row;
                for (const std::size_t i : given) row.push_back(*pattern[i]);
                wanted_.emplace_back(made, std::move(row));
            }
            guard = guards.emplace(rule.head.relation, made).first;
        }
        datalog::Literal literal{{guard->second, {}}, false};
        for (const std::size_t i : given) literal.atom.terms.push_back(rule.head.terms[i]);
        rule.body.insert(rule.body.begin(), std::move(literal));
    }
}

/// Whatever the claim says of the values in a slot, it bears on other values there.
bool WhatIf::is_wanted(const Claim& claim) const {
    const Phrase& info = model_.schema().phrase(claim.phrase);
    const auto matches = [&](const PhraseRelations& relations) {
        const auto any = [&](RelationId relation) {
            const std::vector<RowPattern>& patterns = demand_.patterns(relation);
            return std::any_of(patterns.begin(), patterns.end(), [&](const RowPattern& pattern) {
                for (std::size_t i = 0; i < claim.arguments.size(); ++i) {
                    const std::optional<KindId> kind = info.slots[i].kind;
                    const bool spreads = kind && model_.schema().kind(*kind).is_one_of();
                    if (!spreads && pattern[i] && *pattern[i] != claim.arguments[i]) return false;
                }
                return true;
            });
        };
        return any(relations.s) || any(relations.ss) || any(relations.d) || any(relations.dd);
    };
    const Compiled& compiled = model_.compiled();
    const auto phrase = compiled.phrases.find(claim.phrase);
    if (phrase == compiled.phrases.end()) return false;
    if (matches(phrase->second)) return true;
    return std::any_of(compiled.groups.begin(), compiled.groups.end(), [&](const auto& group) {
        return group.first.first == claim.phrase && matches(group.second);
    });
}

void WhatIf::choose_claims() {
    const Accepted& accepted = model_.judgement().accepted();
    const ClaimSet& record = model_.judgement().record();
    // Whose word it is may matter: `own word` asks who is behind an event.
    const bool asks_actors = !reading_.policy.own_word.empty();
    for (std::size_t i = 0; i < accepted.assumptions_from; ++i) {
        const Claim& claim = accepted.claims[i];
        const bool names_it = asks_actors && names_actor(model_.schema().phrase(claim.phrase));
        if (!names_it && !is_wanted(claim)) continue;
        places_.push_back(i);
        record_.claims.push_back(claim);
        const auto speaker = record.speakers.find(claim.speaker);
        if (speaker != record.speakers.end()) record_.speakers.insert(*speaker);
        std::vector<SymbolId> sources = {claim.source};
        while (!sources.empty()) {
            const auto source = record.sources.find(sources.back());
            sources.pop_back();
            if (source == record.sources.end() || !record_.sources.insert(*source).second) continue;
            sources.insert(sources.end(), source->second.based_on.begin(),
                           source->second.based_on.end());
        }
    }
}

std::vector<std::size_t> WhatIf::claims() const {
    std::vector<std::size_t> indexes = places_;
    const Accepted& accepted = model_.judgement().accepted();
    for (std::size_t i = accepted.assumptions_from; i < accepted.claims.size(); ++i) {
        if (is_wanted(accepted.claims[i])) indexes.push_back(i);
    }
    return indexes;
}

void WhatIf::load_kinds(const std::map<Word, KindId>& newcomers, eval::Database& database) const {
    for (const auto& [kind, relation] : compiled_.kinds) {
        for (const RowPattern& pattern : demand_.patterns(relation)) {
            if (pattern.front()) {
                if (model_.database().find(relation, std::span(&*pattern.front(), 1))) {
                    database.insert(relation, std::span(&*pattern.front(), 1));
                }
                continue;
            }
            for (eval::RowId id = 0; id < model_.database().size(relation); ++id) {
                const Word word = model_.database().cell(relation, id, 0);
                database.insert(relation, std::span(&word, 1));
            }
        }
        for (const auto& [word, own] : newcomers) {
            if (model_.schema().is_a(own, kind)) database.insert(relation, std::span(&word, 1));
        }
    }
}

Accepted WhatIf::accept_with(const std::vector<Claim>& reported,
                             const std::set<std::size_t>& withdrawn) const {
    const Accepted& base = model_.judgement().accepted();
    Reading reading = reading_;
    reading.assumptions.clear();
    for (std::size_t i = base.assumptions_from; i < base.claims.size(); ++i) {
        if (!withdrawn.contains(i)) reading.assumptions.push_back(base.claims[i]);
    }
    reading.assumptions.insert(reading.assumptions.end(), reported.begin(), reported.end());
    if (withdrawn.empty()) return accept(model_.program(), record_, reading);
    ClaimSet rest{
        .entities = {}, .speakers = record_.speakers, .sources = record_.sources, .claims = {}};
    for (std::size_t i = 0; i < record_.claims.size(); ++i) {
        if (!withdrawn.contains(places_[i])) rest.claims.push_back(record_.claims[i]);
    }
    return accept(model_.program(), rest, reading);
}

eval::Database WhatIf::load(const Accepted& accepted,
                            const std::map<Word, KindId>& newcomers) const {
    eval::Database database(compiled_.datalog);
    const Asked asked{phrase_, row_};
    load_facts(model_.program(), compiled_, accepted, record_, std::span(&asked, 1), database);
    load_kinds(newcomers, database);
    for (const auto& [relation, row] : wanted_) database.insert(relation, row);
    return database;
}

std::optional<Bits> WhatIf::run(const std::vector<Claim>& reported,
                                const std::set<std::size_t>& withdrawn,
                                const std::map<Word, KindId>& newcomers) {
    const Accepted accepted = accept_with(reported, withdrawn);
    Heard heard;
    for (const auto& [phrase, sentences] : accepted.sentences) {
        for (const auto& [row, said] : sentences) {
            if (said.asserted || said.denied) {
                heard.emplace_back(phrase, row, said.asserted, said.denied);
            }
        }
    }
    // A claim that others make as well changes nothing.
    const auto known = worth_.find(heard);
    if (known != worth_.end()) return known->second;
    eval::Database database = load(accepted, newcomers);
    Diagnostics ignored;
    const eval::Ended ended =
        eval::evaluate(compiled_.datalog, database, model_.judgement().symbols(), {}, ignored);
    std::optional<Bits> bits;
    if (ended == eval::Ended::finished) {
        bits = bits_of(model_.program(), compiled_, database, phrase_, row_);
    }
    worth_.emplace(std::move(heard), bits);
    return bits;
}

}  // namespace obverse::proving
