#pragma once

#include "engine/ingest/rejections.h"
#include "engine/ingest/resolver.h"
#include "engine/ingest/row_walk.h"

#include <string>
#include <vector>

namespace obverse {

/// The claims of one row. What cannot be resolved is reported with its cell and rejects the row.
class RowClaims {
public:
    RowClaims(RowWalk& walk, Resolver& resolver, Rejections& rejections, RowKey row)
        : walk_(walk), resolver_(resolver), rejections_(rejections), row_(row) {}

    void add(const ImportStatement& statement);
    /// Hands the claims over, unless the row is rejected.
    void commit();

private:
    bool read_arguments(const ImportStatement& statement, Claim& claim);
    void read_rest(const ImportStatement& statement, Claim& claim);
    void add_voice(const ImportVoice& voice, Claim claim);
    SymbolId source(const std::string& name, const std::string& url);
    std::optional<Date> date(const std::optional<ImportTerm>& term);
    void reject(const ImportTerm& at, Problem problem);
    std::string text(const ImportTerm& term) { return std::string(walk_.text(term)); }
    SymbolTable& symbols() { return resolver_.gathering().program().symbols; }

    RowWalk& walk_;
    Resolver& resolver_;
    Rejections& rejections_;
    RowKey row_;
    std::vector<Claim> claims_;
    std::vector<std::pair<SymbolId, NewSource>> new_sources_;
};

}  // namespace obverse
