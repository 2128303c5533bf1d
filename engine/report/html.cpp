#include "engine/report/html.h"

#include "engine/audit/audit_report.h"
#include "engine/render/layout.h"
#include "engine/render/reading_text.h"
#include "engine/report/html_parts.h"

#include <array>

namespace obverse {

namespace {

std::string summary_html(const Audit& audit, const FindingWords& words) {
    const FindingWords::Tally tally = words.tally();
    std::array<std::size_t, 3> by_level = {};
    for (const AuditFinding& finding : audit.findings) {
        if (finding.counts()) ++by_level.at(static_cast<std::size_t>(words.block(finding).level));
    }
    std::string html = "<p>" + counted(tally.counted, "finding") + ": " +
                       std::to_string(by_level[0]) + " must, " + std::to_string(by_level[1]) +
                       " should, " + std::to_string(by_level[2]) + " consider";
    if (tally.known > 0) html += "; " + std::to_string(tally.known) + " more as in the baseline";
    if (tally.muted > 0) html += "; " + std::to_string(tally.muted) + " muted";
    return html + ".</p>\n";
}

std::string muted_html(const Audit& audit, const FindingWords& words) {
    std::string html;
    for (const AuditFinding& finding : audit.findings) {
        if (!finding.muted) continue;
        const Mute& mute = *finding.muted;
        html += "<li><code>" + html_text(words.name(finding)) + "</code> of " +
                html_text(words.where(finding)) + ": " + html_text(mute.reason);
        if (!mute.who.empty()) html += ", says " + html_text(mute.who);
        if (!mute.until.empty()) html += " (until " + html_text(mute.until) + ")";
        html += "</li>\n";
    }
    return html.empty() ? html : "<h3>Muted</h3>\n<ul>\n" + html + "</ul>\n";
}

}  // namespace

std::string html_text(std::string_view text) {
    std::string html;
    for (const char c : text) {
        switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            case '\'':
                html += "&#39;";
                break;
            default:
                html += c;
        }
    }
    return html;
}

std::string html_language(const DraftText& draft) {
    const std::string& language = draft.draft.language;
    if (language.empty()) return {};
    const bool is_from_right = language == "ar" || language == "fa" || language == "he";
    return " lang=\"" + html_text(language) + "\"" + (is_from_right ? " dir=\"rtl\"" : "");
}

void HtmlReport::add(const Audit& audit, const Impact* impact) {
    const std::string prefix = "d" + std::to_string(++count_);
    const FindingWords words(audit);
    const DraftText& draft = *audit.text;
    const text::TextSpan title = draft.draft.head.title;
    const std::string name = std::filesystem::path(draft.name).filename().string();
    if (!title_.empty()) title_ += "; ";
    title_ += title.is_empty() ? name : std::string(draft.of(title));
    body_ += "<article id=\"" + prefix + "\">\n<h2" +
             (title.is_empty() ? "" : html_language(draft)) + ">" +
             html_text(title.is_empty() ? std::string_view(name) : draft.of(title)) + "</h2>\n<p>" +
             html_text(name + ": " + structure_text(draft.draft)) + ".</p>\n<dl>\n";
    for (const ReadingLine& line : reading_lines(*audit.judgement)) {
        body_ += "<dt>" + html_text(line.lead) + "</dt><dd>" + html_text(line.text) + "</dd>\n";
    }
    body_ += "</dl>\n" + summary_html(audit, words);
    body_ += "<ul class=\"jumps\"><li><a href=\"#" + prefix + "t\">Text and findings</a></li>";
    if (impact != nullptr) body_ += "<li><a href=\"#" + prefix + "c\">Table of costs</a></li>";
    body_ += "<li><a href=\"#" + prefix + "s\">Sources</a></li></ul>\n";
    ProofHtml proofs(*audit.judgement, prefix, proofs_);
    body_ += "<h3 id=\"" + prefix + "t\">Text and findings</h3>\n" +
             draft_html(audit, prefix, proofs) + muted_html(audit, words);
    body_ += "<h3 id=\"" + prefix + "c\">Table of costs</h3>\n";
    body_ += impact == nullptr ? "<p>The lens tells of no costs of this draft.</p>\n"
                               : costs_html(*impact, prefix + "c", proofs_);
    const std::string sources = proofs.sources();
    body_ += "<h3 id=\"" + prefix + "s\">Sources</h3>\n" +
             (sources.empty() ? "<p>No proof names a source.</p>\n" : sources) + "</article>\n";
}

std::string HtmlReport::text() const {
    std::string html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
    html +=
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"generator\" content=\"Obverse " +
        html_text(version_) + "\">\n<title>Audit: " + html_text(title_) + "</title>\n<style>" +
        std::string(html_style()) + "</style>\n</head>\n<body>\n";
    html +=
        "<header>\n<h1>Audit of a draft</h1>\n<p>What the words of the draft do under one lens, one "
        "reading among others: what <span class=\"level must\">must</span>, <span class=\"level "
        "should\">should</span> or <span class=\"level consider\">consider</span>ed be. Words of a "
        "finding are underlined, and the number behind them leads to it; keys while a finding has "
        "the focus: <kbd>j</kbd> next, <kbd>k</kbd> previous, <kbd>w</kbd> its words, <kbd>p</kbd> "
        "its proof.</p>\n<fieldset><legend>Show</legend>";
    for (const std::string level : {"must", "should", "consider"}) {
        html += "<label><input type=\"checkbox\" id=\"show-" + level + "\" checked> " + level +
                "</label> ";
    }
    html += "</fieldset>\n</header>\n<main>\n" + body_ + "</main>\n<script>" +
            std::string(html_script()) + "</script>\n</body>\n</html>\n";
    return html;
}

}  // namespace obverse
