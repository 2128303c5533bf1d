#include "cli/answering.h"

#include "cli/exit_code.h"
#include "cli/input_files.h"
#include "cli/terminal.h"

#include <algorithm>
#include <charconv>
#include <iostream>

namespace obverse::cli {

namespace {

constexpr std::uint64_t usual_derived_limit = 50'000'000;
constexpr double mebibyte = 1024.0 * 1024.0;
constexpr double greatest_limit = 1e12;
constexpr std::uint64_t usual_memory_limit = 2048;

double number_of(const Given& given, std::string_view option, double otherwise) {
    const auto text = given.value(option);
    if (!text) return otherwise;
    double value = 0;
    const char* end = text->data() + text->size();
    const auto [at, error] = std::from_chars(text->data(), end, value);
    if (error != std::errc() || at != end || !(value > 0) || value > greatest_limit) {
        throw UsageError("`" + std::string(option) +
                         "` takes a number above zero, at most a million million, not `" + *text +
                         "`");
    }
    return value;
}

}  // namespace

Place place_of(const Given& given) {
    Place place;
    if (const auto folder = given.value("--workspace")) place.folder = *folder;
    if (const auto graph = given.value("--graph")) place.graph = *graph;
    return place;
}

std::unique_ptr<Workspace> open_workspace(const Given& given, const Needs& needs) {
    Diagnostics diagnostics;
    auto workspace =
        load_workspace(place_of(given), needs, diagnostics,
                       [](const std::string& text) { std::cerr << "obverse: " << text << '\n'; });
    if (!diagnostics.has_errors()) return workspace;
    print_findings(diagnostics, workspace->sources());
    return nullptr;
}

std::set<SourceId> chosen_of(const RuleBase& rules, const Given& given) {
    if (given.arguments().empty()) return rules.own_sources();
    return rules.sources_of(files_of(given)).value();
}

ReadingWords reading_words_of(const Given& given) {
    return {.lenses = given.values("--lens"),
            .accept = given.values("--accept"),
            .as_of = given.value("--as-of").value_or(""),
            .assume = given.values("--assume")};
}

std::vector<Option> limit_options() {
    return {
        {.name = "--derived-limit",
         .value = "COUNT",
         .help = "stop when rules have concluded so many sentences (50 million)"},
        {.name = "--memory-limit",
         .value = "MIB",
         .help = "stop when what is concluded takes so many mebibytes (2048)"},
        {.name = "--time-limit", .value = "SECONDS", .help = "stop after so many seconds"},
    };
}

eval::Limits limits_of(const Given& given) {
    eval::Limits limits;
    limits.derived_tuples = static_cast<std::uint64_t>(
        number_of(given, "--derived-limit", static_cast<double>(usual_derived_limit)));
    limits.bytes = static_cast<std::uint64_t>(
        mebibyte * number_of(given, "--memory-limit", static_cast<double>(usual_memory_limit)));
    if (given.has("--time-limit")) limits.seconds = number_of(given, "--time-limit", 0);
    return limits;
}

std::string words_of(const Given& given) {
    std::string text;
    for (const std::string& word : given.arguments()) text += (text.empty() ? "" : " ") + word;
    return text;
}

TextStyle style_of_stdout() {
    return {.width = print_width(), .colour = colour_of_stdout()};
}

TextStyle answer_style(const Given& given) {
    TextStyle style = style_of_stdout();
    const auto repeated = [&](const std::string& option) {
        std::string text;
        for (const std::string& value : given.values(option)) {
            const bool is_word = value.find_first_of(" \"'$`\\") == std::string::npos;
            const char* quote = value.find('"') == std::string::npos ? "\"" : "'";
            text += " " + option + " " + (is_word ? value : quote + value + quote);
        }
        return text;
    };
    style.options.lens = repeated("--lens");
    for (const char* option : {"--accept", "--as-of", "--assume"}) {
        style.options.others += repeated(option);
    }
    return style;
}

int print_findings(const Diagnostics& diagnostics, const SourceMap& sources) {
    Diagnostics sorted = diagnostics;
    sorted.sort();
    std::cerr << to_text(sorted, sources, colour_of_stderr());
    const bool limit =
        std::any_of(sorted.list().begin(), sorted.list().end(),
                    [](const Diagnostic& each) { return each.code == Code::limit_reached; });
    if (limit) return limit_reached;
    return sorted.has_errors() ? bad_input : answered;
}

}  // namespace obverse::cli
