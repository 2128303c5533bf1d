#include "tests/support/proof_checker.h"

#include <algorithm>
#include <set>

namespace obverse::test {

namespace {

/// The steps below, with those below lists, listed cases and counts.
void add_below(const ProofNode& node, std::vector<const ProofNode*>& nodes) {
    for (const ProofNode& one : node.premises) {
        nodes.push_back(&one);
        const bool is_inner = one.shows == Shows::list || one.shows == Shows::listed ||
                              one.shows == Shows::condition || one.shows == Shows::count;
        if (is_inner) add_below(one, nodes);
    }
}

class Checker {
public:
    explicit Checker(const Listing& world)
        : world_(world), program_(world.program), oracle_(world) {}
    std::string error;

    bool is_sound(const ProofNode& n) {
        // A sentence is the same whatever shows it.
        const bool is_part = n.shows != Shows::sentence;
        const Key key{n.shows,           n.side, n.degree, n.phrase, n.row, is_part * n.index,
                      is_part * n.number};
        if (n.is_repeated && shown_.contains(key)) return true;
        bool right = !n.is_repeated && !n.is_truncated;
        for (const ProofNode& one : n.premises) right = right && is_sound(one);
        for (const ProofNode& one : n.others) right = right && is_sound(one);
        right = right && follows(Step(n));
        if (!right && error.empty()) error = "does not follow: " + n.text;
        if (right) shown_.insert(key);
        return right;
    }

private:
    using Key = std::tuple<Shows, Side, Degree, PhraseId, Row, std::size_t, std::size_t>;

    /// A step with what the steps below it show.
    struct Step {
        explicit Step(const ProofNode& node)
            : n(node), holds(node.side == Side::holds), firm(node.degree != Degree::possible) {
            add_below(node, below);
            for (const ProofNode* one : below) {
                if (one->shows != Shows::sentence) continue;
                Bits& bits = sentences[{one->phrase, one->row}];
                const bool certain = one->degree == Degree::certain;
                const bool positive = one->side == Side::holds;
                (positive ? bits.plus : bits.minus) = true;
                (positive ? bits.plus_plus : bits.minus_minus) |= certain;
            }
        }
        bool has(Shows shows, std::size_t number, const Row& row, Side side) const {
            return std::any_of(below.begin(), below.end(), [&](const ProofNode* one) {
                return one->shows == shows && one->number == number && one->row == row &&
                       one->side == side && (one->degree != Degree::possible || !firm);
            });
        }
        const ProofNode& n;
        bool holds;
        bool firm;
        std::vector<const ProofNode*> below;
        Sentences sentences;
    };

    bool follows(const Step& step) const {
        const ProofNode& n = step.n;
        switch (n.shows) {
            case Shows::sentence:
                return sentence(step);
            case Shows::element:
            case Shows::unless:
                return n.index < program_.definitions.size() && part(step);
            case Shows::others:
                return n.index < program_.definitions.size() && others(step);
            case Shows::quantity:
                for (const Quantity& one : program_.schema.quantities) {
                    if (one.phrase == n.phrase) return comes_to(one, n.row, n);
                }
                return false;
            default:
                return true;  // checked with what it is a condition of
        }
    }
    bool comes_to(const Quantity& quantity, const Row& slots, const ProofNode& n) const {
        const auto id = static_cast<std::uint32_t>(&quantity - program_.schema.quantities.data());
        const Range range = oracle_.quantity(QuantityId{id}, Words(slots.begin(), slots.end()));
        return range == Range{n.least, n.greatest};
    }

