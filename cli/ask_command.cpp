#include "cli/ask_command.h"

#include "cli/answering.h"
#include "cli/exit_code.h"
#include "engine/render/answer_json.h"
#include "engine/workspace/ask.h"

#include <algorithm>
#include <iostream>

namespace obverse::cli {

namespace {

void print(const std::vector<Asking>& askings, const std::string& text, const Given& given) {
    std::vector<Response> responses;
    for (const Asking& asking : askings) responses.push_back(asking.response);
    if (given.has("--json")) {
        std::cout << to_json(responses, text);
    } else if (responses.size() > 1 && responses.front().question->asks_for_verdict()) {
        std::cout << comparison_text(responses, answer_style(given));
    } else {
        for (std::size_t i = 0; i < responses.size(); ++i) {
            if (i > 0) std::cout << '\n';
            std::cout << to_text(responses[i], answer_style(given));
        }
    }
}

/// Whether every reading says yes: to a question for rows, that there are some.
bool is_supported(const std::vector<Asking>& askings) {
    return std::all_of(askings.begin(), askings.end(), [](const Asking& asking) {
        const Response& response = asking.response;
        if (response.question->asks_for_verdict()) {
            return response.answer.verdict == Verdict::supported;
        }
        return !response.found.empty() && response.found.front().verdict == Verdict::supported;
    });
}

int run(const Given& given) {
    const std::string text = words_of(given);
    const eval::Limits limits = limits_of(given);
    const auto workspace = open_workspace(given, {.claims = Claims::as_asked});
    if (!workspace) return bad_input;
    Diagnostics diagnostics;
    const auto question = understand(*workspace, text, diagnostics);
    if (!question) return print_findings(diagnostics, workspace->sources());
    std::vector<Asking> askings;
    const WithProof proof = given.has("--json") ? WithProof::yes : WithProof::no;
    for (const Reading& reading : readings_of(*workspace, reading_words_of(given))) {
        auto asking = ask(*workspace, *question, reading, proof, limits, diagnostics);
        if (!asking) return print_findings(diagnostics, workspace->sources());
        askings.push_back(std::move(*asking));
    }
    print(askings, text, given);
    return given.has("--check") && !is_supported(askings) ? findings : answered;
}

}  // namespace

Command ask_command() {
    std::vector<Option> options = reading_options();
    options.push_back(
        {.name = "--check", .value = "", .help = "exit with 1 unless the verdict is supported"});
    options.push_back(json_option());
    options = with(std::move(options), workspace_options());
    options = with(std::move(options), limit_options());
    return {
        .name = "ask",
        .summary = "answer a question, with the claims that decide it",
        .details =
            "A question is a sentence of the vocabulary, as it stands or turned into a question; "
            "`which KIND`, `who` or `what` asks for everything that fits. Names are ids, labels or "
            "aliases; an event also answers to its year, actor and object.\n\n"
            "The answer is one of: supported (it holds, however the disputes are settled), refuted "
            "(it does not), contested (it depends on whose word is right), undetermined (the "
            "record does not say enough), outside this lens. It shows the parts of the definition "
            "with the claims that decide each, what it hinges on, and what the lens answers "
            "beside it.",
        .arguments = {{.name = "QUESTION",
                       .help = "in words, with or without quotes",
                       .count = Argument::Count::some,
                       .completes = Completes::sentences}},
        .options = std::move(options),
        .examples =
            {{"obverse ask \"Is the 2021 Cosmos 1408 test a threat to the United States?\"",
              "the verdict, its elements and the other side of the coin"},
             {"obverse ask \"Which behaviours are threats to India?\"", "every one, by verdict"},
             {"obverse ask --lens all \"ru-2021-cosmos1408 is a threat to usa\"",
              "rival definitions side by side"},
             {"obverse ask --accept undisputed --as-of 2021-12 \"ru-2021-cosmos1408 is a threat to "
              "usa\"",
              "what nobody disputed by the end of 2021"},
             {"obverse ask --assume \"ru-2021-cosmos1408 is an accident\" "
              "\"ru-2021-cosmos1408 is a threat to usa\"",
              "what if"}},
        .run = run,
    };
}

}  // namespace obverse::cli
