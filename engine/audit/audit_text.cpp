#include "engine/audit/audit_report.h"
#include "engine/audit/finding_words.h"
#include "engine/audit/location.h"
#include "engine/audit/suggestions.h"
#include "engine/render/layout.h"
#include "engine/render/paint.h"
#include "engine/render/proof_text.h"
#include "engine/render/reading_text.h"

#include <algorithm>
#include <map>

namespace obverse {

namespace {

using text::TextSpan;

/// One line of a draft, wrapped for the screen.
struct ShownLine {
    TextSpan span = {};
};

std::vector<ShownLine> wrapped_lines(std::string_view text, TextSpan span, std::size_t width) {
    std::vector<ShownLine> lines;
    std::uint32_t from = span.begin;
    while (from < span.end) {
        std::uint32_t to = from;
        std::uint32_t last_blank = 0;
        std::size_t columns = 0;
        while (to < span.end && columns < width) {
            if (text[to] == ' ') last_blank = to;
            ++columns;
            ++to;
            while (to < span.end && (static_cast<unsigned char>(text[to]) & 0xC0U) == 0x80U) ++to;
        }
        if (to < span.end && last_blank > from) to = last_blank;
        lines.push_back({{from, to}});
        from = to;
        while (from < span.end && text[from] == ' ') ++from;
    }
    return lines;
}

class AuditWriter {
public:
    AuditWriter(const Audit& audit, const TextStyle& style, const ReportOptions& options)
        : audit_(audit),
          program_(audit.judgement->program()),
          draft_(*audit.text),
          style_(style),
          options_(options),
          words_(audit),
          paint_{style.colour} {}

    std::string write() {
        head();
        std::size_t shown = 0;
        for (const AuditFinding& finding : audit_.findings) {
            if (finding.is_of_whole || !finding.counts()) continue;
            write(finding);
            ++shown;
        }
        additions();
        summary(shown);
        return std::move(text_);
    }

private:
    void head() {
        text_ +=
            hang("", paint_.bold(draft_.name) + ": " + structure_text(draft_.draft), style_.width);
        const TextSpan title = draft_.draft.head.title;
        if (!title.is_empty()) {
            text_ += hang("  " + padded("title", 12), std::string(draft_.of(title)), style_.width);
        }
        for (const ReadingLine& line : reading_lines(*audit_.judgement)) {
            text_ += hang("  " + padded(line.lead, 12), line.text, style_.width);
        }
        text_ += '\n';
    }

    std::string level_text(const AuditFinding& finding) const {
        const std::string word(word_of(words_.block(finding).level));
        switch (words_.block(finding).level) {
            case Finding::Level::must:
                return paint_.yellow(word);
            case Finding::Level::should:
                return paint_.cyan(word);
            case Finding::Level::consider:
                break;
        }
        return paint_.bold(word);
    }

    void write(const AuditFinding& finding) {
        text_ += hang(level_text(finding) + paint_.bold("[" + words_.name(finding) + "] "),
                      words_.message(finding), style_.width);
        text_ += paint_.faint("  --> ") +
                 to_text(location_of(draft_, finding.primary.span), draft_.name) + " (" +
                 words_.where(finding) + ")" + paint_.faint(" " + finding.fingerprint) + "\n";
        quote(finding);
        notes(finding);
        text_ += '\n';
    }

    /// The paragraph's lines that have words of the finding, underlined.
    void quote(const AuditFinding& finding) {
        std::map<TextSpan, std::vector<LabelledSpan>> by_block;
        const auto add = [&](const LabelledSpan& one) {
            for (const text::Block& block : draft_.read.blocks) {
                if (block.span.holds(one.span)) {
                    by_block[block.span].push_back(one);
                    return;
                }
            }
        };
        add(finding.primary);
        for (const LabelledSpan& one : finding.related) {
            if (is_near(finding, one.span)) add(one);
        }
        const std::string bar = paint_.faint("   | ");
        bool is_first = true;
        for (const auto& [span, marks] : by_block) {
            if (!is_first) text_ += paint_.faint("  ...\n");
            is_first = false;
            const std::size_t width = std::max<std::size_t>(style_.width, 30) - 6;
            for (const ShownLine& line : wrapped_lines(draft_.read.text, span, width)) {
                underline(line.span, marks, finding.primary.span, bar);
            }
        }
    }

    /// What a finding of a paragraph rests on elsewhere is in its proof; it would only distract.
    bool is_near(const AuditFinding& finding, TextSpan span) const {
        std::optional<std::size_t> at = finding.paragraph;
        if (!at) return true;
        for (; at; at = draft_.draft.paragraphs[*at].parent) {
            const text::Paragraph& one = draft_.draft.paragraphs[*at];
            const bool is_more = std::any_of(one.more.begin(), one.more.end(),
                                             [&](TextSpan more) { return more.holds(span); });
            if (one.span.holds(span) || is_more) return true;
        }
        return false;
    }

    void underline(TextSpan line, const std::vector<LabelledSpan>& marks, TextSpan primary,
                   const std::string& bar) {
        std::string under;
        std::vector<std::string> labels;
        const std::string_view words = draft_.of(line);
        std::vector<char> signs(words.size(), ' ');
        bool any = false;
        for (const LabelledSpan& mark : marks) {
            const std::uint32_t from = std::max(mark.span.begin, line.begin);
            const std::uint32_t to = std::min(mark.span.end, line.end);
            if (from >= to) continue;
            const bool is_primary = mark.span == primary;
            for (std::uint32_t i = from; i < to; ++i) {
                char& sign = signs[i - line.begin];
                if (sign != '^') sign = is_primary ? '^' : '-';
            }
            any = true;
            const bool ends_here = mark.span.end <= line.end;
            const bool is_new = std::find(labels.begin(), labels.end(), mark.label) == labels.end();
            if (ends_here && is_new && !mark.label.empty()) labels.push_back(mark.label);
        }
        if (!any) return;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if ((static_cast<unsigned char>(words[i]) & 0xC0U) != 0x80U) under += signs[i];
        }
        under.erase(under.find_last_not_of(' ') + 1);
        text_ += bar + std::string(words) + '\n';
        text_ += bar + paint_.yellow(under) + '\n';
        if (!labels.empty()) {
            text_ += hang(bar + paint_.faint("  "), paint_.faint(listed(labels)), style_.width);
        }
    }

