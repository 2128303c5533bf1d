#include "engine/base/edit_distance.h"
#include "engine/check/blocks.h"

#include <algorithm>

namespace obverse::checking {

namespace {

Definition::Shape shape_of(ast::Definition::Shape shape) {
    switch (shape) {
        case ast::Definition::Shape::judged_by:
            return Definition::Shape::judged_by;
        case ast::Definition::Shape::forms:
            return Definition::Shape::forms;
        case ast::Definition::Shape::requires_all:
            break;
    }
    return Definition::Shape::requires_all;
}

/// One definition as it is read.
struct DefinitionReader {
    Context& context;
    const ast::Definition& words;
    Scope scope;
    Definition made;
    bool is_complete = true;

    std::vector<Element> read_elements(AtomReader& reader, const std::vector<ast::Element>& list) {
        std::vector<Element> elements;
        for (const ast::Element& element : list) {
            Conditions conditions = read_conditions(reader, element.conditions);
            is_complete = is_complete && conditions.size() == element.conditions.size();
            elements.push_back({.name = element.name.text,
                                .conditions = std::move(conditions),
                                .cites = {},
                                .doc = element.doc,
                                .span = element.span});
        }
        return elements;
    }

    void read_when_only(AtomReader& reader) {
        made.when_only.clear();
        for (const ast::WhenOnly& clause : words.when_only) {
            WhenOnly when;
            when.span = clause.span;
            const auto element = std::find_if(
                words.elements.begin(), words.elements.end(),
                [&](const auto& other) { return other.name.text == clause.element.text; });
            if (element == words.elements.end()) {
                report_unknown_element(clause.element);
                continue;
            }
            when.element = static_cast<std::size_t>(element - words.elements.begin());
            auto conclusion = read_conclusion(reader, clause.conclusion);
            when.conditions = read_conditions(reader, clause.conditions);
            if (!conclusion) continue;
            when.conclusion = std::move(*conclusion);
            made.when_only.push_back(std::move(when));
        }
    }

    void report_unknown_element(const ast::Name& name) {
        std::vector<std::string> names;
        for (const ast::Element& element : words.elements) names.push_back(element.name.text);
        context.error(Code::unknown_element, name.span,
                      "`" + words.header.name.text + "` has no element `" + name.text + "`", "",
                      did_you_mean(closest(name.text, names)));
    }

    void read_all() {
        is_complete = true;
        AtomReader reader(context, scope);
        auto head = read_conclusion(reader, words.conclusion);
        is_complete = head.has_value();
        if (head) made.head = std::move(*head);
        if (head && words.conclusion.polarity != ast::Polarity::holds) {
            context.error(Code::bad_syntax, words.conclusion.span,
                          "a definition says what something is, not what it is not", "",
                          "turn it into a rule with `it is denied that`");
        }
        made.elements = read_elements(reader, words.elements);
        made.unless = read_elements(reader, words.unless);
        read_when_only(reader);
    }

    std::vector<Citation> citations_of(const ast::Element& element) {
        std::vector<Citation> cites = read_citations(context, element.cites);
        read_citations_within(context, element.conditions, cites);
        return cites;
    }

    void read_citations_of_parts() {
        for (std::size_t i = 0; i < made.elements.size(); ++i) {
            made.elements[i].cites = citations_of(words.elements[i]);
        }
        for (std::size_t i = 0; i < made.unless.size(); ++i) {
            made.unless[i].cites = citations_of(words.unless[i]);
        }
        if (made.when_only.size() != words.when_only.size()) return;
        for (std::size_t i = 0; i < made.when_only.size(); ++i) {
            made.when_only[i].cites = read_citations(context, words.when_only[i].cites);
            read_citations_within(context, words.when_only[i].conditions, made.when_only[i].cites);
        }
    }

    void check_names() {
        std::set<std::string> names;
        for (const auto* list : {&words.elements, &words.unless}) {
            for (const ast::Element& element : *list) {
                if (names.insert(element.name.text).second) continue;
                context.error(Code::duplicate_name, element.name.span,
                              "`" + words.header.name.text + "` has two parts called `" +
                                  element.name.text + "`",
                              "second of them", "rename it");
            }
        }
    }

