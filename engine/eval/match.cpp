#include "engine/eval/match.h"

#include "engine/base/invariant.h"
#include "engine/eval/pipeline.h"
#include "engine/eval/rule_runner.h"
#include "engine/plan/body.h"

namespace obverse::eval {

namespace {

/// Few rows at a time: whoever asks mostly wants the first.
constexpr std::uint32_t batch_capacity = 64;

using Head = std::span<const std::optional<Word>>;

/// The variables of the head with the values that `head` gives them; nothing when a constant or a
/// repeated variable disagrees.
std::optional<std::vector<std::optional<Word>>> unify(const datalog::Rule& rule, Head head) {
    invariant(head.size() == rule.head.terms.size());
    std::vector<std::optional<Word>> values(rule.variable_count);
    for (std::size_t c = 0; c < head.size(); ++c) {
        if (!head[c]) continue;
        const datalog::Term& term = rule.head.terms[c];
        if (const auto* value = std::get_if<Value>(&term)) {
            if (value->word != *head[c]) return std::nullopt;
        } else if (const auto* variable = std::get_if<datalog::Variable>(&term)) {
            std::optional<Word>& held = values[variable->index];
            if (held && *held != *head[c]) return std::nullopt;
            held = head[c];
        }
    }
    return values;
}

/// All variables but those that only aggregates name.
std::vector<plan::VariableIndex> outer_variables(const datalog::Rule& rule) {
    std::vector<bool> named(rule.variable_count, false);
    const auto add = [&named](plan::VariableIndex variable) { named[variable] = true; };
    plan::for_each_variable(rule.head, add);
    for (const plan::ConditionView& condition : plan::views_of(rule.body)) {
        if (const auto* aggregate = std::get_if<const datalog::Aggregate*>(&condition)) {
            add((*aggregate)->result.index);
        } else {
            plan::for_each_variable(condition, add);
        }
    }
    std::vector<plan::VariableIndex> variables;
    for (plan::VariableIndex v = 0; v < rule.variable_count; ++v) {
        if (named[v]) variables.push_back(v);
    }
    return variables;
}

}  // namespace

/// A rule with a plan for some known variables, and all that it needs to run.
class Matcher::Prepared : private Sink {
public:
    using Visit = std::function<bool(const Instance&)>;

    Prepared(const datalog::Program& program, datalog::RuleId rule, const Database& database,
             SymbolTable& symbols, const std::vector<plan::VariableIndex>& given)
        : rule_(program.rules[rule.index]),
          calculator_(symbols, batch_capacity, Calculator::OnFailure::no_value),
          registers_(batch_capacity),
          budget_(program, database, {}),
          plan_(plan::make_plan(rule_,
                                {.delta = std::nullopt,
                                 .given = given,
                                 .wanted = outer_variables(rule_),
                                 .keep_rows = true,
                                 .is_complete = {}},
                                DatabaseStatistics(database))),
          pipeline_(plan_, {database, calculator_, registers_, budget_}, *this) {}

    void run(std::span<const std::optional<Word>> values, const Visit& visit) {
        visit_ = &visit;
        budget_.resume();
        Frame& input = pipeline_.input();
        input.count = 1;
        for (const plan::VariableIndex variable : plan_.given) {
            input.values[variable][0] = *values[variable];
        }
        pipeline_.run();
    }

private:
    void take(const Frame& frame) override {
        for (std::uint32_t i = 0; i < frame.count; ++i) {
            instance_.bindings.assign(rule_.variable_count, std::nullopt);
            instance_.premises.clear();
            for (const plan::VariableIndex variable : plan_.wanted) {
                const Word value = frame.values[variable][i];
                if (variable < rule_.variable_count) {
                    instance_.bindings[variable] = value;
                } else {
                    instance_.premises.push_back(static_cast<RowId>(value));
                }
            }
            if ((*visit_)(instance_)) continue;
            budget_.fail();
            return;
        }
    }

    const datalog::Rule& rule_;
    Calculator calculator_;
    Registers registers_;
    Budget budget_;
    plan::RulePlan plan_;
    Pipeline pipeline_;
    Instance instance_;
    const Visit* visit_ = nullptr;
};

Matcher::Matcher(const datalog::Program& program, const Database& database, SymbolTable& symbols)
    : program_(program), database_(database), symbols_(symbols) {}
Matcher::~Matcher() = default;

void Matcher::for_each(datalog::RuleId rule, Head head,
                       const std::function<bool(const Instance&)>& visit) {
    const auto values = unify(program_.rules[rule.index], head);
    if (!values) return;
    std::vector<plan::VariableIndex> given;
    for (plan::VariableIndex v = 0; v < values->size(); ++v) {
        if ((*values)[v]) given.push_back(v);
    }
    const Key key{rule, given};
    std::unique_ptr<Prepared> prepared;
    if (auto& idle = idle_[key]; !idle.empty()) {
        prepared = std::move(idle.back());
        idle.pop_back();
    } else {
        prepared = std::make_unique<Prepared>(program_, rule, database_, symbols_, given);
    }
    prepared->run(*values, visit);
    idle_[key].push_back(std::move(prepared));
}

void for_each_instance(const datalog::Program& program, datalog::RuleId rule, Head head,
                       const Database& database, SymbolTable& symbols,
                       const std::function<bool(const Instance&)>& visit) {
    Matcher(program, database, symbols).for_each(rule, head, visit);
}

}  // namespace obverse::eval
