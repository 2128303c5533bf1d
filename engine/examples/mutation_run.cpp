#include "engine/examples/mutation_run.h"

#include "engine/compile/compile.h"

#include <algorithm>

namespace obverse {

MutationRun::MutationRun(Program& program, std::optional<LensId> lens)
    : program_(program), lens_(lens) {
    for (std::size_t i = 0; i < program.examples.size(); ++i) {
        const Example& example = program.examples[i];
        std::vector<PhraseId> phrases;
        for (const Example::Expectation& expectation : example.expectations) {
            phrases.push_back(expectation.sentence.phrase);
        }
        const std::vector<PhraseId> all =
            relevant_phrases(program, example.lens ? example.lens : lens, phrases);
        rests_on_.emplace_back(all.begin(), all.end());
        Diagnostics ignored;
        if (!run_example(program, i, lens, ignored).passed) failing_.push_back(i);
    }
}

std::set<PhraseId> MutationRun::conclusions_of(const Mutant& mutant) const {
    std::set<PhraseId> phrases;
    const auto add_definition = [&](const Definition& definition) {
        phrases.insert(definition.head.phrase);
        for (const WhenOnly& when : definition.when_only) phrases.insert(when.conclusion.phrase);
    };
    switch (mutant.block) {
        case BlockKind::rule:
        case BlockKind::table: {
            const Rule& rule = program_.rules[mutant.index];
            phrases.insert(rule.head.phrase);
            // What overrides another bears on what the other concludes, and so does a whole row.
            for (const Rule& other : program_.rules) {
                const bool is_overridden = std::find(rule.overrides.begin(), rule.overrides.end(),
                                                     other.header.name) != rule.overrides.end();
                const bool is_of_row = rule.row != 0 && other.header.name == rule.header.name;
                if (is_overridden || is_of_row) phrases.insert(other.head.phrase);
            }
            break;
        }
        case BlockKind::exception: {
            std::string target = program_.exceptions[mutant.index].target;
            for (std::size_t steps = 0; steps < program_.exceptions.size(); ++steps) {
                const auto next = std::find_if(
                    program_.exceptions.begin(), program_.exceptions.end(),
                    [&](const Exception& other) { return other.header.name == target; });
                if (next == program_.exceptions.end()) break;
                target = next->target;
            }
            for (const Rule& rule : program_.rules) {
                if (rule.header.name == target) phrases.insert(rule.head.phrase);
            }
            for (const Definition& definition : program_.definitions) {
                if (definition.header.name == target.substr(0, target.find('.'))) {
                    add_definition(definition);
                }
            }
            break;
        }
        case BlockKind::definition:
            add_definition(program_.definitions[mutant.index]);
            break;
        case BlockKind::grade:
            phrases.insert(program_.schema.quantity(program_.grades[mutant.index].quantity).phrase);
            break;
    }
    return phrases;
}

std::vector<std::size_t> MutationRun::noticed_by(const Mutant& mutant, std::size_t limit,
                                                 bool& is_refused) {
    const std::set<PhraseId> phrases = conclusions_of(mutant);
    const Mutation mutation(program_, mutant);
    is_refused = !mutation.is_sound();
    std::vector<std::size_t> noticed;
    for (std::size_t i = 0; !is_refused && i < rests_on_.size() && noticed.size() < limit; ++i) {
        const bool rests = std::any_of(phrases.begin(), phrases.end(), [&](PhraseId phrase) {
            return rests_on_[i].contains(phrase);
        });
        if (!rests || std::find(failing_.begin(), failing_.end(), i) != failing_.end()) continue;
        Diagnostics ignored;
        if (!run_example(program_, i, lens_, ignored).passed) noticed.push_back(i);
    }
    return noticed;
}

}  // namespace obverse
