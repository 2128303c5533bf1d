#pragma once

#include "cli/command.h"
#include "engine/render/answer_text.h"
#include "engine/workspace/reading_words.h"
#include "engine/workspace/workspace.h"

#include <memory>
#include <string>

namespace obverse::cli {

/// The place that `--workspace` and `--graph` name.
Place place_of(const Given& given);

/// The workspace, ready to be asked; what is done to make it ready is told on standard error. With
/// errors in its files, which are printed, nothing.
std::unique_ptr<Workspace> open_workspace(const Given& given, const Needs& needs);

/// What --lens, --accept, --as-of and --assume say.
/// The files that a command about rules names, or else those of the workspace itself, not of what
/// it extends. Throws UsageError when it names one that the workspace does not read.
std::set<SourceId> chosen_of(const RuleBase& rules, const Given& given);

ReadingWords reading_words_of(const Given& given);

/// What --derived-limit, --memory-limit and --time-limit say. Throws UsageError.
std::vector<Option> limit_options();
eval::Limits limits_of(const Given& given);

/// The arguments as one text: a question need not stand in quotes.
std::string words_of(const Given& given);

/// How text is laid out on standard output.
TextStyle style_of_stdout();
/// The same, for an answer under the reading that the options ask for.
TextStyle answer_style(const Given& given);

/// Prints findings on standard error. Returns `bad_input` when there are errors, `limit_reached`
/// when a limit is among them, else `answered`.
int print_findings(const Diagnostics& diagnostics, const SourceMap& sources);

}  // namespace obverse::cli
