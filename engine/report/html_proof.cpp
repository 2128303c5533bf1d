#include "engine/render/layout.h"
#include "engine/report/html_parts.h"

#include <sstream>

namespace obverse {

namespace {

// A report stays a page that can be mailed: proofs behind this many bytes are left to the program.
constexpr std::size_t most_proofs = 650'000;

struct Tone {
    std::string_view sign;
    std::string_view word;
};

Tone tone_of(DrawnStep::Tone tone) {
    switch (tone) {
        case DrawnStep::Tone::holds:
            return {"\u2713", "holds"};
        case DrawnStep::Tone::fails:
            return {"\u2717", "fails"};
        case DrawnStep::Tone::disputed:
            return {"~", "disputed"};
        case DrawnStep::Tone::open:
            return {"?", "open"};
        case DrawnStep::Tone::aside:
            break;
    }
    return {"\u00B7", ""};
}

}  // namespace

std::string ProofHtml::proof(const Explanation& explanation) {
    if (written_ > most_proofs) {
        return "<p>Left out to keep this page small; <code>obverse audit --proofs</code> prints "
               "it.</p>";
    }
    const Shortening shortening(wording_, explanation.phrase, explanation.row);
    StepDrawing drawing(judgement_, wording_, shortening, notes_);
    std::string html;
    const auto list = [&](const std::vector<ProofNode>& nodes, std::string_view lead) {
        if (nodes.empty()) return;
        if (!lead.empty()) html += "<p>" + std::string(lead) + "</p>";
        html += "<ul class=\"proof\">";
        for (const ProofNode& node : nodes) html += step(drawing.proof(node));
        html += "</ul>\n";
    };
    const bool is_both = !explanation.support.empty() && !explanation.denial.empty();
    list(explanation.support, is_both ? "For it:" : "");
    list(explanation.denial, is_both ? "Against it:" : "");
    written_ += html.size();
    return html;
}

std::string ProofHtml::step(const DrawnStep& step) const {
    const Tone tone = tone_of(step.tone);
    std::string html =
        "<li><span class=\"sign\" aria-hidden=\"true\">" + std::string(tone.sign) + "</span> ";
    if (step.tone != DrawnStep::Tone::holds && !tone.word.empty()) {
        html += "<i>" + std::string(tone.word) + ":</i> ";
    }
    if (!step.label.empty()) html += "<b>" + html_text(step.label) + ":</b> ";
    html += linked(step.head);
    for (const std::string& detail : step.details) {
        html += "<br><small>" + linked(detail) + "</small>";
    }
    if (!step.below.empty()) {
        html += "<ul>";
        for (const DrawnStep& below : step.below) html += this->step(below);
        html += "</ul>";
    }
    return html + "</li>";
}

/// The text with a link for each mark of a source, `[3]`.
std::string ProofHtml::linked(const std::string& text) const {
    std::string html;
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t open = text.find('[', from);
        const std::size_t close = open == std::string::npos ? open : text.find(']', open);
        if (close == std::string::npos) break;
        const std::string number = text.substr(open + 1, close - open - 1);
        const bool is_mark = !number.empty() && number.size() < 5 &&
                             number.find_first_not_of("0123456789") == std::string::npos;
        html += html_text(text.substr(from, open - from));
        if (is_mark) {
            html += "<a href=\"#" + prefix_ + "s" + number + "\">[" + number + "]</a>";
            from = close + 1;
        } else {
            html += "[";
            from = open + 1;
        }
    }
    return html + html_text(text.substr(from));
}

std::string ProofHtml::sources() const {
    constexpr std::size_t whole_line = 1'000'000;
    std::istringstream lines(notes_.list(whole_line, ""));
    std::string html;
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        html += "<li id=\"" + prefix_ + "s" + std::to_string(number) + "\">" +
                html_text(line.substr(line.find(']') + 1)) + "</li>\n";
    }
    return html.empty() ? html : "<ol class=\"sources\">\n" + html + "</ol>\n";
}

}  // namespace obverse
