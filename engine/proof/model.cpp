#include "engine/proof/model.h"

#include "engine/model/sentence.h"

#include <algorithm>

namespace obverse::proving {

namespace {

using Kind = Meaning::Kind;

/// `R'(X, …) :- R(X, …)` for every relation, so that its rows can be looked up by any columns.
datalog::Program reading_program(const datalog::Program& program) {
    datalog::Program made;
    made.relations = program.relations;
    for (std::uint32_t i = 0; i < program.relations.size(); ++i) {
        const std::vector<ColumnType>& columns = program.relations[i].columns;
        datalog::Rule rule;
        rule.variable_count = static_cast<std::uint32_t>(columns.size());
        rule.variable_types = columns;
        rule.head.relation = RelationId{i};
        for (std::uint32_t c = 0; c < columns.size(); ++c) {
            rule.head.terms.emplace_back(datalog::Variable{c});
        }
        rule.body.emplace_back(datalog::Literal{rule.head, false});
        made.rules.push_back(std::move(rule));
    }
    return made;
}

}  // namespace

bool is_firm(Level level) {
    return level == Level::plus_plus || level == Level::minus_minus;
}
Side side_of(Level level) {
    return level == Level::plus || level == Level::plus_plus ? Side::holds : Side::fails;
}

Model::Model(const Judgement& judgement)
    : judgement_(judgement),
      visible_(judgement.program(), judgement.reading().lens),
      meanings_(judgement.compiled().datalog.relations.size()),
      rules_(meanings_.size()),
      matcher_(judgement.compiled().datalog, judgement.database(), judgement.symbols()),
      rows_(reading_program(judgement.compiled().datalog)),
      row_matcher_(rows_, judgement.database(), judgement.symbols()) {
    const std::vector<datalog::Rule>& rules = compiled().datalog.rules;
    for (std::uint32_t i = 0; i < rules.size(); ++i) {
        rules_[rules[i].head.relation.index].push_back(i);
    }
    add_parts();
    for (const auto& [phrase, relations] : compiled().phrases) add_phrase(phrase, relations);
    for (const auto& [key, relations] : compiled().groups) add_phrase(key.first, relations);
}

void Model::add_phrase(PhraseId phrase, const PhraseRelations& relations) {
    const auto set = [&](RelationId relation, Kind kind, Side side, Degree degree) {
        meanings_[relation.index] = {
            .kind = kind, .phrase = phrase, .side = side, .degree = degree};
    };
    if (relations.is_relation) {
        set(relations.s, Kind::evidence, Side::holds, Degree::certain);
        return;
    }
    set(relations.recorded, Kind::recorded, Side::holds, Degree::possible);
    set(relations.s, Kind::evidence, Side::holds, Degree::possible);
    set(relations.ss, Kind::evidence, Side::holds, Degree::firm);
    set(relations.d, Kind::evidence, Side::fails, Degree::possible);
    set(relations.dd, Kind::evidence, Side::fails, Degree::firm);
    set(relations.pp, Kind::verdict, Side::holds, Degree::certain);
    set(relations.mm, Kind::verdict, Side::fails, Degree::certain);
}

/// Relations of parts of blocks are known by the rules that conclude them.
void Model::add_parts() {
    const auto kind_of = [](const Origin& origin) {
        switch (origin.part) {
            case Origin::Part::element:
                return Kind::element;
            case Origin::Part::unless:
                return Kind::unless;
            case Origin::Part::when_only:
                return Kind::clause;
            case Origin::Part::rest:
                return Kind::others;
            case Origin::Part::choice:
                return Kind::list;
            case Origin::Part::member:
                return Kind::member;
            default:
                return Kind::hidden;
        }
    };
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        if (rules_[i].empty()) continue;
        const Origin& origin = origin_of(rules_[i].front());
        meanings_[i] = {.kind = kind_of(origin),
                        .phrase = {},
                        .side = side_of(origin.level),
                        .degree = is_firm(origin.level) ? Degree::certain : Degree::possible,
                        .index = origin.index,
                        .number = origin.number};
    }
    for (const auto& [quantity, relation] : compiled().intervals) {
        meanings_[relation.index].kind = Kind::interval;
        meanings_[relation.index].index = quantity.index;
    }
}

