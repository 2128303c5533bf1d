#pragma once

#include "engine/lexicon/lexicon.h"
#include "engine/model/program.h"
#include "engine/text/draft.h"
#include "engine/text/read_text.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace obverse {

/// A draft as it was read, with its parts.
struct DraftText {
    std::string name;  // of the file, as messages show it
    text::ReadText read;
    text::Draft draft;
    std::string original;  // the bytes of the file, where they are text

    std::string_view of(text::TextSpan span) const { return read.of(span); }
};

/// A thing that a draft is said to hold, and where in its text it stands.
struct DraftPart {
    enum class Kind : std::uint8_t { draft, paragraph, clause, mention };
    Kind kind = Kind::draft;
    text::TextSpan span = {};
    std::optional<std::size_t> paragraph = {};  // in the draft's list; none: the draft, the title
    std::optional<std::size_t> term = {};  // of a mention, in the program's list; none: a State
};

/// A cue that gave a mention its use.
struct CueUse {
    std::size_t cue = 0;  // in the program's list
    text::TextSpan span = {};
};

/// What the words of a draft come to as facts: entities, and claims in the draft's own name that
/// fill the phrases about texts.
struct DraftRecord {
    SymbolId draft;
    SymbolId source;
    std::vector<Entity> entities;
    std::vector<Claim> claims;
    std::map<SymbolId, DraftPart> parts;                                // by entity
    std::map<std::pair<SymbolId, SymbolId>, std::vector<CueUse>> uses;  // by mention and use
    std::map<SymbolId, SymbolId> paragraph_of;                          // of mentions and clauses
};

/// Words as they are compared from one version of a draft to the next: without case, spacing, kinds
/// of dashes and quotation marks, and what divides a paragraph from the next.
std::string gist_of(const DraftText& draft, text::TextSpan span);

/// The States that a text may name, as words to look for.
std::vector<DraftTerm> state_terms(const Program& program, const ClaimSet& record);

/// Reads a draft for what its words say; `id` is its entity's, and begins those of its parts.
/// `names` are those that the lexicon was given. What the vocabulary has no phrase for is left out.
/// Linear in the text.
DraftRecord record_of(Program& program, const DraftText& draft, const Lexicon& lexicon,
                      std::span<const DraftTerm> names, const text::LeadWords& lead_words,
                      const std::string& id = "draft");

}  // namespace obverse