    bool sentence(const Step& step) const {
        const ProofNode& n = step.n;
        const Words row(n.row.begin(), n.row.end());
        if (row.size() != program_.schema.phrase(n.phrase).slots.size()) return false;
        Bits bits = oracle_.listed(n.phrase, row, world_.sentences);
        if (oracle_.is_complete(n.phrase, row)) {
            bits.minus |= !bits.plus_plus;
            bits.minus_minus |= !bits.plus;
        }
        // Certain: nothing speaks for the other side.
        const bool is_opposed = step.holds ? bits.minus : bits.plus;
        if (n.verdict != verdict_of(bits)) return false;
        if (n.degree == Degree::certain && is_opposed) return false;
        switch (n.how) {
            case How::claims:
                return claims(n);
            case How::rule:
                return n.index < program_.rules.size() && rule(step, program_.rules[n.index]);
            case How::definition:
            case How::category:
                return n.index < program_.definitions.size() && definition(step);
            case How::when_only:
                return n.index < program_.definitions.size() && when_only(step);
            case How::complete:
                return !step.holds && (step.firm ? !bits.plus : !bits.plus_plus) &&
                       oracle_.is_complete(n.phrase, row);
            case How::value:
            case How::members:
                return value(n);
            default:
                return n.how == How::product && grade(n);
        }
    }
    /// The claims are those that the reading accepts for the sentence, all of them.
    bool claims(const ProofNode& n) const {
        const auto sentences = world_.accepted.sentences.find(n.phrase);
        if (sentences == world_.accepted.sentences.end()) return false;
        const auto said = sentences->second.find(n.row);
        if (said == sentences->second.end() || n.claims.empty()) return false;
        const Evidence& evidence = said->second;
        return n.side == Side::holds ? evidence.asserted && evidence.asserting == n.claims
                                     : evidence.denied && evidence.denying == n.claims;
    }
    bool rule(const Step& step, const Rule& rule) const {
        const ProofNode& n = step.n;
        return oracle_.sees(rule.header) && rule.head.phrase == n.phrase &&
               rule.denies != step.holds && fits(fill(rule.head.terms, n.bindings), n.row) &&
               oracle_.some(rule.conditions, n.bindings, step.firm, step.sentences) &&
               !oracle_.applies(rule.header.name, n.bindings, !step.firm) &&
               !oracle_.is_overridden(rule, n.bindings, !step.firm);
    }
    /// Another value of the slot, one of the values of a group, or all of them.
    bool value(const ProofNode& n) const {
        const Phrase& info = program_.schema.phrase(n.phrase);
        std::set<SymbolId> open;
        bool is_shown = false;
        for (const ProofNode& one : n.premises) {
            std::vector<std::size_t> differing;
            for (std::size_t i = 0; i < n.row.size() && one.phrase == n.phrase; ++i) {
                if (one.row[i] != n.row[i]) differing.push_back(i);
            }
            const auto kind =
                differing.size() == 1 ? info.slots[differing.front()].kind : std::nullopt;
            const bool is_weaker = one.degree == Degree::possible && n.degree != Degree::possible;
            if (one.shows != Shows::sentence || !kind || is_weaker) return false;
            const std::vector<SymbolId> values = program_.schema.values_of(
                *kind, as_symbol(n.row[differing.front()]), program_.symbols);
            const SymbolId other = as_symbol(one.row[differing.front()]);
            const bool is_member = std::find(values.begin(), values.end(), other) != values.end();
            if (one.side == Side::holds && is_member == (n.side == Side::holds)) is_shown = true;
            if (open.empty()) open.insert(values.begin(), values.end());
            if (one.side == Side::fails && n.side == Side::fails) open.erase(other);
        }
        return !n.premises.empty() && (is_shown || (n.side == Side::fails && open.empty()));
    }
    bool grade(const ProofNode& n) const {
        for (const Quantity& one : program_.schema.quantities) {
            if (one.phrase != n.phrase) continue;
            const Bits bits = oracle_.is_of_level({n.least, n.greatest}, one, n.row.back());
            return comes_to(one, Row(n.row.begin(), n.row.end() - 1), n) &&
                   (n.side == Side::holds ? bits.plus : bits.minus);
        }
        return false;
    }

