#include "engine/plan/estimate.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace obverse::plan {

double fan_out(const datalog::Atom& atom, const std::vector<bool>& bound,
               const Statistics& statistics) {
    double rows = std::max(statistics.rows(atom.relation), 1.0);
    std::vector<double> distincts;
    for (std::size_t column = 0; column < atom.terms.size(); ++column) {
        const datalog::Term& term = atom.terms[column];
        const auto* variable = std::get_if<datalog::Variable>(&term);
        const bool is_bound =
            variable == nullptr ? std::holds_alternative<Value>(term) : bound[variable->index];
        if (is_bound) distincts.push_back(statistics.distinct(atom.relation, column));
    }
    std::sort(distincts.begin(), distincts.end(), std::greater<>());
    double exponent = 1;
    for (const double distinct : distincts) {
        rows /= std::pow(std::max(distinct, 1.0), exponent);
        exponent /= 2;
    }
    return rows;
}

}  // namespace obverse::plan
