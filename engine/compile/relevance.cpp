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

bool is_decided(const Program& program, std::optional<LensId> lens, PhraseId phrase) {
    const VisibleBlocks visible(program, lens);
    for (std::uint32_t i = 0; lens && i < program.lenses.size(); ++i) {
        const std::vector<PhraseId>& silent = program.lenses[i].silent_on;
        if (LensId{i} == *lens && std::find(silent.begin(), silent.end(), phrase) != silent.end()) {
            return false;
        }
    }
    if (!program.schema.phrase(phrase).derived) return true;
    const auto concludes = [&](const auto& blocks, const auto& test) {
        return std::any_of(blocks.begin(), blocks.end(), [&](const auto& block) {
            return visible.sees(block.header) && test(block);
        });
    };
    return concludes(program.rules, [&](const Rule& r) { return r.head.phrase == phrase; }) ||
           concludes(program.definitions,
                     [&](const Definition& d) {
                         return d.head.phrase == phrase ||
                                std::any_of(d.when_only.begin(), d.when_only.end(),
                                            [&](const WhenOnly& w) {
                                                return w.conclusion.phrase == phrase;
                                            });
                     }) ||
           concludes(program.grades, [&](const Grade& g) {
               return program.schema.quantity(g.quantity).phrase == phrase;
           });
}

}  // namespace obverse