    void note(const std::string& lead, const std::string& words) {
        text_ += hang(paint_.faint("   = ") + paint_.bold(lead + ": "), words, style_.width);
    }

    void notes(const AuditFinding& finding) {
        for (const Search& search : finding.searches) note("searched", words_.search(search));
        for (const std::string& advice : finding.suggestions) note("advice", advice);
        if (!finding.falls_if.empty()) note("falls away if", listed(finding.falls_if, "or"));
        for (const OtherReading& other : finding.others) {
            note("under " + words_.lens(other), other.message + " [" + words_.name(other) + "]");
        }
        note("rests on", words_.citations(finding));
        if (finding.measured) note("measured", FindingWords::measured(*finding.measured));
        if (options_.with_proofs) {
            text_ += to_text(finding.proof, *audit_.judgement, finding.proof.sentence, style_);
        }
    }

    /// What was tried and takes findings away.
    void additions() {
        if (options_.additions == nullptr) return;
        text_ += paint_.bold("additions that were tried") + '\n';
        for (const Addition& addition : *options_.additions) {
            std::vector<std::string> names;
            for (const std::size_t index : addition.removes) {
                const AuditFinding& finding = audit_.findings[index];
                names.push_back(words_.name(finding) + " of " + words_.where(finding));
            }
            std::vector<std::string> words;
            for (std::size_t i = 0; i < addition.terms.size(); ++i) {
                const DraftTerm& term = program_.terms[addition.terms[i]];
                const std::string id(program_.symbols.text(term.id));
                words.push_back((term.doc.empty() ? id : term.doc) + " (\u201C" +
                                addition.words[i] + "\u201D)");
            }
            text_ += hang("  - ",
                          "In " + addition.place + ", speak of " + listed(words) +
                              ": then nothing is left of " + listed(names) + ".",
                          style_.width);
        }
        if (options_.additions->empty()) text_ += "  none takes a finding away\n";
        text_ += '\n';
    }

    void summary(std::size_t shown) {
        text_ += hang(
            "",
            counted(shown, "finding") + " in " + counted(audit_.mentions, "mention") + " of terms",
            style_.width);
        std::vector<std::string> whole;
        for (const AuditFinding* finding : summary_of(audit_)) {
            if (finding->counts())
                whole.push_back(words_.name(*finding) + " (" + finding->message + ")");
        }
        if (!whole.empty()) text_ += hang("also of the whole draft: ", listed(whole), style_.width);
        set_aside();
    }

    /// What is not shown, and why.
    void set_aside() {
        for (const AuditFinding& finding : audit_.findings) {
            if (!finding.muted) continue;
            const Mute& mute = *finding.muted;
            std::string line =
                words_.name(finding) + " of " + words_.where(finding) + ": " + mute.reason;
            if (!mute.who.empty()) line += ", says " + mute.who;
            if (!mute.until.empty()) line += " (until " + mute.until + ")";
            text_ += hang("muted: ", line, style_.width);
        }
        const std::size_t known = words_.tally().known;
        if (known > 0) text_ += counted(known, "finding") + " as in the baseline\n";
    }

    const Audit& audit_;
    const Program& program_;
    const DraftText& draft_;
    const TextStyle& style_;
    const ReportOptions& options_;
    FindingWords words_;
    Paint paint_;
    std::string text_;
};

void add_count(std::vector<std::string>& parts, std::size_t count, const std::string& what) {
    if (count > 0) parts.push_back(counted(count, what));
}

}  // namespace

std::string structure_text(const text::Draft& draft) {
    std::size_t preambular = 0;
    std::size_t operative = 0;
    std::size_t other = 0;
    for (const text::Paragraph& paragraph : draft.paragraphs) {
        if (paragraph.parent || paragraph.section) continue;
        if (paragraph.part == text::ParagraphPart::preambular)
            ++preambular;
        else if (paragraph.part == text::ParagraphPart::operative)
            ++operative;
        else
            ++other;
    }
    std::string words = draft.kind == text::DraftKind::resolution
                            ? (draft.head.is_draft ? "a draft resolution" : "a resolution")
                        : draft.kind == text::DraftKind::treaty ? "a treaty"
                                                                : "a text";
    if (!draft.head.symbol.empty()) words += " (" + draft.head.symbol + ")";
    std::vector<std::string> parts;
    add_count(parts, preambular, "preambular paragraph");
    add_count(parts, operative, "operative paragraph");
    add_count(parts, draft.articles.size(), "article");
    add_count(parts, other, "other paragraph");
    std::size_t annexes = draft.sections.size();
    if (annexes > 0)
        parts.push_back(annexes == 1 ? "1 annex" : std::to_string(annexes) + " annexes");
    return parts.empty() ? words : words + " with " + listed(parts);
}

std::vector<const AuditFinding*> summary_of(const Audit& audit) {
    std::vector<const AuditFinding*> list;
    for (const AuditFinding& finding : audit.findings) {
        if (finding.is_of_whole) list.push_back(&finding);
    }
    return list;
}

std::string audit_text(const Audit& audit, const TextStyle& style, const ReportOptions& options) {
    return AuditWriter(audit, style, options).write();
}

}  // namespace obverse
