#include "engine/compile/disputes.h"

#include "engine/base/overloaded.h"
#include "engine/eval/match.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace obverse {

namespace {

using datalog::RelationId;

/// Relations that say one thing: possibly or firmly, that it holds or fails. The same row of any of
/// them is about the same.
struct Bearing {
    std::vector<RelationId> relations;
    std::array<RelationId, 2> settling;  // a row here is beyond dispute
    std::optional<PhraseId> phrase;
};

std::vector<Bearing> bearings_of(const Compiled& compiled) {
    std::vector<Bearing> list;
    const auto add_phrase = [&](PhraseId phrase, const PhraseRelations& of) {
        list.push_back({{of.s}, {of.s, of.s}, phrase});
        if (of.is_relation) return;
        list.back() = {{of.s, of.ss, of.d, of.dd, of.pp, of.mm}, {of.pp, of.mm}, phrase};
    };
    for (const auto& [phrase, relations] : compiled.phrases) add_phrase(phrase, relations);
    for (const auto& [key, relations] : compiled.groups) add_phrase(key.first, relations);
    const auto add_exception = [&](const BitRelations& of) {
        list.push_back({{of.plus, of.plus_plus}, {of.plus_plus, of.plus_plus}, std::nullopt});
    };
    for (const CompiledDefinition& definition : compiled.definitions) {
        for (const BitRelations& of : definition.elements) {
            list.push_back({{of.plus, of.plus_plus, of.minus, of.minus_minus},
                            {of.plus_plus, of.minus_minus},
                            std::nullopt});
        }
        for (const BitRelations& of : definition.unless) add_exception(of);
    }
    for (const CompiledException& exception : compiled.exceptions) add_exception(exception.fires);
    return list;
}

class DisputeFinder {
public:
    explicit DisputeFinder(const Judgement& judgement)
        : judgement_(judgement),
          bearings_(bearings_of(judgement.compiled())),
          matcher_(judgement.compiled().datalog, judgement.database(), judgement.symbols()) {
        for (std::size_t i = 0; i < bearings_.size(); ++i) {
            for (const RelationId relation : bearings_[i].relations) bearing_of_[relation] = i;
        }
        const std::vector<datalog::Rule>& rules = judgement.compiled().datalog.rules;
        for (std::uint32_t i = 0; i < rules.size(); ++i) {
            rules_of_[rules[i].head.relation].push_back(datalog::RuleId{i});
        }
    }

    void visit(RelationId relation, const Row& row) {
        const auto bearing = bearing_of_.find(relation);
        if (bearing == bearing_of_.end()) {
            if (seen_.insert({relation, row}).second) descend(relation, row, false);
            return;
        }
        const Bearing& of = bearings_[bearing->second];
        if (!seen_.insert({of.relations.front(), row}).second) return;
        for (const RelationId settling : of.settling) {
            if (judgement_.database().find(settling, row)) return;
        }
        const bool is_disputed = of.phrase && has_dispute(*of.phrase, row);
        if (is_disputed) found_.emplace_back(*of.phrase, row);
        for (const RelationId each : of.relations) descend(each, row, is_disputed);
    }
    std::vector<std::pair<PhraseId, Row>> take() { return std::move(found_); }

private:
    bool has_dispute(PhraseId phrase, const Row& row) const {
        const auto sentences = judgement_.accepted().sentences.find(phrase);
        if (sentences == judgement_.accepted().sentences.end()) return false;
        const auto said = sentences->second.find(row);
        return said != sentences->second.end() && said->second.asserted && said->second.denied;
    }

    /// What every derivation of the row rests on. Claims of a disputed sentence were spread over
    /// the values beside it already.
    void descend(RelationId relation, const Row& row, bool is_disputed) {
        const auto rules = rules_of_.find(relation);
        if (rules == rules_of_.end()) return;
        for (const datalog::RuleId rule : rules->second) {
            const datalog::Program& program = judgement_.compiled().datalog;
            const Origin& origin = judgement_.compiled().origins[program.rules[rule.index].origin];
            if (origin.part == Origin::Part::candidate) continue;
            if (origin.part == Origin::Part::value && is_disputed) continue;
            std::vector<std::pair<RelationId, Row>> premises;
            const std::vector<std::optional<Word>> head(row.begin(), row.end());
            matcher_.for_each(rule, head, [&](const eval::Instance& instance) {
                add_premises(program.rules[rule.index], instance, premises);
                return true;
            });
            for (const auto& [premise, cells] : premises) visit(premise, cells);
        }
    }

    static void add_premises(const datalog::Rule& rule, const eval::Instance& instance,
                             std::vector<std::pair<RelationId, Row>>& premises) {
        for (const datalog::Condition& condition : rule.body) {
            const auto* literal = std::get_if<datalog::Literal>(&condition);
            if (literal == nullptr) continue;
            Row row;
            for (const datalog::Term& term : literal->atom.terms) {
                const std::optional<Word> word = std::visit(
                    overloaded{
                        [&](datalog::Variable variable) {
                            return instance.bindings[variable.index];
                        },
                        [](const Value& value) { return std::optional<Word>(value.word); },
                        [](datalog::Wildcard) { return std::optional<Word>(); },
                    },
                    term);
                if (word) row.push_back(*word);
            }
            if (row.size() == literal->atom.terms.size()) {
                premises.emplace_back(literal->atom.relation, std::move(row));
            }
        }
    }

    const Judgement& judgement_;
    std::vector<Bearing> bearings_;
    eval::Matcher matcher_;
    std::map<RelationId, std::size_t> bearing_of_;
    std::map<RelationId, std::vector<datalog::RuleId>> rules_of_;
    std::set<std::pair<RelationId, Row>> seen_;
    std::vector<std::pair<PhraseId, Row>> found_;
};

}  // namespace

std::vector<std::pair<PhraseId, Row>> disputes_behind(const Judgement& judgement, PhraseId phrase,
                                                      const Row& row) {
    const PhraseRelations* relations =
        relations_of(judgement.program(), judgement.compiled(), phrase, row);
    if (relations == nullptr) return {};
    DisputeFinder finder(judgement);
    finder.visit(relations->s, row);
    return finder.take();
}

}  // namespace obverse
