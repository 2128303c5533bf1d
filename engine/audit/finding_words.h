#pragma once

#include "engine/audit/audit.h"

#include <string>

namespace obverse {

/// A finding of an audit in the words that every report uses.
class FindingWords {
public:
    explicit FindingWords(const Audit& audit)
        : audit_(audit), program_(audit.judgement->program()) {}

    const Finding& block(const AuditFinding& finding) const {
        return program_.findings[finding.finding];
    }
    std::string name(const AuditFinding& finding) const;
    /// `op3`, `title`, `the draft`.
    std::string where(const AuditFinding& finding) const;
    /// The message, with a word on disputes where there are any.
    std::string message(const AuditFinding& finding) const;
    /// `wang-2026, section 5, point C8`.
    std::string citations(const AuditFinding& finding) const;
    /// What was looked for, in how many paragraphs, and what came nearest.
    std::string search(const Search& search) const;
    /// The name of the lens and of the finding there: `un-behaviours`, `object-is-behaviour`.
    std::string lens(const OtherReading& other) const;
    std::string name(const OtherReading& other) const;
    /// `4 of 5 findings right on 4 annotated texts`.
    static std::string measured(const Measured& measured);
    /// Words in quotation marks, shortened in the middle where they are many.
    std::string quoted(text::TextSpan span) const;

    /// How many findings count, are muted, and are known from the baseline.
    struct Tally {
        std::size_t counted = 0;
        std::size_t muted = 0;
        std::size_t known = 0;
    };
    Tally tally() const;

private:
    const Audit& audit_;
    const Program& program_;
};

}  // namespace obverse
