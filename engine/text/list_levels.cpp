#include "engine/text/list_levels.h"

namespace obverse::text {

namespace {

std::uint32_t value_as(MarkKind kind, const ParagraphMark& mark) {
    return kind == MarkKind::roman ? mark.roman : mark.value;
}

bool is_numbering(MarkKind kind) {
    return kind == MarkKind::letter || kind == MarkKind::roman;
}

}  // namespace

bool ListLevels::is_alike(const Level& level, const ParagraphMark& mark) const {
    return level.is_capital == mark.is_capital && level.is_bracketed == mark.is_bracketed &&
           is_numbering(level.kind) == is_numbering(mark.kind) &&
           (is_numbering(level.kind) || level.kind == mark.kind);
}

ListPlace ListLevels::put(std::size_t depth, MarkKind kind, const ParagraphMark& mark) {
    std::uint32_t value = value_as(kind, mark);
    if (kind == MarkKind::bullet) value = depth < levels_.size() ? levels_[depth].value + 1 : 1;
    levels_.resize(depth);
    levels_.push_back({kind, mark.is_capital, mark.is_bracketed, value, 0});
    return {depth, kind, value};
}

ListPlace ListLevels::place(const ParagraphMark& mark, const std::optional<ParagraphMark>& next) {
    const bool may_be_both = mark.value != 0 && mark.roman != 0 && is_numbering(mark.kind);
    const bool next_is_roman =
        next && next->value != mark.value + 1 && next->roman != 0 && next->roman == mark.roman + 1;
    // The deepest list that it goes on with.
    for (std::size_t depth = levels_.size(); depth-- > 0;) {
        const Level& level = levels_[depth];
        if (!is_alike(level, mark)) continue;
        if (!is_numbering(mark.kind)) return put(depth, mark.kind, mark);
        const std::uint32_t value = value_as(level.kind, mark);
        if (value == 0 || value != level.value + 1) continue;
        // (h), then (i), (ii): a list below (h).
        if (level.kind == MarkKind::letter && may_be_both && mark.roman == 1 && next_is_roman) {
            continue;
        }
        return put(depth, level.kind, mark);
    }
    if (!is_numbering(mark.kind)) return put(levels_.size(), mark.kind, mark);
    if (mark.roman == 1) return put(levels_.size(), MarkKind::roman, mark);
    // A list that begins again, or one that skips a letter, is the one that looks like it.
    for (std::size_t depth = levels_.size(); depth-- > 0;) {
        const Level& level = levels_[depth];
        if (is_alike(level, mark) && value_as(level.kind, mark) != 0 &&
            (mark.value == 1 || value_as(level.kind, mark) > level.value)) {
            return put(depth, level.kind, mark);
        }
    }
    const MarkKind kind = mark.value != 0 ? MarkKind::letter : MarkKind::roman;
    return put(levels_.size(), kind, mark);
}

std::optional<std::size_t> ListLevels::parent() const {
    if (levels_.size() < 2) return std::nullopt;
    return levels_[levels_.size() - 2].paragraph;
}

}  // namespace obverse::text
