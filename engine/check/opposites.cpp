#include "engine/base/edit_distance.h"
#include "engine/check/program_checks.h"
#include "engine/model/sentence.h"

#include <algorithm>

namespace obverse::checking {

namespace {

/// True when some case fits both heads.
bool may_meet(const Atom& left, const Atom& right) {
    if (left.phrase != right.phrase) return false;
    for (std::size_t i = 0; i < left.terms.size(); ++i) {
        const auto* a = std::get_if<Value>(&left.terms[i]);
        const auto* b = std::get_if<Value>(&right.terms[i]);
        if (a != nullptr && b != nullptr && *a != *b) return false;
    }
    return true;
}

/// One rule wants a sentence that the other wants denied or unrecorded.
bool exclude_each_other(const Conditions& left, const Conditions& right) {
    for (const Condition& a : left) {
        const auto* first = std::get_if<Literal>(&a.form);
        if (first == nullptr) continue;
        for (const Condition& b : right) {
            const auto* second = std::get_if<Literal>(&b.form);
            if (second == nullptr || first->atom.phrase != second->atom.phrase) continue;
            const bool left_holds = first->polarity == Polarity::holds;
            const bool right_holds = second->polarity == Polarity::holds;
            if (left_holds != right_holds) return true;
        }
    }
    return false;
}

bool names(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// The rows of a table are called `TABLE row N`.
std::string table_name(const Rule& row) {
    return row.header.name.substr(0, row.header.name.rfind(" row "));
}

bool are_connected(const Program& program, const Rule& support, const Rule& denial) {
    if (names(support.overrides, denial.header.name) ||
        names(denial.overrides, support.header.name)) {
        return true;
    }
    return std::any_of(program.exceptions.begin(), program.exceptions.end(),
                       [&](const Exception& exception) {
                           return exception.target == support.header.name ||
                                  exception.target == denial.header.name;
                       });
}

bool share_a_lens(const Program& program, const Rule& left, const Rule& right) {
    if (!left.header.lens || !right.header.lens) return true;
    for (std::uint32_t i = 0; i < program.lenses.size(); ++i) {
        const Visible visible{program, LensId{i}};
        if (visible.sees(left.header) && visible.sees(right.header)) return true;
    }
    return false;
}

}  // namespace

void check_opposites(Context& context) {
    const Program& program = context.program();
    for (const Rule& denial : program.rules) {
        if (!denial.denies) continue;
        for (const Rule& support : program.rules) {
            if (support.denies || !may_meet(support.head, denial.head)) continue;
            const bool same_table = support.row > 0 && denial.row > 0 &&
                                    table_name(support) == table_name(denial) &&
                                    support.header.lens == denial.header.lens;
            if (same_table || exclude_each_other(support.conditions, denial.conditions) ||
                are_connected(program, support, denial) ||
                !share_a_lens(program, support, denial)) {
                continue;
            }
            const std::string head = sentence(program, denial.head, denial.header.variables);
            context.diagnostics.report({
                .code = Code::opposite_rules,
                .message = "`" + support.header.name + "` concludes what `" + denial.header.name +
                           "` denies",
                .primary = Label{denial.header.span, "denies that " + head},
                .secondary = {Label{support.header.span, "concludes it"}},
                .help =
                    "a case that fits both is contested: add `overrides` to one, or an exception",
            });
        }
    }
}

void check_overrides(Context& context, std::span<const ast::File> files) {
    for_each_block<ast::Rule>(files, [&](const ast::Rule& rule) {
        for (const ast::Name& name : rule.overrides) {
            const auto lens = context.lenses.find(rule.header.lens);
            const std::optional<LensId> own =
                lens == context.lenses.end() ? std::nullopt : std::optional(lens->second);
            if (find_block(context, name.text, own, {BlockKind::rule}) != nullptr ||
                context.incomplete_blocks.contains(name.text)) {
                continue;
            }
            std::vector<std::string> known;
            for (const NamedBlock& block : context.blocks) known.push_back(block.name);
            context.error(Code::unknown_rule, name.span, "no rule is called `" + name.text + "`",
                          "", did_you_mean(closest(name.text, known)));
        }
    });
}

}  // namespace obverse::checking
