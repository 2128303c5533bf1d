#pragma once

#include "engine/model/claim.h"

#include <optional>
#include <string>
#include <string_view>

namespace obverse {

/// How the graph writes what is no text.
std::string_view name_of(Stance stance);
Stance stance_named(std::string_view name);
std::string_view name_of(Confidence confidence);
Confidence confidence_named(std::string_view name);
std::string text_of(const std::optional<Date>& date);   // empty for none
std::optional<Date> date_named(std::string_view text);  // none for the empty text

/// The time of the clock, UTC: `2026-11-24T09:30:00Z`.
std::string now_text();

}  // namespace obverse
