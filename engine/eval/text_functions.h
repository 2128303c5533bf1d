#pragma once

#include "engine/base/symbol_table.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace obverse::eval {

/// In code points; the text is valid UTF-8.
std::int64_t length_of(std::string_view text);
/// What lies of the text between the code points `from` (0 is the first) and `from + count`.
std::string_view part_of(std::string_view text, std::int64_t from, std::int64_t count);
/// The whole text as a number, in decimal.
std::optional<std::int64_t> integer_in(std::string_view text);
std::optional<double> number_in(std::string_view text);

/// Regular expressions by the symbol of their text, compiled once; what they said of a text is
/// remembered.
class Patterns {
public:
    Patterns();
    ~Patterns();
    Patterns(const Patterns&) = delete;
    Patterns& operator=(const Patterns&) = delete;

    /// Whether the whole text matches; nothing when the pattern cannot be read.
    std::optional<bool> matches(SymbolId text, SymbolId pattern, const SymbolTable& symbols);
    /// Why a pattern could not be read.
    std::string_view error(SymbolId pattern) const;

private:
    struct Pattern;
    std::map<SymbolId, std::unique_ptr<Pattern>> patterns_;
};

}  // namespace obverse::eval
