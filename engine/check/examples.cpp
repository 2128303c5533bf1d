#include "engine/base/date.h"
#include "engine/base/edit_distance.h"
#include "engine/check/blocks.h"

#include <algorithm>
#include <array>
#include <set>

namespace obverse::checking {

namespace {

Example::Expectation::Verdict verdict_of(ast::Expectation::Verdict verdict) {
    using Verdict = Example::Expectation::Verdict;
    switch (verdict) {
        case ast::Expectation::Verdict::refuted:
            return Verdict::refuted;
        case ast::Expectation::Verdict::contested:
            return Verdict::contested;
        case ast::Expectation::Verdict::undetermined:
            return Verdict::undetermined;
        case ast::Expectation::Verdict::outside:
            return Verdict::outside;
        case ast::Expectation::Verdict::supported:
            break;
    }
    return Verdict::supported;
}

/// Everything that `because` may name: blocks, and elements of definitions.
std::vector<std::string> reasons(const Program& program, const std::vector<NamedBlock>& blocks) {
    std::vector<std::string> names;
    for (const NamedBlock& block : blocks) names.push_back(block.name);
    for (const Rule& rule : program.rules) {
        if (rule.row > 0) names.push_back(rule.header.name);
    }
    for (const Definition& definition : program.definitions) {
        for (const auto* list : {&definition.elements, &definition.unless}) {
            for (const Element& element : *list) {
                names.push_back(element.name);
                names.push_back(definition.header.name + "." + element.name);
            }
        }
    }
    for (const Grade& grade : program.grades) {
        for (const Grade::Factor& factor : grade.factors) names.push_back(factor.name);
    }
    return names;
}

struct ExampleReader {
    Context& context;
    const ast::Example& words;
    const std::vector<std::string>& names;
    Example made = {};
    std::set<SymbolId> declared = {};  // by `given x is a KIND`

    void read_policy() {
        static constexpr std::array<std::string_view, 3> built_in = {"keep-disputes", "undisputed",
                                                                     "corroborated"};
        if (!words.accept) return;
        made.accept = words.accept->text;
        std::vector<std::string> known(built_in.begin(), built_in.end());
        for (const Policy& policy : context.program().policies) known.push_back(policy.name);
        if (std::find(known.begin(), known.end(), made.accept) != known.end()) return;
        context.error(Code::unknown_policy, words.accept->span,
                      "no policy is called `" + made.accept + "`", "",
                      did_you_mean(closest(made.accept, known)));
    }

    void read_date() {
        if (!words.as_of) return;
        made.as_of = parse_date(words.as_of->text);
        if (made.as_of) return;
        context.error(Code::bad_date, words.as_of->span, "`" + words.as_of->text + "` is no date");
    }

    /// `given x is a State`, unless a phrase has these words.
    bool read_kind(AtomReader& reader, const ast::Given& given) {
        const auto* test = std::get_if<ast::KindTest>(&given.statement.form);
        if (test == nullptr || !find_phrases(context, given.statement.words).matches.empty()) {
            return false;
        }
        const auto kind = context.schema().kind_named(test->kind.text);
        const auto* name = std::get_if<ast::Name>(&test->term);
        if (!kind || name == nullptr) return false;
        if (const auto entity = reader.entity(*name, kind)) declared.insert(*entity);
        return true;
    }

    bool is_draft_word(SymbolId id) const {
        const std::vector<DraftTerm>& terms = context.program().terms;
        return std::any_of(terms.begin(), terms.end(),
                           [&](const DraftTerm& term) { return term.id == id; });
    }

