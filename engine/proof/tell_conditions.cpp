#include "engine/base/overloaded.h"
#include "engine/proof/teller.h"

#include <algorithm>

namespace obverse::proving {

/// Where in a generated rule one source condition was rendered.
struct Teller::Positions {
    const Way& way;
    const BlockHeader& header;
    const Conditions& conditions;
    const Bindings& bindings;  // of the source variables
    Side side;                 // whether the conditions hold or one fails
    Degree degree;
    /// The literals that render the condition, each with its premise.
    struct Rendered {
        const datalog::Literal* literal;
        NodeId premise;
    };
    std::vector<Rendered> literals;
};

ProofNode Teller::leaf(How how, const BlockHeader& header, const Condition& condition,
                       const Bindings& bindings, Side side, Degree degree) {
    ++step_count_;
    ProofNode proof;
    proof.shows = Shows::condition;
    proof.how = how;
    proof.side = side;
    proof.degree = degree;
    proof.text = model_.text(header, condition, bindings);
    proof.verdict = side == Side::holds ? Verdict::supported : Verdict::refuted;
    proof.height = 1;
    return proof;
}

void Teller::tell_conditions(ProofNode& proof, const Way& way, const BlockHeader& header,
                             const Conditions& conditions) {
    const datalog::Rule& rule = model_.compiled().datalog.rules[way.rule];
    const Origin& origin = model_.origin_of(way.rule);
    // Where the ends of what is counted agree, the result has a value to be read.
    for (const Condition& condition : conditions) {
        const auto* aggregate = std::get_if<Aggregate>(&condition.form);
        if (aggregate == nullptr || proof.bindings[aggregate->result.index]) continue;
        const auto least = reader_.aggregate(header, *aggregate, proof.bindings, Degree::certain);
        const auto greatest =
            reader_.aggregate(header, *aggregate, proof.bindings, Degree::possible);
        if (least == greatest) proof.bindings[aggregate->result.index] = least;
    }
    const Side side = side_of(origin.level);
    // A rule for denial has conditions that hold.
    const bool is_part = origin.part == Origin::Part::element ||
                         origin.part == Origin::Part::member ||
                         (origin.part == Origin::Part::when_only && !origin.conclusion);
    Positions at{.way = way,
                 .header = header,
                 .conditions = conditions,
                 .bindings = proof.bindings,
                 .side = is_part ? side : Side::holds,
                 .degree = is_firm(origin.level) ? Degree::certain : Degree::possible,
                 .literals = {}};
    for (std::size_t n = 0; n < conditions.size(); ++n) {
        at.literals.clear();
        bool is_rendered = false;
        std::size_t place = 0;
        for (std::size_t i = 0; i < rule.body.size(); ++i) {
            const auto* literal = std::get_if<datalog::Literal>(&rule.body[i]);
            const bool is_present = literal != nullptr && !literal->absent;
            const NodeId premise = is_present ? way.premises[place] : Way::none;
            place += is_present ? 1 : 0;
            if (i >= origin.conditions.size() || origin.conditions[i] != n) continue;
            is_rendered = true;
            if (literal != nullptr) at.literals.push_back({literal, premise});
        }
        if (!is_rendered && at.side == Side::fails) continue;
        proof.premises.push_back(tell_condition(at, conditions[n]));
        proof.premises.back().condition = n;
    }
}

ProofNode Teller::tell_condition(const Positions& at, const Condition& condition) {
    return std::visit(
        overloaded{
            [&](const Literal& literal) { return tell_literal(at, literal); },
            [&](const KindTest&) {
                return leaf(How::kind, at.header, condition, at.bindings, at.side, at.degree);
            },
            [&](const Choice& choice) { return tell_choice(at, choice); },
            [&](const Aggregate& aggregate) {
                return tell_count(at.header, aggregate, at.bindings, at.degree);
            },
            [&](const GradeTest& test) {
                ProofNode proof =
                    leaf(How::comparison, at.header, condition, at.bindings, at.side, at.degree);
                proof.premises = quantity(test.quantity, test.terms, at.bindings, at.degree);
                for (const ProofNode& premise : proof.premises) {
                    proof.height = std::max(proof.height, premise.height + 1);
                }
                return proof;
            },
            [&](const auto&) {
                return leaf(How::comparison, at.header, condition, at.bindings, at.side, at.degree);
            },
        },
        condition.form);
}

ProofNode Teller::tell_literal(const Positions& at, const Literal& literal) {
    const bool is_absence = literal.polarity == Polarity::no_record && at.side == Side::holds;
    const auto pattern = model_.pattern(literal.atom.terms, at.bindings);
    Row row;
    for (const std::optional<Word>& word : pattern) {
        if (word) row.push_back(*word);
    }
    if (row.size() != pattern.size()) row.clear();
    if (is_absence) {
        ProofNode proof = leaf(How::no_record, at.header, Condition{literal}, at.bindings,
                               Side::holds, at.degree);
        proof.phrase = literal.atom.phrase;
        proof.row = std::move(row);
        return proof;
    }
    const PhraseRelations* relations = model_.relations(literal.atom);
    for (const Positions::Rendered& rendered : at.literals) {
        if (rendered.premise == Way::none) continue;
        const Fact& fact = graph_.fact(rendered.premise);
        const Meaning& meaning = model_.meaning(fact.first);
        const bool speaks =
            meaning.kind == Meaning::Kind::evidence || meaning.kind == Meaning::Kind::verdict;
        if (!speaks || meaning.phrase != literal.atom.phrase) continue;
        const bool is_same =
            std::equal(pattern.begin(), pattern.end(), fact.second.begin(), fact.second.end(),
                       [](const std::optional<Word>& wanted, Word word) {
                           return !wanted || *wanted == word;
                       });
        const bool is_same_kind = relations == model_.relations(meaning.phrase, fact.second);
        if (is_same && is_same_kind) return tell(rendered.premise);
    }
    return record_is_complete(literal.atom.phrase, row, at.degree);
}

/// Values of a member's own variables under which it holds; nothing when it does not.
std::optional<Bindings> Teller::bindings_of_member(const Positions& at, const Conditions& member) {
    const auto is_met = [&](State state) {
        return state == State::met || (at.degree == Degree::possible && state == State::disputed);
    };
    constexpr std::size_t way_limit = 8;
    for (const Application& way : reader_.nearest(at.header, member, at.bindings, way_limit)) {
        const bool is_filled = std::all_of(member.begin(), member.end(), [&](const auto& one) {
            const auto* literal = std::get_if<Literal>(&one.form);
            return literal == nullptr || literal->polarity == Polarity::no_record ||
                   filled_row(literal->atom, way.bindings);
        });
        const bool holds = std::all_of(way.states.begin(), way.states.end(), is_met);
        if (is_filled && holds) return way.bindings;
    }
    return std::nullopt;
}

ProofNode Teller::tell_choice(const Positions& at, const Choice& choice) {
    const Condition condition{choice};
    if (at.side == Side::fails) {
        for (const Positions::Rendered& rendered : at.literals) {
            if (rendered.premise == Way::none) continue;
            return tell_failing_list(rendered.premise, at.header, condition, at.bindings);
        }
    }
    ProofNode proof = leaf(How::some, at.header, condition, at.bindings, at.side, at.degree);
    proof.shows = Shows::list;
    std::size_t members = 0;
    for (const Conditions& member : choice.members) {
        if (members == choice.least) break;
        const std::optional<Bindings> bindings = bindings_of_member(at, member);
        if (!bindings) continue;
        ++members;
        Positions inner{at.way, at.header, member, *bindings, at.side, at.degree, at.literals};
        for (const Condition& one : member) {
            // What the rule rendered comes first; what holds besides is proven by itself.
            const auto* literal = std::get_if<Literal>(&one.form);
            const std::optional<Row> row =
                literal != nullptr ? filled_row(literal->atom, *bindings) : std::nullopt;
            std::vector<ProofNode> found;
            if (literal != nullptr && row && literal->polarity != Polarity::no_record) {
                const bool denied = literal->polarity == Polarity::denied;
                found = sentence(literal->atom.phrase, *row, denied ? Side::fails : Side::holds,
                                 at.degree);
            }
            if (found.empty()) found.push_back(tell_condition(inner, one));
            proof.premises.push_back(std::move(found.front()));
        }
    }
    set_height(proof);
    return proof;
}

/// A list fails by so many of its members that too few are left.
ProofNode Teller::tell_failing_list(NodeId node, const BlockHeader& header,
                                    const Condition& condition, const Bindings& bindings) {
    const Degree degree = model_.meaning(graph_.fact(node).first).degree;
    ProofNode proof = leaf(How::some, header, condition, bindings, Side::fails, degree);
    proof.shows = Shows::list;
    const auto& choice = std::get<Choice>(condition.form);
    const std::size_t wanted = choice.members.size() - choice.least + 1;
    for (const Conditions& member : choice.members) {
        if (proof.premises.size() == wanted) break;
        for (ProofNode& one : failing_member(header, member, bindings, degree)) {
            proof.premises.push_back(std::move(one));
        }
    }
    set_height(proof);
    return proof;
}

ProofNode Teller::tell_count(const BlockHeader& header, const Aggregate& aggregate,
                             const Bindings& bindings, Degree degree) {
    ProofNode proof =
        leaf(How::counted, header, Condition{aggregate}, bindings, Side::holds, degree);
    proof.shows = Shows::count;
    const ColumnType type = header.variables[aggregate.result.index].type;
    const auto least = reader_.aggregate(header, aggregate, bindings, Degree::certain);
    const auto greatest = reader_.aggregate(header, aggregate, bindings, Degree::possible);
    if (least && least == greatest) proof.value = Value{type, *least};
    const auto size = [&](std::optional<Word> word) {
        if (!word) return 0.0;
        return type == ColumnType::number ? as_number(*word)
                                          : static_cast<double>(as_integer(*word));
    };
    proof.least = size(least);
    proof.greatest = size(greatest);
    constexpr std::size_t shown = 50;
    for (const Bindings& tuple : reader_.counted(header, aggregate, bindings, Degree::possible)) {
        if (proof.premises.size() >= shown) {
            is_cut_ = true;
            break;
        }
        for (const Condition& condition : aggregate.body) {
            const auto* literal = std::get_if<Literal>(&condition.form);
            if (literal == nullptr || literal->polarity == Polarity::no_record) continue;
            const std::optional<Row> row = filled_row(literal->atom, tuple);
            if (!row) continue;
            const bool denied = literal->polarity == Polarity::denied;
            for (ProofNode& one : sentence(literal->atom.phrase, *row,
                                           denied ? Side::fails : Side::holds, Degree::possible)) {
                proof.premises.push_back(std::move(one));
            }
        }
    }
    set_height(proof);
    return proof;
}

}  // namespace obverse::proving
