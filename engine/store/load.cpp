#include "engine/store/fact_table.h"
#include "engine/store/store.h"
#include "engine/store/texts.h"

namespace obverse {

namespace {

/// `("behaviour" = 'j1') OR …`, or nothing where a pattern gives no text: all rows are then wanted.
std::string condition_of(const FactTable& table, const std::vector<ArgumentPattern>& patterns,
                         const SymbolTable& symbols) {
    std::string any;
    for (const ArgumentPattern& pattern : patterns) {
        std::string all;
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            if (!pattern[i] || table.columns[i].type != ColumnType::symbol) continue;
            all += (all.empty() ? "f." : " AND f.") + sql_name(table.columns[i].name) + " = " +
                   sql_text(symbols.text(as_symbol(*pattern[i])));
        }
        if (all.empty()) return {};
        any += (any.empty() ? "(" : " OR (") + all + ")";
    }
    return any;
}

void load_claims_of(Connection& connection, PhraseId phrase, const FactTable& table,
                    const std::string& condition, SymbolTable& symbols,
                    std::vector<Claim>& claims) {
    // The primary key of the table gives the order of the arguments; only what differs in the rest
    // is left to sort.
    Statement rows(connection, "SELECT " + table.column_list("f.") +
                                   "c.stance, c.speaker, c.source, c.valid_from, c.valid_until, "
                                   "c.confidence, c.id FROM " +
                                   sql_name(table.table) +
                                   " f CROSS JOIN claim c ON c.number = f.claim "
                                   "WHERE c.withdrawn_at IS NULL" +
                                   (condition.empty() ? "" : " AND (" + condition + ")") +
                                   " ORDER BY " + table.column_list("f.") +
                                   "c.stance, c.speaker, c.source, c.valid_from");
    const int after = static_cast<int>(table.columns.size());
    while (rows.step()) {
        Claim& claim = claims.emplace_back();
        claim.phrase = phrase;
        claim.arguments.reserve(table.columns.size());
        for (int i = 0; i < after; ++i) {
            claim.arguments.push_back(
                read_argument(rows, i, table.columns[static_cast<std::size_t>(i)].type, symbols));
        }
        claim.stance = stance_named(rows.view(after));
        claim.speaker = symbols.intern(rows.view(after + 1));
        claim.source = symbols.intern(rows.view(after + 2));
        claim.from = date_named(rows.view(after + 3));
        claim.until = date_named(rows.view(after + 4));
        claim.confidence = confidence_named(rows.view(after + 5));
        claim.id = rows.text(after + 6);
    }
}

}  // namespace

std::vector<Claim> Store::load_claims(Program& program, const ClaimPatterns& patterns) const {
    std::vector<Claim> claims;
    const auto tables = fact_tables(*connection_);
    for (const auto& [id, wanted] : patterns) {
        const Phrase& phrase = program.schema.phrase(id);
        const auto table = tables.find(phrase.name);
        if (table == tables.end() || phrase.derived || !table->second.fits(phrase)) continue;
        if (wanted.empty()) continue;
        load_claims_of(*connection_, id, table->second,
                       condition_of(table->second, wanted, program.symbols), program.symbols,
                       claims);
    }
    return claims;
}

ClaimSet Store::load(Program& program, std::span<const PhraseId> phrases) const {
    ClaimPatterns wanted;
    const auto want = [&](PhraseId phrase) {
        wanted[phrase] = {ArgumentPattern(program.schema.phrase(phrase).slots.size())};
    };
    for (const PhraseId phrase : phrases) want(phrase);
    for (std::uint32_t i = 0; phrases.empty() && i < program.schema.phrases.size(); ++i) {
        want(PhraseId{i});
    }
    ClaimSet record = record_of(names(), program);
    record.claims = load_claims(program, wanted);
    return record;
}

std::vector<UnreadableClaims> Store::unreadable(const Program& program) const {
    std::vector<UnreadableClaims> list;
    for (const auto& [name, table] : fact_tables(*connection_)) {
        const auto phrase = program.schema.phrase_named(name);
        const bool is_readable = phrase && !program.schema.phrase(*phrase).derived &&
                                 table.fits(program.schema.phrase(*phrase));
        if (is_readable) continue;
        const std::int64_t count = connection_->integer(
            "SELECT count(*) FROM claim WHERE withdrawn_at IS NULL AND phrase = " + sql_text(name));
        if (count > 0) list.push_back({name, static_cast<std::size_t>(count)});
    }
    return list;
}

}  // namespace obverse
