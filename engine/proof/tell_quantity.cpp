#include "engine/model/sentence.h"
#include "engine/proof/teller.h"

#include <algorithm>

namespace obverse::proving {

namespace {

std::string worded(const Model& model, const Quantity& quantity, const Bindings& row) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < row.size(); ++i) {
        texts.push_back(slot_text(model.program(), quantity.slots[i], row[i].value_or(0),
                                  model.judgement().record()));
    }
    return sentence(quantity.pieces, texts);
}

/// The level that a worth falls in: the highest whose own worth it reaches.
std::string level_text(const Model& model, const Scale& scale, double worth) {
    constexpr double hair = 1e-9;
    std::size_t rank = 0;
    for (std::size_t i = 0; i < scale.levels.size(); ++i) {
        const double from = i < scale.worths.size() ? scale.worths[i] : static_cast<double>(i);
        if (worth >= from - hair) rank = i;
    }
    return std::string(model.program().symbols.text(scale.levels[rank]));
}

const Grade* grade_of(const Model& model, QuantityId quantity) {
    for (const Grade& grade : model.program().grades) {
        if (grade.quantity == quantity && model.visible().sees(grade.header)) return &grade;
    }
    return nullptr;
}

}  // namespace

/// What a quantity comes to for one case: by its factors, or by what is said of it.
std::vector<ProofNode> Teller::quantity(QuantityId quantity, std::span<const Term> terms,
                                        const Bindings& bindings, Degree degree) {
    const auto interval = model_.interval(quantity, terms, bindings);
    if (!interval) return {};
    const Quantity& info = model_.schema().quantity(quantity);
    const Scale& scale = model_.schema().scale(info.scale);
    const Bindings slots = model_.pattern(terms, bindings);
    ProofNode proof;
    proof.shows = Shows::quantity;
    proof.degree = degree;
    proof.phrase = info.phrase;
    for (const std::optional<Word>& word : slots) proof.row.push_back(*word);
    proof.index = quantity.index;
    proof.least = interval->least;
    proof.greatest = interval->greatest;
    const std::string name = worded(model_, info, slots);
    const std::string least = level_text(model_, scale, interval->least);
    const std::string greatest = level_text(model_, scale, interval->greatest);
    ++step_count_;
    const Grade* grade = grade_of(model_, quantity);
    if (grade == nullptr && !interval->is_known) {
        proof.how = How::unknown;
        proof.text = name + " is unknown";
        proof.verdict = Verdict::undetermined;
        proof.height = 1;
        return {proof};
    }
    proof.text = least == greatest ? name + " is " + least
                                   : name + " is between " + least + " and " + greatest;
    proof.verdict = least == greatest ? Verdict::supported : Verdict::undetermined;
    if (grade != nullptr) {
        proof.how = How::product;
        proof.block = BlockKind::grade;
        proof.index = static_cast<std::size_t>(grade - model_.program().grades.data());
        proof.name = grade->header.name;
        proof.title = grade->header.title;
        proof.cites = grade->header.cites;
        Bindings own(grade->header.variables.size());
        for (std::size_t i = 0; i < grade->terms.size(); ++i) {
            const auto* variable = std::get_if<Variable>(&grade->terms[i]);
            if (variable != nullptr) own[variable->index] = slots[i];
        }
        proof.bindings = own;
        for (const Grade::Factor& factor : grade->factors) {
            for (ProofNode& one : this->quantity(factor.quantity, factor.terms, own, degree)) {
                one.label = factor.name;
                if (one.cites.empty()) one.cites = factor.cites;
                proof.premises.push_back(std::move(one));
            }
        }
        set_height(proof);
        return {proof};
    }
    proof.how = How::levels;
    for (const SymbolId level : scale.levels) {
        Row row = proof.row;
        row.push_back(to_word(level));
        for (ProofNode& one : sentence(info.phrase, row, Side::holds, Degree::possible)) {
            proof.premises.push_back(std::move(one));
        }
    }
    set_height(proof);
    return {proof};
}

/// That a grade is, or is not, of one level.
void Teller::apply_grade(ProofNode& proof, const Origin& origin) {
    const QuantityId quantity{static_cast<std::uint32_t>(origin.index)};
    const Quantity& info = model_.schema().quantity(quantity);
    std::vector<Term> terms;
    for (std::size_t i = 0; i < info.slots.size(); ++i) {
        terms.emplace_back(Value{info.slots[i].type, proof.row[i]});
    }
    proof.how = How::product;
    proof.block = BlockKind::grade;
    proof.premises = this->quantity(quantity, terms, {}, proof.degree);
    if (proof.premises.empty()) return;
    proof.index = proof.premises.front().index;
    proof.name = proof.premises.front().name;
    proof.title = proof.premises.front().title;
    proof.cites = proof.premises.front().cites;
    proof.least = proof.premises.front().least;
    proof.greatest = proof.premises.front().greatest;
    proof.premises = std::move(proof.premises.front().premises);
}

}  // namespace obverse::proving
