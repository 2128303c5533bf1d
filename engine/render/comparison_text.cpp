#include "engine/render/answer_text.h"
#include "engine/render/layout.h"
#include "engine/render/reading_text.h"
#include "engine/render/shortening.h"
#include "engine/render/verdict_text.h"
#include "engine/render/wording.h"

#include <algorithm>

namespace obverse {

namespace {

std::string_view status_word(const AnswerPart& part) {
    using Kind = AnswerPart::Kind;
    const bool is_exception =
        part.kind == Kind::unless || part.kind == Kind::exception || part.kind == Kind::override;
    switch (part.verdict) {
        case Verdict::supported:
            return is_exception ? "applies" : "holds";
        case Verdict::refuted:
            return is_exception ? "does not apply" : "is refuted";
        case Verdict::contested:
            return is_exception ? "is disputed" : "is contested";
        case Verdict::undetermined:
        case Verdict::outside:
            break;
    }
    return is_exception ? "is not shown" : "is undetermined";
}

/// What a lens rests its verdict on, in a clause.
std::string reason_of(const Answer& answer) {
    if (answer.verdict == Verdict::outside) return "does not decide this";
    std::vector<std::string> reasons;
    for (const AnswerPart& part : answer.parts) {
        if (!part.decides) continue;
        std::string reason = part.name + " " + std::string(status_word(part));
        if (!part.sentences.empty()) reason += " (" + listed(part.sentences) + ")";
        reasons.push_back(std::move(reason));
    }
    if (reasons.empty() && answer.verdict == Verdict::supported && !answer.block.empty()) {
        return "every part of `" + answer.block + "` holds";
    }
    if (!reasons.empty()) return listed(reasons, "and");
    if (!answer.missing.empty()) return "nobody says whether " + answer.missing.front();
    return answer.asserting.empty() && answer.denying.empty() ? "nothing is recorded"
                                                              : "by the claims themselves";
}

}  // namespace

std::string comparison_text(std::span<const Response> responses, const TextStyle& style) {
    const Paint paint{style.colour};
    const Response& first = responses.front();
    const Wording wording(first.judgement->program(), first.judgement->record());
    const Shortening shortening(wording, first.question->phrase, first.answer.row);
    std::string text = hang("  ", shortening.introduced(first.answer.sentence), style.width) + "\n";
    for (const ReadingLine& line : reading_lines(*first.judgement)) {
        if (line.lead == "lens" || line.lead == "parameters") continue;
        text += hang("  " + padded(line.lead, 12), line.text, style.width);
    }
    text += "\n";
    std::vector<std::vector<std::string>> rows;
    for (const Response& response : responses) {
        const auto lens = response.judgement->reading().lens;
        const Program& program = response.judgement->program();
        rows.push_back({lens ? program.lenses[lens->index].name : "no lens",
                        verdict_word(response.answer.verdict, paint),
                        shortening.shortened(reason_of(response.answer))});
    }
    text += table(rows, style.width, "  ", 28);
    const bool agree = std::all_of(
        responses.begin(), responses.end(),
        [&](const Response& response) { return response.answer.verdict == first.answer.verdict; });
    text += agree ? "\n  The lenses agree.\n"
                  : "\n  The lenses differ: the same claims, other definitions.\n";
    text += "\n" + paint.bold("next") + "\n  obverse ask --lens NAME" + style.options.others +
            " \"" + first.question->formal + "\"\n";
    return text;
}

}  // namespace obverse
