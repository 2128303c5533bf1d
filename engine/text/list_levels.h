#pragma once

#include "engine/text/paragraph_mark.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace obverse::text {

/// Where a sub-paragraph belongs.
struct ListPlace {
    std::size_t depth = 0;  // 0: directly under the numbered paragraph
    MarkKind kind = MarkKind::letter;
    std::uint32_t ordinal = 1;  // of a bullet among those of its list
};

/// The lists that are open below a paragraph. Whether `(i)` is a letter or a roman numeral is told
/// by what came before it and what comes next.
class ListLevels {
public:
    /// Takes the mark in and says where it belongs. `next` is the mark of the passage after it.
    ListPlace place(const ParagraphMark& mark, const std::optional<ParagraphMark>& next);
    /// Remembers which paragraph is the last at the depth of the last place.
    void remember(std::size_t paragraph) { levels_.back().paragraph = paragraph; }
    /// The paragraph above the last place, if it is itself a sub-paragraph.
    std::optional<std::size_t> parent() const;
    bool is_empty() const { return levels_.empty(); }
    void clear() { levels_.clear(); }

private:
    struct Level {
        MarkKind kind;
        bool is_capital;
        bool is_bracketed;
        std::uint32_t value;
        std::size_t paragraph;
    };
    bool is_alike(const Level& level, const ParagraphMark& mark) const;
    ListPlace put(std::size_t depth, MarkKind kind, const ParagraphMark& mark);

    std::vector<Level> levels_;
};

}  // namespace obverse::text
