#pragma once

#include "engine/audit/draft_record.h"
#include "engine/audit/measured.h"
#include "engine/audit/mutes.h"
#include "engine/compile/judgement.h"
#include "engine/proof/why.h"
#include "engine/workspace/workspace.h"

#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace obverse {

/// A draft cannot be audited. The message says why, and what can be done.
class AuditError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Words of the draft and what they are to the finding.
struct LabelledSpan {
    text::TextSpan span = {};
    std::string label;
};

/// Where something was looked for and not found.
struct Search {
    std::string sentence;              // what there is no record of
    std::vector<std::size_t> terms;    // looked for, in the program's list
    std::size_t forms = 0;             // in which they were looked for
    std::size_t paragraphs = 0;        // that were read
    std::vector<LabelledSpan> misses;  // of these terms, but not what was wanted
};

/// What another lens finds of the same words.
struct OtherReading {
    LensId lens;
    std::size_t finding = 0;
    std::string message;
};

/// A finding that holds of a text, or may hold.
struct AuditFinding {
    std::size_t finding = 0;  // in the program's list
    SymbolId text;            // of which part it holds
    Verdict verdict = Verdict::supported;
    std::optional<std::size_t> paragraph;  // in the draft's list; none: the whole draft, the title
    std::string message;
    std::vector<std::string> suggestions;
    LabelledSpan primary;
    std::vector<LabelledSpan> related;  // in the order of the text, the primary one left out
    std::vector<Search> searches;       // of a finding of absence
    std::vector<std::string> falls_if;  // what would except it
    std::vector<OtherReading> others;
    Explanation proof;
    std::string version;      // of its rule: changes with what the rule says
    std::string fingerprint;  // of rule, lens and words; survives renumbering and re-wrapping
    std::optional<Measured> measured;  // this very version of the rule
    bool is_of_whole = false;    // a consideration about the whole draft: a line of the summary
    std::optional<Mute> muted;   // by the side file
    std::optional<bool> is_new;  // against the baseline, where there is one

    /// Whether it is to be shown and counted: neither muted nor known from the baseline.
    bool counts() const { return !muted && is_new.value_or(true); }
};

/// A draft read, and what a lens finds in it, in the order of the text.
struct Audit {
    std::shared_ptr<DraftText> text;
    DraftRecord record;
    std::unique_ptr<Judgement> judgement;
    std::vector<AuditFinding> findings;
    std::size_t mentions = 0;
};

/// The draft's facts lie over the record for as long as this lives.
class DraftOverlay {
public:
    DraftOverlay(Workspace& workspace, DraftRecord& record);
    ~DraftOverlay();
    DraftOverlay(const DraftOverlay&) = delete;
    DraftOverlay& operator=(const DraftOverlay&) = delete;

private:
    Workspace& workspace_;
    SymbolId source_;
    std::vector<SymbolId> entities_;
};

/// Reads drafts for a workspace: its terms, cues and lead words are made ready once.
class Auditor {
public:
    /// Throws AuditError when the vocabulary has no findings to make.
    explicit Auditor(Workspace& workspace, Diagnostics& diagnostics);

    /// Throws text::ReadError where the file has no text that can be trusted.
    std::shared_ptr<DraftText> read(const std::filesystem::path& file,
                                    const text::ReadOptions& options) const;
    /// The same for words that stand in no file; they are plain text.
    std::shared_ptr<DraftText> read_words(const std::string& name, std::string_view words) const;
    DraftRecord record(const DraftText& draft, const std::string& id = "draft");
    /// What the reading's lens finds, and what the `others` find of the same words. The overlay of
    /// the record must live. Nothing, after a report, when a limit is reached.
    std::optional<Audit> audit(std::shared_ptr<DraftText> draft, DraftRecord record,
                               const Reading& reading, std::span<const LensId> others,
                               const eval::Limits& limits, Diagnostics& diagnostics);

    const text::LeadWords& lead_words() const { return lead_words_; }
    const Lexicon& lexicon() const { return lexicon_; }
    std::span<const DraftTerm> names() const { return names_; }

private:
    Workspace& workspace_;
    text::LeadWords lead_words_;
    MeasuredFindings measured_;
    std::vector<DraftTerm> names_;
    Lexicon lexicon_;
};

/// Records the draft's facts in the graph, under an id made from the file's name, and returns the
/// id. What an earlier version of the file said is withdrawn. Throws StoreError, and AuditError
/// where something else goes by that id.
std::string keep(Workspace& workspace, Auditor& auditor, const DraftText& draft);

/// The word for a level: `must`, `should`, `consider`.
std::string_view word_of(Finding::Level level);

}  // namespace obverse
