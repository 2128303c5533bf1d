#include "engine/check/blocks.h"

namespace obverse::checking {

namespace {

/// One grade: a product of quantities over the variables of its `for` line.
struct GradeReader {
    Context& context;
    const ast::Grade& words;
    Scope scope;
    Grade made;
    bool is_complete = true;

    void read_terms_of_head() {
        const Quantity& quantity = context.schema().quantity(made.quantity);
        made.terms.clear();
        if (words.variables.size() != quantity.slots.size()) {
            context.error(Code::wrong_arity, words.span,
                          "`" + words.name.text + "` has " + std::to_string(quantity.slots.size()) +
                              " slots and " + std::to_string(words.variables.size()) + " variables",
                          "", "name one variable for each slot in its `for` line");
            is_complete = false;
            return;
        }
        AtomReader reader(context, scope);
        for (std::size_t i = 0; i < quantity.slots.size(); ++i) {
            const auto term = reader.term(ast::Term{words.variables[i]}, quantity.slots[i]);
            is_complete = is_complete && term;
            if (term) made.terms.push_back(*term);
        }
    }

    void read_factor(const ast::Grade::Factor& factor) {
        const MatchResult found = context.quantities.match(
            factor.words, [&](std::span<const ast::Word> rest, OneOf one_of) {
                return read_terms(context.schema(), context.symbols(), rest, one_of);
            });
        if (found.matches.size() != 1) {
            std::string help = "its quantities are";
            for (const Quantity& quantity : context.schema().quantities)
                help += " `" + quantity.name + "`";
            context.error(
                Code::unknown_scale, factor.span,
                "`" + std::string(context.sources.text(span_of(factor.words, factor.span))) +
                    "` is no declared quantity",
                "", help);
            is_complete = false;
            return;
        }
        const PhraseMatch& match = found.matches.front();
        const Quantity quantity = context.schema().quantity(*match.form.quantity);
        context.used_phrases.insert(quantity.phrase);
        if (quantity.scale != context.schema().quantity(made.quantity).scale) {
            context.error(Code::type_mismatch, factor.span,
                          "factor `" + factor.name.text + "` is on another scale", "",
                          "let all factors of a product share one scale");
        }
        Grade::Factor read{.name = factor.name.text,
                           .quantity = *match.form.quantity,
                           .terms = {},
                           .cites = {},
                           .span = factor.span};
        AtomReader reader(context, scope);
        for (std::size_t i = 0; i < match.terms.size(); ++i) {
            const auto* term_words = std::get_if<ast::Term>(&match.terms[i].value);
            const auto term =
                term_words == nullptr ? std::nullopt : reader.term(*term_words, quantity.slots[i]);
            is_complete = is_complete && term;
            if (term) read.terms.push_back(*term);
        }
        made.factors.push_back(std::move(read));
    }

    void read_all() {
        is_complete = true;
        read_terms_of_head();
        made.factors.clear();
        for (const ast::Grade::Factor& factor : words.factors) read_factor(factor);
    }

    void resolve() {
        const ast::RuleHeader header{.name = words.name,
                                     .title = words.doc,
                                     .lens = words.lens,
                                     .cites = words.cites,
                                     .span = words.span};
        made.header = read_header(context, header, BlockKind::grade);
        for (std::uint32_t i = 0; i < context.schema().quantities.size(); ++i) {
            const Quantity& quantity = context.schema().quantities[i];
            if (quantity.is_grade && quantity.name == words.name.text) made.quantity = {i};
        }
        resolve_block(context, scope, [&] { read_all(); });
        if (!is_complete || words.factors.empty()) return;
        VariableSet head;
        variables_in(made.terms, head);
        for (std::size_t i = 0; i < made.factors.size(); ++i) {
            Grade::Factor& factor = made.factors[i];
            factor.cites = read_citations(context, words.factors[i].cites);
            VariableSet used;
            variables_in(factor.terms, used);
            for (const std::uint32_t index : used) {
                if (head.contains(index)) continue;
                context.error(
                    Code::unbound_variable, factor.span,
                    "the grade does not say which `" + scope.variables()[index].name + "` is meant",
                    "", "name it in the `for` line");
            }
        }
        set_variables(context, made.header, scope);
        register_block(context, made.header, context.program().grades.size());
        context.program().grades.push_back(std::move(made));
    }
};

}  // namespace

void resolve_grades(Context& context, std::span<const ast::File> files) {
    for_each_block<ast::Grade>(files, [&](const ast::Grade& words) {
        // A grade whose quantity could not be declared is reported already.
        if (!context.schema().phrase_named(words.name.text)) return;
        GradeReader{context, words, {}, {}}.resolve();
    });
}

}  // namespace obverse::checking
