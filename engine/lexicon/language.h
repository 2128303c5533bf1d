#pragma once

#include <string>
#include <string_view>

namespace obverse::lexicon {

/// The English name of a language in lower case, from that name or its code: `fr`, `French` and
/// `french` are `french`. English where nothing is said; an unknown name stays as it is.
std::string language_name(std::string_view name);

}  // namespace obverse::lexicon