const PhraseRelations* Model::relations(PhraseId phrase, const Row& row) const {
    const Phrase& info = schema().phrase(phrase);
    for (std::uint32_t i = 0; i < info.slots.size(); ++i) {
        const std::optional<KindId> kind = info.slots[i].kind;
        if (!kind || !schema().kind(*kind).is_one_of()) continue;
        const std::vector<SymbolId>& values = schema().kind(*kind).values;
        if (std::find(values.begin(), values.end(), as_symbol(row[i])) != values.end()) continue;
        const auto found = compiled().groups.find({phrase, i});
        return found == compiled().groups.end() ? nullptr : &found->second;
    }
    const auto found = compiled().phrases.find(phrase);
    return found == compiled().phrases.end() ? nullptr : &found->second;
}

const PhraseRelations* Model::relations(const Atom& atom) const {
    const Phrase& info = schema().phrase(atom.phrase);
    Row row;
    for (std::size_t i = 0; i < atom.terms.size(); ++i) {
        const auto* value = std::get_if<Value>(&atom.terms[i]);
        const std::optional<KindId> kind = info.slots[i].kind;
        // A variable takes values only, never a group.
        const bool has_values = kind && schema().kind(*kind).is_one_of();
        row.push_back(value != nullptr ? value->word
                      : has_values     ? to_word(schema().kind(*kind).values.front())
                                       : 0);
    }
    return relations(atom.phrase, row);
}

const Evidence* Model::evidence(PhraseId phrase, const Row& row) const {
    const auto sentences = judgement_.accepted().sentences.find(phrase);
    if (sentences == judgement_.accepted().sentences.end()) return nullptr;
    const auto found = sentences->second.find(row);
    return found == sentences->second.end() ? nullptr : &found->second;
}

void Model::for_each_instance(std::uint32_t rule, std::span<const Word> head,
                              const std::function<bool(const eval::Instance&)>& visit) {
    const std::vector<std::optional<Word>> given(head.begin(), head.end());
    matcher_.for_each(datalog::RuleId{rule}, given, visit);
}

void Model::for_each_row(RelationId relation, std::span<const std::optional<Word>> pattern,
                         const std::function<bool(const Row&)>& visit) {
    row_matcher_.for_each(datalog::RuleId{relation.index}, pattern,
                          [&](const eval::Instance& instance) {
                              Row row;
                              for (const std::optional<Word>& word : instance.bindings) {
                                  row.push_back(word.value_or(0));
                              }
                              return visit(row);
                          });
}

bool Model::has_row(RelationId relation, std::span<const std::optional<Word>> pattern) {
    bool found = false;
    for_each_row(relation, pattern, [&](const Row&) {
        found = true;
        return false;
    });
    return found;
}

void Model::for_each_binding(const std::vector<datalog::Condition>& conditions,
                             std::span<const ColumnType> types, const Bindings& given,
                             const std::function<bool(const Bindings&)>& visit) {
    datalog::Program program;
    datalog::Rule rule;
    rule.variable_count = static_cast<std::uint32_t>(types.size());
    rule.variable_types.assign(types.begin(), types.end());
    rule.body = conditions;
    std::vector<std::optional<Word>> head;
    for (std::uint32_t i = 0; i < given.size(); ++i) {
        if (!given[i]) continue;
        rule.head.terms.emplace_back(datalog::Variable{i});
        head.push_back(given[i]);
    }
    program.rules.push_back(std::move(rule));
    eval::Matcher(program, database(), judgement_.symbols())
        .for_each(datalog::RuleId{0}, head,
                  [&](const eval::Instance& instance) { return visit(instance.bindings); });
}

Bindings Model::with_parameters(const BlockHeader& header, Bindings bindings) const {
    bindings.resize(header.variables.size());
    for (std::size_t i = 0; i < header.variables.size(); ++i) {
        if (header.variables[i].parameter.empty()) continue;
        const Parameter* parameter =
            find_parameter(program(), judgement_.reading().lens, header.variables[i].parameter);
        if (parameter != nullptr) bindings[i] = parameter->value.word;
    }
    return bindings;
}

std::vector<std::optional<Word>> Model::pattern(std::span<const Term> terms,
                                                const Bindings& bindings) const {
    std::vector<std::optional<Word>> words;
    for (const Term& term : terms) {
        if (const auto* value = std::get_if<Value>(&term)) {
            words.emplace_back(value->word);
        } else if (const auto* variable = std::get_if<Variable>(&term)) {
            words.push_back(variable->index < bindings.size() ? bindings[variable->index]
                                                              : std::nullopt);
        } else {
            words.emplace_back(std::nullopt);
        }
    }
    return words;
}

