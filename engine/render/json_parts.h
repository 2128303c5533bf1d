#pragma once

#include "engine/compile/answer.h"
#include "engine/json/writer.h"
#include "engine/render/wording.h"

#include <string_view>
#include <vector>

namespace obverse {

/// Writes sentences, claims and citations, with the same members wherever they stand.
class ClaimJson {
public:
    ClaimJson(JsonWriter& json, const Program& program, const ClaimSet& record)
        : json_(json), wording_(program, record) {}

    /// `{"phrase", "text", "arguments": [{"role", "value", "label"}]}`.
    void sentence(PhraseId phrase, const Row& row);
    /// The claim with its speaker, source and date.
    void claim(const Claim& claim);
    void citations(const std::vector<Citation>& cites);
    void texts(std::string_view name, const std::vector<std::string>& texts);

    const Wording& wording() const { return wording_; }

private:
    JsonWriter& json_;
    Wording wording_;
};

/// `"reading": {"lens", "title", "accept", "as_of", "parameters", "assumptions"}`.
void write_reading(JsonWriter& json, const Judgement& judgement);
/// An array of the claims.
void write_claims(JsonWriter& json, ClaimJson& parts, const Judgement& judgement,
                  std::string_view name, const std::vector<ClaimUse>& uses);

/// The word for a stance: `asserted`, `denied`.
std::string_view word_of(Stance stance);

}  // namespace obverse
