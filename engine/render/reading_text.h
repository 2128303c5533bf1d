#pragma once

#include "engine/compile/judgement.h"

#include <string>
#include <vector>

namespace obverse {

/// A policy in a reader's words: `everybody's claims count and disputes stay open; on intent only
/// an actor's own word`.
std::string policy_text(const Program& program, const ClaimSet& record, const Policy& policy);

/// A reading, line by line, each with the word that leads it.
struct ReadingLine {
    std::string lead;  // `lens`, `claims`, `as of`, `parameters`, `assuming`
    std::string text;
};
std::vector<ReadingLine> reading_lines(const Judgement& judgement);

/// The parameters that a lens has, its own before those of the lenses it extends.
std::vector<const Parameter*> parameters_of(const Program& program, std::optional<LensId> lens);

/// What the dates leave out of an answer, the first few of them, in lines for a list.
std::vector<std::string> date_lines(const std::vector<std::string>& notes);

}  // namespace obverse
