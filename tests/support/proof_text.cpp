#include "tests/support/proof_text.h"

namespace obverse::test {

namespace {

std::string_view name_of(How how) {
    constexpr std::string_view names[] = {
        "claims",    "rule",      "definition", "when only", "category", "conditions",
        "complete",  "exhausted", "value",      "members",   "untold",   "kind",
        "no record", "some",      "counted",    "product",   "levels",   "unknown"};
    return how == How::comparison ? "compared" : names[static_cast<std::size_t>(how)];
}

std::string_view mark_of(const ProofNode& proof) {
    switch (proof.degree) {
        case Degree::possible:
            return "?";
        case Degree::firm:
            return "!?";
        case Degree::certain:
            break;
    }
    return "";
}

std::string margin(std::size_t indent) {
    return std::string(2 * indent, ' ');
}

std::string text_of(const Attack& attack) {
    std::string text = attack.kind == Attack::Kind::override ? "overrides " : "unless ";
    text += attack.name + ": ";
    if (attack.applies == Verdict::supported) text += "applies: ";
    if (attack.applies == Verdict::contested) text += "may apply: ";
    for (std::size_t i = 0; i < attack.reasons.size(); ++i) {
        text += (i == 0 ? "" : "; ") + attack.reasons[i];
    }
    return text;
}

std::string_view name_of(AttemptPart::State state) {
    constexpr std::string_view names[] = {"met", "disputed", "missing", "failed", "withdrawn"};
    return names[static_cast<std::size_t>(state)];
}

}  // namespace

std::string text_of(const ProofNode& proof, const Judgement& judgement, std::size_t indent) {
    std::string text = margin(indent);
    if (!proof.label.empty()) text += proof.label + ": ";
    if (proof.side == Side::fails) text += "not: ";
    text += proof.text + std::string(mark_of(proof)) + " [" + std::string(name_of(proof.how));
    if (!proof.name.empty()) text += " " + proof.name;
    text += "]";
    for (const std::size_t claim : proof.claims) {
        const Claim& made = judgement.accepted().claims[claim];
        text += " " + std::string(judgement.program().symbols.text(made.speaker));
    }
    if (proof.is_repeated) text += " (above)";
    if (proof.is_truncated) text += " …";
    text += "\n";
    for (const ProofNode& premise : proof.premises) {
        text += text_of(premise, judgement, indent + 1);
    }
    for (const Attack& attack : proof.attacks) {
        text += margin(indent + 1) + text_of(attack) + "\n";
        for (const ProofNode& one : attack.proof) text += text_of(one, judgement, indent + 2);
    }
    for (const ProofNode& other : proof.others) {
        text += margin(indent) + "or\n" + text_of(other, judgement, indent);
    }
    return text;
}

std::string text_of(const Attempt& attempt, const Judgement& judgement, std::size_t indent) {
    std::string text = margin(indent) + (attempt.side == Side::fails ? "not: " : "") +
                       attempt.text + " by " + attempt.name + " lacks " +
                       std::to_string(attempt.lacking) + "\n";
    for (const AttemptPart& part : attempt.parts) {
        text += margin(indent + 1) + std::string(name_of(part.state)) + " ";
        if (!part.name.empty()) text += part.name + ": ";
        text += part.text + "\n";
        for (const ProofNode& proof : part.proof) text += text_of(proof, judgement, indent + 2);
        for (const Attempt& below : part.attempts) text += text_of(below, judgement, indent + 2);
    }
    return text;
}

std::string text_of(const Explanation& explanation, const Judgement& judgement) {
    std::string text =
        explanation.sentence + ": " + std::string(name_of(explanation.verdict)) + "\n";
    for (const ProofNode& proof : explanation.support) text += text_of(proof, judgement);
    if (!explanation.denial.empty()) text += "against\n";
    for (const ProofNode& proof : explanation.denial) text += text_of(proof, judgement);
    for (const Hinge& hinge : explanation.hinges) text += "hinge: " + hinge.sentence + "\n";
    for (const Attack& attack : explanation.attacks) text += "hinge: " + text_of(attack) + "\n";
    for (const Attempt& attempt : explanation.attempts) text += text_of(attempt, judgement);
    for (const std::string& missing : explanation.missing) text += "missing: " + missing + "\n";
    if (!explanation.is_least) text += "perhaps not lowest\n";
    if (explanation.is_cut) text += "cut\n";
    return text;
}

std::string text_of(const WhyNot& why_not, const Judgement& judgement) {
    std::string text = why_not.sentence + ": " + std::string(name_of(why_not.verdict)) + ", not " +
                       std::string(name_of(why_not.wanted)) + "\n";
    for (const Attempt& attempt : why_not.attempts) text += text_of(attempt, judgement);
    for (const ProofNode& proof : why_not.against) text += "against\n" + text_of(proof, judgement);
    for (const Repair& repair : why_not.repairs) {
        text += "repair\n";
        for (const Change& change : repair.changes) {
            text += change.kind == Change::Kind::withdraw ? "  withdraw " : "  report ";
            text += (change.claim.stance == Stance::denied ? "not: " : "") + change.text + "\n";
        }
    }
    text += why_not.is_exhausted ? "exhausted\n" : "not exhausted\n";
    return text;
}

}  // namespace obverse::test
