#pragma once

#include "engine/compile/compile.h"
#include "engine/model/visible.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// The compiler's inside: one class that holds what its parts share. Each part has a file.
namespace obverse::compiling {

/// A conjunction in the making: its conditions and which source condition each renders.
struct Body {
    std::vector<datalog::Condition> conditions;
    std::vector<std::optional<std::size_t>> sources;

    void add(datalog::Condition condition, std::optional<std::size_t> source = std::nullopt) {
        conditions.push_back(std::move(condition));
        sources.push_back(source);
    }
    void append(const Body& other) {
        conditions.insert(conditions.end(), other.conditions.begin(), other.conditions.end());
        sources.insert(sources.end(), other.sources.begin(), other.sources.end());
    }
};
/// Any of these.
using Bodies = std::vector<Body>;
using VariableSet = std::set<std::uint32_t>;

/// The variables of one generated rule: those of the source block, then new ones.
struct Scope {
    const BlockHeader* header = nullptr;
    std::vector<ColumnType> types;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> renamed;  // source variable, new one

    Variable fresh(ColumnType type) {
        types.push_back(type);
        return Variable{static_cast<std::uint32_t>(types.size() - 1)};
    }
};

/// Conditions judged for each case that `guard` holds: what makes them hold and what makes them
/// fail are relations over `outer`.
struct Judged {
    const Conditions& conditions;
    std::vector<Variable> outer;
    datalog::RelationId guard;  // over `outer`
    Origin origin;              // of what is generated: part and level are filled in
    std::string name;
    bool needs_minus = true;
    /// Withdraw: `plus` holds unless one of these does so firmly, `plus_plus` unless possibly.
    std::vector<CompiledException> exceptions = {};
};

class Compiler {
public:
    Compiler(const Program& program, std::optional<LensId> lens, Diagnostics& diagnostics);
    Compiled run(std::span<const Asked> asked);

private:
    /// What conditions stand under when they ask about cases: each body of `plain`, or where that
    /// does not name all that a sentence reads, the same one of `asked`.
    struct Way {
        Bodies plain = {Body{}};
        Bodies asked = {};
    };
    /// `lean` leaves defined phrases aside: what they are true of is itself asked for. `full` is
    /// for what `lean` does not name.
    struct Given {
        Way lean = {};
        Way full = {};
    };

    // relations.cpp
    datalog::RelationId add_relation(std::string name, std::vector<ColumnType> columns);
    datalog::RelationId add_relation(const std::string& name, const std::vector<Variable>& columns,
                                     const BlockHeader& header);
    void declare_phrase(PhraseId phrase);
    PhraseRelations declare_bits(const Phrase& phrase, const std::string& name);
    void bit_rules(PhraseId phrase, const PhraseRelations& relations);
    void values_follow(PhraseId phrase, std::uint32_t slot);
    void groups_follow_one(PhraseId phrase, std::uint32_t slot);
    void groups_follow_many(PhraseId phrase, std::uint32_t slot);
    datalog::RelationId kind_relation(KindId kind);
    const PhraseRelations& relations_of(const Atom& atom);
    void emit(datalog::RelationId head, std::vector<Term> terms, Body body, const Scope& scope,
              Origin origin);

    // bodies.cpp
    Scope scope_of(const BlockHeader& header) const;
    Term term(const Term& term, const Scope& scope) const;
    std::vector<Term> terms(std::span<const Term> terms, const Scope& scope) const;
    Expression expression(const Expression& expression, const Scope& scope) const;
    datalog::Literal literal(datalog::RelationId relation, const Atom& atom, const Scope& scope,
                             bool absent = false) const;
    /// The conditions at plus or plus_plus. `used` holds the variables that something outside of
    /// them reads.
    Bodies render(const Conditions& conditions, Level level, Scope& scope, const VariableSet& used,
                  std::optional<std::size_t> source = std::nullopt);
    Bodies holds(const Atom& atom, Level level, const Scope& scope);
    /// That a sentence fails, at minus (plus) or minus_minus (plus_plus).
    Bodies fails(const Atom& atom, Level level, const Scope& scope, const VariableSet& bound);
    Bodies render_literal(const Literal& literal, Level level, const Scope& scope,
                          const VariableSet& bound);
    Bodies render_choice(const Choice& choice, Level level, Scope& scope, const VariableSet& used,
                         std::optional<std::size_t> source);
    Bodies render_grade(const GradeTest& test, bool wanted, Scope& scope);
    Bodies multiply(const Bodies& left, const Bodies& right, Span span);

