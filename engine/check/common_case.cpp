#include "engine/check/common_case.h"

#include "engine/base/name_key.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <map>

namespace obverse::checking {

CommonCase::CommonCase(const Program& program, const Rule& left, const Rule& right)
    : program_(&program),
      left_(&left),
      right_(&right),
      left_count_(static_cast<std::uint32_t>(left.header.variables.size())) {
    names_ = left.header.variables;
    names_.insert(names_.end(), right.header.variables.begin(), right.header.variables.end());
    for (std::uint32_t i = 0; i < names_.size(); ++i) meaning_.emplace_back(datalog::Variable{i});
}

Term CommonCase::own(const Term& term, bool of_right) const {
    const auto* variable = std::get_if<datalog::Variable>(&term);
    if (variable == nullptr || !of_right) return term;
    return datalog::Variable{variable->index + left_count_};
}

Term CommonCase::resolved(Term term) const {
    while (const auto* variable = std::get_if<datalog::Variable>(&term)) {
        const Term& next = meaning_[variable->index];
        if (next == term) break;
        term = next;
    }
    return term;
}

bool CommonCase::unify(Term left, Term right) {
    left = resolved(left);
    right = resolved(right);
    if (left == right || std::holds_alternative<datalog::Wildcard>(left) ||
        std::holds_alternative<datalog::Wildcard>(right)) {
        return true;
    }
    if (const auto* variable = std::get_if<datalog::Variable>(&left)) {
        meaning_[variable->index] = right;
        return true;
    }
    if (const auto* variable = std::get_if<datalog::Variable>(&right)) {
        meaning_[variable->index] = left;
        return true;
    }
    return false;
}

/// `left` and `right` cannot both be satisfied without a dispute.
bool CommonCase::excludes(const Literal& left, const Literal& right) const {
    if (left.atom.phrase != right.atom.phrase) return false;
    const Phrase& phrase = program_->schema.phrase(left.atom.phrase);
    const auto is_same = [&](std::size_t slot) {
        return resolved(own(left.atom.terms[slot], false)) ==
               resolved(own(right.atom.terms[slot], true));
    };
    bool are_same = true;
    for (std::size_t i = 0; i < left.atom.terms.size(); ++i) are_same = are_same && is_same(i);
    const bool both_hold = left.polarity == Polarity::holds && right.polarity == Polarity::holds;
    if (are_same && (left.polarity == Polarity::holds) != (right.polarity == Polarity::holds)) {
        return true;
    }
    if (!phrase.one || !both_hold || phrase.one_per.empty()) return false;
    const bool is_one_thing = std::all_of(phrase.one_per.begin(), phrase.one_per.end(), is_same);
    const auto values = [&](const Term& term) {
        const auto* value = std::get_if<Value>(&term);
        return value == nullptr
                   ? std::vector<SymbolId>()
                   : program_->schema.values_of(*phrase.slots[*phrase.one].kind,
                                                as_symbol(value->word), program_->symbols);
    };
    const auto first = values(left.atom.terms[*phrase.one]);
    const auto second = values(right.atom.terms[*phrase.one]);
    return is_one_thing && !first.empty() && !second.empty() &&
           std::none_of(first.begin(), first.end(), [&](SymbolId value) {
               return std::find(second.begin(), second.end(), value) != second.end();
           });
}

void CommonCase::name_all() {
    std::map<std::string, std::uint32_t> counts;
    for (std::uint32_t i = 0; i < names_.size(); ++i) {
        const Term term = resolved(datalog::Variable{i});
        if (const auto* variable = std::get_if<datalog::Variable>(&term);
            variable == nullptr || variable->index != i) {
            continue;
        }
        VariableInfo& info = names_[i];
        if (!info.parameter.empty()) continue;
        if (!info.kind) {
            info.name = info.name.substr(info.name.rfind(' ') + 1);
            const std::uint32_t count = ++counts[info.name];
            if (count > 1) info.name += std::to_string(count);
            continue;
        }
        const Kind& kind = program_->schema.kind(*info.kind);
        if (kind.is_one_of()) {
            info.name = program_->symbols.text(kind.values.front());
            continue;
        }
        const std::string key = name_key(kind.name);
        info.name = key + "-" + std::to_string(++counts[key]);
    }
}

std::optional<CommonCase> CommonCase::of(const Program& program, const Rule& left,
                                         const Rule& right) {
    CommonCase made(program, left, right);
    for (std::size_t i = 0; i < left.head.terms.size(); ++i) {
        if (!made.unify(left.head.terms[i], made.own(right.head.terms[i], true))) {
            return std::nullopt;
        }
    }
    for (const Condition& one : left.conditions) {
        const auto* first = std::get_if<Literal>(&one.form);
        for (const Condition& other : right.conditions) {
            const auto* second = std::get_if<Literal>(&other.form);
            if (first != nullptr && second != nullptr && made.excludes(*first, *second)) {
                return std::nullopt;
            }
        }
    }
    made.name_all();
    return made;
}

void CommonCase::add_sentences(const Rule& rule, bool of_right,
                               std::vector<std::string>& list) const {
    for (const Condition& condition : rule.conditions) {
        const auto* literal = std::get_if<Literal>(&condition.form);
        if (literal == nullptr) continue;
        Literal told = *literal;
        for (Term& term : told.atom.terms) term = resolved(own(term, of_right));
        std::string text = sentence(*program_, told, names_);
        if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
    }
}

std::vector<std::string> CommonCase::sentences() const {
    std::vector<std::string> list;
    add_sentences(*left_, false, list);
    add_sentences(*right_, true, list);
    return list;
}

}  // namespace obverse::checking
