#include "tests/support/proof_oracle.h"

#include <algorithm>
#include <set>

namespace obverse::test {

namespace {

Bits either(Bits a, Bits b) {
    return {a.plus || b.plus, a.plus_plus || b.plus_plus, a.minus || b.minus,
            a.minus_minus || b.minus_minus};
}
Bits certainly(bool yes, bool no) {
    return {yes, yes, no, no};
}
bool at(Bits bits, bool firm) {
    return firm ? bits.plus_plus : bits.plus;
}

/// Neither true nor false where ranges overlap.
Bits compare(Range a, Comparator how, Range b) {
    switch (how) {
        case Comparator::equal:
            return certainly(a.least >= b.greatest && a.greatest <= b.least,
                             a.greatest < b.least || a.least > b.greatest);
        case Comparator::differs:
            return contrary(compare(a, Comparator::equal, b));
        case Comparator::less:
            return certainly(a.greatest < b.least, a.least >= b.greatest);
        case Comparator::more:
            return compare(b, Comparator::less, a);
        case Comparator::at_least:
            return contrary(compare(a, Comparator::less, b));
        case Comparator::at_most:
            return contrary(compare(b, Comparator::less, a));
        default:
            return {};  // of texts: not accepted
    }
}

}  // namespace

Words fill(const std::vector<Term>& terms, const Bindings& bindings) {
    Words words;
    for (const Term& term : terms) {
        const auto* value = std::get_if<Value>(&term);
        const auto* variable = std::get_if<Variable>(&term);
        words.push_back(value != nullptr ? std::optional(value->word) : std::nullopt);
        if (variable != nullptr) words.back() = bindings[variable->index];
    }
    return words;
}

bool fits(const Words& pattern, const Row& row) {
    return std::equal(
        pattern.begin(), pattern.end(), row.begin(), row.end(),
        [](const std::optional<Word>& wanted, Word word) { return !wanted || *wanted == word; });
}

Bits contrary(Bits bits) {
    return {bits.minus, bits.minus_minus, bits.plus, bits.plus_plus};
}

Bits ConditionOracle::listed(PhraseId phrase, const Words& pattern, const Sentences& list) const {
    Bits bits;
    auto one = list.lower_bound({phrase, {}});
    for (; one != list.end() && one->first.first == phrase; ++one) {
        if (fits(pattern, one->first.second)) bits = either(bits, one->second);
    }
    return bits;
}

bool ConditionOracle::is_complete(PhraseId phrase, const Words& row) const {
    const Phrase& info = program_.schema.phrase(phrase);
    if (info.is_relation || info.openness == Openness::closed) return true;
    if (info.openness == Openness::open) return false;
    Words key(row.size());
    for (const std::uint32_t slot : info.closed_per) key[slot] = row[slot];
    return listed(phrase, key, world_.sentences).plus;
}

std::optional<Range> ConditionOracle::number(const Expression& expression,
                                             const Bindings& bindings) const {
    if (expression.operation == datalog::Operation::term) {
        const std::optional<Word> word = fill({expression.term}, bindings).front();
        if (!word) return std::nullopt;
        if (expression.type == ColumnType::date) {
            return Range{1.0 * as_date(*word).first, 1.0 * as_date(*word).last};
        }
        const double exact = expression.type == ColumnType::number
                                 ? as_number(*word)
                                 : static_cast<double>(as_integer(*word));
        return Range{exact, exact};
    }
    const auto a = number(expression.operands.front(), bindings);
    const auto b = number(expression.operands.back(), bindings);
    if (!a || !b) return std::nullopt;
    switch (expression.operation) {
        case datalog::Operation::add:
            return Range{a->least + b->least, a->greatest + b->greatest};
        case datalog::Operation::subtract:
            return Range{a->least - b->least, a->greatest - b->greatest};
        case datalog::Operation::multiply:
            return Range{a->least * b->least, a->greatest * b->greatest};
        case datalog::Operation::days_between:
            return Range{b->least - a->greatest, b->greatest - a->least};
        case datalog::Operation::to_number:
            return a;
        default:
            return std::nullopt;  // what needs more is not accepted
    }
}

Bindings ConditionOracle::with_counts(const Conditions& all, Bindings bindings, bool firm) const {
    for (const Condition& condition : all) {
        const auto* counted = std::get_if<Aggregate>(&condition.form);
        if (counted == nullptr || counted->function != AggregateFunction::count) continue;
        const std::vector<Term> over(counted->over.begin(), counted->over.end());
        std::set<Words> tuples;
        each(counted->body, counted->body, bindings, firm, world_.sentences,
             [&](const Bindings& found) {
                 tuples.insert(fill(over, found));
                 return true;
             });
        bindings[counted->result.index] = to_word(static_cast<std::int64_t>(tuples.size()));
    }
    return bindings;
}

/// Nothing while a variable has no value.
std::optional<Bits> ConditionOracle::worth(const Condition& condition, const Conditions& all,
                                           const Bindings& bindings, const Sentences& list) const {
    if (const auto* literal = std::get_if<Literal>(&condition.form)) {
        const Words row = fill(literal->atom.terms, bindings);
        const PhraseId phrase = literal->atom.phrase;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool is_variable = std::holds_alternative<Variable>(literal->atom.terms[i]);
            if (is_variable && !row[i]) return std::nullopt;
        }
        Bits bits = listed(phrase, row, list);
        if (literal->polarity == Polarity::no_record) {
            const Bits all_bits = listed(phrase, row, world_.sentences);
            return Bits{!all_bits.plus_plus, !all_bits.plus, bits.plus, bits.plus_plus};
        }
        if (&list == &world_.sentences && is_complete(phrase, row)) {
            bits = either(bits, {false, false, !bits.plus_plus, !bits.plus});
        }
        return literal->polarity == Polarity::holds ? bits : contrary(bits);
    }
    if (const auto* test = std::get_if<KindTest>(&condition.form)) {
        const std::optional<Word> word = fill({test->term}, bindings).front();
        if (!word) return std::nullopt;
        const std::vector<SymbolId>& values = program_.schema.kind(test->kind).values;
        bool yes = std::find(values.begin(), values.end(), as_symbol(*word)) != values.end();
        const auto known = world_.record.entities.find(as_symbol(*word));
        if (known != world_.record.entities.end()) {
            for (const KindId own : known->second.kinds) {
                yes = yes || program_.schema.is_a(own, test->kind);
            }
        }
        return certainly(yes, !yes);
    }
    if (const auto* test = std::get_if<Comparison>(&condition.form)) {
        Bits bits{false, true, false, true};
        for (const bool firm : {true, false}) {
            const Bindings counted = with_counts(all, bindings, firm);
            const auto left = number(test->left, counted);
            const auto right = number(test->right, counted);
            if (!left || !right) return std::nullopt;
            const Bits one = compare(*left, test->comparator, *right);
            bits = {bits.plus || one.plus, bits.plus_plus && one.plus, bits.minus || one.minus,
                    bits.minus_minus && one.minus};
        }
        return bits;
    }
    if (const auto* test = std::get_if<GradeTest>(&condition.form)) {
        const Quantity& tested = program_.schema.quantity(test->quantity);
        const Scale& scale = program_.schema.scale(tested.scale);
        const auto level = std::find(scale.levels.begin(), scale.levels.end(), test->level);
        const double bound = scale.worths[static_cast<std::size_t>(level - scale.levels.begin())];
        return compare(quantity(test->quantity, fill(test->terms, bindings)), test->comparator,
                       {bound, bound});
    }
    const auto* choice = std::get_if<Choice>(&condition.form);
    // Comparisons read what is counted or bound.
    return choice != nullptr ? worth(*choice, bindings, list) : certainly(true, false);
}

