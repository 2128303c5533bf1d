#include "engine/model/visible.h"

#include <algorithm>

namespace obverse {

namespace {

/// The lens, then those that it extends, each once, the nearest first.
std::vector<LensId> with_extended(const Program& program, LensId lens) {
    std::vector<LensId> found = {lens};
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (const LensId parent : program.lenses[found[i].index].extends) {
            if (std::find(found.begin(), found.end(), parent) == found.end()) {
                found.push_back(parent);
            }
        }
    }
    return found;
}

/// The name that another block would have to bear to take its place; a row's is that of its table.
std::string_view name_of(const BlockHeader& header) {
    const std::string_view name = header.name;
    if (header.block != BlockKind::table) return name;
    constexpr std::string_view mark = " row ";
    const std::size_t at = name.rfind(mark);
    if (at == std::string_view::npos) return name;
    const bool is_number =
        name.find_first_not_of("0123456789", at + mark.size()) == std::string_view::npos;
    return is_number ? name.substr(0, at) : name;
}

}  // namespace

bool lens_extends(const Program& program, LensId lens, LensId other) {
    const std::vector<LensId> found = with_extended(program, lens);
    return std::find(found.begin(), found.end(), other) != found.end();
}

VisibleBlocks::VisibleBlocks(const Program& program, std::optional<LensId> lens)
    : program_(program), lens_(lens), in_force_(program.lenses.size(), false) {
    if (!lens) return;
    for (const LensId each : with_extended(program, *lens)) in_force_[each.index] = true;
    for (const Rule& rule : program.rules) add(rule.header);
    for (const Exception& exception : program.exceptions) add(exception.header);
    for (const Definition& definition : program.definitions) add(definition.header);
    for (const Table& table : program.tables) add(table.header);
    for (const Grade& grade : program.grades) add(grade.header);
}

void VisibleBlocks::add(const BlockHeader& header) {
    if (!header.lens || !in_force_[header.lens->index]) return;
    std::vector<LensId>& lenses = lenses_of_[name_of(header)];
    if (std::find(lenses.begin(), lenses.end(), *header.lens) == lenses.end()) {
        lenses.push_back(*header.lens);
    }
}

bool VisibleBlocks::sees(const BlockHeader& header) const {
    if (!header.lens) return true;
    if (!in_force_[header.lens->index]) return false;
    const std::vector<LensId>& lenses = lenses_of_.at(name_of(header));
    return std::none_of(lenses.begin(), lenses.end(), [&](LensId other) {
        return other != *header.lens && lens_extends(program_, other, *header.lens);
    });
}

const Parameter* find_parameter(const Program& program, std::optional<LensId> lens,
                                std::string_view name) {
    if (!lens) return nullptr;
    for (const LensId each : with_extended(program, *lens)) {
        for (const Parameter& parameter : program.lenses[each.index].parameters) {
            if (parameter.name == name) return &parameter;
        }
    }
    return nullptr;
}

}  // namespace obverse
