#pragma once

#include <string_view>

namespace obverse::text {

/// The character of an entity of HTML, without its signs (`nbsp`, `#8217`); 0 where it is none.
char32_t html_entity(std::string_view name);

}  // namespace obverse::text
