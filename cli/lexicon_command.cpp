#include "cli/lexicon_command.h"

#include "cli/answering.h"
#include "cli/draft_files.h"
#include "cli/exit_code.h"
#include "engine/audit/location.h"
#include "engine/audit/word_search.h"
#include "engine/json/writer.h"
#include "engine/render/layout.h"

#include <iostream>

namespace obverse::cli {

namespace {

constexpr std::size_t gaps_shown = 40;
constexpr std::uint32_t context_bytes = 40;

/// The words with what stands about them, as far as the paragraph goes.
std::string in_context(const DraftText& draft, text::TextSpan span) {
    const std::string& all = draft.read.text;
    std::size_t from = span.begin > context_bytes ? span.begin - context_bytes : 0;
    std::size_t to = std::min<std::size_t>(span.end + context_bytes, all.size());
    const std::size_t line = all.rfind('\n', span.begin);
    if (line != std::string::npos && line + 1 > from) from = line + 1;
    to = std::min(to, all.find('\n', span.end));
    while (from < span.begin && from > 0 && all[from - 1] != ' ' && all[from - 1] != '\n') ++from;
    while (to > span.end && to < all.size() && all[to] != ' ' && all[to] != '\n') --to;
    return all.substr(from, span.begin - from) + "[" + std::string(draft.of(span)) + "]" +
           all.substr(span.end, to - span.end);
}

class Trial {
public:
    Trial(const Given& given, Workspace& workspace, Auditor& auditor)
        : given_(given), workspace_(workspace), auditor_(auditor) {}

    int run(const std::string& form, std::span<const std::string> words) {
        int worst = answered;
        json_.begin_object().member("form", form).key("drafts").begin_array();
        for (const std::filesystem::path& file : draft_files(words)) {
            const auto draft = read_draft(auditor_, file, read_options_of(given_));
            if (!draft) {
                worst = bad_input;
                continue;
            }
            const WordSearch found = search_words(workspace_, auditor_, *draft, form,
                                                  given_.value("--language").value_or(""));
            if (given_.has("--json")) {
                write(*draft, found);
            } else {
                print(*draft, found);
            }
        }
        json_.end_array().end_object();
        if (given_.has("--json")) std::cout << json_.text();
        return worst;
    }

private:
    void print(const DraftText& draft, const WordSearch& found) const {
        const std::size_t width = style_of_stdout().width;
        std::cout << draft.name << ": " << counted(found.hits.size(), "place") << '\n';
        for (const WordHit& hit : found.hits) {
            std::string line = in_context(draft, hit.span);
            if (!hit.uses.empty()) line += "  (" + listed(hit.uses) + ")";
            std::cout << hang("  " + padded(hit.place, 10), line, width);
        }
        for (const NearMiss& miss : found.misses) {
            std::cout << hang("  " + padded("not " + miss.place, 14),
                              in_context(draft, miss.span) + "  (`" + miss.lacks +
                                  "` does not stand where the form wants it)",
                              width);
        }
    }

    void write(const DraftText& draft, const WordSearch& found) {
        json_.begin_object().member("file", draft.name).key("places").begin_array();
        for (const WordHit& hit : found.hits) {
            json_.begin_object().member("of", hit.place);
            json_.member("words", draft.of(hit.span)).key("uses").begin_array();
            for (const std::string& use : hit.uses) json_.string(use);
            json_.end_array().end_object();
        }
        json_.end_array().key("near").begin_array();
        for (const NearMiss& miss : found.misses) {
            json_.begin_object().member("of", miss.place);
            json_.member("words", draft.of(miss.span)).member("lacks", miss.lacks).end_object();
        }
        json_.end_array().end_object();
    }

    const Given& given_;
    Workspace& workspace_;
    Auditor& auditor_;
    JsonWriter json_;
};

int show_gaps(const Given& given, Auditor& auditor, std::span<const std::string> words) {
    std::vector<std::shared_ptr<DraftText>> drafts;
    int worst = answered;
    for (const std::filesystem::path& file : draft_files(words)) {
        auto draft = read_draft(auditor, file, read_options_of(given));
        if (draft) {
            drafts.push_back(std::move(draft));
        } else {
            worst = bad_input;
        }
    }
    const std::vector<Gap> gaps = find_gaps(auditor, drafts, gaps_shown);
    if (given.has("--json")) {
        JsonWriter json;
        json.begin_object().key("gaps").begin_array();
        for (const Gap& gap : gaps) {
            json.begin_object().member("words", gap.words);
            json.key("times").integer(static_cast<std::int64_t>(gap.times));
            json.key("drafts").integer(static_cast<std::int64_t>(gap.drafts));
            json.member("first", gap.example).end_object();
        }
        json.end_array().end_object();
        std::cout << json.text();
        return worst;
    }
    std::vector<std::vector<std::string>> rows = {{"times", "drafts", "words", "first in"}};
    for (const Gap& gap : gaps) {
        rows.push_back(
            {std::to_string(gap.times), std::to_string(gap.drafts), gap.words, gap.example});
    }
    std::cout << table(rows, style_of_stdout().width, "", 40);
    return worst;
}

int run(const Given& given) {
    const std::vector<std::string>& words = given.arguments();
    const bool is_trial = words.front() == "try";
    if (words.size() < (is_trial ? 3U : 2U)) {
        throw UsageError(is_trial ? "write `obverse lexicon try \"FORM\" FILE…`"
                                  : "write `obverse lexicon gaps FILE…`");
    }
    const auto workspace = open_workspace(given, {.claims = Claims::as_asked});
    if (!workspace) return bad_input;
    Diagnostics diagnostics;
    try {
        Auditor auditor(*workspace, diagnostics);
        if (!is_trial) return show_gaps(given, auditor, std::span(words).subspan(1));
        return Trial(given, *workspace, auditor).run(words[1], std::span(words).subspan(2));
    } catch (const AuditError& error) {
        std::cerr << "obverse: " << error.what() << '\n';
        return bad_input;
    }
}

}  // namespace

Command lexicon_command() {
    std::vector<Option> options = {{.name = "--language",
                                    .value = "NAME",
                                    .help = "of the form tried; else that of the draft"},
                                   changes_option(),
                                   json_option()};
    options = with(std::move(options), workspace_options());
    return {
        .name = "lexicon",
        .summary = "try words on drafts, and find what no term explains",
        .details =
            "`try` shows where a form would be found, how the cues there say that it is "
            "meant, and where only a part of it stands. `gaps` lists the frequent runs of "
            "words that stand in no mention of a term.",
        .arguments = {{.name = "ACTION",
                       .help = "what to do",
                       .count = Argument::Count::one,
                       .completes = Completes::choices,
                       .choices = {"try", "gaps"}},
                      {.name = "WORDS",
                       .help = "for `try` a form and drafts, for `gaps` drafts",
                       .count = Argument::Count::some,
                       .completes = Completes::files}},
        .options = std::move(options),
        .examples = {{"obverse lexicon try \"missile test~\" corpus/drafts",
                      "where these words stand, and how they are meant"},
                     {"obverse lexicon gaps corpus/drafts", "what the terms leave unexplained"}},
        .run = run,
    };
}

}  // namespace obverse::cli
