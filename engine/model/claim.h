#pragma once

#include "engine/base/date.h"
#include "engine/base/value.h"
#include "engine/model/schema.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace obverse {

enum class Stance : std::uint8_t { asserted, denied };
enum class Confidence : std::uint8_t { low, medium, high };

/// One recorded claim. In a slot of a `one of` kind `arguments` may hold the symbol of a group, or
/// `any`.
struct Claim {
    std::string id;  // as written, or made from its identity
    PhraseId phrase;
    std::vector<Word> arguments;  // as many as the phrase has slots
    Stance stance = Stance::asserted;
    SymbolId speaker;  // the entity that speaks; the empty text: the record itself
    SymbolId source;   // the empty text: none
    std::optional<Date> from;
    std::optional<Date> until;
    Confidence confidence = Confidence::high;
    Span span = {};  // where a rule file makes it
};

/// Arguments of which some are given; the others may be anything.
using ArgumentPattern = std::vector<std::optional<Word>>;
/// Which claims of each phrase: those that agree with one of the patterns.
using ClaimPatterns = std::map<PhraseId, std::vector<ArgumentPattern>>;

struct SpeakerInfo {
    SymbolId actor;  // that it speaks for; itself when nothing else is recorded
};
struct SourceInfo {
    std::string label;
    std::string url;
    std::optional<SymbolId> issuer;
    std::optional<Date> issued;
    std::vector<SymbolId> based_on;
};

/// An entity's kinds (declared ones, not their parents), label and aliases.
struct Entity {
    SymbolId id;
    std::vector<KindId> kinds;
    std::string label;
    std::vector<std::string> aliases;
};

/// What is recorded: entities, who speaks for whom, sources and claims, each in the order of
/// recording.
struct ClaimSet {
    std::map<SymbolId, Entity> entities;
    std::map<SymbolId, SpeakerInfo> speakers;
    std::map<SymbolId, SourceInfo> sources;
    std::vector<Claim> claims;
    std::optional<Date> latest = std::nullopt;  // date of all that is recorded, where it is known
};

/// Whose claims count. The parts combine: a claim must pass all that apply to its phrase.
struct Policy {
    enum class Base : std::uint8_t { keep_disputes, undisputed, corroborated, word_of };
    std::string name;
    std::string title;
    Base base = Base::keep_disputes;
    std::vector<SymbolId> word_of;  // actors, of word_of
    std::set<PhraseId> own_word;    // phrases on which only the actor's own speakers count
    Confidence least = Confidence::low;
    Span span = {};
};

}  // namespace obverse
