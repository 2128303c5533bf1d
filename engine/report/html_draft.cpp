#include "engine/report/html_parts.h"

#include <algorithm>
#include <set>

namespace obverse {

namespace {

using text::TextSpan;

/// Words of a finding in a block.
struct Mark {
    TextSpan span = {};
    std::size_t number = 0;   // of the finding, from 1
    std::size_t related = 0;  // 0: the primary words
};

class DraftHtml {
public:
    DraftHtml(const Audit& audit, const std::string& prefix)
        : audit_(audit), draft_(*audit.text), words_(audit), prefix_(prefix) {
        marks_.resize(draft_.read.blocks.size());
        for (std::size_t i = 0; i < audit.findings.size(); ++i) {
            const AuditFinding& finding = audit.findings[i];
            if (!finding.counts()) continue;
            add({finding.primary.span, i + 1, 0});
            for (std::size_t one = 0; one < finding.related.size(); ++one) {
                add({finding.related[one].span, i + 1, one + 1});
            }
        }
    }

    std::string write(ProofHtml& proofs) {
        std::string html;
        for (std::size_t i = 0; i < marks_.size(); ++i) {
            std::string notes;
            for (const Mark& mark : marks_[i]) {
                if (mark.related == 0) notes += finding_html(audit_, mark.number, prefix_, proofs);
            }
            html += "<div class=\"row\">\n" + block(i);
            if (!notes.empty()) html += "<div class=\"notes\">\n" + notes + "</div>\n";
            html += "</div>\n";
        }
        return html;
    }

private:
    void add(const Mark& mark) {
        const auto& blocks = draft_.read.blocks;
        const auto behind = std::upper_bound(
            blocks.begin(), blocks.end(), mark.span.begin,
            [](std::uint32_t at, const text::Block& block) { return at < block.span.begin; });
        const auto at = behind == blocks.begin() ? 0 : behind - blocks.begin() - 1;
        if (!marks_.empty()) marks_[static_cast<std::size_t>(at)].push_back(mark);
    }

    std::string block(std::size_t index) const {
        const text::Block& block = draft_.read.blocks[index];
        const text::Paragraph* paragraph = draft_.draft.at(block.span.begin);
        const bool is_start = paragraph != nullptr && paragraph->span.begin == block.span.begin;
        std::string kind = "words";
        if (block.kind == text::BlockKind::heading) kind += " heading";
        if (block.kind == text::BlockKind::note) kind += " footnote";
        if (draft_.draft.head.title == block.span) kind += " heading";
        std::string html = "<div class=\"" + kind + "\">";
        if (is_start) {
            const std::string id = html_text(paragraph->id);
            html += "<span class=\"name\" id=\"" + prefix_ + "p-" + id + "\">" + id + "</span>";
        }
        return html + "<p" + html_language(draft_) + ">" + marked(block.span, marks_[index]) +
               "</p></div>\n";
    }

    /// The words cut where marks begin and end, each piece with the findings that it is of.
    std::string marked(TextSpan span, const std::vector<Mark>& marks) const {
        std::set<std::uint32_t> cuts = {span.begin, span.end};
        for (const Mark& mark : marks) {
            cuts.insert(std::clamp(mark.span.begin, span.begin, span.end));
            cuts.insert(std::clamp(mark.span.end, span.begin, span.end));
        }
        std::string html;
        for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut) {
            html += piece({*cut, *std::next(cut)}, span, marks);
        }
        return html;
    }

    std::string piece(TextSpan piece, TextSpan block, const std::vector<Mark>& marks) const {
        std::string anchors;
        std::string references;
        std::set<std::size_t> numbers;
        std::optional<Finding::Level> level;
        for (const Mark& mark : marks) {
            if (mark.span.begin == piece.begin) anchors += anchor(mark);
            if (!mark.span.holds(piece) && !piece.holds(mark.span)) continue;
            numbers.insert(mark.number);
            if (mark.related != 0) continue;
            const Finding::Level its = level_of(mark);
            if (!level || its < *level) level = its;
            if (std::min(mark.span.end, block.end) == piece.end) references += reference(mark);
        }
        const std::string text = html_text(draft_.of(piece));
        if (numbers.empty()) return anchors + text;
        std::string ids;
        for (const std::size_t number : numbers) {
            ids += (ids.empty() ? "" : " ") + prefix_ + "f" + std::to_string(number);
        }
        const std::string data = " data-f=\"" + ids + "\">";
        if (!level) return anchors + "<span" + data + text + "</span>";
        return anchors + "<mark class=\"" + std::string(word_of(*level)) + "\"" + data + text +
               "</mark>" + references;
    }

    Finding::Level level_of(const Mark& mark) const {
        return words_.block(audit_.findings[mark.number - 1]).level;
    }

    std::string anchor(const Mark& mark) const {
        std::string id = prefix_ + "w" + std::to_string(mark.number);
        if (mark.related != 0) id += "-" + std::to_string(mark.related);
        return "<span class=\"anchor\" id=\"" + id + "\"></span>";
    }

    std::string reference(const Mark& mark) const {
        const std::string number = std::to_string(mark.number);
        const AuditFinding& finding = audit_.findings[mark.number - 1];
        return "<sup lang=\"en\"><a class=\"ref\" href=\"#" + prefix_ + "f" + number +
               "\" aria-label=\"finding " + number + ", " + std::string(word_of(level_of(mark))) +
               ": " + html_text(words_.name(finding)) + "\">" + number + "</a></sup>";
    }

    const Audit& audit_;
    const DraftText& draft_;
    FindingWords words_;
    const std::string& prefix_;
    std::vector<std::vector<Mark>> marks_;  // by block
};

}  // namespace

std::string draft_html(const Audit& audit, const std::string& prefix, ProofHtml& proofs) {
    return DraftHtml(audit, prefix).write(proofs);
}

}  // namespace obverse