    /// The symbol of a form or category, when it is a value of the form slot's kind.
    std::optional<SymbolId> form_value(const ast::Name& name, KindId kind) {
        const SymbolId symbol = context.symbols().intern(name.text);
        const std::vector<SymbolId>& values = context.schema().kind(kind).values;
        if (std::find(values.begin(), values.end(), symbol) != values.end()) return symbol;
        std::vector<std::string> names;
        for (const SymbolId value : values) names.emplace_back(context.symbols().text(value));
        std::string help = did_you_mean(closest(name.text, names));
        if (help.empty()) help = "add it to the values of the kind";
        context.error(
            Code::unknown_value, name.span,
            "form `" + name.text + "` is no value of `" + context.schema().kind(kind).name + "`",
            "", help);
        return std::nullopt;
    }

    void read_forms() {
        const Phrase& phrase = context.schema().phrase(made.head.phrase);
        std::optional<std::uint32_t> slot;
        for (std::uint32_t i = 0; i < phrase.slots.size(); ++i) {
            const auto kind = phrase.slots[i].kind;
            if (kind && context.schema().kind(*kind).is_one_of()) slot = i;
        }
        if (!slot || !std::holds_alternative<datalog::Variable>(made.head.terms[*slot])) {
            context.error(Code::kind_mismatch, words.conclusion.span,
                          "a definition by forms needs a variable for the form in its head", "",
                          "write `… by form F`, with a slot of a kind that lists the forms");
            is_complete = false;
            return;
        }
        made.form_slot = *slot;
        const KindId kind = *phrase.slots[*slot].kind;
        for (const ast::Element& element : words.elements) {
            const auto value = form_value(element.name, kind);
            made.form_values.push_back(value.value_or(SymbolId{}));
            is_complete = is_complete && value;
        }
        for (const ast::Category& category : words.categories) read_category(category, kind);
    }

    void read_category(const ast::Category& category, KindId kind) {
        const auto value = form_value(category.name, kind);
        if (!value) return;
        Category group{.name = *value,
                       .forms = {},
                       .cites = read_citations(context, category.cites),
                       .span = category.span};
        for (const ast::Name& form : category.forms) {
            const auto element =
                std::find_if(words.elements.begin(), words.elements.end(),
                             [&](const auto& other) { return other.name.text == form.text; });
            if (element == words.elements.end()) {
                report_unknown_element(form);
                continue;
            }
            group.forms.push_back(static_cast<std::size_t>(element - words.elements.begin()));
        }
        made.categories.push_back(std::move(group));
    }

    void finish(Conditions& conditions, const VariableSet& head) {
        orient_bindings(conditions, scope.variables(), head);
        add_kind_guards(context.schema(), conditions, scope.variables(), {});
        check_safety({context, scope, scope.variables()}, conditions, head);
    }

    void resolve() {
        made.header = read_header(context, words.header, BlockKind::definition);
        const bool is_clean = resolve_block(context, scope, [&] { read_all(); });
        made.shape = shape_of(words.shape);
        read_citations_of_parts();
        check_names();
        if (is_complete && made.shape == Definition::Shape::forms) read_forms();
        if (!is_complete || !is_clean || words.header.is_incomplete) {
            context.incomplete_blocks.insert(made.header.name);
            return;
        }
        made.least =
            words.least == 0 ? made.elements.size() : static_cast<std::size_t>(words.least);
        if (words.least < 0 || made.least > made.elements.size() || made.elements.empty()) {
            context.error(Code::bad_number, words.header.span,
                          "`" + made.header.name + "` has " + std::to_string(made.elements.size()) +
                              " elements and asks for " + std::to_string(words.least),
                          "", "ask for at least 1 and at most all of them");
            made.least = std::max<std::size_t>(1, made.elements.size());
        }
        // The tuples that a definition judges come from its candidates: its head is bound.
        VariableSet head;
        variables_in(made.head.terms, head);
        if (made.shape == Definition::Shape::forms) {
            const auto form = std::get<datalog::Variable>(made.head.terms[made.form_slot]);
            head.erase(form.index);
        }
        for (Element& element : made.elements) finish(element.conditions, head);
        for (Element& element : made.unless) finish(element.conditions, head);
        for (WhenOnly& when : made.when_only) {
            finish(when.conditions, head);
            VariableSet bound = head;
            add_bound(when.conditions, scope.variables(), bound);
            check_head_safety({context, scope, scope.variables()}, when.conclusion, bound);
        }
        set_variables(context, made.header, scope);
        register_block(context, made.header, context.program().definitions.size());
        context.program().definitions.push_back(std::move(made));
    }
};

}  // namespace

void resolve_definitions(Context& context, std::span<const ast::File> files) {
    for_each_block<ast::Definition>(files, [&](const ast::Definition& words) {
        DefinitionReader{context, words, {}, {}}.resolve();
    });
}

}  // namespace obverse::checking
