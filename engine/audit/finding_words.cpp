#include "engine/audit/finding_words.h"

#include "engine/audit/location.h"
#include "engine/render/layout.h"
#include "engine/render/wording.h"

namespace obverse {

std::string FindingWords::name(const AuditFinding& finding) const {
    return std::string(program_.symbols.text(block(finding).id));
}

std::string FindingWords::where(const AuditFinding& finding) const {
    const auto part = audit_.record.parts.find(finding.text);
    const bool is_title =
        part != audit_.record.parts.end() && part->second.kind == DraftPart::Kind::paragraph;
    return text_name(*audit_.text, finding.paragraph, is_title);
}

std::string FindingWords::message(const AuditFinding& finding) const {
    return finding.message + (finding.verdict == Verdict::contested ? " (contested)" : "");
}

std::string FindingWords::citations(const AuditFinding& finding) const {
    const Wording wording(program_, audit_.judgement->record());
    return wording.citations(program_.rules[block(finding).rule].header.cites);
}

std::string FindingWords::search(const Search& search) const {
    std::vector<std::string> names;
    for (const std::size_t term : search.terms) {
        names.emplace_back(program_.symbols.text(program_.terms[term].id));
    }
    constexpr std::size_t names_shown = 6;
    if (names.size() > names_shown) {
        const std::size_t more = names.size() - names_shown;
        names.resize(names_shown);
        names.push_back(std::to_string(more) + " more");
    }
    const std::string words = counted(search.paragraphs, "paragraph") + " for " +
                              counted(search.forms, "form") + " of words (" + listed(names) + "): ";
    if (search.misses.empty()) return words + "none stands anywhere";
    std::vector<std::string> near;
    for (const LabelledSpan& miss : search.misses) {
        near.push_back("\u201C" + std::string(audit_.text->of(miss.span)) + "\u201D");
    }
    return words + "nearest " + listed(near);
}

std::string FindingWords::lens(const OtherReading& other) const {
    return program_.lenses[other.lens.index].name;
}

std::string FindingWords::name(const OtherReading& other) const {
    return std::string(program_.symbols.text(program_.findings[other.finding].id));
}

std::string FindingWords::measured(const Measured& measured) {
    return std::to_string(measured.hits) + " of " + obverse::counted(measured.raised, "finding") +
           " right on " + measured.texts;
}

std::string FindingWords::quoted(text::TextSpan span) const {
    const std::string_view words = audit_.text->of(span);
    constexpr std::size_t most = 160;
    if (words.size() <= most) return "\u201C" + std::string(words) + "\u201D";
    const std::size_t head = words.rfind(' ', most / 2);
    const std::size_t tail = words.find(' ', words.size() - most / 2);
    if (head == std::string_view::npos || tail == std::string_view::npos) {
        return "\u201C" + std::string(words) + "\u201D";
    }
    return "\u201C" + std::string(words.substr(0, head)) + " \u2026" +
           std::string(words.substr(tail)) + "\u201D";
}

FindingWords::Tally FindingWords::tally() const {
    Tally tally;
    for (const AuditFinding& finding : audit_.findings) {
        if (finding.muted)
            ++tally.muted;
        else if (finding.counts())
            ++tally.counted;
        else
            ++tally.known;
    }
    return tally;
}

}  // namespace obverse
