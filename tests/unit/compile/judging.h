#pragma once

#include "engine/compile/answer.h"
#include "engine/examples/run.h"
#include "tests/unit/check/checking.h"

#include <string>
#include <string_view>

namespace obverse::test {

/// Runs the examples of a text. What came out otherwise than expected, a line each; findings of the
/// checker and of the run before them. Empty when all is as it should be.
inline std::string failures(std::string_view text) {
    Checking checking(text);
    std::string found = checking.findings();
    if (!found.empty()) return found;
    Program& program = checking.checked.program;
    if (program.examples.empty()) return "no example\n";
    for (std::size_t i = 0; i < program.examples.size(); ++i) {
        Diagnostics diagnostics;
        const ExampleResult result = run_example(program, i, std::nullopt, diagnostics);
        for (const Diagnostic& diagnostic : diagnostics.list()) {
            found += program.examples[i].title + ": " + diagnostic.message + "\n";
        }
        for (const ExpectationResult& one : result.expectations) {
            if (one.passed) continue;
            const Span span = program.examples[i].expectations[one.expectation].span;
            found += program.examples[i].title + ": " + std::string(checking.sources.text(span)) +
                     ": found " + std::string(name_of(one.found));
            for (const std::string& name : one.deciding) found += " " + name;
            found += "\n";
        }
    }
    return found;
}

/// What a question is answered on the record of a text.
struct Judging {
    Checking checking;
    Diagnostics diagnostics;
    std::optional<Judgement> judgement;

    explicit Judging(std::string_view text) : checking(text) {}

    Program& program() { return checking.checked.program; }
    PhraseId phrase(std::string_view name) { return *program().schema.phrase_named(name); }
    /// A row of symbols; unknown ones are made.
    Row row(std::initializer_list<std::string_view> words) {
        Row made;
        for (const std::string_view word : words) {
            made.push_back(to_word(program().symbols.intern(word)));
        }
        return made;
    }
    Reading reading() {
        Reading made;
        if (!program().lenses.empty()) made.lens = LensId{0};
        return made;
    }
    Answer ask(std::string_view name, std::initializer_list<std::string_view> words) {
        const Row asked_row = row(words);
        const Asked asked[] = {{phrase(name), asked_row}};
        judgement = judge(program(), checking.checked.record, reading(), asked, {}, diagnostics);
        return answer(*judgement, phrase(name), asked_row);
    }
};

}  // namespace obverse::test
