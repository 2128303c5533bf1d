#pragma once

#include "engine/audit/audit.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace obverse {

/// A place where a form stands in a draft.
struct WordHit {
    std::string place;  // the paragraph, or `title`
    text::TextSpan span = {};
    std::vector<std::string> uses;  // how cues say that it is meant: `restrained by refrain from`
};
/// A place where only a word of a form stands.
struct NearMiss {
    std::string place;
    text::TextSpan span = {};
    std::string lacks;  // the first word of the form that does not stand near it
};
struct WordSearch {
    std::vector<WordHit> hits;
    std::vector<NearMiss> misses;  // some, in the order of the text
};
/// Looks for a form as a term's would be, with the workspace's cues. Throws AuditError, with what
/// is wrong, for a form that cannot be looked for.
WordSearch search_words(Workspace& workspace, const Auditor& auditor, const DraftText& draft,
                        const std::string& form, const std::string& language);

/// A run of words that no term explains.
struct Gap {
    std::string words;
    std::size_t times = 0;
    std::size_t drafts = 0;
    std::string example;  // the paragraph where it stands first: `draft.txt op3`
};
/// The most frequent runs of two to four words, over all drafts, that stand in no mention; a run
/// within a longer one as frequent is left out. At most `most`.
std::vector<Gap> find_gaps(Auditor& auditor, std::span<const std::shared_ptr<DraftText>> drafts,
                           std::size_t most);

}  // namespace obverse
