#include "engine/render/tree_text.h"

#include "engine/render/layout.h"

#include <algorithm>

namespace obverse {

namespace {

// However deep a step stands, its words get this many columns.
constexpr std::size_t least_room = 30;

class TreeWriter {
public:
    explicit TreeWriter(const TextStyle& style) : width_(style.width), paint_{style.colour} {}

    void add(const DrawnStep& step, const std::string& lead, const std::string& rest) {
        std::string head = painted(step);
        if (!step.label.empty()) head = paint_.bold(step.label + ": ") + head;
        const std::string below = rest + (step.below.empty() ? "   " : "│  ");
        lines(head, lead, below);
        for (const std::string& detail : step.details) {
            lines(paint_.faint(detail), below, below);
        }
        for (std::size_t i = 0; i < step.below.size(); ++i) {
            const bool last = i + 1 == step.below.size();
            add(step.below[i], rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
        }
    }

    std::string text() { return std::move(text_); }

private:
    void lines(const std::string& words, const std::string& lead, const std::string& rest) {
        const std::size_t taken = columns_of(rest);
        const std::size_t room = std::max(least_room, width_ > taken ? width_ - taken : 0);
        const std::vector<std::string> wrapped = wrap(words, room);
        for (std::size_t i = 0; i < wrapped.size(); ++i) {
            text_ += (i == 0 ? lead : rest) + wrapped[i] + "\n";
        }
    }

    std::string painted(const DrawnStep& step) const {
        switch (step.tone) {
            case DrawnStep::Tone::fails:
                return paint_.red("✗ ") + step.head;
            case DrawnStep::Tone::disputed:
                return paint_.yellow("~ ") + step.head;
            case DrawnStep::Tone::open:
                return paint_.cyan("? ") + step.head;
            case DrawnStep::Tone::holds:
                return paint_.green("✓ ") + step.head;
            case DrawnStep::Tone::aside:
                break;
        }
        return paint_.faint("· ") + step.head;
    }

    std::size_t width_;
    Paint paint_;
    std::string text_;
};

}  // namespace

std::string tree_text(const DrawnStep& step, const TextStyle& style) {
    TreeWriter writer(style);
    writer.add(step, "  ", "  ");
    return writer.text();
}

}  // namespace obverse
