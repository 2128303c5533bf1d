#include "engine/plan/plan_text.h"

#include "engine/base/overloaded.h"

#include <string>
#include <string_view>
#include <vector>

namespace obverse::plan {

namespace {

std::string name_of(VariableIndex variable) {
    return "V" + std::to_string(variable);
}

std::string list(const std::vector<VariableIndex>& variables) {
    std::string text;
    for (const VariableIndex variable : variables) {
        text += (text.empty() ? "" : " ") + name_of(variable);
    }
    return text;
}

std::string list(std::string_view word, const std::vector<KeyColumn>& columns) {
    std::string text;
    for (const KeyColumn& column : columns) {
        text += " " + std::string(word) + " " + std::to_string(column.column) + "=";
        const auto* variable = std::get_if<VariableIndex>(&column.equals);
        text += variable != nullptr ? name_of(*variable)
                                    : "#" + std::to_string(std::get<Value>(column.equals).word);
    }
    return text;
}

std::string range_word(Range range) {
    if (range == Range::delta) return "new ";
    return range == Range::old ? "old " : "";
}

class Text {
public:
    Text(const datalog::Program& program, std::string indent)
        : program_(program), indent_(std::move(indent)) {}

    std::string plan(const RulePlan& plan) const {
        std::string text;
        for (const Step& step : plan.steps) {
            text += indent_ + std::visit([this](const auto& form) { return line(form); }, step);
        }
        return text + indent_ + "give " + list(plan.wanted) + "\n";
    }

private:
    const std::string& relation(datalog::RelationId id) const {
        return program_.relations[id.index].name;
    }
    std::string line(const Fetch& fetch) const {
        std::string text = fetch.key.empty() ? "scan " : "look up ";
        text += range_word(fetch.range) + relation(fetch.relation);
        text += list("where", fetch.key) + list("check", fetch.checks);
        for (const EqualColumns& pair : fetch.equal_columns) {
            text += " check " + std::to_string(pair.left) + "=" + std::to_string(pair.right);
        }
        for (const BoundColumn& bind : fetch.binds) {
            text += " take " + name_of(bind.variable) + "=" + std::to_string(bind.column);
        }
        return text + "\n";
    }
    std::string line(const Probe& probe) const {
        return std::string(probe.absent ? "absent " : "exists ") + range_word(probe.range) +
               relation(probe.relation) + list("where", probe.key) + "\n";
    }
    std::string line(const Filter& filter) const {
        return "compare condition " + std::to_string(filter.condition) + "\n";
    }
    std::string line(const Compute& compute) const {
        return std::string(compute.compares ? "compare " : "compute ") + name_of(compute.variable) +
               " by condition " + std::to_string(compute.condition) + "\n";
    }
    std::string line(const Group& group) const {
        std::string text = std::string(group.compares ? "compare " : "fold into ") +
                           name_of(group.aggregate->result.index);
        if (!group.shared.empty()) text += " per " + list(group.shared);
        text += "\n";
        return text + Text(program_, indent_ + "  ").plan(group.inner.front());
    }

    const datalog::Program& program_;
    std::string indent_;
};

}  // namespace

std::string to_text(const RulePlan& plan, const datalog::Program& program) {
    return Text(program, "").plan(plan);
}

}  // namespace obverse::plan
