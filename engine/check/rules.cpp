#include "engine/base/edit_distance.h"
#include "engine/check/blocks.h"

#include <algorithm>

namespace obverse::checking {

namespace {

void resolve_rule(Context& context, const ast::Rule& words) {
    Scope scope;
    AtomReader reader(context, scope);
    Rule rule;
    std::optional<Atom> head;
    rule.header = read_header(context, words.header, BlockKind::rule);
    const bool is_clean = resolve_block(context, scope, [&] {
        head = read_conclusion(reader, words.conclusion);
        rule.conditions = read_conditions(reader, words.conditions);
    });
    read_citations_within(context, words.conditions, rule.header.cites);
    rule.denies = words.conclusion.polarity == ast::Polarity::denied;
    for (const ast::Name& name : words.overrides) rule.overrides.push_back(name.text);
    for (const ast::Name& name : words.disputes) rule.disputes.push_back(name.text);
    orient_bindings(rule.conditions, scope.variables(), {});
    VariableSet none;
    add_kind_guards(context.schema(), rule.conditions, scope.variables(), none);
    set_variables(context, rule.header, scope);
    // A rule with a line that could not be read would be reported again for what that line binds.
    if (!head || !is_clean || words.header.is_incomplete) {
        context.incomplete_blocks.insert(rule.header.name);
        return;
    }
    rule.head = std::move(*head);
    VariableSet bound;
    add_bound(rule.conditions, scope.variables(), bound);
    const SafetyCheck check{context, scope, rule.header.variables};
    check_head_safety(check, rule.head, bound);
    check_safety(check, rule.conditions, {});
    register_block(context, rule.header, context.program().rules.size());
    context.program().rules.push_back(std::move(rule));
}

/// What an exception attacks: the variables of the block and whether it was found.
struct Target {
    const std::vector<VariableInfo>* variables = nullptr;
};

const BlockHeader& header_of(const Context& context, const NamedBlock& block) {
    const Program& program = context.program();
    switch (block.kind) {
        case BlockKind::exception:
            return program.exceptions[block.index].header;
        case BlockKind::definition:
            return program.definitions[block.index].header;
        case BlockKind::table:
            return program.tables[block.index].header;
        case BlockKind::grade:
            return program.grades[block.index].header;
        case BlockKind::rule:
            break;
    }
    return program.rules[block.index].header;
}

std::vector<std::string> block_names(const Context& context) {
    std::vector<std::string> names;
    for (const NamedBlock& block : context.blocks) names.push_back(block.name);
    return names;
}

/// `DEFINITION.ELEMENT`.
Target find_element_target(Context& context, const ast::Exception& words,
                           std::optional<LensId> lens, std::size_t dot) {
    const std::string& text = words.target.text;
    const NamedBlock* block =
        find_block(context, text.substr(0, dot), lens, {BlockKind::definition});
    if (block == nullptr) {
        if (context.incomplete_blocks.contains(text.substr(0, dot))) return {};
        context.error(Code::unknown_rule, words.target.span,
                      "no definition is called `" + text.substr(0, dot) + "`", "",
                      did_you_mean(closest(text.substr(0, dot), block_names(context))));
        return {};
    }
    const Definition& definition = context.program().definitions[block->index];
    std::vector<std::string> names;
    for (const Element& element : definition.unless) {
        if (element.name == text.substr(dot + 1)) return {&definition.header.variables};
        names.push_back(element.name);
    }
    std::string help = did_you_mean(closest(text.substr(dot + 1), names));
    if (help.empty()) help = "name an element of its `unless:` list";
    context.error(
        Code::unknown_element, words.target.span,
        "`" + definition.header.name + "` has no `unless` element `" + text.substr(dot + 1) + "`",
        "", help);
    return {};
}

bool is_pending(const std::vector<const ast::Exception*>& pending, const std::string& name) {
    return std::any_of(pending.begin(), pending.end(), [&](const ast::Exception* other) {
        return other->header.name.text == name;
    });
}

void resolve_exception(Context& context, const ast::Exception& words,
                       const std::vector<VariableInfo>& target) {
    Scope scope;
    const std::vector<VariableInfo> shared = target;
    scope.adopt(shared);
    AtomReader reader(context, scope);
    Exception exception;
    exception.header = read_header(context, words.header, BlockKind::exception);
    exception.target = words.target.text;
    read_citations_within(context, words.conditions, exception.header.cites);
    const bool is_clean = resolve_block(
        context, scope, [&] { exception.conditions = read_conditions(reader, words.conditions); });
    set_variables(context, exception.header, scope);
    // The adopted variables stand first; pairs name those that the conditions use.
    std::uint32_t own = 0;
    VariableSet bound;
    VariableSet used;
    variables_in(exception.conditions, used);
    for (std::uint32_t i = 0; i < shared.size(); ++i) {
        if (!shared[i].parameter.empty()) continue;
        bound.insert(own);
        if (used.contains(own))
            exception.shared.emplace_back(datalog::Variable{own}, datalog::Variable{i});
        ++own;
    }
    orient_bindings(exception.conditions, exception.header.variables, bound);
    add_kind_guards(context.schema(), exception.conditions, exception.header.variables, bound);
    if (is_clean && !words.header.is_incomplete) {
        check_safety({context, scope, exception.header.variables}, exception.conditions, bound);
    }
    register_block(context, exception.header, context.program().exceptions.size());
    context.program().exceptions.push_back(std::move(exception));
}

/// The exception that `words` attacks, among those of a circle or above one.
const ast::Exception* target_of(const std::vector<const ast::Exception*>& pending,
                                const ast::Exception& words) {
    const auto found = std::find_if(
        pending.begin(), pending.end(),
        [&](const ast::Exception* other) { return other->header.name.text == words.target.text; });
    return found == pending.end() ? nullptr : *found;
}

/// Each circle once, with every exception in it; those that attack a circle from outside are not
/// at fault.
void report_exception_cycles(Context& context, const std::vector<const ast::Exception*>& pending) {
    std::set<const ast::Exception*> told;
    for (const ast::Exception* start : pending) {
        std::vector<const ast::Exception*> way;
        const ast::Exception* next = start;
        while (next != nullptr && std::find(way.begin(), way.end(), next) == way.end()) {
            way.push_back(next);
            next = target_of(pending, *next);
        }
        if (next != start || told.contains(start)) continue;
        told.insert(way.begin(), way.end());
        Diagnostic made{
            .code = Code::exception_cycle,
            .message = "exception `" + start->header.name.text + "` attacks what rests on itself",
            .primary = Label{start->target.span, "`" + start->target.text + "` is attacked here"},
            .help = "let one of them attack a rule"};
        for (const ast::Exception* other : way) {
            if (other == start) continue;
            made.secondary.push_back({other->target.span, "and `" + other->target.text + "` here"});
        }
        context.diagnostics.report(std::move(made));
    }
}

}  // namespace

void resolve_rules(Context& context, std::span<const ast::File> files) {
    for_each_block<ast::Rule>(files, [&](const ast::Rule& rule) { resolve_rule(context, rule); });
}

void resolve_exceptions(Context& context, std::span<const ast::File> files) {
    std::vector<const ast::Exception*> pending;
    for_each_block<ast::Exception>(
        files, [&](const ast::Exception& exception) { pending.push_back(&exception); });
    for (bool progressed = true; progressed;) {
        progressed = false;
        std::vector<const ast::Exception*> waiting;
        for (const ast::Exception* words : pending) {
            const auto known = context.lenses.find(words->header.lens);
            const std::optional<LensId> lens =
                known == context.lenses.end() ? std::nullopt : std::optional(known->second);
            const std::string& text = words->target.text;
            const NamedBlock* block =
                find_block(context, text, lens, {BlockKind::rule, BlockKind::exception});
            Target target;
            if (block != nullptr) {
                target.variables = &header_of(context, *block).variables;
            } else if (is_pending(pending, text)) {
                waiting.push_back(words);
                continue;
            } else if (const std::size_t dot = text.find('.'); dot != std::string::npos) {
                target = find_element_target(context, *words, lens, dot);
            } else if (!context.incomplete_blocks.contains(text)) {
                context.error(Code::unknown_rule, words->target.span,
                              "no rule or exception is called `" + text + "`", "",
                              did_you_mean(closest(text, block_names(context))));
            }
            progressed = true;
            if (target.variables != nullptr) resolve_exception(context, *words, *target.variables);
        }
        pending = std::move(waiting);
        if (pending.empty()) break;
    }
    report_exception_cycles(context, pending);
}

}  // namespace obverse::checking