    // aggregates.cpp
    struct Interval {
        Variable result;
        Variable least;
        Variable greatest;
    };
    /// Adds the aggregates of a conjunction; those whose value disputes leave open come as an
    /// interval.
    Bodies render_aggregates(const Conditions& conditions, Level level, Scope& scope,
                             const VariableSet& used, std::vector<Interval>& intervals);
    Bodies compare(const Comparison& comparison, Level level, bool wanted, const Scope& scope,
                   const std::vector<Interval>& intervals);
    Bodies corners(const Comparison& comparison, Level level, const Scope& scope,
                   const std::vector<Interval>& intervals);
    Body aggregate(const Aggregate& aggregate, Level level, Variable result, Scope& scope,
                   const VariableSet& outside, bool rename);
    bool is_open(const Conditions& conditions) const;

    // judged.cpp, failing.cpp
    BitRelations judge(const Judged& judged, const BlockHeader& header);
    /// Some of the conditions, each with its number in the block or element.
    struct Part {
        Conditions conditions;
        std::vector<std::size_t> numbers;
    };
    void judge_failing(const Judged& judged, const BlockHeader& header, const BitRelations& bits);
    void judge_alone(const Part& part, const Judged& judged, const BlockHeader& header,
                     const BitRelations& bits);
    Bodies fails_alone(const Condition& condition, Level level, const Judged& judged,
                       const std::optional<BitRelations>& failing, Scope& scope);
    void judge_aggregates(const Part& part, const Judged& judged, const BlockHeader& header,
                          const BitRelations& bits);
    void emit_failing(Level level, Body why, const Judged& judged, const Scope& scope,
                      const BitRelations& bits);
    BitRelations choice_fails(const Choice& choice, const Judged& outer, const BlockHeader& header,
                              datalog::RelationId guard, const std::vector<Variable>& variables);

    // locals.cpp
    struct Search;
    struct Found;
    void judge_locals(const Part& part, const Judged& judged, const BlockHeader& header,
                      const BitRelations& bits);
    void keep_alive(const Search& search, Found found);
    void emit_alive(const Search& search, const Found& found);
    bool may_list(const Condition& condition, const VariableSet& covered) const;
    Bodies survives(const Condition& condition, Level level, const Scope& scope);
    Bodies survives(const Literal& literal, Level level, const Scope& scope);

    // rules.cpp
    void compile_rules();
    void compile_rule(std::size_t index);
    /// What an exception may attack: conditions, and what they stand under (the candidates of a
    /// definition).
    struct Target {
        const BlockHeader& header;
        const Conditions& conditions;
        Given given = {};  // for demands
        Body prefix = {};
        VariableSet known = {};
    };
    CompiledException compile_exception(std::size_t index, const Target& target);
    std::vector<CompiledException> exceptions_to(const std::string& name, const Target& target);
    std::vector<CompiledException> exceptions_of(const Rule& rule);
    struct Override {
        std::size_t index = 0;
        std::vector<Term> columns;  // in terms of the rule that is overridden
        BitRelations fires;
    };
    std::vector<Override> overrides_of(const Rule& rule);
    Override compile_override(const Rule& rule, std::size_t by);
    void emit_conclusion(const Rule& rule, datalog::RelationId head, std::vector<Term> columns,
                         Level level, const Origin& origin,
                         const std::vector<CompiledException>& exceptions,
                         const std::vector<Override>& overrides);
    void withdraw(Body& body, Level level, const std::vector<CompiledException>& exceptions) const;

    // definitions.cpp, candidates.cpp
    void compile_definitions();
    void compile_definition(std::size_t index);
    void conclude(const CompiledDefinition& compiled);
    void conclude_forms(const CompiledDefinition& compiled);
    void conclude_when_only(const CompiledDefinition& compiled, std::size_t number);
    void candidates(CompiledDefinition& compiled);
    void candidates_asked(const CompiledDefinition& compiled, const Atom& atom);
    void add_case(const CompiledDefinition& compiled, datalog::RelationId relation, Body body);
    Body mention(const Atom& atom, const Scope& scope);
    datalog::RelationId mentioned(const Atom& atom);

