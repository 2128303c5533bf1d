#include "engine/render/layout.h"
#include "engine/render/proof_steps.h"
#include "engine/render/proof_text.h"

#include <utility>

namespace obverse {

namespace {

constexpr std::size_t label_width = 38;  // columns

std::string_view colour_of(DrawnStep::Tone tone) {
    switch (tone) {
        case DrawnStep::Tone::holds:
            return "#e3f2e1";
        case DrawnStep::Tone::fails:
            return "#f9e0de";
        case DrawnStep::Tone::disputed:
            return "#fdf1cf";
        case DrawnStep::Tone::open:
            return "#e2ecf7";
        case DrawnStep::Tone::aside:
            break;
    }
    return "#f2f2f2";
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string lines_of(const std::string& text) {
    std::string out;
    for (const std::string& line : wrap(text, label_width)) {
        out += escaped(line) + "<br align=\"left\"/>";
    }
    return out;
}

class DotWriter {
public:
    std::string add(const DrawnStep& step) {
        const std::string name = "s" + std::to_string(count_++);
        std::string label;
        if (!step.label.empty()) label += "<b>" + lines_of(step.label) + "</b>";
        label += lines_of(step.head);
        for (const std::string& detail : step.details) {
            label += "<font point-size=\"10\" color=\"#444444\">" + lines_of(detail) + "</font>";
        }
        text_ += "  " + name + " [label=<" + label + ">, fillcolor=\"" +
                 std::string(colour_of(step.tone)) + "\"" +
                 (step.is_leaf_claim ? ", shape=note" : "") + "];\n";
        for (const DrawnStep& each : step.below) {
            const std::string below = add(each);
            text_ += "  " + name + " -> " + below +
                     (each.tone == DrawnStep::Tone::aside ? " [style=dashed]" : "") + ";\n";
        }
        return name;
    }
    std::string text() { return std::move(text_); }

private:
    std::string text_;
    std::size_t count_ = 0;
};

}  // namespace

std::string to_dot(const Explanation& explanation, const Judgement& judgement) {
    const Wording wording(judgement.program(), judgement.record());
    const Shortening shortening(wording, explanation.phrase, explanation.row);
    Notes notes(wording);
    StepDrawing drawing(judgement, wording, shortening, notes);
    DrawnStep root;
    root.head = shortening.introduced(explanation.sentence);
    root.label = std::string(name_of(explanation.verdict));
    for (const ProofNode& node : explanation.support) root.below.push_back(drawing.proof(node));
    for (const ProofNode& node : explanation.denial) root.below.push_back(drawing.proof(node));
    for (const Attempt& attempt : explanation.attempts) {
        root.below.push_back(drawing.attempt(attempt));
    }
    // One proof of the sentence begins with the sentence.
    if (root.below.size() == 1 && explanation.attempts.empty()) {
        DrawnStep only = std::move(root.below.front());
        only.label = std::exchange(root.label, "");
        only.head = root.head;
        root = std::move(only);
    }
    DotWriter writer;
    writer.add(root);
    std::string text =
        "digraph proof {\n  rankdir=LR;\n  nodesep=0.15;\n  ranksep=0.35;\n"
        "  node [shape=box, style=filled, fontname=\"sans-serif\", fontsize=11, color=\"#888888\", "
        "margin=\"0.12,0.08\"];\n  edge [color=\"#888888\", arrowhead=none];\n";
    text += writer.text();
    const std::string sources = notes.list(90, "");
    if (!sources.empty()) {
        std::string label;
        for (const std::string& line : wrap(sources, 90)) {
            label += escaped(line) + "<br align=\"left\"/>";
        }
        text += "  label=<" + label +
                ">;\n  labelloc=b;\n  labeljust=l;\n"
                "  fontname=\"sans-serif\";\n  fontsize=9;\n";
    }
    return text + "}\n";
}

}  // namespace obverse
