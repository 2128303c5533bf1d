#pragma once

#include "engine/ingest/gather.h"
#include "engine/ingest/row_walk.h"

#include <optional>
#include <string>
#include <vector>

namespace obverse {

/// Turns the lines that apply to one row into declarations and claims. What cannot be resolved is
/// reported with its cell, and rejects the row.
class StatementReader {
public:
    StatementReader(RowWalk& walk, Gathering& gathering, Diagnostics& diagnostics)
        : walk_(walk), gathering_(gathering), diagnostics_(diagnostics) {}

    /// Kinds, labels, aliases: what other rows may name.
    void declare(const ImportEntity& entity);
    /// Who speaks for whom, and what a source is: what names others.
    void relate(const ImportEntity& entity);
    void claim(const ImportStatement& statement);
    /// Hands over the claims of the row.
    void commit();
    bool has_rejected() const { return has_rejected_; }

private:
    void reject(Code code, std::string message, const ImportTerm& at, std::string help = {});
    std::optional<Word> word(const ImportTerm& term, const Slot& slot, bool& is_empty);
    std::optional<Word> value(const std::string& text, const Slot& slot, const ImportTerm& term);
    std::optional<SymbolId> entity(const std::string& text, std::optional<KindId> kind,
                                   const ImportTerm& term);
    std::optional<SymbolId> speaker(const std::string& text, const ImportTerm& term);
    std::optional<Date> date(const std::optional<ImportTerm>& term);
    void voice(const ImportStatement& statement, const ImportVoice& voice, const Claim& claim);

    RowWalk& walk_;
    Gathering& gathering_;
    Diagnostics& diagnostics_;
    std::vector<Claim> claims_;
    bool has_rejected_ = false;
};

}  // namespace obverse
