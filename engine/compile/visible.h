#pragma once

#include "engine/model/program.h"

#include <optional>
#include <string>

namespace obverse {

/// True when `lens` is `other` or extends it, directly or through others.
bool lens_extends(const Program& program, LensId lens, LensId other);

/// The blocks that count under a lens: those of common ground, of the lens and of what it extends;
/// a block of the same name in the extending lens takes the place of the other. No lens: common
/// ground alone.
class VisibleBlocks {
public:
    VisibleBlocks(const Program& program, std::optional<LensId> lens);
    bool sees(const BlockHeader& header) const;
    std::optional<LensId> lens() const { return lens_; }

private:
    const Program& program_;
    std::optional<LensId> lens_;
};

/// The parameter of that name in the lens, else in what it extends.
const Parameter* find_parameter(const Program& program, std::optional<LensId> lens,
                                const std::string& name);

}  // namespace obverse
