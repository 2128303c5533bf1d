#include "engine/audit/location.h"
#include "engine/render/layout.h"
#include "engine/report/html_parts.h"

namespace obverse {

namespace {

std::string entry(const std::string& term, const std::string& html) {
    return "<dt>" + term + "</dt><dd>" + html + "</dd>\n";
}

std::string level_mark(Finding::Level level) {
    const std::string word(word_of(level));
    return "<span class=\"level " + word + "\">" + word + "</span>";
}

class FindingHtml {
public:
    FindingHtml(const Audit& audit, std::size_t number, const std::string& prefix)
        : audit_(audit),
          finding_(audit.findings[number - 1]),
          words_(audit),
          number_(std::to_string(number)),
          prefix_(prefix) {}

    std::string write(ProofHtml& proofs) {
        const Finding::Level level = words_.block(finding_).level;
        const std::string id = prefix_ + "f" + number_;
        std::string html = "<section class=\"finding " + std::string(word_of(level)) + "\" id=\"" +
                           id + "\" tabindex=\"-1\" aria-labelledby=\"" + id + "h\">\n<h4 id=\"" +
                           id + "h\">" + number_ + " " + level_mark(level) + " " +
                           html_text(words_.name(finding_)) + "</h4>\n<p>" +
                           html_text(words_.message(finding_)) + "</p>\n";
        for (const std::string& advice : finding_.suggestions) {
            html += "<p class=\"advice\"><b>Advice:</b> " + html_text(advice) + "</p>\n";
        }
        html += "<p class=\"links\"><a class=\"back\" href=\"#" + prefix_ + "w" + number_ +
                "\">Its words, " + html_text(words_.where(finding_)) + "</a></p>\n";
        html += "<details class=\"more\"><summary>Grounds and other readings</summary>\n<dl>\n" +
                grounds() + "</dl></details>\n";
        html += "<details class=\"proofs\"><summary>Proof</summary>\n" +
                proofs.proof(finding_.proof) + "</details>\n";
        return html + "</section>\n";
    }

private:
    std::string quote(text::TextSpan span) const {
        return "<q" + html_language(*audit_.text) + ">" + html_text(audit_.text->of(span)) + "</q>";
    }

    std::string grounds() const {
        std::string html;
        const Location at = location_of(*audit_.text, finding_.primary.span);
        std::string words = quote(finding_.primary.span);
        if (at.line > 0) words += ", line " + std::to_string(at.line);
        if (at.page > 0) words += ", page " + std::to_string(at.page);
        html += entry("Words", words);
        for (std::size_t i = 0; i < finding_.related.size(); ++i) {
            const LabelledSpan& one = finding_.related[i];
            html += entry(one.label.empty() ? "with" : html_text(one.label),
                          "<a href=\"#" + prefix_ + "w" + number_ + "-" + std::to_string(i + 1) +
                              "\">" + quote(one.span) + "</a>");
        }
        for (const Search& search : finding_.searches) {
            html += entry("Searched", html_text(words_.search(search)));
        }
        if (!finding_.falls_if.empty()) {
            html += entry("Falls away if", html_text(listed(finding_.falls_if, "or")));
        }
        for (const OtherReading& other : finding_.others) {
            html += entry("Under " + html_text(words_.lens(other)),
                          html_text(other.message + " [" + words_.name(other) + "]"));
        }
        html += entry("Rests on", html_text(words_.citations(finding_)));
        if (finding_.measured) {
            html += entry("Measured", html_text(FindingWords::measured(*finding_.measured)));
        }
        return html + entry("Fingerprint", "<code>" + finding_.fingerprint +
                                               "</code>, rule version <code>" + finding_.version +
                                               "</code>");
    }

    const Audit& audit_;
    const AuditFinding& finding_;
    FindingWords words_;
    std::string number_;
    const std::string& prefix_;
};

}  // namespace

std::string finding_html(const Audit& audit, std::size_t number, const std::string& prefix,
                         ProofHtml& proofs) {
    return FindingHtml(audit, number, prefix).write(proofs);
}

}  // namespace obverse
