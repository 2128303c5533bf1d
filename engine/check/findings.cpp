#include "engine/base/edit_distance.h"
#include "engine/check/blocks.h"
#include "engine/check/program_checks.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <array>

namespace obverse::checking {

namespace {

/// Whether the sentences speak of `the KIND`.
bool speaks_of(std::span<const ast::Condition> conditions, std::string_view kind) {
    for (const ast::Condition& condition : conditions) {
        const std::vector<ast::Word>& words = condition.statement.words;
        for (std::size_t i = 1; i < words.size(); ++i) {
            if (words[i - 1].text == "the" && words[i].kind == ast::WordKind::word &&
                words[i].text == kind) {
                return true;
            }
        }
        for (const auto& member : condition.members) {
            if (speaks_of(member, kind)) return true;
        }
    }
    return false;
}

/// The narrowest text that a finding is about: the first of these that its conditions speak of.
ast::Variable text_of(const ast::Finding& finding) {
    for (const std::string_view kind : {"paragraph", "clause"}) {
        if (speaks_of(finding.conditions, kind))
            return {std::string(kind), "", finding.header.span};
    }
    return {"draft", "", finding.header.span};
}

/// `finding NAME must` as the rule that it is: `finding(NAME, the draft) if …`.
ast::Rule as_rule(const ast::Finding& finding) {
    ast::Rule rule;
    rule.header = finding.header;
    const ast::Name relation{"finding", finding.header.span, false};
    rule.conclusion.span = finding.header.span;
    rule.conclusion.form = ast::FunctionalAtom{
        relation, {ast::Term{finding.header.name}, ast::Term{text_of(finding)}}};
    rule.conditions = finding.conditions;
    return rule;
}

ast::Exception as_exception(const ast::Finding& finding, const ast::Element& element) {
    ast::Exception exception;
    exception.header = finding.header;
    exception.header.name.text += "." + element.name.text;
    exception.header.title = element.doc;
    exception.header.span = element.span;
    if (!element.cites.empty()) exception.header.cites = element.cites;
    exception.target = finding.header.name;
    exception.conditions = element.conditions;
    return exception;
}

void check_slots(Context& context, const Rule& rule, const ast::Name& text) {
    for (const std::string& slot : slots_in(text.text)) {
        const bool is_known = std::any_of(
            rule.header.variables.begin(), rule.header.variables.end(),
            [&](const VariableInfo& one) { return variable_key(one.name) == variable_key(slot); });
        if (is_known) continue;
        std::vector<std::string> names;
        for (const VariableInfo& one : rule.header.variables) names.push_back(one.name);
        std::string help = did_you_mean(closest(slot, names));
        if (help.empty()) help = "name a variable of the finding's conditions";
        context.error(Code::unknown_slot, text.span, "`{" + slot + "}` is nothing that is found",
                      "", help);
    }
}

Finding::Level level_of(const ast::Name& name) {
    if (name.text == "must") return Finding::Level::must;
    return name.text == "should" ? Finding::Level::should : Finding::Level::consider;
}

void add_finding(Context& context, const ast::Finding& words) {
    const std::optional<LensId> lens = lens_of(context, words.header.lens, words.header.span);
    const NamedBlock* block = find_block(context, words.header.name.text, lens, {BlockKind::rule});
    if (block == nullptr || block->span.begin != words.header.span.begin ||
        block->span.source != words.header.span.source) {
        return;  // its rule could not be made
    }
    Finding finding;
    finding.id = context.symbols().intern(words.header.name.text);
    finding.level = level_of(words.level);
    finding.rule = block->index;
    finding.span = words.header.span;
    const Rule& rule = context.program().rules[block->index];
    if (words.message) {
        finding.message = words.message->text;
        check_slots(context, rule, *words.message);
    }
    for (const ast::Name& text : words.suggestions) {
        finding.suggestions.push_back(text.text);
        check_slots(context, rule, text);
    }
    context.program().findings.push_back(std::move(finding));
}

/// What texts are: the kind of the second slot of the phrase `finding`.
std::optional<KindId> text_kind(const Schema& schema) {
    const std::optional<PhraseId> phrase = schema.phrase_named("finding");
    if (!phrase || schema.phrase(*phrase).slots.size() != 2) return std::nullopt;
    return schema.phrase(*phrase).slots[1].kind;
}

/// What a draft asks for as the instrument that it is, it concludes of itself.
bool concludes_of_text(const Schema& schema, const Dependency& step, KindId text) {
    return std::any_of(step.subjects.begin(), step.subjects.end(),
                       [&](KindId kind) { return schema.is_a(kind, text); });
}

bool is_about_texts(const Schema& schema, PhraseId phrase, KindId text) {
    const std::vector<Slot>& slots = schema.phrase(phrase).slots;
    return std::any_of(slots.begin(), slots.end(), [&](const Slot& slot) {
        return slot.kind && schema.is_a(*slot.kind, text);
    });
}

}  // namespace

ast::File rules_of_findings(Context& context, std::span<const ast::File> files) {
    ast::File made;
    const std::optional<PhraseId> phrase = context.schema().phrase_named("finding");
    const bool fits = phrase && context.schema().phrase(*phrase).slots.size() == 2;
    for_each_block<ast::Finding>(files, [&](const ast::Finding& finding) {
        if (!fits) {
            context.error(Code::unknown_phrase, finding.header.span,
                          "no phrase says that a finding holds of a text", "",
                          "declare `phrase finding \"the finding {Finding} holds of {Text}\" "
                          "derived`, or extend a workspace that does");
            return;
        }
        made.blocks.emplace_back(as_rule(finding));
        for (const ast::Element& element : finding.unless) {
            made.blocks.emplace_back(as_exception(finding, element));
        }
    });
    return made;
}

void add_findings(Context& context, std::span<const ast::File> files) {
    for_each_block<ast::Finding>(
        files, [&](const ast::Finding& finding) { add_finding(context, finding); });
}

void check_draft_facts(Context& context) {
    const Schema& schema = context.schema();
    const std::optional<KindId> text = text_kind(schema);
    if (!text) return;
    std::set<std::pair<std::uint32_t, std::uint32_t>> told;
    std::vector<std::optional<LensId>> lenses = {std::nullopt};
    for (std::uint32_t i = 0; i < context.program().lenses.size(); ++i)
        lenses.emplace_back(LensId{i});
    for (const std::optional<LensId> lens : lenses) {
        const VisibleBlocks visible(context.program(), lens);
        for (const Dependency& one : dependencies(context, visible)) {
            if (!is_about_texts(schema, one.premise, *text) ||
                is_about_texts(schema, one.conclusion, *text) ||
                concludes_of_text(schema, one, *text) ||
                !told.insert({one.span.source.index, one.span.begin}).second) {
                continue;
            }
            context.error(
                Code::draft_as_fact, one.span,
                "what a draft says is taken for a fact about the world",
                "`" + pattern_text(schema, schema.phrase(one.premise)) + "` speaks of a text",
                "conclude something about the draft, a paragraph or a mention");
        }
    }
}

}  // namespace obverse::checking
