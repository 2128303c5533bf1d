#include "engine/render/proof_steps.h"

#include "engine/render/layout.h"

namespace obverse {

namespace {

using Tone = DrawnStep::Tone;

/// What the record says of the step all in all, not of the part of it that the proof needs.
Tone tone_of(const ProofNode& node) {
    if (node.how == How::kind || node.how == How::comparison) return Tone::aside;
    const bool has_verdict = node.shows == Shows::sentence || node.shows == Shows::element;
    if (has_verdict && node.verdict == Verdict::contested) return Tone::disputed;
    if (!has_verdict && node.degree == Degree::possible) {
        for (const ProofNode& premise : node.premises) {
            if (tone_of(premise) == Tone::disputed) return Tone::disputed;
        }
    }
    return node.side == Side::holds ? Tone::holds : Tone::fails;
}

/// `it is denied that` belongs to sentences; of anything else it is said that it does not hold.
std::string head_of(const ProofNode& node) {
    if (node.side == Side::holds) return node.text;
    const bool is_list = node.text.starts_with("any of: ");
    if (is_list) return "none of: " + node.text.substr(8);
    const bool is_sentence = node.shows == Shows::sentence;
    return (is_sentence ? "it is denied that " : "it does not hold that ") + node.text;
}

/// An element or exception that consists of one condition is told once.
bool is_wrapper(const ProofNode& node) {
    return node.how == How::conditions && node.premises.size() == 1 && node.attacks.empty() &&
           node.others.empty() && !node.is_repeated && !node.is_truncated &&
           node.premises.front().text == node.text && node.premises.front().side == node.side;
}

/// `it is denied that X`, which holds because X fails: both are told in one line, as holding.
bool is_denial(const ProofNode& node) {
    return node.side == Side::holds && node.premises.size() == 1 && node.attacks.empty() &&
           node.others.empty() && !node.is_repeated && !node.is_truncated &&
           node.premises.front().side == Side::fails && head_of(node.premises.front()) == node.text;
}

Tone tone_of(AttemptPart::State state) {
    switch (state) {
        case AttemptPart::State::met:
            return Tone::holds;
        case AttemptPart::State::disputed:
            return Tone::disputed;
        case AttemptPart::State::failed:
        case AttemptPart::State::withdrawn:
            return Tone::fails;
        case AttemptPart::State::missing:
            break;
    }
    return Tone::open;
}

std::string_view word_of(AttemptPart::State state) {
    switch (state) {
        case AttemptPart::State::met:
            return "met";
        case AttemptPart::State::disputed:
            return "disputed";
        case AttemptPart::State::failed:
            return "fails";
        case AttemptPart::State::withdrawn:
            return "withdrawn";
        case AttemptPart::State::missing:
            break;
    }
    return "missing";
}

std::string_view word_of(BlockKind block) {
    switch (block) {
        case BlockKind::rule:
            return "rule";
        case BlockKind::exception:
            return "exception";
        case BlockKind::definition:
            return "definition";
        case BlockKind::table:
            return "table";
        case BlockKind::grade:
            return "grade";
    }
    return "rule";
}

std::string_view word_of(Attack::Kind kind) {
    switch (kind) {
        case Attack::Kind::exception:
            return "exception";
        case Attack::Kind::unless:
            return "unless";
        case Attack::Kind::override:
            return "overriding rule";
    }
    return "";
}

/// What a step that names no block rests on, in words.
std::string_view ground_of(const ProofNode& node) {
    switch (node.how) {
        case How::complete:
            return "the record is complete here and does not have it";
        case How::exhausted:
            return "every case that the complete record lists fails";
        case How::value:
            return "because of another value in the same place";
        case How::members:
            return node.side == Side::holds ? "because of a member of the group"
                                            : "because every member of the group fails";
        case How::no_record:
            return node.side == Side::holds ? "nobody says so, and no rule concludes it"
                                            : "somebody says so, or a rule concludes it";
        case How::some:
            return node.side == Side::holds ? "enough of the list holds"
                                            : "too much of the list fails";
        case How::counted:
            return "counted";
        case How::product:
            return "the product of its factors";
        case How::levels:
            return "by what is said of it";
        case How::unknown:
            return "nothing is said of it: it may be anything on the scale";
        case How::claims:
        case How::rule:
        case How::definition:
        case How::when_only:
        case How::category:
        case How::conditions:
        case How::comparison:
        case How::kind:
            break;
    }
    return "";
}

}  // namespace

std::string StepDrawing::cited(std::string text, const std::vector<Citation>& cites) const {
    const std::string citations = wording_.citations(cites);
    if (citations.empty()) return text;
    return (text.empty() ? "" : text + " ") + "(" + citations + ")";
}

std::string StepDrawing::claim(const Claim& claim, Side side) {
    const std::size_t assumed =
        judgement_.accepted().claims.size() - judgement_.reading().assumptions.size();
    const auto index = static_cast<std::size_t>(&claim - judgement_.accepted().claims.data());
    std::string text = side == Side::holds ? "said by " : "denied by ";
    if (index >= assumed) return text + "you, as an assumption";
    text += wording_.speaker(claim.speaker);
    const std::string date = wording_.date(claim);
    if (!date.empty()) text += ", " + date;
    const std::string mark = notes_.mark(claim.source);
    if (!mark.empty()) text += " " + mark;
    if (claim.confidence != Confidence::high) {
        text += " (" + std::string(obverse::word_of(claim.confidence)) + " confidence)";
    }
    return text;
}

void StepDrawing::add_claims(const ProofNode& node, DrawnStep& step) {
    for (const std::size_t index : node.claims) {
        const Claim& each = judgement_.accepted().claims[index];
        // A claim may bear on a sentence that it does not word.
        const bool same = each.phrase == node.phrase && each.arguments == node.row;
        std::string text = claim(each, node.side);
        if (!same) text += ": " + shortening_.shortened(wording_.said(each));
        step.details.push_back(std::move(text));
    }
}

void StepDrawing::add_details(const ProofNode& node, DrawnStep& step) {
    if (node.how == How::rule || node.how == How::definition || node.how == How::when_only ||
        node.how == How::category) {
        std::string text = "by the " + std::string(word_of(node.block)) + " `" + node.name + "`";
        if (node.how == How::when_only) text += ", one element alone";
        if (node.how == How::category) text += ", by one of its forms";
        if (!node.title.empty()) text += ": " + node.title;
        step.details.push_back(cited(std::move(text), node.cites));
    } else if (const std::string_view ground = ground_of(node); !ground.empty()) {
        step.details.emplace_back(ground);
    } else if (!node.cites.empty()) {
        step.details.push_back(cited("", node.cites));
    }
}

DrawnStep StepDrawing::attack(const Attack& attack) {
    DrawnStep step;
    const bool applies = attack.applies == Verdict::supported;
    const bool disputed = attack.applies == Verdict::contested;
    step.tone = applies ? Tone::fails : disputed ? Tone::disputed : Tone::aside;
    step.head = std::string(word_of(attack.kind)) + " `" + attack.name + "` ";
    step.head += applies    ? "applies"
                 : disputed ? "applies if a dispute falls for it"
                            : "does not apply";
    if (!attack.reasons.empty()) {
        step.head += ": " + shortening_.shortened(listed(attack.reasons));
    }
    if (applies || disputed) {
        std::string text = attack.title;
        const std::string what = cited(std::move(text), attack.cites);
        if (!what.empty()) step.details.push_back(what);
    }
    for (const ProofNode& each : attack.proof) step.below.push_back(proof(each));
    return step;
}

DrawnStep StepDrawing::proof(const ProofNode& node) {
    if (is_wrapper(node) || is_denial(node)) {
        DrawnStep step = proof(node.premises.front());
        step.label = node.label;
        if (is_denial(node) && step.tone == Tone::fails) step.tone = Tone::holds;
        const std::string cites = cited("", node.cites);
        if (!cites.empty()) step.details.insert(step.details.begin(), cites);
        return step;
    }
    DrawnStep step;
    step.tone = tone_of(node);
    step.label = node.label;
    step.head = shortening_.shortened(head_of(node));
    if (step.tone == Tone::disputed) step.head += " (disputed)";
    if (node.is_repeated) {
        step.head += " (shown above)";
        return step;
    }
    if (node.is_truncated) {
        step.head += " (more below: raise --depth)";
        return step;
    }
    step.is_leaf_claim = node.how == How::claims;
    add_details(node, step);
    add_claims(node, step);
    for (const ProofNode& premise : node.premises) step.below.push_back(proof(premise));
    for (const Attack& each : node.attacks) step.below.push_back(attack(each));
    for (const ProofNode& other : node.others) {
        DrawnStep way = proof(other);
        way.label = "another way";
        step.below.push_back(std::move(way));
    }
    return step;
}

DrawnStep StepDrawing::part(const AttemptPart& part) {
    DrawnStep step;
    step.tone = tone_of(part.state);
    step.label = part.name;
    step.head = std::string(word_of(part.state)) + ": " + shortening_.shortened(part.text);
    if (part.state == AttemptPart::State::missing) {
        step.details.emplace_back("nobody says whether it is so");
    }
    if (part.state != AttemptPart::State::met) {
        for (const ProofNode& each : part.proof) step.below.push_back(proof(each));
    }
    for (const Attempt& each : part.attempts) step.below.push_back(attempt(each));
    return step;
}

DrawnStep StepDrawing::attempt(const Attempt& attempt) {
    DrawnStep step;
    step.tone = Tone::open;
    step.head = std::string(word_of(attempt.block)) + " `" + attempt.name + "`";
    if (!attempt.title.empty()) step.head += ": " + attempt.title;
    step.head = cited(std::move(step.head), attempt.cites);
    const std::string what = attempt.side == Side::holds ? "would show that " : "would deny that ";
    step.details.push_back(what + shortening_.shortened(attempt.text) + "; " +
                           std::to_string(attempt.parts.size() - attempt.lacking) + " of " +
                           counted(attempt.parts.size(), "part") + " met");
    for (const AttemptPart& each : attempt.parts) step.below.push_back(part(each));
    return step;
}

}  // namespace obverse
