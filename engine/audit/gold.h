#pragma once

#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// A line of a gold file is wrong. The message says which and how.
class GoldError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What an annotator says of a text.
struct GoldRow {
    enum class Weight : std::uint8_t { must, should, contested };
    std::string text;
    std::string label;
    std::string place;  // as `place_key` has it; empty: the whole text
    Weight weight = Weight::must;
    bool is_expected = true;  // false: must not be raised
    bool is_absence = false;  // a finding that something is missing: the place is no matter
};
/// Labels that must not be raised on a text.
struct GoldControl {
    std::string text;
    std::vector<std::string> forbidden;
};
/// Counts of parts by their names: `preambular`, `articles`.
struct GoldStructure {
    std::string text;
    std::map<std::string, std::size_t> counts;
};

/// One JSON object a line. Throw GoldError.
std::vector<GoldRow> read_gold(std::string_view lines);
std::vector<GoldControl> read_controls(std::string_view lines);
std::vector<GoldStructure> read_structure(std::string_view lines);

/// A paragraph by one name, whoever wrote it: `OP5(a)` and `op5.a` are `op5.a`, `Art. IX` and
/// `art9.2` are `art9`, `Preamble` is `pp`; empty for the whole text.
std::string place_key(std::string_view place);
/// Whether a finding's place is the one that the gold names.
bool is_at(std::string_view finding_place, std::string_view gold_place);

}  // namespace obverse
