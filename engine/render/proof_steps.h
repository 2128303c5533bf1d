#pragma once

#include "engine/proof/why.h"
#include "engine/proof/why_not.h"
#include "engine/render/shortening.h"
#include "engine/render/wording.h"

#include <cstdint>
#include <string>
#include <vector>

namespace obverse {

/// A step of a proof as it is drawn, whether in text or as a picture: a head, what stands below it,
/// and the steps it rests on.
struct DrawnStep {
    /// What the step comes to, for whoever asks whether the sentence holds.
    enum class Tone : std::uint8_t { holds, fails, disputed, open, aside };

    Tone tone = Tone::aside;
    std::string label;  // what its parent calls it: an element, an exception
    std::string head;
    std::vector<std::string> details;  // by what rule, who says so
    bool is_leaf_claim = false;
    std::vector<DrawnStep> below;
};

/// Draws proofs; sources that claims name are numbered in `notes`.
class StepDrawing {
public:
    StepDrawing(const Judgement& judgement, const Wording& wording, const Shortening& shortening,
                Notes& notes)
        : judgement_(judgement), wording_(wording), shortening_(shortening), notes_(notes) {}

    DrawnStep proof(const ProofNode& node);
    DrawnStep attempt(const Attempt& attempt);

private:
    std::string claim(const Claim& claim, Side side);
    void add_details(const ProofNode& node, DrawnStep& step);
    void add_claims(const ProofNode& node, DrawnStep& step);
    DrawnStep attack(const Attack& attack);
    DrawnStep part(const AttemptPart& part);
    std::string cited(std::string text, const std::vector<Citation>& cites) const;

    const Judgement& judgement_;
    const Wording& wording_;
    const Shortening& shortening_;
    Notes& notes_;
};

}  // namespace obverse