    // demand.cpp
    void find_judged();
    bool rests_on_judged(const Rule& rule) const;
    bool exceptions_read_judged(const std::string& target) const;
    bool is_spoken(const Definition& definition) const;
    void speak_of(const CompiledDefinition& compiled, datalog::RelationId cases);
    void speak_by_rules();
    enum class Reach : std::uint8_t { lean, full };
    Bodies spoken_together(const Conditions& conditions, const Scope& scope, Reach reach,
                           const Condition* except = nullptr);
    bool binds(const Body& body, std::span<const Term> terms, const Scope& scope) const;
    Given given_by(const Rule& rule);
    Given given_by(const CompiledDefinition& compiled) const;
    Given under(const Given& given, const Conditions& conditions, const Scope& scope,
                const Condition* except = nullptr);
    Way under(const Way& way, const Bodies& spoken, const Scope& scope);
    void demand_all();
    void demand(const Conditions& conditions, const Given& given, const Scope& scope);
    void demand(const Atom& atom, const Given& given, const Scope& scope);
    template <class Emit>
    bool for_bound(const Way& way, std::span<const Term> row, const Scope& scope,
                   const Emit& emit_one) const;
    Given demand_exception(const Exception& exception, const std::vector<Variable>& own,
                           const std::vector<Variable>& theirs, const Given& given,
                           const Scope& target);

    // grades.cpp
    datalog::RelationId interval_of(QuantityId quantity);
    void interval_of_recorded(QuantityId quantity, datalog::RelationId relation);
    void interval_of_grade(std::size_t index, datalog::RelationId relation);
    void levels_of_grade(QuantityId quantity, datalog::RelationId relation);

    // relevance
    bool is_group(const Atom& atom, std::uint32_t& slot) const;
    void find_relevant(std::span<const Asked> asked);
    void too_large(Span span);
    bool is_concluded(PhraseId phrase) const;
    bool is_safe(const datalog::Rule& rule) const;
    void report_unsafe(const BlockHeader& header);

    const Program& program_;
    VisibleBlocks visible_;
    Diagnostics& diagnostics_;
    Compiled out_;
    std::set<PhraseId> relevant_;
    /// Phrases that rest on a definition or a grade: what reads them asks about its own cases.
    std::set<PhraseId> judged_;
    std::map<std::pair<PhraseId, std::uint32_t>, datalog::RelationId> mentioned_;
    std::map<std::pair<std::size_t, std::size_t>, Override> overriding_;  // rule, by which
    std::set<const BlockHeader*> unsafe_;                                 // reported
    std::set<std::size_t> in_progress_;  // rules whose overriding is being compiled
};

inline VariableSet set_of(const std::vector<Variable>& variables) {
    VariableSet set;
    for (const Variable variable : variables) set.insert(variable.index);
    return set;
}
inline std::vector<Term> columns(const std::vector<Variable>& variables) {
    return {variables.begin(), variables.end()};
}
inline bool is_within(const VariableSet& part, const VariableSet& whole) {
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

/// How many alternatives a list may come to.
constexpr std::size_t alternative_limit = 4096;

void variables_in(const Term& term, VariableSet& variables);
void variables_in(const Expression& expression, VariableSet& variables);
void variables_in(const Condition& condition, VariableSet& variables);
void variables_in(const Conditions& conditions, VariableSet& variables);
/// The variables that conditions bind, each by itself.
void bound_by(const Conditions& conditions, VariableSet& variables);

/// Every way to choose `count` of 0 … `from` - 1, in order; nothing when there are too many.
std::vector<std::vector<std::size_t>> combinations(std::size_t from, std::size_t count);

/// Calls `visit` with every condition, those inside lists and aggregates too.
template <class Visit>
void for_each_condition(const Conditions& conditions, const Visit& visit) {
    for (const Condition& condition : conditions) {
        visit(condition);
        if (const auto* choice = std::get_if<Choice>(&condition.form)) {
            for (const Conditions& member : choice->members) for_each_condition(member, visit);
        } else if (const auto* aggregate = std::get_if<Aggregate>(&condition.form)) {
            for_each_condition(aggregate->body, visit);
        }
    }
}

}  // namespace obverse::compiling
