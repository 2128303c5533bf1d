#pragma once

#include "engine/model/program.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace obverse {

/// True when `lens` is `other` or extends it, directly or through others.
bool lens_extends(const Program& program, LensId lens, LensId other);

/// The blocks that count under a lens: those of common ground, of the lens and of what it extends;
/// a block of the same name in the extending lens takes the place of the other. No lens: common
/// ground alone. Holds as long as no block is added to the program or taken from it.
class VisibleBlocks {
public:
    VisibleBlocks(const Program& program, std::optional<LensId> lens);
    bool sees(const BlockHeader& header) const;
    std::optional<LensId> lens() const { return lens_; }

private:
    void add(const BlockHeader& header);

    const Program& program_;
    std::optional<LensId> lens_;
    std::vector<bool> in_force_;  // by lens: it is the lens, or one that it extends
    std::unordered_map<std::string_view, std::vector<LensId>> lenses_of_;  // by name of block
};

/// The parameter of that name in the lens, else in what it extends.
const Parameter* find_parameter(const Program& program, std::optional<LensId> lens,
                                std::string_view name);

}  // namespace obverse
