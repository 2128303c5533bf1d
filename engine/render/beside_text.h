#pragma once

#include "engine/render/paint.h"
#include "engine/render/response.h"
#include "engine/render/wording.h"

#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// What a lens answers beside a question, in a sentence.
struct BesideLine {
    Verdict verdict = Verdict::undetermined;
    std::string text;
};

/// The answers beside the question with what decides them. Many with one verdict for the same
/// reasons, which differ in one word, are told as one. `nobody` words that no claim says so.
std::vector<BesideLine> beside_lines(const Response& response, const Wording& wording,
                                     const Paint& paint, std::string_view nobody);

}  // namespace obverse
