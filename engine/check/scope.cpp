#include "engine/check/scope.h"

#include "engine/base/edit_distance.h"
#include "engine/check/vocabulary.h"

namespace obverse::checking {

namespace {

std::string type_name(ColumnType type) {
    switch (type) {
        case ColumnType::integer:
            return "an integer";
        case ColumnType::number:
            return "a number";
        case ColumnType::date:
            return "a date";
        case ColumnType::symbol:
            break;
    }
    return "a text or an entity";
}

std::string written(const ast::Variable& words) {
    if (words.letter.empty()) return "the " + word_key(words.kind);
    return words.kind.empty() ? words.letter : words.kind + " " + words.letter;
}

}  // namespace

std::string variable_key(std::string_view name) {
    if (name.starts_with("the ")) return std::string(name);
    const std::size_t space = name.rfind(' ');
    return std::string(space == std::string_view::npos ? name : name.substr(space + 1));
}

void Scope::begin_pass() {
    for (Facts& facts : facts_) facts.use_count = 0;
}

std::size_t Scope::knowledge() const {
    std::size_t sum = variables_.size();
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        sum += facts_[i].typed ? 1U : 0U;
        sum += facts_[i].introduced ? 1U : 0U;
        sum += variables_[i].kind ? 1U : 0U;
    }
    return sum;
}

datalog::Variable Scope::variable(Context& context, const ast::Variable& words) {
    const std::string name = written(words);
    const auto [found, is_new] =
        by_key_.emplace(variable_key(name), static_cast<std::uint32_t>(variables_.size()));
    const datalog::Variable variable{found->second};
    if (is_new) {
        variables_.push_back({.name = name, .type = ColumnType::symbol, .kind = {}});
        facts_.push_back({.first_use = words.span});
    }
    ++facts_[variable.index].use_count;
    if (words.kind.empty()) return variable;
    if (variables_[variable.index].name.size() < name.size())
        variables_[variable.index].name = name;
    facts_[variable.index].introduced = true;
    if (const auto kind = context.schema().kind_named(words.kind)) {
        constrain(context, variable, *kind, words.span);
    } else {
        find_kind(context, ast::Name{words.kind, words.span, false});
    }
    return variable;
}

datalog::Variable Scope::parameter(Context& context, const ast::Name& name) {
    const std::string key = "the parameter " + name.text;
    const auto [found, is_new] =
        by_key_.emplace(key, static_cast<std::uint32_t>(variables_.size()));
    const datalog::Variable variable{found->second};
    const auto known = context.parameters.find(name.text);
    if (is_new) {
        variables_.push_back(
            {.name = key,
             .type = known == context.parameters.end() ? ColumnType::integer : known->second,
             .kind = {},
             .parameter = name.text});
        facts_.push_back({.typed = known != context.parameters.end(),
                          .introduced = true,
                          .first_use = name.span});
    }
    ++facts_[variable.index].use_count;
    if (known == context.parameters.end()) {
        std::vector<std::string> names;
        for (const auto& [other, type] : context.parameters) names.push_back(other);
        context.error(Code::unknown_parameter, name.span,
                      "no lens has a parameter `" + name.text + "`", "",
                      did_you_mean(closest(name.text, names)));
    }
    return variable;
}

void Scope::constrain(Context& context, datalog::Variable variable, KindId kind, Span span) {
    VariableInfo& info = variables_[variable.index];
    Facts& facts = facts_[variable.index];
    const Schema& schema = context.schema();
    if (facts.typed && info.type != ColumnType::symbol) {
        context.error(Code::type_mismatch, span,
                      "`" + info.name + "` is " + type_name(info.type) + " and cannot be a `" +
                          schema.kind(kind).name + "`",
                      "a `" + schema.kind(kind).name + "` is wanted here",
                      "use another letter for one of the two");
        return;
    }
    facts.typed = true;
    if (!info.kind || schema.is_a(kind, *info.kind)) {
        info.kind = kind;
        return;
    }
    if (schema.is_a(*info.kind, kind)) return;
    context.diagnostics.report({
        .code = Code::kind_mismatch,
        .message = "`" + info.name + "` cannot be both a `" + schema.kind(*info.kind).name +
                   "` and a `" + schema.kind(kind).name + "`",
        .primary = Label{span, "a `" + schema.kind(kind).name + "` is wanted here"},
        .secondary = {Label{facts.first_use, "first named here"}},
        .help = "use another letter for one of the two",
    });
}

void Scope::constrain(Context& context, datalog::Variable variable, ColumnType type, Span span) {
    VariableInfo& info = variables_[variable.index];
    Facts& facts = facts_[variable.index];
    if (!facts.typed) {
        facts.typed = true;
        info.type = type;
        return;
    }
    if (info.type == type) return;
    context.error(
        Code::type_mismatch, span,
        "`" + info.name + "` is " + type_name(info.type) + " and cannot be " + type_name(type),
        type_name(type) + " is wanted here", "use another letter for one of the two");
}

void Scope::adopt(const std::vector<VariableInfo>& variables) {
    for (const VariableInfo& info : variables) {
        if (!info.parameter.empty()) continue;
        by_key_.emplace(variable_key(info.name), static_cast<std::uint32_t>(variables_.size()));
        variables_.push_back(info);
        facts_.push_back({.typed = true, .introduced = true, .use_count = 0, .first_use = {}});
    }
}

}  // namespace obverse::checking
