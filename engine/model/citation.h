#pragma once

#include "engine/base/symbol_table.h"

#include <string>
#include <utility>
#include <vector>

namespace obverse {

/// `wang-2026 section "4" points A2, A3`.
struct Citation {
    SymbolId source;
    std::vector<std::pair<std::string, std::string>> places;
    std::vector<std::string> points;
};

}  // namespace obverse
