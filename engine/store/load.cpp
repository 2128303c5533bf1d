#include "engine/store/fact_table.h"
#include "engine/store/latest.h"
#include "engine/store/store.h"
#include "engine/store/texts.h"

#include <unordered_map>

namespace obverse {

namespace {

// Where several channels declare one thing, the workspace's row comes first.
constexpr const char* workspace_first = " ORDER BY id, channel DESC";

void load_entities(Connection& connection, Program& program, ClaimSet& record) {
    std::unordered_map<std::string_view, KindId> kinds;
    for (std::uint32_t i = 0; i < program.schema.kinds.size(); ++i) {
        kinds.emplace(program.schema.kinds[i].name, KindId{i});
    }
    Statement entities(connection, std::string("SELECT id, label FROM entity") + workspace_first);
    while (entities.step()) {
        const SymbolId id = program.symbols.intern(entities.view(0));
        Entity& entity = record.entities[id];
        entity.id = id;
        if (entity.label.empty()) entity.label = entities.text(1);
    }
    const auto entity_at = [&](const Statement& rows) {
        const auto id = program.symbols.find(rows.view(0));
        return id ? record.entities.find(*id) : record.entities.end();
    };
    Statement rows(connection, "SELECT DISTINCT entity, kind FROM entity_kind ORDER BY 1, 2");
    while (rows.step()) {
        const auto kind = kinds.find(rows.view(1));
        const auto entity = entity_at(rows);
        if (kind == kinds.end() || entity == record.entities.end()) continue;
        entity->second.kinds.push_back(kind->second);
    }
    Statement aliases(connection,
                      "SELECT DISTINCT entity, name FROM name WHERE role = 'alias' ORDER BY 1, 2");
    while (aliases.step()) {
        const auto entity = entity_at(aliases);
        if (entity != record.entities.end()) entity->second.aliases.push_back(aliases.text(1));
    }
}

void load_speakers(Connection& connection, Program& program, ClaimSet& record) {
    Statement rows(connection, std::string("SELECT id, speaks_for FROM speaker") + workspace_first);
    while (rows.step()) {
        const SymbolId id = program.symbols.intern(rows.view(0));
        record.speakers.try_emplace(id, SpeakerInfo{program.symbols.intern(rows.view(1))});
    }
}

void load_sources(Connection& connection, Program& program, ClaimSet& record) {
    Statement rows(connection, std::string("SELECT id, label, url, issuer, issued FROM source") +
                                   workspace_first);
    while (rows.step()) {
        SourceInfo& info = record.sources[program.symbols.intern(rows.view(0))];
        if (info.label.empty()) info.label = rows.text(1);
        if (info.url.empty()) info.url = rows.text(2);
        if (!info.issuer && !rows.view(3).empty()) {
            info.issuer = program.symbols.intern(rows.view(3));
        }
        if (!info.issued) info.issued = date_named(rows.view(4));
    }
    Statement bases(connection, "SELECT DISTINCT source, based_on FROM source_basis ORDER BY 1, 2");
    while (bases.step()) {
        record.sources[program.symbols.intern(bases.view(0))].based_on.push_back(
            program.symbols.intern(bases.view(1)));
    }
}

void load_claims_of(Connection& connection, PhraseId phrase, const FactTable& table,
                    SymbolTable& symbols, std::vector<Claim>& claims) {
    // The primary key of the table gives the order of the arguments; only what differs in the rest
    // is left to sort.
    Statement rows(connection, "SELECT " + table.column_list("f.") +
                                   "c.stance, c.speaker, c.source, c.valid_from, c.valid_until, "
                                   "c.confidence, c.id FROM " +
                                   sql_name(table.table) +
                                   " f CROSS JOIN claim c ON c.number = f.claim "
                                   "WHERE c.withdrawn_at IS NULL ORDER BY " +
                                   table.column_list("f.") +
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

ClaimSet Store::load_names(Program& program) const {
    ClaimSet record;
    load_entities(*connection_, program, record);
    load_speakers(*connection_, program, record);
    load_sources(*connection_, program, record);
    record.latest = noted_latest_date(*connection_);
    return record;
}

std::vector<Claim> Store::load_claims(Program& program, const std::set<PhraseId>& phrases) const {
    std::vector<Claim> claims;
    const auto tables = fact_tables(*connection_);
    for (const PhraseId id : phrases) {
        const Phrase& phrase = program.schema.phrase(id);
        const auto table = tables.find(phrase.name);
        if (table == tables.end() || phrase.derived || !table->second.fits(phrase)) continue;
        load_claims_of(*connection_, id, table->second, program.symbols, claims);
    }
    return claims;
}

ClaimSet Store::load(Program& program, std::span<const PhraseId> phrases) const {
    std::set<PhraseId> wanted(phrases.begin(), phrases.end());
    for (std::uint32_t i = 0; phrases.empty() && i < program.schema.phrases.size(); ++i) {
        wanted.insert(PhraseId{i});
    }
    ClaimSet record = load_names(program);
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