    /// The values of a definition's head variables, each once.
    Row case_of(const Definition& d, const Bindings& bindings) const {
        Row row;
        std::set<std::uint32_t> seen;
        for (std::size_t i = 0; i < d.head.terms.size(); ++i) {
            const auto* variable = std::get_if<Variable>(&d.head.terms[i]);
            const bool is_form = d.shape == Definition::Shape::forms && i == d.form_slot;
            if (variable == nullptr || is_form || !seen.insert(variable->index).second) continue;
            row.push_back(bindings[variable->index].value_or(0));
        }
        return row;
    }
    bool an_unless_applies(const Definition& d, const Step& step) const {
        return std::any_of(d.unless.begin(), d.unless.end(), [&](const Element& one) {
            return oracle_.applies(d, one, step.n.bindings, !step.firm);
        });
    }
    static bool shows_an_unless(const Definition& d, const Row& row, const Step& step) {
        for (std::size_t i = 0; i < d.unless.size(); ++i) {
            if (step.has(Shows::unless, i, row, Side::holds)) return true;
        }
        return false;
    }
    bool definition(const Step& step) const {
        const ProofNode& n = step.n;
        const Definition& d = program_.definitions[n.index];
        const Row row = case_of(d, n.bindings);
        std::vector<std::size_t> elements;
        for (std::size_t i = 0; i < d.elements.size(); ++i) elements.push_back(i);
        std::size_t least = d.shape == Definition::Shape::judged_by ? d.least : elements.size();
        Bindings bindings = n.bindings;
        if (d.shape == Definition::Shape::forms) {
            const Word form = n.row[d.form_slot];
            std::erase_if(elements,
                          [&](std::size_t i) { return to_word(d.form_values[i]) != form; });
            for (const Category& one : d.categories) {
                if (n.how == How::category && to_word(one.name) == form) elements = one.forms;
            }
            bindings[std::get<Variable>(d.head.terms[d.form_slot]).index] = form;
            least = 1;
        }
        if (!oracle_.sees(d.header) || d.head.phrase != n.phrase || elements.empty() ||
            !fits(fill(d.head.terms, bindings), n.row)) {
            return false;
        }
        const auto shown = static_cast<std::size_t>(
            std::count_if(elements.begin(), elements.end(),
                          [&](std::size_t i) { return step.has(Shows::element, i, row, n.side); }));
        if (step.holds) return shown >= least && !an_unless_applies(d, step);
        return shown > elements.size() - least || shows_an_unless(d, row, step);
    }
    bool when_only(const Step& step) const {
        const ProofNode& n = step.n;
        const Definition& d = program_.definitions[n.index];
        const WhenOnly& when = d.when_only[n.number];
        const Row row = case_of(d, n.bindings);
        if (!oracle_.sees(d.header) || when.conclusion.phrase != n.phrase ||
            !fits(fill(when.conclusion.terms, n.bindings), n.row)) {
            return false;
        }
        const bool element = step.has(Shows::element, when.element, row, n.side);
        const bool rest = std::any_of(step.below.begin(), step.below.end(), [&](const auto* one) {
            return one->shows == Shows::others && one->side != n.side && one->row == row &&
                   (one->degree != Degree::possible || !step.firm);
        });
        if (!step.holds) {
            return element || rest || shows_an_unless(d, row, step) ||
                   oracle_.fails(when.conditions, n.bindings, step.firm, step.sentences);
        }
        return element && rest && !an_unless_applies(d, step) &&
               oracle_.some(when.conditions, n.bindings, step.firm, step.sentences);
    }
    bool part(const Step& step) const {
        const ProofNode& n = step.n;
        const Definition& d = program_.definitions[n.index];
        const bool is_unless = n.shows == Shows::unless;
        const Element& e = is_unless ? d.unless[n.number] : d.elements[n.number];
        if (case_of(d, n.bindings) != n.row) return false;
        if (!step.holds) return oracle_.fails(e.conditions, n.bindings, step.firm, step.sentences);
        return oracle_.some(e.conditions, n.bindings, step.firm, step.sentences) &&
               !(is_unless &&
                 oracle_.applies(d.header.name + "." + e.name, n.bindings, !step.firm));
    }
    /// The elements beside the one of a `when only`: all hold, or one is not even possible.
    bool others(const Step& step) const {
        const ProofNode& n = step.n;
        const Definition& d = program_.definitions[n.index];
        std::size_t lacking = 0;
        for (std::size_t i = 0; i < d.elements.size(); ++i) {
            const bool lacks =
                step.holds ? !step.has(Shows::element, i, n.row, Side::holds)
                           : !oracle_.some(d.elements[i].conditions, n.bindings, !step.firm);
            lacking += lacks ? 1 : 0;
        }
        return step.holds ? lacking <= 1 : lacking >= 1;
    }

    const Listing& world_;
    const Program& program_;
    ConditionOracle oracle_;
    std::set<Key> shown_;
};

}  // namespace

std::string check_proof(const ProofNode& proof, const Listing& listing) {
    Checker checker(listing);
    return checker.is_sound(proof) ? "" : checker.error;
}

}  // namespace obverse::test
