#include "engine/compile/parts.h"

#include "engine/compile/filled.h"
#include "engine/compile/rule_parts.h"

#include <algorithm>

namespace obverse {

namespace {

/// One definition seen for one case.
class CaseOfDefinition {
public:
    CaseOfDefinition(const Judgement& judgement, const EvidenceFinder& finder,
                     const CompiledDefinition& compiled, Bindings bindings)
        : judgement_(judgement),
          finder_(finder),
          compiled_(compiled),
          definition_(judgement.program().definitions[compiled.index]),
          bindings_(std::move(bindings)) {
        for (const Variable variable : compiled.head) {
            const std::optional<Word>& word = bindings_[variable.index];
            is_complete_ = is_complete_ && word.has_value();
            row_.push_back(word.value_or(0));
        }
    }

    bool is_complete() const { return is_complete_; }

    AnswerPart element(std::size_t i) const {
        const Element& element = definition_.elements[i];
        const BitRelations& relations = compiled_.elements[i];
        AnswerPart part = described(element, AnswerPart::Kind::element, relations);
        const Bits bits = judgement_.bits(relations, row_);
        part.verdict = verdict_of(bits);
        part.opposing =
            finder_.behind(bits.minus_minus ? relations.minus_minus : relations.minus, row_);
        // Where nothing speaks against the whole, its support is disputed.
        if (part.verdict == Verdict::contested && part.opposing.empty()) {
            part.opposing = finder_.against(relations.plus, row_);
        }
        if (part.verdict == Verdict::undetermined) {
            part.missing =
                missing_texts(judgement_, definition_.header, element.conditions, bindings_);
        }
        return part;
    }

    AnswerPart unless(std::size_t i) const {
        const Element& element = definition_.unless[i];
        const BitRelations& relations = compiled_.unless[i];
        AnswerPart part = described(element, AnswerPart::Kind::unless, relations);
        part.verdict = applying(relations);
        return part;
    }

    /// Of an exception: established, disputed, or not established.
    Verdict applying(const BitRelations& relations) const {
        if (judgement_.database().find(relations.plus_plus, row_)) return Verdict::supported;
        return judgement_.database().find(relations.plus, row_) ? Verdict::contested
                                                                : Verdict::undetermined;
    }

    const Definition& definition() const { return definition_; }
    const CompiledDefinition& compiled() const { return compiled_; }

private:
    AnswerPart described(const Element& element, AnswerPart::Kind kind,
                         const BitRelations& relations) const {
        AnswerPart part;
        part.kind = kind;
        part.name = element.name;
        part.title = element.doc;
        part.cites = element.cites;
        const bool firm = judgement_.database().find(relations.plus_plus, row_).has_value();
        const datalog::RelationId relation = firm ? relations.plus_plus : relations.plus;
        part.supporting = finder_.behind(relation, row_);
        Bindings bindings = bindings_;
        if (const auto how = finder_.derivation(relation, row_)) {
            for (std::size_t v = 0; v < bindings.size(); ++v) {
                if (how->bindings[v]) bindings[v] = how->bindings[v];
            }
        }
        for (const Condition& condition : element.conditions) {
            part.sentences.push_back(
                filled_text(judgement_, definition_.header, condition, bindings));
        }
        return part;
    }

