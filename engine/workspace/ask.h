#pragma once

#include "engine/eval/evaluate.h"
#include "engine/proof/why_not.h"
#include "engine/render/response.h"
#include "engine/workspace/workspace.h"

#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace obverse {

/// The question that the words ask; nothing, after a report, when they ask none or several.
std::optional<Question> understand(Workspace& workspace, std::string_view text,
                                   Diagnostics& diagnostics);

/// Accepts, compiles and runs for these questions, after loading the claims that matter to them.
/// Nothing, after a report, when a limit is reached.
std::optional<Judgement> judge_for(Workspace& workspace, const Reading& reading,
                                   std::span<const Asked> asked, const eval::Limits& limits,
                                   Diagnostics& diagnostics);

/// A response with what it was made from.
struct Asking {
    std::unique_ptr<Judgement> judgement;
    std::unique_ptr<Explanation> explanation;  // when asked for
    Response response;
};
enum class WithProof : std::uint8_t { no, yes };

/// Answers a question under one reading, with what the lens answers beside it and what each
/// dispute that it hinges on would make of the verdict when settled. Nothing, after a report, when
/// a limit is reached. Workspace and question must outlive the answer.
std::optional<Asking> ask(Workspace& workspace, const Question& question, const Reading& reading,
                          WithProof proof, const eval::Limits& limits, Diagnostics& diagnostics);

/// Answers a question for a verdict and proves the answer; what lies beside it is left out.
std::optional<Asking> prove(Workspace& workspace, const Question& question, const Reading& reading,
                            const WhyOptions& options, const eval::Limits& limits,
                            Diagnostics& diagnostics);

/// Answers a question for a verdict, and finds why it is not the one wanted.
struct Refuting {
    Asking asking;
    WhyNot why_not;
};
std::optional<Refuting> refute(Workspace& workspace, const Question& question,
                               const Reading& reading, const WhyNotOptions& options,
                               const eval::Limits& limits, Diagnostics& diagnostics);

}  // namespace obverse
