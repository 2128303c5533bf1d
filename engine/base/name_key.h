#pragma once

#include <string>
#include <string_view>

namespace obverse {

/// The form of a name under which it is looked up: lower case, without accents, leading article
/// or punctuation, single spaces. Invalid UTF-8 is replaced, never refused.
std::string name_key(std::string_view name);

/// True for well-formed UTF-8; otherwise `offset` is the first bad byte.
bool is_valid_utf8(std::string_view text, std::size_t* offset = nullptr);

}  // namespace obverse
