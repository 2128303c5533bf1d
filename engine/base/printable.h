#pragma once

#include <string>
#include <string_view>

namespace obverse {

/// The text as it is safe to show: one line, valid UTF-8, without control characters. Spaces stand
/// for tabs, U+FFFD for each control character and each byte that is not UTF-8.
std::string printable(std::string_view text);

}  // namespace obverse
