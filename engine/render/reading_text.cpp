#include "engine/render/reading_text.h"

#include "engine/model/sentence.h"
#include "engine/render/layout.h"
#include "engine/render/wording.h"

#include <algorithm>

namespace obverse {

namespace {

std::string base_text(const Wording& wording, const Policy& policy) {
    switch (policy.base) {
        case Policy::Base::undisputed:
            return "only what nobody disputes counts";
        case Policy::Base::corroborated:
            return "only what two independent speakers say counts";
        case Policy::Base::word_of: {
            std::vector<std::string> names;
            for (const SymbolId actor : policy.word_of) names.push_back(wording.name(actor));
            return "only the word of " + listed(names, "or") + " counts";
        }
        case Policy::Base::keep_disputes:
            break;
    }
    return "everybody's claims count, and disputes stay open";
}

void add_parameters(const Program& program, LensId id, std::vector<LensId>& seen,
                    std::vector<const Parameter*>& found) {
    if (std::find(seen.begin(), seen.end(), id) != seen.end()) return;
    seen.push_back(id);
    const Lens& lens = program.lenses[id.index];
    for (const Parameter& parameter : lens.parameters) {
        const bool is_known = std::any_of(found.begin(), found.end(), [&](const Parameter* other) {
            return other->name == parameter.name;
        });
        if (!is_known) found.push_back(&parameter);
    }
    for (const LensId other : lens.extends) add_parameters(program, other, seen, found);
}

std::string lens_text(const Program& program, std::optional<LensId> lens) {
    if (!lens) return "none: only what belongs to every lens";
    const Lens& found = program.lenses[lens->index];
    return found.title.empty() ? found.name : found.name + ", “" + found.title + "”";
}

}  // namespace

std::string policy_text(const Program& program, const ClaimSet& record, const Policy& policy) {
    const Wording wording(program, record);
    std::string text = base_text(wording, policy);
    if (!policy.own_word.empty()) {
        std::vector<std::string> patterns;
        for (const PhraseId phrase : policy.own_word) {
            patterns.push_back("“" + pattern_text(program.schema, program.schema.phrase(phrase)) +
                               "”");
        }
        text += "; on " + listed(patterns) + " only the actor's own word";
    }
    if (policy.least != Confidence::low) {
        text += "; confidence at least " + std::string(word_of(policy.least));
    }
    if (!policy.name.empty()) text = policy.name + ": " + text;
    return text;
}

std::vector<const Parameter*> parameters_of(const Program& program, std::optional<LensId> lens) {
    std::vector<LensId> seen;
    std::vector<const Parameter*> found;
    if (lens) add_parameters(program, *lens, seen, found);
    return found;
}

std::vector<ReadingLine> reading_lines(const Judgement& judgement) {
    const Program& program = judgement.program();
    const Reading& reading = judgement.reading();
    std::vector<ReadingLine> lines;
    lines.push_back({"lens", lens_text(program, reading.lens)});
    lines.push_back({"claims", policy_text(program, judgement.record(), reading.policy)});
    lines.push_back({"as of", to_text(judgement.accepted().as_of)});
    std::string parameters;
    for (const Parameter* parameter : parameters_of(program, reading.lens)) {
        parameters += (parameters.empty() ? "" : ", ") + parameter->name + " " + parameter->text;
    }
    if (!parameters.empty()) lines.push_back({"parameters", parameters});
    const Wording wording(program, judgement.record());
    for (const Claim& claim : reading.assumptions) {
        lines.push_back({"assuming", wording.said(claim)});
    }
    return lines;
}

std::vector<std::string> date_lines(const std::vector<std::string>& notes) {
    constexpr std::size_t shown = 6;
    std::vector<std::string> lines(
        notes.begin(), notes.begin() + static_cast<std::ptrdiff_t>(std::min(shown, notes.size())));
    if (notes.size() > shown) {
        lines.push_back("and " + std::to_string(notes.size() - shown) + " more");
    }
    return lines;
}

}  // namespace obverse
