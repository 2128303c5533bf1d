#pragma once

#include "engine/model/program.h"

#include <string>
#include <vector>

namespace obverse {

/// Names, claims and citations in a reader's words: labels instead of ids, dates as written.
class Wording {
public:
    Wording(const Program& program, const ClaimSet& record) : program_(program), record_(record) {}

    /// The label of an entity or speaker, else of a source; the id when there is none.
    std::string name(SymbolId id) const;
    /// The label of a source, whatever entity may have its id; the id when it has none.
    std::string source(SymbolId id) const;
    std::string id(SymbolId id) const { return std::string(program_.symbols.text(id)); }
    /// Who speaks and for whom: `Ministry of Defence, for the Russian Federation`; `the record`
    /// when a claim names nobody.
    std::string speaker(SymbolId speaker) const;
    /// What the claim says, with `it is denied that` for a denial.
    std::string said(const Claim& claim) const;
    /// When it was said: the date of the source, else the day from which the claim holds; empty
    /// when neither is recorded.
    std::string date(const Claim& claim) const;
    /// `Treaty on …, article IX`; points by their names.
    std::string citation(const Citation& citation) const;
    std::string citations(const std::vector<Citation>& citations) const;

    const Program& program() const { return program_; }
    const ClaimSet& record() const { return record_; }

private:
    const Program& program_;
    const ClaimSet& record_;
};

/// The word for a confidence: `low`, `medium`, `high`.
std::string_view word_of(Confidence confidence);

/// Sources numbered in the order in which a text mentions them, to be listed below it.
class Notes {
public:
    explicit Notes(const Wording& wording) : wording_(wording) {}

    /// `[3]`; nothing for the source that a claim does not name.
    std::string mark(SymbolId source);
    /// Each source on a line of its own: number, label, date, address. Empty without marks.
    std::string list(std::size_t width, std::string_view indent) const;

private:
    const Wording& wording_;
    std::vector<SymbolId> sources_;
};

}  // namespace obverse
