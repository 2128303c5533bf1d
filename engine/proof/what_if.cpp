#include "engine/proof/what_if.h"

#include "engine/eval/relation.h"
#include "engine/reading/policy.h"

#include <algorithm>

namespace obverse::proving {

namespace {

/// Whether a literal of the rule's body, or of what it counts, passes the test.
template <class Test>
bool reads(const datalog::Rule& rule, const Test& test) {
    const auto passes = [&](const auto& condition) {
        const auto* literal = std::get_if<datalog::Literal>(&condition);
        return literal != nullptr && test(*literal);
    };
    return std::any_of(rule.body.begin(), rule.body.end(), [&](const datalog::Condition& one) {
        const auto* counted = std::get_if<datalog::Aggregate>(&one);
        if (counted == nullptr) return passes(one);
        return std::any_of(counted->body.begin(), counted->body.end(), passes);
    });
}

}  // namespace

WhatIf::WhatIf(const Model& model, PhraseId phrase, const Row& row)
    : model_(model),
      asked_{phrase, row},
      reading_(model.judgement().reading()),
      reach_(reach_of(model.program(), model.compiled(), std::span(&asked_, 1))),
      needed_(model.compiled().datalog, goals(), {}),
      within_(
          claims_within(model.program(), model.compiled(), model.judgement().accepted(), reach_)) {
    reading_.as_of = model.judgement().accepted().as_of;
    choose_claims();
    std::set<PhraseId> all;
    for (const auto& [read, relations] : model.compiled().phrases) all.insert(read);
    const Accepted accepted = accept_with({}, {}, all);
    for (const PhraseId read : all) heard_now_[read] = heard(accepted, read);
}

void WhatIf::choose_claims() {
    const Accepted& accepted = model_.judgement().accepted();
    const ClaimSet& record = model_.judgement().record();
    // Whose word it is may matter: `own word` asks who is behind an event.
    const bool asks_actors = !reading_.policy.own_word.empty();
    for (std::size_t i = 0; i < accepted.assumptions_from; ++i) {
        const Claim& claim = accepted.claims[i];
        const bool names_it = asks_actors && names_actor(model_.schema().phrase(claim.phrase));
        if (names_it) within_.insert(i);
        if (!within_.contains(i)) continue;
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

/// The phrases of which something else may be heard.
std::set<PhraseId> WhatIf::touched_by(const std::vector<Claim>& reported,
                                      const std::set<std::size_t>& withdrawn) const {
    std::set<PhraseId> touched;
    for (const Claim& claim : reported) touched.insert(claim.phrase);
    for (const std::size_t i : withdrawn) {
        touched.insert(model_.judgement().accepted().claims[i].phrase);
    }
    // What had happened by the date, and whose word is their own, is a matter of every phrase.
    const bool all = std::any_of(touched.begin(), touched.end(), [&](PhraseId phrase) {
        const Phrase& info = model_.schema().phrase(phrase);
        return info.dates_events || (!reading_.policy.own_word.empty() && names_actor(info));
    });
    for (const auto& [phrase, relations] : model_.compiled().phrases) {
        if (all) touched.insert(phrase);
    }
    return touched;
}

Accepted WhatIf::accept_with(const std::vector<Claim>& reported,
                             const std::set<std::size_t>& withdrawn,
                             const std::set<PhraseId>& phrases) const {
    const Accepted& base = model_.judgement().accepted();
    const std::vector<PhraseId> read(phrases.begin(), phrases.end());
    Reading reading = reading_;
    reading.assumptions.clear();
    for (std::size_t i = base.assumptions_from; i < base.claims.size(); ++i) {
        const bool is_read = phrases.contains(base.claims[i].phrase);
        if (is_read && !withdrawn.contains(i)) reading.assumptions.push_back(base.claims[i]);
    }
    reading.assumptions.insert(reading.assumptions.end(), reported.begin(), reported.end());
    if (withdrawn.empty()) return accept(model_.program(), record_, reading, read);
    ClaimSet rest;
    rest.speakers = record_.speakers;
    rest.sources = record_.sources;
    for (std::size_t i = 0; i < record_.claims.size(); ++i) {
        if (!withdrawn.contains(places_[i])) rest.claims.push_back(record_.claims[i]);
    }
    return accept(model_.program(), rest, reading, read);
}

WhatIf::Heard WhatIf::heard(const Accepted& accepted, PhraseId phrase) {
    Heard heard;
    const auto sentences = accepted.sentences.find(phrase);
    if (sentences == accepted.sentences.end()) return heard;
    for (const auto& [row, said] : sentences->second) {
        if (said.asserted || said.denied) heard.emplace_back(row, said.asserted, said.denied);
    }
    return heard;
}

WhatIf::Part& WhatIf::part_for(const std::set<PhraseId>& phrases, bool has_newcomers) {
    const std::pair key(phrases, has_newcomers);
    auto found = parts_.find(key);
    if (found == parts_.end()) found = parts_.emplace(key, make_part(phrases, has_newcomers)).first;
    return found->second;
}

WhatIf::Part WhatIf::make_part(const std::set<PhraseId>& phrases, bool has_newcomers) {
    const Compiled& compiled = model_.compiled();
    Part part;
    part.program.relations = compiled.datalog.relations;
    std::vector<bool> loaded(part.program.relations.size());
    const auto add = [&](const PhraseRelations& relations) {
        loaded[relations.s.index] = true;
        if (relations.is_relation) return;
        for (const RelationId one : {relations.ss, relations.d, relations.dd}) {
            loaded[one.index] = true;
        }
    };
    for (const PhraseId phrase : phrases) {
        add(compiled.phrases.at(phrase));
        const auto spoken = compiled.spoken.find(phrase);
        if (spoken != compiled.spoken.end()) loaded[spoken->second.index] = true;
    }
    for (const auto& [key, relations] : compiled.groups) {
        if (phrases.contains(key.first)) add(relations);
    }
    std::vector<bool> anew = loaded;
    for (const auto& [kind, relation] : compiled.kinds) {
        if (has_newcomers) anew[relation.index] = true;
    }
    const auto is_anew = [&](const datalog::Literal& literal) {
        return anew[literal.atom.relation.index];
    };
    for (bool is_growing = true; is_growing;) {
        is_growing = false;
        for (const datalog::Rule& rule : compiled.datalog.rules) {
            if (anew[rule.head.relation.index] || !reads(rule, is_anew)) continue;
            anew[rule.head.relation.index] = is_growing = true;
        }
    }
    std::vector<bool> read(anew.size());
    for (const datalog::Rule& rule : compiled.datalog.rules) {
        if (!anew[rule.head.relation.index]) continue;
        part.program.rules.push_back(rule);
        reads(rule, [&](const datalog::Literal& literal) {
            read[literal.atom.relation.index] = true;
            return false;
        });
    }
    for (const datalog::Goal& goal : goals()) {
        read[goal.relation.index] = true;
        part.decides = part.decides || anew[goal.relation.index];
    }
    for (std::uint32_t i = 0; i < anew.size(); ++i) {
        const bool is_known = anew[i] ? !loaded[i] : read[i];
        if (!is_known) continue;
        const Rows& rows = rows_of(RelationId{i}, anew[i]);
        if (rows.count > 0) part.known.push_back(&rows);
    }
    keep_to_what_is_asked(part);
    return part;
}

/// What is looked at when the bits of the sentence are read.
std::vector<datalog::Goal> WhatIf::goals() const {
    const PhraseRelations* relations = model_.relations(asked_.phrase, *asked_.row);
    if (relations == nullptr) return {};
    const datalog::RowPattern pattern(asked_.row->begin(), asked_.row->end());
    if (relations->is_relation) return {{relations->s, pattern}};
    std::vector<datalog::Goal> goals;
    for (const RelationId one : {relations->s, relations->pp, relations->d, relations->mm}) {
        goals.push_back({one, pattern});
    }
    const Phrase& info = model_.schema().phrase(asked_.phrase);
    if (info.openness == Openness::closed_per) {
        datalog::RowPattern keys;
        for (const std::uint32_t slot : info.closed_per) keys.push_back((*asked_.row)[slot]);
        goals.push_back({model_.compiled().phrases.at(asked_.phrase).recorded, keys});
    }
    return goals;
}

/// Where whoever reads a relation gives the same of its cells, nothing else is concluded:
/// `head :- wanted(those cells), body`.
void WhatIf::keep_to_what_is_asked(Part& part) const {
    datalog::Program& program = part.program;
    std::erase_if(program.rules, [&](const datalog::Rule& rule) {
        return needed_.patterns(rule.head.relation).empty();
    });
    std::map<RelationId, RelationId> guards;
    for (datalog::Rule& rule : program.rules) {
        const std::vector<datalog::RowPattern>& patterns = needed_.patterns(rule.head.relation);
        std::vector<std::size_t> given;
        for (std::size_t i = 0; i < rule.head.terms.size(); ++i) {
            const bool is_given =
                std::all_of(patterns.begin(), patterns.end(),
                            [&](const datalog::RowPattern& one) { return one[i].has_value(); });
            if (is_given) given.push_back(i);
        }
        if (given.empty()) continue;
        const RelationId next{static_cast<std::uint32_t>(program.relations.size())};
        const auto [guard, is_new] = guards.emplace(rule.head.relation, next);
        if (is_new) {
            datalog::Relation relation{"wanted", {}};
            const datalog::Relation& head = program.relations[rule.head.relation.index];
            for (const std::size_t i : given) relation.columns.push_back(head.columns[i]);
            program.relations.push_back(std::move(relation));
            Rows wanted{next, std::vector<std::vector<Word>>(given.size()), 0};
            wanted.count = static_cast<std::uint32_t>(patterns.size());
            for (const datalog::RowPattern& pattern : patterns) {
                for (std::size_t i = 0; i < given.size(); ++i) {
                    wanted.columns[i].push_back(*pattern[given[i]]);
                }
            }
            part.wanted.push_back(std::move(wanted));
        }
        datalog::Literal literal{{guard->second, {}}, false};
        for (const std::size_t i : given) literal.atom.terms.push_back(rule.head.terms[i]);
        rule.body.insert(rule.body.begin(), std::move(literal));
    }
}

/// The rows of the model that the sentence can depend on.
const WhatIf::Rows& WhatIf::rows_of(RelationId relation, bool only_recorded) {
    const auto [place, is_new] = rows_.try_emplace({relation, only_recorded});
    Rows& rows = place->second;
    if (!is_new) return rows;
    const eval::Database& known = model_.database();
    const std::size_t width = model_.compiled().datalog.relations[relation.index].columns.size();
    rows = {relation, std::vector<std::vector<Word>>(width), 0};
    Row row;
    for (eval::RowId id = 0; id < known.size(relation); ++id) {
        if (only_recorded && !known.stamp(relation, id).is_recorded()) continue;
        row.clear();
        known.copy_row(relation, id, row);
        if (!needed_.contains(relation, row)) continue;
        for (std::size_t i = 0; i < width; ++i) rows.columns[i].push_back(row[i]);
        ++rows.count;
    }
    return rows;
}

void WhatIf::load(const Rows& rows, eval::Database& database) {
    eval::Relation& relation = database.relation(rows.relation);
    for (std::uint32_t from = 0; from < rows.count; from += eval::Relation::most_batch) {
        std::vector<const Word*> columns;
        for (const std::vector<Word>& column : rows.columns) columns.push_back(&column[from]);
        relation.add(columns, std::min(rows.count - from, eval::Relation::most_batch), {});
    }
    relation.settle();
}

std::optional<Bits> WhatIf::evaluate(Part& part, const Accepted& accepted,
                                     const std::map<Word, KindId>& newcomers) const {
    const Program& program = model_.program();
    const Compiled& compiled = model_.compiled();
    eval::Database database(part.program);
    load_facts(program, compiled, accepted, record_, std::span(&asked_, 1), reach_, database);
    for (const Rows* rows : part.known) load(*rows, database);
    for (const Rows& rows : part.wanted) load(rows, database);
    for (const auto& [word, own] : newcomers) {
        for (const auto& [kind, relation] : compiled.kinds) {
            if (model_.schema().is_a(own, kind)) database.insert(relation, std::span(&word, 1));
        }
    }
    Diagnostics ignored;
    const eval::Ended ended = eval::evaluate(part.program, database, model_.judgement().symbols(),
                                             {}, ignored, &part.plans);
    if (ended != eval::Ended::finished) return std::nullopt;
    return bits_of(program, compiled, database, asked_.phrase, *asked_.row);
}

std::optional<Bits> WhatIf::run(const std::vector<Claim>& reported,
                                const std::set<std::size_t>& withdrawn,
                                const std::map<Word, KindId>& newcomers) {
    const std::set<PhraseId> touched = touched_by(reported, withdrawn);
    Accepted accepted = accept_with(reported, withdrawn, touched);
    Changes changes;
    std::set<PhraseId> changed;
    for (const PhraseId phrase : touched) {
        Heard now = heard(accepted, phrase);
        if (now == heard_now_[phrase]) continue;  // a claim that others make as well
        changed.insert(phrase);
        changes.emplace(phrase, std::move(now));
    }
    const Judgement& judgement = model_.judgement();
    if (changed.empty()) return judgement.bits(asked_.phrase, *asked_.row);
    const std::pair key(std::move(changes), !newcomers.empty());
    const auto known = worth_.find(key);
    if (known != worth_.end()) return known->second;
    std::erase_if(accepted.sentences,
                  [&](const auto& one) { return !changed.contains(one.first); });
    Part& part = part_for(changed, !newcomers.empty());
    const std::optional<Bits> bits = part.decides ? evaluate(part, accepted, newcomers)
                                                  : judgement.bits(asked_.phrase, *asked_.row);
    worth_.emplace(key, bits);
    return bits;
}

}  // namespace obverse::proving
