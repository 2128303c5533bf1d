#include "engine/compile/relevance.h"

#include "engine/base/overloaded.h"
#include "engine/compile/compiler.h"

#include <algorithm>

namespace obverse::compiling {

namespace {

/// Grows the set of phrases by what concludes them, until nothing is added.
class Relevance {
public:
    Relevance(const Program& program, const VisibleBlocks& visible)
        : program_(program), visible_(visible) {}

    void add(PhraseId phrase) {
        if (found_.insert(phrase).second) open_.push_back(phrase);
    }
    std::set<PhraseId> close() {
        while (!open_.empty()) {
            const PhraseId phrase = open_.back();
            open_.pop_back();
            concluded_by(phrase);
        }
        return std::move(found_);
    }

private:
    void add(const Conditions& conditions) {
        for_each_condition(conditions, [&](const Condition& condition) {
            if (const auto* literal = std::get_if<Literal>(&condition.form)) {
                add(literal->atom.phrase);
            } else if (const auto* test = std::get_if<GradeTest>(&condition.form)) {
                add(program_.schema.quantity(test->quantity).phrase);
            }
        });
    }
    void add_exceptions(const std::string& target) {
        for (const Exception& exception : program_.exceptions) {
            if (exception.target != target || !visible_.sees(exception.header)) continue;
            add(exception.conditions);
            add_exceptions(exception.header.name);
        }
    }
    void add(const Rule& rule) {
        if (!rules_.insert(&rule).second) return;
        add(rule.conditions);
        add_exceptions(rule.header.name);
        for (const Rule& other : program_.rules) {
            const bool overrides = std::find(other.overrides.begin(), other.overrides.end(),
                                             rule.header.name) != other.overrides.end();
            if (overrides && visible_.sees(other.header)) add(other);
        }
    }
    void add(const Definition& definition) {
        for (const Element& element : definition.elements) add(element.conditions);
        for (const Element& element : definition.unless) {
            add(element.conditions);
            add_exceptions(definition.header.name + "." + element.name);
        }
        for (const WhenOnly& when : definition.when_only) add(when.conditions);
    }
    void concluded_by(PhraseId phrase) {
        for (const Rule& rule : program_.rules) {
            if (rule.head.phrase == phrase && visible_.sees(rule.header)) add(rule);
        }
        for (const Definition& definition : program_.definitions) {
            if (!visible_.sees(definition.header)) continue;
            const bool concludes =
                definition.head.phrase == phrase ||
                std::any_of(definition.when_only.begin(), definition.when_only.end(),
                            [&](const WhenOnly& when) { return when.conclusion.phrase == phrase; });
            if (concludes) add(definition);
        }
        for (const Grade& grade : program_.grades) {
            if (!visible_.sees(grade.header)) continue;
            if (program_.schema.quantity(grade.quantity).phrase != phrase) continue;
            for (const Grade::Factor& factor : grade.factors) {
                add(program_.schema.quantity(factor.quantity).phrase);
            }
        }
    }

    const Program& program_;
    const VisibleBlocks& visible_;
    std::set<PhraseId> found_;
    std::set<const Rule*> rules_;
    std::vector<PhraseId> open_;
};

}  // namespace

std::set<PhraseId> relevant(const Program& program, const VisibleBlocks& visible,
                            std::span<const PhraseId> phrases) {
    Relevance relevance(program, visible);
    for (const PhraseId phrase : phrases) relevance.add(phrase);
    return relevance.close();
}

}  // namespace obverse::compiling

namespace obverse {

std::vector<PhraseId> relevant_phrases(const Program& program, std::optional<LensId> lens,
                                       std::span<const PhraseId> phrases) {
    const VisibleBlocks visible(program, lens);
    const std::set<PhraseId> found = compiling::relevant(program, visible, phrases);
    return {found.begin(), found.end()};
}

std::vector<bool> decided_phrases(const Program& program, std::optional<LensId> lens) {
    std::vector<bool> decided;
    for (const Phrase& phrase : program.schema.phrases) decided.push_back(!phrase.derived);
    std::set<PhraseId> own;        // the lens itself says that it is silent
    std::set<PhraseId> inherited;  // a lens that it extends does
    for (std::uint32_t i = 0; lens && i < program.lenses.size(); ++i) {
        if (!lens_extends(program, *lens, LensId{i})) continue;
        for (const PhraseId phrase : program.lenses[i].silent_on) {
            (LensId{i} == *lens ? own : inherited).insert(phrase);
            decided[phrase.index] = false;
        }
    }
    const VisibleBlocks visible(program, lens);
    const auto conclude = [&](const BlockHeader& header, PhraseId phrase) {
        if (!visible.sees(header) || own.contains(phrase)) return;
        if (inherited.contains(phrase) && header.lens != lens) return;
        decided[phrase.index] = true;
    };
    for (const Rule& rule : program.rules) conclude(rule.header, rule.head.phrase);
    for (const Definition& definition : program.definitions) {
        conclude(definition.header, definition.head.phrase);
        for (const WhenOnly& when : definition.when_only) {
            conclude(definition.header, when.conclusion.phrase);
        }
    }
    for (const Grade& grade : program.grades) {
        conclude(grade.header, program.schema.quantity(grade.quantity).phrase);
    }
    return decided;
}

}  // namespace obverse
