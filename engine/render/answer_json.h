#pragma once

#include "engine/render/response.h"

#include <span>
#include <string>
#include <string_view>

namespace obverse {

class JsonWriter;

/// The members of an answer, into an object that is open: verdict, reading, elements and the rest.
void write_answer(JsonWriter& json, const Response& response);

/// Answers as JSON, as docs/json.md describes it: of one reading an object, of several an object
/// whose `answers` are those.
std::string to_json(std::span<const Response> responses, std::string_view question);

}  // namespace obverse
