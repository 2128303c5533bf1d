#pragma once

#include "engine/compile/evidence.h"
#include "engine/compile/judgement.h"

#include <string>
#include <vector>

namespace obverse {

/// One named part behind a verdict: an element or exception of a definition, a rule, an exception
/// to a rule.
struct AnswerPart {
    enum class Kind : std::uint8_t { element, unless, rule, denial, exception, override, grade };
    Kind kind = Kind::element;
    std::string name;
    std::string title;                   // of a rule or exception, or an element's doc string
    std::vector<std::string> sentences;  // its conditions with the values of the case filled in
    Verdict verdict = Verdict::undetermined;  // of an exception: whether it applies
    std::vector<ClaimUse> supporting;
    std::vector<ClaimUse> opposing;
    std::vector<std::string> missing;  // sentences that nobody speaks to
    std::vector<Citation> cites;
    bool decides = false;
};

/// A dispute that the verdict hinges on: a sentence that some claims assert and others deny.
struct Hinge {
    PhraseId phrase;
    Row row;
    std::string sentence;
    std::vector<ClaimUse> asserting;
    std::vector<ClaimUse> denying;
};

/// The verdict on one sentence with its reasons, part by part.
struct Answer {
    PhraseId phrase;
    Row row;
    std::string sentence;
    Verdict verdict = Verdict::undetermined;
    Bits bits;
    std::string block;  // the definition or rule that decides; empty when claims alone do
    std::string title;
    std::vector<Citation> cites;
    std::vector<AnswerPart> parts;    // elements, then exceptions, rules and denials
    std::vector<ClaimUse> asserting;  // claims of the sentence itself
    std::vector<ClaimUse> denying;
    std::vector<Hinge> hinges;
    std::vector<std::string> missing;
    /// What a date keeps from counting: an event that lay ahead of the reading's date, a date that
    /// is too coarse to tell.
    std::vector<std::string> dates;
    std::vector<std::string> deciding;  // names, as `because` gives them
};

/// The answer for a sentence that was among those asked when the judgement was made.
Answer answer(const Judgement& judgement, PhraseId phrase, const Row& row);

/// The disputes that it depends on, in any way, what an unsettled sentence is worth.
std::vector<Hinge> hinges_of(const Judgement& judgement, PhraseId phrase, const Row& row);

/// The names of the parts that decide, without their texts.
std::vector<std::string> deciding_names(const Judgement& judgement, PhraseId phrase,
                                        const Row& row);

/// For an open question: the sentences that fit, those that hold first. A word that is absent is
/// open; of the sentences that nobody asserts or concludes only the refuted and contested ones that
/// are recorded come in.
struct FoundSentence {
    Row row;
    Verdict verdict = Verdict::undetermined;
};
std::vector<FoundSentence> find_sentences(const Judgement& judgement, PhraseId phrase,
                                          std::span<const std::optional<Word>> pattern);

}  // namespace obverse
