#include "cli/why_command.h"

#include "cli/answering.h"
#include "cli/exit_code.h"
#include "cli/graphviz.h"
#include "engine/render/proof_json.h"
#include "engine/render/proof_text.h"
#include "engine/workspace/ask.h"

#include <charconv>
#include <iostream>

namespace obverse::cli {

namespace {

std::size_t count_of(const Given& given, std::string_view option, std::size_t otherwise) {
    const auto text = given.value(option);
    if (!text) return otherwise;
    std::size_t value = 0;
    const char* end = text->data() + text->size();
    const auto [at, error] = std::from_chars(text->data(), end, value);
    if (error != std::errc() || at != end || value == 0) {
        throw UsageError("`" + std::string(option) + "` takes a whole number above zero, not `" +
                         *text + "`");
    }
    return value;
}

Verdict wanted_of(const Given& given) {
    const std::string word = given.value("--wanted").value_or("supported");
    if (word == "refuted") return Verdict::refuted;
    return word == "contested" ? Verdict::contested : Verdict::supported;
}

/// A workspace with a question for a verdict and the one reading to answer it under.
struct Ready {
    std::unique_ptr<Workspace> workspace;
    std::optional<Question> question;
    Reading reading;
};

/// Anything but 0 is the exit code to end with.
int get_ready(const Given& given, Ready& ready) {
    ready.workspace = open_workspace(given, {.claims = Claims::as_asked});
    if (!ready.workspace) return bad_input;
    Diagnostics diagnostics;
    ready.question = understand(*ready.workspace, words_of(given), diagnostics);
    if (!ready.question) return print_findings(diagnostics, ready.workspace->sources());
    if (!ready.question->asks_for_verdict()) {
        std::cerr << "obverse: a proof is of one sentence; `obverse ask \"" << words_of(given)
                  << "\"` lists those that fit\n";
        return bad_input;
    }
    const std::vector<Reading> readings = readings_of(*ready.workspace, reading_words_of(given));
    if (readings.size() > 1) {
        throw UsageError("a proof is under one lens; `obverse ask` compares several");
    }
    ready.reading = readings.front();
    return answered;
}

int run_why(const Given& given) {
    const WhyOptions options{.all = given.has("--all"),
                             .depth = count_of(given, "--depth", WhyOptions().depth)};
    const eval::Limits limits = limits_of(given);
    Ready ready;
    if (const int code = get_ready(given, ready); code != answered) return code;
    Diagnostics diagnostics;
    const auto found =
        prove(*ready.workspace, *ready.question, ready.reading, options, limits, diagnostics);
    if (!found) return print_findings(diagnostics, ready.workspace->sources());
    const Explanation& explanation = *found->explanation;
    if (given.has("--json")) {
        std::cout << to_json(explanation, found->response, words_of(given));
    } else if (given.has("--dot")) {
        std::cout << to_dot(explanation, *found->judgement);
    } else if (given.has("--svg")) {
        std::cout << svg_of(to_dot(explanation, *found->judgement));
    } else {
        std::cout << to_text(explanation, *found->judgement, ready.question->formal,
                             answer_style(given));
    }
    const bool supported = explanation.verdict == Verdict::supported;
    return given.has("--check") && !supported ? findings : answered;
}

int run_why_not(const Given& given) {
    const WhyNotOptions options{.wanted = wanted_of(given),
                                .repairs = count_of(given, "--repairs", WhyNotOptions().repairs),
                                .attempts = count_of(given, "--attempts", WhyNotOptions().attempts),
                                .runs = count_of(given, "--runs", WhyNotOptions().runs)};
    const eval::Limits limits = limits_of(given);
    Ready ready;
    if (const int code = get_ready(given, ready); code != answered) return code;
    Diagnostics diagnostics;
    const auto found =
        refute(*ready.workspace, *ready.question, ready.reading, options, limits, diagnostics);
    if (!found) return print_findings(diagnostics, ready.workspace->sources());
    if (given.has("--json")) {
        std::cout << to_json(found->why_not, found->asking.response, words_of(given));
    } else {
        std::cout << to_text(found->why_not, *found->asking.judgement, ready.question->formal,
                             answer_style(given));
    }
    const bool supported = found->why_not.verdict == Verdict::supported;
    return given.has("--check") && !supported ? findings : answered;
}

Option check_option() {
    return {.name = "--check", .value = "", .help = "exit with 1 unless the verdict is supported"};
}

Argument sentence_argument() {
    return {.name = "SENTENCE",
            .help = "in words, with or without quotes",
            .count = Argument::Count::some,
            .completes = Completes::sentences};
}

}  // namespace

Command why_command() {
    std::vector<Option> options = {
        {.name = "--all", .value = "", .help = "other ways to conclude each step too"},
        {.name = "--depth", .value = "COUNT", .help = "show so many steps down"},
        {.name = "--dot", .value = "", .help = "print the proof as a graph for graphviz"},
        {.name = "--svg", .value = "", .help = "print the proof as a picture"},
        check_option(),
        json_option()};
    options = with(reading_options(), options);
    options = with(std::move(options), workspace_options());
    return {
        .name = "why",
        .summary = "prove a verdict, down to the claims it rests on",
        .details =
            "Prints a proof of least height as a tree: each step with the rule or definition that "
            "takes it, where that comes from, and the exceptions that do not apply; at the leaves "
            "who says so, when and in which source. A contested sentence has a proof for it and "
            "one against.",
        .arguments = {sentence_argument()},
        .options = with(std::move(options), limit_options()),
        .examples = {{"obverse why \"ru-2021-cosmos1408 is a threat to usa\"", "the proof"},
                     {"obverse why --all --depth 3 \"ru-2021-cosmos1408 is a threat to usa\"",
                      "three steps down, every way"},
                     {"obverse why --svg \"ru-2021-cosmos1408 is a threat to usa\" >proof.svg",
                      "as a picture"}},
        .run = run_why,
    };
}

Command why_not_command() {
    std::vector<Option> options = {
        {.name = "--wanted",
         .value = "VERDICT",
         .help = "the verdict that is missed",
         .completes = Completes::choices,
         .choices = {"supported", "refuted", "contested"}},
        {.name = "--attempts", .value = "COUNT", .help = "show so many that came near (3)"},
        {.name = "--repairs", .value = "COUNT", .help = "look for so many ways out (5)"},
        {.name = "--runs", .value = "COUNT", .help = "try at most so many changed records (30)"},
        check_option(),
        json_option()};
    options = with(reading_options(), options);
    options = with(std::move(options), workspace_options());
    return {
        .name = "why-not",
        .summary = "say what came nearest, and what would make it hold",
        .details =
            "Shows the rules and definitions that could conclude the sentence, how far each came "
            "and at which condition it failed; then the smallest sets of claims that would bring "
            "the verdict about. Each set was tried before it is shown; where the search was not "
            "exhausted it says so.",
        .arguments = {sentence_argument()},
        .options = with(std::move(options), limit_options()),
        .examples = {{"obverse why-not \"b-2009-iridium-cosmos is a threat to usa\"",
                      "the element that failed"},
                     {"obverse why-not --wanted refuted \"ru-2021-cosmos1408 is a threat to usa\"",
                      "what would refute it"}},
        .run = run_why_not,
    };
}

}  // namespace obverse::cli
