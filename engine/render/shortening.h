#pragma once

#include "engine/render/wording.h"

#include <string>
#include <utility>
#include <vector>

namespace obverse {

/// Long labels of the entities that a text is about: written out once, with what stands for them
/// from there on: `Cosmos 1408 destructive test, 15 November 2021 (below: the behaviour) is …`.
class Shortening {
public:
    Shortening(const Wording& wording, PhraseId phrase, const std::vector<Word>& row);

    /// The text with each long label followed by its short form.
    std::string introduced(std::string text) const;
    /// The text with the short forms alone.
    std::string shortened(std::string text) const;

private:
    std::vector<std::pair<std::string, std::string>> labels_;  // long and short
};

}  // namespace obverse
