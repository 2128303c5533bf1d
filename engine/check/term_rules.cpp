#include "engine/check/blocks.h"
#include "engine/check/program_checks.h"

#include <algorithm>

namespace obverse::checking {

namespace {

constexpr std::string_view naming_phrase = "conduct-called";

/// The first slot of the phrase that takes what the naming phrase is about.
std::optional<std::size_t> subject_slot(const Schema& schema, const Phrase& phrase, KindId kind) {
    for (std::size_t i = 0; i < phrase.slots.size(); ++i) {
        if (phrase.slots[i].kind && schema.is_a(kind, *phrase.slots[i].kind)) return i;
    }
    return std::nullopt;
}

/// `conduct-called(the behaviour, NAME) if PHRASE(the behaviour, …)`.
std::optional<ast::Rule> as_rule(Context& context, const ast::DraftTerm& words, PhraseId means,
                                 KindId kind) {
    const Schema& schema = context.schema();
    const Phrase& phrase = schema.phrase(means);
    const std::optional<std::size_t> slot = subject_slot(schema, phrase, kind);
    const Span span = words.means->span;
    if (!slot) {
        context.error(Code::kind_mismatch, span,
                      "the phrase says nothing of a `" + schema.kind(kind).name + "`", "",
                      "name a phrase with a place for one");
        return std::nullopt;
    }
    std::string subject = schema.kind(kind).name;
    if (subject[0] >= 'A' && subject[0] <= 'Z') subject[0] = static_cast<char>(subject[0] + 32);
    const ast::Variable who{subject, "", span};
    ast::Rule rule;
    rule.header.name = {words.words.name.text + "-named", span, false};
    rule.header.title = words.words.doc;
    rule.header.cites = words.words.cites;
    rule.header.span = span;
    rule.conclusion.span = span;
    rule.conclusion.form = ast::FunctionalAtom{{std::string(naming_phrase), span, false},
                                               {ast::Term{who}, ast::Term{words.words.name}}};
    ast::FunctionalAtom said{{phrase.name, span, false}, {}};
    for (std::size_t i = 0; i < phrase.slots.size(); ++i) {
        said.terms.emplace_back(i == *slot ? ast::Term{who} : ast::Term{ast::Wildcard{span}});
    }
    ast::Condition condition;
    condition.span = span;
    condition.statement.span = span;
    condition.statement.form = std::move(said);
    rule.conditions.push_back(std::move(condition));
    return rule;
}

}  // namespace

ast::File rules_of_terms(Context& context, std::span<const ast::File> files) {
    ast::File made;
    const std::optional<PhraseId> phrase = context.schema().phrase_named(naming_phrase);
    if (!phrase || context.schema().phrase(*phrase).slots.empty()) return made;
    const std::optional<KindId> kind = context.schema().phrase(*phrase).slots[0].kind;
    if (!kind) return made;
    for_each_block<ast::DraftTerm>(files, [&](const ast::DraftTerm& words) {
        const auto& terms = context.program().terms;
        const auto term = std::find_if(terms.begin(), terms.end(), [&](const DraftTerm& one) {
            return one.span.source == words.words.span.source &&
                   one.span.begin == words.words.span.begin;
        });
        if (term == terms.end() || !term->means) return;
        if (auto rule = as_rule(context, words, *term->means, *kind)) {
            made.blocks.emplace_back(std::move(*rule));
        }
    });
    return made;
}

}  // namespace obverse::checking
