#include "engine/audit/searches.h"

#include "engine/base/overloaded.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <set>

namespace obverse {

namespace {

constexpr std::size_t misses_shown = 5;

/// Collects the terms that conditions read, directly or through what rules conclude.
class TermsBehind {
public:
    explicit TermsBehind(const Program& program)
        : program_(program), root_(program.schema.kind_named("Term")) {}

    void add(const Conditions& conditions, std::span<const VariableInfo> variables) {
        for (const Condition& condition : conditions) {
            std::visit(overloaded{
                           [&](const Literal& literal) { add(literal.atom, variables); },
                           [&](const KindTest& test) { add_kind(test.kind); },
                           [&](const Choice& choice) {
                               for (const Conditions& member : choice.members) {
                                   add(member, variables);
                               }
                           },
                           [&](const Aggregate& aggregate) { add(aggregate.body, variables); },
                           [](const auto&) {},
                       },
                       condition.form);
        }
    }

    void add(const Atom& atom, std::span<const VariableInfo> variables) {
        bool is_narrowed = false;
        for (const Term& word : atom.terms) {
            if (const auto* value = std::get_if<Value>(&word)) {
                is_narrowed |= add_constant(*value);
            } else if (const auto* variable = std::get_if<Variable>(&word)) {
                const auto& kind = variables[variable->index].kind;
                if (kind) is_narrowed |= add_kind(*kind);
            }
        }
        if (!is_narrowed) add_rules(atom.phrase);
    }

    const std::set<std::size_t>& terms() const { return terms_; }

private:
    bool add_constant(const Value& value) {
        if (value.type != ColumnType::symbol) return false;
        for (std::size_t i = 0; i < program_.terms.size(); ++i) {
            if (program_.terms[i].id != as_symbol(value.word)) continue;
            terms_.insert(i);
            return true;
        }
        return false;
    }

    /// The kind of all terms narrows nothing down.
    bool add_kind(KindId kind) {
        if (!root_ || kind == *root_ || !program_.schema.is_a(kind, *root_)) return false;
        for (std::size_t i = 0; i < program_.terms.size(); ++i) {
            const std::vector<KindId>& kinds = program_.terms[i].kinds;
            if (std::any_of(kinds.begin(), kinds.end(),
                            [&](KindId own) { return program_.schema.is_a(own, kind); })) {
                terms_.insert(i);
            }
        }
        return true;
    }

    void add_rules(PhraseId phrase) {
        if (!seen_.insert(phrase).second) return;
        for (const Rule& rule : program_.rules) {
            if (rule.head.phrase == phrase && !rule.denies) {
                add(rule.conditions, rule.header.variables);
            }
        }
        for (const Definition& definition : program_.definitions) {
            if (definition.head.phrase != phrase) continue;
            for (const Element& element : definition.elements) {
                add(element.conditions, definition.header.variables);
            }
        }
    }

    const Program& program_;
    std::optional<KindId> root_;
    std::set<PhraseId> seen_;
    std::set<std::size_t> terms_;
};

void add_misses(const Program& program, const DraftRecord& record, Search& search) {
    for (const auto& [id, part] : record.parts) {
        if (part.kind != DraftPart::Kind::mention || !part.term) continue;
        if (std::find(search.terms.begin(), search.terms.end(), *part.term) == search.terms.end()) {
            continue;
        }
        search.misses.push_back(
            {part.span, std::string(program.symbols.text(program.terms[*part.term].id))});
    }
    std::sort(
        search.misses.begin(), search.misses.end(),
        [](const LabelledSpan& left, const LabelledSpan& right) { return left.span < right.span; });
    if (search.misses.size() > misses_shown) search.misses.resize(misses_shown);
}

}  // namespace

std::vector<Search> searches_of(const Program& program, const Rule& rule, const DraftRecord& record,
                                std::size_t paragraphs) {
    std::vector<Search> searches;
    for (const Condition& condition : rule.conditions) {
        const auto* literal = std::get_if<Literal>(&condition.form);
        if (literal == nullptr || literal->polarity != Polarity::no_record) continue;
        TermsBehind behind(program);
        behind.add(literal->atom, rule.header.variables);
        if (behind.terms().empty()) continue;
        Search search{.sentence = sentence(program, literal->atom, rule.header.variables),
                      .terms = {behind.terms().begin(), behind.terms().end()},
                      .forms = 0,
                      .paragraphs = paragraphs,
                      .misses = {}};
        for (const std::size_t term : search.terms)
            search.forms += program.terms[term].forms.size();
        add_misses(program, record, search);
        searches.push_back(std::move(search));
    }
    return searches;
}

std::vector<std::size_t> terms_read_by(const Program& program, const Rule& rule) {
    TermsBehind behind(program);
    behind.add(rule.conditions, rule.header.variables);
    return {behind.terms().begin(), behind.terms().end()};
}

std::vector<std::size_t> terms_read_by(const Program& program, const Exception& exception) {
    TermsBehind behind(program);
    behind.add(exception.conditions, exception.header.variables);
    return {behind.terms().begin(), behind.terms().end()};
}

}  // namespace obverse
