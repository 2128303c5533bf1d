#include "engine/report/markdown.h"

#include "engine/audit/audit_report.h"
#include "engine/audit/finding_words.h"
#include "engine/render/layout.h"
#include "engine/render/reading_text.h"

namespace obverse {

namespace {

class MarkdownWriter {
public:
    explicit MarkdownWriter(const Audit& audit)
        : audit_(audit), draft_(*audit.text), words_(audit) {}

    std::string write() {
        const text::TextSpan title = draft_.draft.head.title;
        const std::string name = std::filesystem::path(draft_.name).filename().string();
        text_ = "# " + markdown_text(title.is_empty() ? name : draft_.of(title)) + "\n\n";
        text_ += markdown_text(name) + ": " + markdown_text(structure_text(draft_.draft)) + ".\n\n";
        for (const ReadingLine& line : reading_lines(*audit_.judgement)) {
            text_ += "- " + line.lead + ": " + markdown_text(line.text) + "\n";
        }
        text_ +=
            "\nWhat follows is how the draft looks under this lens, one reading among others.\n";
        std::optional<std::string> place;
        for (const AuditFinding& finding : audit_.findings) {
            if (finding.is_of_whole || !finding.counts()) continue;
            const std::string of = words_.where(finding);
            if (of != place) text_ += "\n## " + heading(of) + "\n";
            place = of;
            write(finding);
        }
        summary();
        set_aside();
        return std::move(text_);
    }

private:
    static std::string heading(const std::string& of) {
        return of == "the draft" ? "The draft as a whole" : markdown_text(of);
    }

    void write(const AuditFinding& finding) {
        text_ += "\n**" + std::string(word_of(words_.block(finding).level)) +
                 "**: " + markdown_text(words_.message(finding)) + " (`" + words_.name(finding) +
                 "`)\n\n";
        text_ += "> " + markdown_text(words_.quoted(finding.primary.span)) + "\n";
        std::vector<std::string> lines;
        for (const Search& search : finding.searches) {
            lines.push_back("Searched: " + words_.search(search));
        }
        for (const std::string& advice : finding.suggestions) lines.push_back("Advice: " + advice);
        if (!finding.falls_if.empty()) {
            lines.push_back("Falls away if " + listed(finding.falls_if, "or"));
        }
        for (const OtherReading& other : finding.others) {
            lines.push_back("Under " + words_.lens(other) + ": " + other.message);
        }
        lines.push_back("Rests on " + words_.citations(finding));
        if (finding.measured) {
            lines.push_back("Measured: " + FindingWords::measured(*finding.measured));
        }
        text_ += "\n";
        for (const std::string& line : lines) text_ += "- " + markdown_text(line) + "\n";
    }

    void summary() {
        bool is_first = true;
        for (const AuditFinding* finding : summary_of(audit_)) {
            if (!finding->counts()) continue;
            if (is_first) text_ += "\n## Also to be considered\n\n";
            is_first = false;
            text_ +=
                "- " + markdown_text(finding->message) + " (`" + words_.name(*finding) + "`)\n";
        }
        if (words_.tally().counted == 0) text_ += "\nNo finding.\n";
    }

    void set_aside() {
        bool is_first = true;
        for (const AuditFinding& finding : audit_.findings) {
            if (!finding.muted) continue;
            if (is_first) text_ += "\n## Muted\n\n";
            is_first = false;
            const Mute& mute = *finding.muted;
            text_ += "- `" + words_.name(finding) + "` of " + words_.where(finding) + ": " +
                     markdown_text(mute.reason);
            if (!mute.who.empty()) text_ += ", says " + markdown_text(mute.who);
            if (!mute.until.empty()) text_ += " (until " + mute.until + ")";
            text_ += "\n";
        }
        const std::size_t known = words_.tally().known;
        if (known > 0) text_ += "\n" + counted(known, "finding") + " as in the baseline.\n";
    }

    const Audit& audit_;
    const DraftText& draft_;
    FindingWords words_;
    std::string text_;
};

}  // namespace

std::string markdown_text(std::string_view text) {
    constexpr std::string_view markup = "\\`*_[]<>#|~&!";
    std::string plain;
    bool is_start = true;
    for (const char c : text) {
        const bool is_list = is_start && (c == '-' || c == '+' || c == '=');
        if (markup.find(c) != std::string_view::npos || is_list) plain += '\\';
        plain += c == '\n' || c == '\r' ? ' ' : c;
        is_start = false;
    }
    // `1.` at the start of a line would begin a list.
    const std::size_t digits = plain.find_first_not_of("0123456789");
    if (digits != 0 && digits != std::string::npos &&
        (plain[digits] == '.' || plain[digits] == ')')) {
        plain.insert(digits, "\\");
    }
    return plain;
}

std::string audit_markdown(const Audit& audit) {
    return MarkdownWriter(audit).write();
}

}  // namespace obverse
