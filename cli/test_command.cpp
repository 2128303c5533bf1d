#include "cli/test_command.h"

#include "cli/exit_code.h"
#include "cli/rule_base_for_tests.h"
#include "engine/examples/mutation_run.h"
#include "engine/examples/run.h"
#include "engine/json/writer.h"
#include "engine/lexicon/word_examples.h"

#include <iostream>

namespace obverse::cli {

namespace {

std::string place_text(const SourceMap& sources, Span span) {
    const LineColumn place = sources.locate(span.source, span.begin);
    return std::string(sources.path(span.source)) + ":" + std::to_string(place.line) + ":" +
           std::to_string(place.column);
}

/// One expectation that was not met, in a reader's words.
void print_failure(const TestBase& base, const obverse::Example& example,
                   const ExpectationResult& result) {
    const obverse::Example::Expectation& expectation = example.expectations[result.expectation];
    std::cout << place_text(base.sources(), expectation.span) << ": example \"" << example.title
              << "\"\n  " << base.sources().text(expectation.span) << '\n';
    if (!result.judged) {
        std::cout << "  could not be judged, for the error above\n";
    } else if (result.found != result.expected) {
        std::cout << "  expected " << name_of(result.expected) << ", found "
                  << name_of(result.found) << '\n';
    } else {
        std::cout << "  is " << name_of(result.found) << ", but not because of `" << result.because
                  << "`\n";
    }
    if (!result.deciding.empty()) {
        std::cout << "  what decides:";
        for (const std::string& name : result.deciding) std::cout << " `" << name << '`';
        std::cout << '\n';
    }
}

struct Totals {
    std::size_t expectations = 0;
    std::size_t failed = 0;
    std::size_t examples = 0;
    std::size_t failed_examples = 0;
};

Totals run_examples(TestBase& base, JsonWriter* json) {
    Totals totals;
    Program& program = base.checked.program;
    for (std::size_t i = 0; i < program.examples.size(); ++i) {
        if (!base.chosen.contains(program.examples[i].span.source)) continue;
        Diagnostics diagnostics;
        const ExampleResult result = run_example(program, i, base.lens, diagnostics);
        print_findings(diagnostics, base.sources());
        ++totals.examples;
        totals.failed_examples += result.passed ? 0 : 1;
        for (const ExpectationResult& one : result.expectations) {
            ++totals.expectations;
            if (one.passed) continue;
            ++totals.failed;
            const obverse::Example& example = program.examples[i];
            if (json == nullptr) {
                print_failure(base, example, one);
                continue;
            }
            const Span span = example.expectations[one.expectation].span;
            json->begin_object();
            json->member("example", example.title);
            json->member("place", place_text(base.sources(), span));
            json->member("sentence", base.sources().text(span));
            json->member("expected", name_of(one.expected)).member("found", name_of(one.found));
            json->member("because", one.because);
            json->end_object();
        }
    }
    return totals;
}

/// The texts that terms and cues give as examples; those that say otherwise are told.
WordExampleResults run_texts(const TestBase& base, JsonWriter* json) {
    WordExampleResults results = run_word_examples(base.checked.program, base.chosen);
    for (const FailedWordExample& one : results.failed) {
        const Span span = one.example.text.span;
        if (json == nullptr) {
            std::cout << place_text(base.sources(), span) << ": " << one.block << "\n  "
                      << (one.example.is_yes ? "yes " : "no ") << base.sources().text(span)
                      << "\n  " << one.reason << '\n';
            continue;
        }
        json->begin_object();
        json->member("block", one.block);
        json->member("place", place_text(base.sources(), span));
        json->member("text", one.example.text.text);
        json->member("reason", one.reason);
        json->end_object();
    }
    return results;
}

/// Damages the rules one by one; what no example notices is printed.
std::size_t run_mutants(TestBase& base, JsonWriter* json, std::size_t& count) {
    Program& program = base.checked.program;
    MutationRun run(program, base.lens);
    std::size_t survivors = 0;
    std::vector<Mutant> mutants = mutants_of(program);
    std::erase_if(mutants,
                  [&](const Mutant& mutant) { return !base.chosen.contains(mutant.span.source); });
    count = mutants.size();
    for (const Mutant& mutant : mutants) {
        bool is_refused = false;
        const bool is_noticed = !run.noticed_by(mutant, 1, is_refused).empty() || is_refused;
        if (is_noticed) continue;
        ++survivors;
        const bool drops = mutant.change != Mutant::Change::turn_comparison;
        const std::string text =
            (drops ? "no example notices that this is gone: " : "no example notices ") +
            mutant.what;
        if (json == nullptr) {
            std::cout << place_text(base.sources(), mutant.span) << ": " << text << '\n';
        } else {
            json->begin_object();
            json->member("place", place_text(base.sources(), mutant.span));
            json->member("what", mutant.what);
            json->end_object();
        }
    }
    return survivors;
}

int run(const Given& given) {
    const std::unique_ptr<TestBase> base = open_test_base(given);
    if (!base) return bad_input;
    const bool wants_json = given.has("--json");
    const bool wants_mutants = given.has("--mutants");
    JsonWriter json;
    json.begin_object().key("failures").begin_array();
    const Totals totals = run_examples(*base, wants_json ? &json : nullptr);
    json.end_array();
    json.key("texts").begin_array();
    const WordExampleResults texts = run_texts(*base, wants_json ? &json : nullptr);
    json.end_array();
    std::size_t survivors = 0;
    std::size_t mutants = 0;
    if (wants_mutants) {
        json.key("survivors").begin_array();
        survivors = run_mutants(*base, wants_json ? &json : nullptr, mutants);
        json.end_array();
    }
    if (wants_json) {
        json.key("examples").integer(static_cast<std::int64_t>(totals.examples));
        json.key("expectations").integer(static_cast<std::int64_t>(totals.expectations));
        json.key("failed").integer(static_cast<std::int64_t>(totals.failed));
        json.key("wordExamples").integer(static_cast<std::int64_t>(texts.count));
        if (wants_mutants) json.key("mutants").integer(static_cast<std::int64_t>(mutants));
        json.end_object();
        std::cout << json.text();
    } else {
        std::cout << totals.examples << " examples with " << totals.expectations
                  << " expectations: ";
        if (totals.failed == 0) {
            std::cout << "all met\n";
        } else {
            std::cout << totals.failed << " not met, in " << totals.failed_examples
                      << " examples\n";
        }
        if (texts.count > 0) {
            std::cout << texts.count << " texts of terms and cues: "
                      << (texts.failed.empty()
                              ? std::string("all read as they should")
                              : std::to_string(texts.failed.size()) + " read otherwise")
                      << '\n';
        }
        if (wants_mutants) {
            std::cout << mutants << " small damages to the rules: "
                      << (survivors == 0 ? std::string("every one is noticed")
                                         : std::to_string(survivors) + " go unnoticed")
                      << '\n';
        }
    }
    return totals.failed == 0 && texts.failed.empty() && survivors == 0 ? answered : findings;
}

}  // namespace

Command test_command() {
    return {
        .name = "test",
        .summary = "run the examples of the rules",
        .details =
            "Runs every example of the workspace, or of the files named, and tells each "
            "expectation that is not met, with what was found and what decided it; then reads the "
            "`yes` and `no` texts of terms and cues. What the workspace extends is not tested with "
            "it.\n\n"
            "With --mutants the rules are damaged one small thing at a time: a rule, a condition, "
            "an element, an exception, a row of a table is dropped, a comparison turned round. A "
            "damage that no example notices is told: the rules say something there that nothing "
            "tests.",
        .arguments = {{.name = "FILE",
                       .help = "files whose examples to run; none: all of the workspace",
                       .count = Argument::Count::any,
                       .completes = Completes::files}},
        .options = with({{.name = "--mutants",
                          .value = "",
                          .help = "damage the rules and see whether an example notices"},
                         json_option()},
                        workspace_options()),
        .examples = {{"obverse test", "run every example of the workspace"},
                     {"obverse test --mutants", "see what no example tests"},
                     {"obverse test rules/mine.obv", "run the examples of one file"}},
        .run = run,
    };
}

}  // namespace obverse::cli
