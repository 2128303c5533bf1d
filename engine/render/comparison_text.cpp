#include "engine/render/answer_text.h"
#include "engine/render/layout.h"
#include "engine/render/reading_text.h"
#include "engine/render/wording.h"

namespace obverse {

namespace {

/// What a lens rests its verdict on, in a clause.
std::string reason_of(const Answer& answer) {
    if (answer.verdict == Verdict::outside) return "does not decide this";
    std::vector<std::string> reasons;
    for (const AnswerPart& part : answer.parts) {
        if (!part.decides) continue;
        reasons.push_back(part.sentences.empty() ? part.name
                                                 : part.name + ": " + listed(part.sentences));
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
    std::string text = hang("  ", first.answer.sentence, style.width) + "\n";
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
                        verdict_word(response.answer.verdict, paint), reason_of(response.answer)});
    }
    text += table(rows, style.width, "  ", 28);
    std::vector<std::string> lenses;
    for (const Response& response : responses) {
        if (response.answer.verdict == first.answer.verdict) continue;
        lenses.push_back("differs");
        break;
    }
    text += "\n  ";
    text += lenses.empty() ? "The lenses agree.\n"
                           : "The lenses differ: the same claims, other definitions.\n";
    text += "\n" + paint.bold("next") + "\n  obverse ask --lens NAME \"" + first.question->formal +
            "\"\n";
    return text;
}

}  // namespace obverse
