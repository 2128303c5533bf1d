#pragma once

#include "engine/audit/audit.h"
#include "engine/audit/gold.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace obverse {

/// A finding as far as it is scored.
struct RaisedFinding {
    std::string label;
    Finding::Level level = Finding::Level::consider;
    std::string place;  // `op5.a`; of a finding about the whole draft where its words stand
    bool is_of_whole_draft = false;
    bool is_summary = false;
};

/// What was raised on each text, by the name of the text.
using Raised = std::map<std::string, std::vector<RaisedFinding>>;

/// So many of so many, and the bounds between which 95 of 100 samples drawn from them lie.
struct Share {
    std::size_t hits = 0;
    std::size_t of = 0;
    double low = 0;
    double high = 0;

    double value() const {
        return of == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(of);
    }
};

struct LabelScore {
    std::string label;
    Share recall;     // of expected rows of weight must or should
    Share precision;  // of what was raised on the gold's texts, contested rows left out
    double f1 = 0;
};

/// What a run over the gold's texts is worth.
struct Score {
    Share must_recall;
    Share should_recall;
    Share precision;                     // of all that was raised
    Share must_precision;                // of what we call must
    std::vector<std::string> missed;     // must rows: `TEXT PLACE LABEL`
    std::vector<std::string> forbidden;  // absent rows and forbidden labels that were raised
    std::vector<std::string> unfounded;  // raised as must, and no gold row
    std::size_t repeated = 0;            // findings of one label in one paragraph, beyond the first
    double findings_per_row = 0;         // the median over texts
    std::vector<LabelScore> labels;
};

/// A finding counts as a hit when label and paragraph agree; of absences the label alone. Contested
/// rows count neither way. Bounds are bootstrapped with a fixed seed.
Score score(const std::vector<GoldRow>& gold, const std::vector<GoldControl>& controls,
            const Raised& raised);

/// What an audit raised.
std::vector<RaisedFinding> raised_by(const Audit& audit);
/// What would be raised by words alone: each finding wherever a term that its rule reads stands.
std::vector<RaisedFinding> raised_by_keywords(const Program& program, const Audit& audit);

/// Counts of a draft's parts under the names of the gold's structure file.
std::map<std::string, std::size_t> counts_of(const text::Draft& draft);

}  // namespace obverse
