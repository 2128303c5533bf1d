#pragma once

#include "engine/proof/why.h"
#include "engine/proof/why_not.h"
#include "engine/render/response.h"

#include <string>
#include <string_view>

namespace obverse {

class JsonWriter;

/// `"proof": {"for", "against"}`, each a tree of steps or null.
void write_proof(JsonWriter& json, const Judgement& judgement, const Explanation& explanation);

/// Explanations as JSON, as docs/json.md describes it.
std::string to_json(const Explanation& explanation, const Response& response,
                    std::string_view question);
std::string to_json(const WhyNot& why_not, const Response& response, std::string_view question);

}  // namespace obverse
