#pragma once

#include "engine/ingest/gather.h"
#include "engine/ingest/problem.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace obverse {

/// Reads texts of tables and line files as what they stand for, by what has been gathered. To be
/// used once all declarations are gathered.
class Resolver {
public:
    explicit Resolver(Gathering& gathering) : gathering_(gathering) {}

    /// What fills a slot: a value or group of its kind, an entity of it, a number, a date, a text.
    Found<Word> argument(const std::string& text, const Slot& slot);
    /// The entity of that id, label or alias; of several, the one of the kind.
    Found<SymbolId> entity(const std::string& text, std::optional<KindId> kind);
    /// Whoever speaks under that name; an actor speaks for itself.
    Found<SymbolId> speaker(const std::string& text);
    static Found<Date> date(const std::string& text);
    /// What is wrong with a claim that holds from one date until another.
    static std::optional<Problem> order(Date from, Date until);
    static Found<Confidence> confidence(const std::string& text);
    static Found<Stance> stance(const std::string& text);

    Gathering& gathering() { return gathering_; }

private:
    Found<Word> value(const std::string& text, KindId kind);
    Found<SymbolId> find_entity(const std::string& text, std::optional<KindId> kind);
    std::string listed(const std::vector<SymbolId>& ids) const;

    Gathering& gathering_;
    std::map<std::pair<std::string, std::optional<KindId>>, Found<SymbolId>> entities_;
};

}  // namespace obverse