    /// What an example makes up, and says no more of, may be anything that fits its places: a
    /// State where an actor is wanted.
    void widen_kinds() {
        const Schema& schema = context.schema();
        for (auto& [id, entity] : made.record.entities) {
            if (declared.contains(id) || context.checked.record.entities.contains(id) ||
                is_draft_word(id)) {
                continue;
            }
            const std::vector<KindId> given = entity.kinds;
            for (std::uint32_t i = 0; i < schema.kinds.size(); ++i) {
                const auto is_below = [&](KindId kind) {
                    return kind != KindId{i} && schema.is_a(KindId{i}, kind);
                };
                if (std::find(given.begin(), given.end(), KindId{i}) == given.end() &&
                    std::any_of(given.begin(), given.end(), is_below)) {
                    entity.kinds.push_back(KindId{i});
                }
            }
        }
    }

    void read_expectation(AtomReader& reader, const ast::Expectation& expectation) {
        if (expectation.statement.polarity != ast::Polarity::holds) {
            context.error(Code::bad_syntax, expectation.statement.span,
                          "an expectation states a plain sentence", "",
                          "write `expect no …` for a sentence that is refuted");
            return;
        }
        auto atom = reader.atom(expectation.statement);
        if (!atom) return;
        for (const Term& term : atom->terms) {
            if (std::holds_alternative<Value>(term)) continue;
            context.error(Code::bad_claim, expectation.statement.span,
                          "an expectation is about something named, not about any case", "",
                          "write an id in place of the variable");
            return;
        }
        Example::Expectation read{.verdict = verdict_of(expectation.verdict),
                                  .sentence = std::move(*atom),
                                  .because = {},
                                  .span = expectation.span};
        if (expectation.because) {
            read.because = expectation.because->text;
            const bool known = std::find(names.begin(), names.end(), read.because) != names.end() ||
                               context.incomplete_blocks.contains(read.because);
            if (!known) {
                context.error(Code::unknown_rule, expectation.because->span,
                              "no rule, exception or element is called `" + read.because + "`", "",
                              did_you_mean(closest(read.because, names)));
            }
        }
        made.expectations.push_back(std::move(read));
    }

    Example read() {
        made.title = words.title;
        made.span = words.span;
        made.cites = read_citations(context, words.cites);
        made.lens = words.under ? lens_of(context, words.under->text, words.under->span)
                                : lens_of(context, words.lens, words.span);
        read_policy();
        read_date();
        Scope scope;
        AtomReader reader(context, scope, &made.record);
        for (const ast::Given& given : words.givens) {
            if (read_kind(reader, given)) continue;
            add_claims(reader,
                       {.statement = given.statement,
                        .tail = given.tail,
                        .id = "",
                        .span = given.span,
                        .needs_source = false},
                       made.record);
        }
        for (const ast::Expectation& expectation : words.expectations) {
            read_expectation(reader, expectation);
        }
        widen_kinds();
        return std::move(made);
    }
};

/// The roles in braces and the words between them.
EventName read_event_name(const ast::Name& pattern) {
    EventName made;
    made.span = pattern.span;
    std::string_view rest = pattern.text;
    while (!rest.empty()) {
        const std::size_t open = rest.find('{');
        const std::size_t close = rest.find('}');
        const bool has_role =
            open != std::string_view::npos && close != std::string_view::npos && open < close;
        const std::size_t end = has_role ? open : rest.size();
        if (end > 0) made.pieces.push_back({std::string(rest.substr(0, end)), false});
        if (!has_role) break;
        made.pieces.push_back({std::string(rest.substr(open + 1, close - open - 1)), true});
        rest.remove_prefix(close + 1);
    }
    return made;
}

}  // namespace

void resolve_examples(Context& context, std::span<const ast::File> files) {
    const std::vector<std::string> names = reasons(context.program(), context.blocks);
    for_each_block<ast::Example>(files, [&](const ast::Example& words) {
        context.program().examples.push_back(ExampleReader{context, words, names}.read());
    });
}

void resolve_event_names(Context& context, std::span<const ast::File> files) {
    for_each_block<ast::EventNames>(files, [&](const ast::EventNames& words) {
        for (const ast::Name& pattern : words.patterns) {
            context.checked.event_names.push_back(read_event_name(pattern));
        }
    });
}

}  // namespace obverse::checking
