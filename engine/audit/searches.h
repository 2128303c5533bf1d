#pragma once

#include "engine/audit/audit.h"

namespace obverse {

/// What the conditions of a rule looked for in vain: for each `there is no record that …` the terms
/// that would have been evidence, through whatever rules, and where the draft has them after all.
std::vector<Search> searches_of(const Program& program, const Rule& rule, const DraftRecord& record,
                                std::size_t paragraphs);
/// The terms that a rule reads, through whatever rules, in order.
std::vector<std::size_t> terms_read_by(const Program& program, const Rule& rule);
std::vector<std::size_t> terms_read_by(const Program& program, const Exception& exception);

}  // namespace obverse
