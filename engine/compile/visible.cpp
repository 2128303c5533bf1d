#include "engine/compile/visible.h"

#include <algorithm>
#include <set>

namespace obverse {

namespace {

bool extends(const Program& program, LensId lens, LensId other, std::set<LensId>& seen) {
    if (lens == other) return true;
    if (!seen.insert(lens).second) return false;
    const std::vector<LensId>& parents = program.lenses[lens.index].extends;
    return std::any_of(parents.begin(), parents.end(),
                       [&](LensId parent) { return extends(program, parent, other, seen); });
}

}  // namespace

bool lens_extends(const Program& program, LensId lens, LensId other) {
    std::set<LensId> seen;
    return extends(program, lens, other, seen);
}

VisibleBlocks::VisibleBlocks(const Program& program, std::optional<LensId> lens)
    : program_(program), lens_(lens) {}

bool VisibleBlocks::sees(const BlockHeader& header) const {
    if (!header.lens) return true;
    if (!lens_ || !lens_extends(program_, *lens_, *header.lens)) return false;
    const auto replaces = [&](const auto& block) {
        const BlockHeader& other = block.header;
        return other.lens && *other.lens != *header.lens && other.name == header.name &&
               lens_extends(program_, *lens_, *other.lens) &&
               lens_extends(program_, *other.lens, *header.lens);
    };
    const auto any = [&](const auto& blocks) {
        return std::any_of(blocks.begin(), blocks.end(), replaces);
    };
    return !any(program_.rules) && !any(program_.exceptions) && !any(program_.definitions) &&
           !any(program_.tables) && !any(program_.grades);
}

const Parameter* find_parameter(const Program& program, std::optional<LensId> lens,
                                const std::string& name) {
    if (!lens) return nullptr;
    std::set<LensId> seen;
    std::vector<LensId> open = {*lens};
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (!seen.insert(open[i]).second) continue;
        const Lens& info = program.lenses[open[i].index];
        for (const Parameter& parameter : info.parameters) {
            if (parameter.name == name) return &parameter;
        }
        open.insert(open.end(), info.extends.begin(), info.extends.end());
    }
    return nullptr;
}

}  // namespace obverse
