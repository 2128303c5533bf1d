#include "engine/base/edit_distance.h"
#include "engine/check/common_case.h"
#include "engine/check/program_checks.h"
#include "engine/model/sentence.h"

#include <algorithm>

namespace obverse::checking {

namespace {

bool names(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// The rows of a table are called `TABLE row N`.
std::string table_name(const Rule& row) {
    return row.header.name.substr(0, row.header.name.rfind(" row "));
}

bool name_each_other(const Rule& left, const Rule& right) {
    return names(left.overrides, right.header.name) || names(right.overrides, left.header.name) ||
           names(left.disputes, right.header.name) || names(right.disputes, left.header.name);
}

bool are_connected(const Program& program, const Rule& support, const Rule& denial) {
    if (name_each_other(support, denial)) return true;
    return std::any_of(program.exceptions.begin(), program.exceptions.end(),
                       [&](const Exception& exception) {
                           return exception.target == support.header.name ||
                                  exception.target == denial.header.name;
                       });
}

bool share_a_lens(const Program& program, const Rule& left, const Rule& right) {
    if (!left.header.lens || !right.header.lens) return true;
    for (std::uint32_t i = 0; i < program.lenses.size(); ++i) {
        const VisibleBlocks visible{program, LensId{i}};
        if (visible.sees(left.header) && visible.sees(right.header)) return true;
    }
    return false;
}

/// `a case where `j1 is staged` and `j1 is an accident``.
std::string told(const CommonCase& witness) {
    constexpr std::size_t shown = 8;
    std::string text;
    const std::vector<std::string> sentences = witness.sentences();
    for (std::size_t i = 0; i < std::min(shown, sentences.size()); ++i) {
        const bool is_last = i + 1 == std::min(shown, sentences.size());
        text += i == 0 ? " where " : is_last ? " and " : ", ";
        text += "`" + sentences[i] + "`";
    }
    if (sentences.size() > shown) text += " …";
    return "a case" + text;
}

}  // namespace

void check_opposites(Context& context) {
    const Program& program = context.program();
    for (const Rule& denial : program.rules) {
        if (!denial.denies) continue;
        for (const Rule& support : program.rules) {
            if (support.denies || support.head.phrase != denial.head.phrase) continue;
            const bool same_table = support.row > 0 && denial.row > 0 &&
                                    table_name(support) == table_name(denial) &&
                                    support.header.lens == denial.header.lens;
            if (same_table || are_connected(program, support, denial) ||
                !share_a_lens(program, support, denial)) {
                continue;
            }
            const auto witness = CommonCase::of(program, support, denial);
            if (!witness) continue;
            const std::string head = sentence(program, denial.head, denial.header.variables);
            context.diagnostics.report({
                .code = Code::opposite_rules,
                .message = "`" + support.header.name + "` concludes what `" + denial.header.name +
                           "` denies",
                .primary = Label{denial.header.span, "denies that " + head},
                .secondary = {Label{support.header.span, "concludes it"}},
                .help = told(*witness) + " is contested: add `overrides` to one, an exception, or "
                                         "`disputes` when that is meant",
            });
        }
    }
}

namespace {

/// Whether a rule of that name exists, which is reported when none does.
bool is_rule(Context& context, const ast::Name& name, std::optional<LensId> lens) {
    if (find_block(context, name.text, lens, {BlockKind::rule}) != nullptr ||
        context.incomplete_blocks.contains(name.text)) {
        return true;
    }
    std::vector<std::string> known;
    for (const NamedBlock& block : context.blocks) known.push_back(block.name);
    context.error(Code::unknown_rule, name.span, "no rule is called `" + name.text + "`", "",
                  did_you_mean(closest(name.text, known)));
    return false;
}

/// `disputes RULE` where that rule does not conclude the contrary.
void check_dispute(Context& context, const ast::Rule& rule, const ast::Name& name) {
    const Program& program = context.program();
    const auto stands_against = [&](const Rule& own) {
        return std::any_of(program.rules.begin(), program.rules.end(), [&](const Rule& other) {
            return other.header.name == name.text && other.denies != own.denies &&
                   other.head.phrase == own.head.phrase;
        });
    };
    for (const Rule& own : program.rules) {
        if (own.header.span != rule.header.span || stands_against(own)) continue;
        context.error(Code::opposite_rules, name.span,
                      "`" + name.text + "` does not conclude the contrary", "nothing to dispute",
                      "name a rule that denies what this one concludes, or drop the line");
    }
}

}  // namespace

void check_overrides(Context& context, std::span<const ast::File> files) {
    for_each_block<ast::Rule>(files, [&](const ast::Rule& rule) {
        const auto lens = context.lenses.find(rule.header.lens);
        const std::optional<LensId> own =
            lens == context.lenses.end() ? std::nullopt : std::optional(lens->second);
        for (const ast::Name& name : rule.overrides) is_rule(context, name, own);
        for (const ast::Name& name : rule.disputes) {
            if (is_rule(context, name, own)) check_dispute(context, rule, name);
        }
    });
}

}  // namespace obverse::checking