    const Judgement& judgement_;
    const EvidenceFinder& finder_;
    const CompiledDefinition& compiled_;
    const Definition& definition_;
    Bindings bindings_;
    Row row_;
    bool is_complete_ = true;
};

bool decides_unsettled(Verdict verdict, Verdict part) {
    if (verdict == Verdict::contested) return part == Verdict::contested;
    return part == Verdict::undetermined || part == Verdict::contested;
}

/// Which parts of a definition decide, for a conclusion that needs its elements.
void mark_elements(Answer& answer, bool by_some) {
    for (AnswerPart& part : answer.parts) {
        const bool is_exception = part.kind == AnswerPart::Kind::unless;
        switch (answer.verdict) {
            case Verdict::supported:
                part.decides = !is_exception && by_some && part.verdict == Verdict::supported;
                break;
            case Verdict::refuted:
                part.decides = is_exception ? part.verdict == Verdict::supported
                                            : part.verdict == Verdict::refuted;
                break;
            case Verdict::contested:
            case Verdict::undetermined:
                part.decides = is_exception ? part.verdict == Verdict::contested
                                            : decides_unsettled(answer.verdict, part.verdict);
                break;
            case Verdict::outside:
                break;
        }
    }
}

/// For what holds when one element alone does: it, and what the others come to.
void mark_only(Answer& answer, std::size_t element) {
    for (std::size_t i = 0; i < answer.parts.size(); ++i) {
        AnswerPart& part = answer.parts[i];
        const bool is_exception = part.kind == AnswerPart::Kind::unless;
        if (is_exception) {
            part.decides = answer.verdict == Verdict::refuted ? part.verdict == Verdict::supported
                                                              : part.verdict == Verdict::contested;
        } else if (i == element) {
            part.decides = answer.verdict == Verdict::supported ? true
                           : answer.verdict == Verdict::refuted
                               ? part.verdict == Verdict::refuted
                               : decides_unsettled(answer.verdict, part.verdict);
        } else {
            part.decides =
                answer.verdict == Verdict::refuted
                    ? part.verdict == Verdict::supported
                    : answer.verdict == Verdict::contested && part.verdict == Verdict::contested;
        }
    }
}

void describe(Answer& answer, const Definition& definition) {
    answer.block = definition.header.name;
    answer.title = definition.header.title;
    answer.cites = definition.header.cites;
}

void add_all_parts(const CaseOfDefinition& one, Answer& answer) {
    for (std::size_t i = 0; i < one.definition().elements.size(); ++i) {
        answer.parts.push_back(one.element(i));
    }
    for (std::size_t i = 0; i < one.definition().unless.size(); ++i) {
        answer.parts.push_back(one.unless(i));
    }
}

/// With forms, the parts are those of the form asked about, or of the category's forms.
void add_form_parts(const CaseOfDefinition& one, SymbolId asked, Answer& answer) {
    const Definition& definition = one.definition();
    std::vector<std::size_t> forms;
    for (std::size_t i = 0; i < definition.form_values.size(); ++i) {
        if (definition.form_values[i] == asked) forms.push_back(i);
    }
    for (const Category& category : definition.categories) {
        if (category.name == asked) forms = category.forms;
    }
    for (const std::size_t i : forms) answer.parts.push_back(one.element(i));
    for (std::size_t i = 0; i < definition.unless.size(); ++i) {
        answer.parts.push_back(one.unless(i));
    }
    mark_elements(answer, true);
}

void add_definition(const Judgement& judgement, const EvidenceFinder& finder,
                    const CompiledDefinition& compiled, Answer& answer) {
    const Definition& definition = judgement.program().definitions[compiled.index];
    const std::size_t variables = definition.header.variables.size();
    if (definition.head.phrase == answer.phrase) {
        Atom head = definition.head;
        const bool has_forms = definition.shape == Definition::Shape::forms;
        const Word form = has_forms ? answer.row[definition.form_slot] : 0;
        if (has_forms) head.terms[definition.form_slot] = Wildcard{};
        if (auto bindings = unify(head, answer.row, variables)) {
            const CaseOfDefinition one(judgement, finder, compiled, std::move(*bindings));
            describe(answer, definition);
            if (has_forms) {
                add_form_parts(one, as_symbol(form), answer);
            } else {
                add_all_parts(one, answer);
                mark_elements(answer, definition.shape == Definition::Shape::judged_by);
            }
        }
    }
    for (const WhenOnly& when : definition.when_only) {
        if (when.conclusion.phrase != answer.phrase) continue;
        auto bindings = unify(when.conclusion, answer.row, variables);
        if (!bindings) continue;
        const CaseOfDefinition one(judgement, finder, compiled, std::move(*bindings));
        if (!one.is_complete()) continue;
        describe(answer, definition);
        add_all_parts(one, answer);
        mark_only(answer, when.element);
    }
}

}  // namespace

std::optional<Bindings> unify(const Atom& atom, const Row& row, std::size_t variable_count) {
    Bindings bindings(variable_count);
    for (std::size_t i = 0; i < atom.terms.size(); ++i) {
        if (const auto* value = std::get_if<Value>(&atom.terms[i])) {
            if (value->word != row[i]) return std::nullopt;
        } else if (const auto* variable = std::get_if<Variable>(&atom.terms[i])) {
            std::optional<Word>& slot = bindings[variable->index];
            if (slot && *slot != row[i]) return std::nullopt;
            slot = row[i];
        }
    }
    return bindings;
}

void add_parts(const Judgement& judgement, const EvidenceFinder& finder, Answer& answer) {
    for (const CompiledDefinition& compiled : judgement.compiled().definitions) {
        add_definition(judgement, finder, compiled, answer);
    }
    add_rule_parts(judgement, finder, answer);
    add_exception_parts(judgement, finder, answer);
    add_grade_parts(judgement, finder, answer);
}

}  // namespace obverse
