#pragma once

#include "engine/compile/answer.h"
#include "engine/json/writer.h"
#include "engine/render/wording.h"

#include <string_view>
#include <vector>

namespace obverse {

/// Writes what several commands print, each with the same members everywhere.
class JsonParts {
public:
    JsonParts(JsonWriter& json, const Judgement& judgement)
        : json_(json), judgement_(judgement), wording_(judgement.program(), judgement.record()) {}

    /// `{"lens", "title", "accept", "as_of", "parameters", "assumptions"}`.
    void reading();
    /// `{"phrase", "text", "arguments": [{"role", "value", "label"}]}`.
    void sentence(PhraseId phrase, const Row& row);
    /// The claim with its speaker, source and date.
    void claim(const Claim& claim);
    void claims(std::string_view name, const std::vector<ClaimUse>& uses);
    void citations(const std::vector<Citation>& cites);
    void texts(std::string_view name, const std::vector<std::string>& texts);

    const Wording& wording() const { return wording_; }

private:
    JsonWriter& json_;
    const Judgement& judgement_;
    Wording wording_;
};

/// The word for a stance: `asserted`, `denied`.
std::string_view word_of(Stance stance);

}  // namespace obverse
