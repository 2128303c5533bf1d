#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace obverse {

/// How a version of a finding's rule did on texts that somebody had annotated.
struct Measured {
    std::string version;
    std::size_t hits = 0;
    std::size_t raised = 0;
    std::string texts;  // which ones
};
/// By finding.
using MeasuredFindings = std::map<std::string, Measured, std::less<>>;

/// Reads a table with the columns finding, version, hits, raised and texts. A row that cannot be
/// read is left out: what was measured is told, and nothing is judged by it.
MeasuredFindings read_measured(std::string_view csv);
std::string write_measured(const MeasuredFindings& findings);

}  // namespace obverse