Bits ConditionOracle::worth(const Choice& choice, const Bindings& bindings,
                            const Sentences& list) const {
    const auto count = [&](const auto& test) {
        return static_cast<std::size_t>(
            std::count_if(choice.members.begin(), choice.members.end(), test));
    };
    const auto hold = [&](bool firm) {
        return count([&](const Conditions& member) {
                   return some(member, bindings, firm, list);
               }) >= choice.least;
    };
    const auto fail = [&](bool firm) {
        return count([&](const Conditions& member) {
                   return fails(member, bindings, firm, list);
               }) > choice.members.size() - choice.least;
    };
    return {hold(false), hold(true), fail(false), fail(true)};
}

bool ConditionOracle::each(Conditions open, const Conditions& all, const Bindings& bindings,
                           bool firm, const Sentences& list, const Visit& visit) const {
    auto next = open.begin();
    for (; next != open.end(); ++next) {
        const auto bits = worth(*next, all, bindings, list);
        if (bits && !at(*bits, firm)) return true;
        if (bits) break;
    }
    if (next != open.end()) {
        open.erase(next);
        return each(std::move(open), all, bindings, firm, list, visit);
    }
    next = std::find_if(open.begin(), open.end(), [](const Condition& condition) {
        return std::holds_alternative<Literal>(condition.form);
    });
    // What cannot be worked out holds for nobody.
    if (next == open.end()) return !open.empty() || visit(bindings);
    const Literal literal = std::get<Literal>(next->form);
    const bool holds = literal.polarity == Polarity::holds;
    open.erase(next);
    const Words pattern = fill(literal.atom.terms, bindings);
    auto one = list.lower_bound({literal.atom.phrase, {}});
    for (; one != list.end() && one->first.first == literal.atom.phrase; ++one) {
        const Row& row = one->first.second;
        if (!fits(pattern, row)) continue;
        if (!at(holds ? one->second : contrary(one->second), firm)) continue;
        Bindings more = bindings;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto* variable = std::get_if<Variable>(&literal.atom.terms[i]);
            if (variable != nullptr) more[variable->index] = row[i];
        }
        if (!fits(fill(literal.atom.terms, more), row)) continue;  // a variable twice
        if (!each(open, all, more, firm, list, visit)) return false;
    }
    return true;
}

bool ConditionOracle::some(const Conditions& conditions, const Bindings& bindings, bool firm,
                           const Sentences& list) const {
    return !each(conditions, conditions, bindings, firm, list,
                 [](const Bindings&) { return false; });
}

bool ConditionOracle::fails(const Conditions& conditions, const Bindings& bindings, bool firm,
                            const Sentences& list) const {
    const auto one_fails = [&](const Bindings& found) {
        return std::any_of(conditions.begin(), conditions.end(), [&](const Condition& one) {
            const auto bits = worth(one, conditions, found, list);
            return bits && at(contrary(*bits), firm);
        });
    };
    if (one_fails(bindings)) return true;
    Conditions listing;
    for (const Condition& condition : conditions) {
        const auto* literal = std::get_if<Literal>(&condition.form);
        if (literal == nullptr || literal->polarity != Polarity::holds) continue;
        const Words row = fill(literal->atom.terms, bindings);
        const auto& per = program_.schema.phrase(literal->atom.phrase).closed_per;
        const bool is_keyed = std::all_of(
            per.begin(), per.end(), [&](std::uint32_t slot) { return row[slot].has_value(); });
        if (is_keyed && is_complete(literal->atom.phrase, row)) listing.push_back(condition);
    }
    // That there is a record at all is shown by something.
    return !listing.empty() && !list.empty() &&
           each(listing, listing, bindings, !firm, world_.sentences, one_fails);
}

}  // namespace obverse::test
