#include "tests/support/proof_oracle.h"

#include <algorithm>

namespace obverse::test {

Bindings ConditionOracle::begin(const BlockHeader& header) const {
    Bindings bindings(header.variables.size());
    for (std::size_t i = 0; i < bindings.size(); ++i) {
        const std::string& name = header.variables[i].parameter;
        if (name.empty()) continue;
        const Parameter* parameter = find_parameter(program_, world_.lens, name);
        if (parameter != nullptr) bindings[i] = parameter->value.word;
    }
    return bindings;
}

bool ConditionOracle::applies(const std::string& target, const Bindings& bindings,
                              bool firm) const {
    const auto one_applies = [&](const Exception& exception) {
        if (exception.target != target || !sees(exception.header)) return false;
        Bindings own = begin(exception.header);
        for (const auto& [mine, theirs] : exception.shared) {
            own[mine.index] = bindings[theirs.index];
        }
        // It stands unless an exception of its own withdraws it.
        return !each(
            exception.conditions, exception.conditions, own, firm, world_.sentences,
            [&](const Bindings& found) { return applies(exception.header.name, found, !firm); });
    };
    return std::any_of(program_.exceptions.begin(), program_.exceptions.end(), one_applies);
}

bool ConditionOracle::applies(const Definition& definition, const Element& unless,
                              const Bindings& bindings, bool firm) const {
    return !each(unless.conditions, unless.conditions, bindings, firm, world_.sentences,
                 [&](const Bindings& found) {
                     return applies(definition.header.name + "." + unless.name, found, !firm);
                 });
}

bool ConditionOracle::is_overridden(const Rule& rule, const Bindings& bindings, bool firm) const {
    const auto one_overrides = [&](const Rule& other) {
        const auto& names = other.overrides;
        const bool names_it =
            std::find(names.begin(), names.end(), rule.header.name) != names.end();
        if (!names_it || &other == &rule || !sees(other.header)) return false;
        Bindings own = begin(other.header);
        if (other.head.phrase == rule.head.phrase) {
            const Words row = fill(rule.head.terms, bindings);
            for (std::size_t i = 0; i < row.size(); ++i) {
                const auto* variable = std::get_if<Variable>(&other.head.terms[i]);
                if (variable != nullptr) own[variable->index] = row[i];
            }
            if (fill(other.head.terms, own) != row) return false;
        } else {
            for (std::size_t i = 0; i < own.size(); ++i) {
                for (std::size_t j = 0; j < rule.header.variables.size(); ++j) {
                    const bool is_same =
                        other.header.variables[i].name == rule.header.variables[j].name;
                    if (is_same && !own[i]) own[i] = bindings[j];
                }
            }
        }
        return !each(other.conditions, other.conditions, own, firm, world_.sentences,
                     [&](const Bindings& found) {
                         return applies(other.header.name, found, !firm) ||
                                is_overridden(other, found, !firm);
                     });
    };
    return std::any_of(program_.rules.begin(), program_.rules.end(), one_overrides);
}

Range ConditionOracle::quantity(QuantityId id, const Words& slots) const {
    const Quantity& asked = program_.schema.quantity(id);
    const Scale& scale = program_.schema.scale(asked.scale);
    for (const Grade& grade : program_.grades) {
        if (grade.quantity != id || !sees(grade.header)) continue;
        Bindings bindings(grade.header.variables.size());
        for (std::size_t i = 0; i < slots.size(); ++i) {
            bindings[std::get<Variable>(grade.terms[i]).index] = slots[i];
        }
        Range product{1, 1};
        for (const Grade::Factor& factor : grade.factors) {
            const Range one = quantity(factor.quantity, fill(factor.terms, bindings));
            product = {product.least * one.least, product.greatest * one.greatest};
        }
        return product;
    }
    Range range{scale.worths.back(), scale.worths.front()};
    for (std::size_t i = 0; i < scale.levels.size(); ++i) {
        Words said = slots;
        said.emplace_back(to_word(scale.levels[i]));
        if (!listed(asked.phrase, said, world_.sentences).plus) continue;
        range = {std::min(range.least, scale.worths[i]), std::max(range.greatest, scale.worths[i])};
    }
    return range.least > range.greatest ? Range{range.greatest, range.least} : range;
}

Bits ConditionOracle::is_of_level(Range range, const Quantity& quantity, Word level) const {
    constexpr double hair = 1e-9;
    const Scale& scale = program_.schema.scale(quantity.scale);
    const auto found = std::find(scale.levels.begin(), scale.levels.end(), as_symbol(level));
    const auto rank = static_cast<std::size_t>(found - scale.levels.begin());
    const double from = scale.worths[rank] - hair;
    const double to = rank + 1 < scale.worths.size() ? scale.worths[rank + 1] - hair : 1 / hair;
    const bool yes = range.least >= from && range.greatest < to;
    const bool no = range.greatest < from || range.least >= to;
    return {yes, yes, no, no};
}

}  // namespace obverse::test