namespace {

bool is_bound(const Expression& expression, const Bindings& bindings) {
    if (expression.operation == datalog::Operation::term) {
        const auto* variable = std::get_if<Variable>(&expression.term);
        if (variable != nullptr && !bindings[variable->index]) return false;
    }
    return std::all_of(expression.operands.begin(), expression.operands.end(),
                       [&](const Expression& operand) { return is_bound(operand, bindings); });
}

std::vector<ColumnType> types_of(const BlockHeader& header) {
    std::vector<ColumnType> types;
    for (const VariableInfo& variable : header.variables) types.push_back(variable.type);
    return types;
}

}  // namespace

std::optional<Bits> Model::compare(const BlockHeader& header, const Comparison& comparison,
                                   const Bindings& bindings) {
    if (!is_bound(comparison.left, bindings) || !is_bound(comparison.right, bindings)) {
        return std::nullopt;
    }
    const std::vector<ColumnType> types = types_of(header);
    const auto comes_out = [&](datalog::Outcome outcome) {
        bool holds = false;
        for_each_binding({datalog::Comparison{comparison.comparator, comparison.left,
                                              comparison.right, outcome}},
                         types, bindings, [&](const Bindings&) {
                             holds = true;
                             return false;
                         });
        return holds;
    };
    const bool is_true = comes_out(datalog::Outcome::yes);
    const bool is_false = !is_true && comes_out(datalog::Outcome::no);
    return Bits{is_true, is_true, is_false, is_false};
}

std::optional<Word> Model::compute(const BlockHeader& header, const Expression& expression,
                                   const Bindings& bindings) {
    if (!is_bound(expression, bindings)) return std::nullopt;
    std::vector<ColumnType> types = types_of(header);
    types.push_back(expression.type);
    Bindings given = bindings;
    given.emplace_back(std::nullopt);
    const auto result = static_cast<std::uint32_t>(types.size() - 1);
    std::optional<Word> found;
    for_each_binding({datalog::Binding{Variable{result}, expression}}, types, given,
                     [&](const Bindings& all) {
                         found = all[result];
                         return false;
                     });
    return found;
}

bool Model::is_of_kind(Word entity, KindId kind) const {
    const auto found = compiled().kinds.find(kind);
    if (found != compiled().kinds.end()) {
        return database().find(found->second, std::span(&entity, 1)).has_value();
    }
    const auto known = judgement_.record().entities.find(as_symbol(entity));
    if (known == judgement_.record().entities.end()) return false;
    return std::any_of(known->second.kinds.begin(), known->second.kinds.end(),
                       [&](KindId own) { return schema().is_a(own, kind); });
}

std::optional<Model::Interval> Model::interval(QuantityId quantity, std::span<const Term> terms,
                                               const Bindings& bindings) {
    const Scale& scale = schema().scale(schema().quantity(quantity).scale);
    std::vector<std::optional<Word>> words = pattern(terms, bindings);
    const bool is_open = std::any_of(words.begin(), words.end(),
                                     [](const std::optional<Word>& word) { return !word; });
    if (is_open) return std::nullopt;
    Interval found;
    const std::size_t count = scale.levels.size();
    found.greatest =
        scale.worths.size() == count ? scale.worths.back() : static_cast<double>(count) - 1;
    found.least = scale.worths.size() == count ? scale.worths.front() : 0;
    const auto relation = compiled().intervals.find(quantity);
    if (relation == compiled().intervals.end()) return found;
    words.emplace_back(std::nullopt);
    words.emplace_back(std::nullopt);
    for_each_row(relation->second, words, [&](const Row& row) {
        found = {as_number(row[row.size() - 2]), as_number(row.back()), true};
        return false;
    });
    return found;
}

std::string Model::text(PhraseId phrase, const Row& row) const {
    return sentence(program(), phrase, row, judgement_.record());
}

std::string Model::text(const BlockHeader& header, const Condition& condition,
                        const Bindings& bindings) const {
    return filled_text(judgement_, header, condition, bindings);
}

std::string Model::text(const BlockHeader& header, const Conditions& conditions,
                        const Bindings& bindings) const {
    std::string words;
    for (const Condition& condition : conditions) {
        if (!words.empty()) words += " and ";
        words += text(header, condition, bindings);
    }
    return words;
}

}  // namespace obverse::proving
