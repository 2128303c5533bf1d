#include "engine/compile/evidence.h"

#include "engine/eval/match.h"

#include <algorithm>

namespace obverse {

using datalog::RelationId;

EvidenceFinder::EvidenceFinder(const Judgement& judgement) : judgement_(judgement) {
    const auto add = [&](PhraseId phrase, const PhraseRelations& relations) {
        meanings_[relations.s] = meanings_[relations.ss] = {phrase, Stance::asserted, relations.d};
        if (relations.is_relation) return;
        meanings_[relations.d] = meanings_[relations.dd] = {phrase, Stance::denied, relations.s};
    };
    for (const auto& [phrase, relations] : judgement.compiled().phrases) add(phrase, relations);
    for (const auto& [key, relations] : judgement.compiled().groups) add(key.first, relations);
}

const Evidence* EvidenceFinder::evidence(PhraseId phrase, const Row& row) const {
    const auto sentences = judgement_.accepted().sentences.find(phrase);
    if (sentences == judgement_.accepted().sentences.end()) return nullptr;
    const auto found = sentences->second.find(row);
    return found == sentences->second.end() ? nullptr : &found->second;
}

std::optional<EvidenceFinder::Derivation> EvidenceFinder::derivation(
    RelationId relation, std::span<const Word> row) const {
    const eval::Database& database = judgement_.database();
    const std::optional<eval::RowId> id = database.find(relation, row);
    if (!id) return std::nullopt;
    const eval::Stamp stamp = database.stamp(relation, *id);
    if (stamp.is_recorded()) return std::nullopt;
    const datalog::Program& program = judgement_.compiled().datalog;
    const datalog::Rule& rule = program.rules[stamp.rule];
    std::vector<RelationId> present;
    for (const datalog::Condition& condition : rule.body) {
        const auto* literal = std::get_if<datalog::Literal>(&condition);
        if (literal != nullptr && !literal->absent) present.push_back(literal->atom.relation);
    }
    const std::vector<std::optional<Word>> head(row.begin(), row.end());
    Derivation found;
    found.rule = stamp.rule;
    bool any = false;
    eval::for_each_instance(
        program, datalog::RuleId{stamp.rule}, head, database, judgement_.symbols(),
        [&](const eval::Instance& instance) {
            for (std::size_t i = 0; i < present.size(); ++i) {
                const eval::Stamp premise = database.stamp(present[i], instance.premises[i]);
                const bool is_earlier =
                    premise.is_recorded() || std::pair(premise.stratum, premise.round) <
                                                 std::pair(stamp.stratum, stamp.round);
                if (!is_earlier) return true;
            }
            found.bindings = instance.bindings;
            for (std::size_t i = 0; i < present.size(); ++i) {
                Row cells;
                database.copy_row(present[i], instance.premises[i], cells);
                found.premises.emplace_back(present[i], std::move(cells));
            }
            any = true;
            return false;
        });
    if (!any) return std::nullopt;
    return found;
}

void EvidenceFinder::collect(RelationId relation, const Row& row, std::set<ClaimUse>& uses,
                             std::set<std::pair<RelationId, Row>>& seen) const {
    if (!seen.insert({relation, row}).second) return;
    const auto meaning = meanings_.find(relation);
    if (meaning != meanings_.end()) {
        const Evidence* said = evidence(meaning->second.phrase, row);
        const bool asserted = meaning->second.stance == Stance::asserted;
        if (said != nullptr && (asserted ? said->asserted : said->denied)) {
            for (const std::size_t claim : asserted ? said->asserting : said->denying) {
                uses.insert({claim, meaning->second.stance, meaning->second.phrase, row});
            }
            return;
        }
    }
    const std::optional<Derivation> how = derivation(relation, row);
    if (!how) return;
    for (const auto& [premise, cells] : how->premises) collect(premise, cells, uses, seen);
}

std::vector<ClaimUse> EvidenceFinder::behind(RelationId relation, std::span<const Word> row) const {
    std::set<ClaimUse> uses;
    std::set<std::pair<RelationId, Row>> seen;
    collect(relation, Row(row.begin(), row.end()), uses, seen);
    return {uses.begin(), uses.end()};
}

void EvidenceFinder::collect_against(RelationId relation, const Row& row, std::set<ClaimUse>& uses,
                                     std::set<std::pair<RelationId, Row>>& seen) const {
    if (!seen.insert({relation, row}).second) return;
    const auto meaning = meanings_.find(relation);
    if (meaning != meanings_.end() && meaning->second.opposite != relation) {
        const std::vector<ClaimUse> opposing = behind(meaning->second.opposite, row);
        uses.insert(opposing.begin(), opposing.end());
    }
    const std::optional<Derivation> how = derivation(relation, row);
    if (!how) return;
    for (const auto& [premise, cells] : how->premises) collect_against(premise, cells, uses, seen);
}

std::vector<ClaimUse> EvidenceFinder::against(RelationId relation,
                                              std::span<const Word> row) const {
    std::set<ClaimUse> uses;
    std::set<std::pair<RelationId, Row>> seen;
    collect_against(relation, Row(row.begin(), row.end()), uses, seen);
    return {uses.begin(), uses.end()};
}

}  // namespace obverse
