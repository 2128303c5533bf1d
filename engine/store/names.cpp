#include "engine/store/connection.h"
#include "engine/store/declarations.h"
#include "engine/store/latest.h"
#include "engine/store/store.h"
#include "engine/store/texts.h"

#include <algorithm>
#include <unordered_map>

namespace obverse {

namespace {

/// Where several channels declare one thing, the row of the workspace comes last, in the order of
/// the primary key, which costs no sorting: what it says goes before.
constexpr const char* in_order = " ORDER BY id, channel";

/// The rows of the tables that declare things, of one channel or of all.
class NamesReader {
public:
    NamesReader(Connection& connection, std::optional<Channel> channel)
        : connection_(connection),
          where_(channel ? " WHERE channel = '" + std::string(name_of(*channel)) + "'" : "") {}

    StoredNames run() {
        entities();
        speakers();
        sources();
        return std::move(names_);
    }

private:
    /// The last of what is declared when it has this id, else a new one: rows come by their ids.
    template <class Thing>
    static Thing& at_end(std::vector<Thing>& things, std::string_view id) {
        if (things.empty() || things.back().id != id) things.emplace_back().id = id;
        return things.back();
    }
    template <class Thing>
    static Thing* find(std::vector<Thing>& things, std::string_view id) {
        const auto place = std::lower_bound(
            things.begin(), things.end(), id,
            [](const Thing& thing, std::string_view wanted) { return thing.id < wanted; });
        return place != things.end() && place->id == id ? &*place : nullptr;
    }
    static void take(std::string& known, std::string_view said) {
        if (!said.empty()) known = said;
    }

    void entities() {
        Statement rows(connection_, "SELECT id, label FROM entity" + where_ + in_order);
        while (rows.step()) take(at_end(names_.entities, rows.view(0)).label, rows.view(1));
        Statement kinds(connection_, "SELECT DISTINCT entity, kind FROM entity_kind" + where_ +
                                         " ORDER BY 1, 2");
        while (kinds.step()) {
            StoredEntity* entity = find(names_.entities, kinds.view(0));
            if (entity != nullptr) entity->kinds.push_back(kinds.text(1));
        }
        Statement aliases(connection_, "SELECT entity, name FROM name" + where_ +
                                           (where_.empty() ? " WHERE" : " AND") +
                                           " role = 'alias'");
        while (aliases.step()) {
            StoredEntity* entity = find(names_.entities, aliases.view(0));
            if (entity != nullptr) entity->aliases.push_back(aliases.text(1));
        }
        for (StoredEntity& entity : names_.entities) {
            std::vector<std::string>& all = entity.aliases;
            std::sort(all.begin(), all.end());
            all.erase(std::unique(all.begin(), all.end()), all.end());
        }
    }

    void speakers() {
        Statement rows(connection_, "SELECT id, speaks_for FROM speaker" + where_ + in_order);
        while (rows.step()) at_end(names_.speakers, rows.view(0)).speaks_for = rows.view(1);
    }

    void sources() {
        Statement rows(connection_,
                       "SELECT id, label, url, issuer, issued FROM source" + where_ + in_order);
        while (rows.step()) {
            StoredSource& source = at_end(names_.sources, rows.view(0));
            take(source.label, rows.view(1));
            take(source.url, rows.view(2));
            take(source.issuer, rows.view(3));
            take(source.issued, rows.view(4));
        }
        Statement bases(connection_, "SELECT DISTINCT source, based_on FROM source_basis" + where_ +
                                         " ORDER BY 1, 2");
        while (bases.step()) {
            StoredSource* source = find(names_.sources, bases.view(0));
            if (source != nullptr) source->based_on.push_back(bases.text(1));
        }
    }

    Connection& connection_;
    std::string where_;
    StoredNames names_;
};

void record_entities(const StoredNames& names, Program& program, ClaimSet& record) {
    std::unordered_map<std::string_view, KindId> kinds;
    for (std::uint32_t i = 0; i < program.schema.kinds.size(); ++i) {
        kinds.emplace(program.schema.kinds[i].name, KindId{i});
    }
    for (const StoredEntity& stored : names.entities) {
        const SymbolId id = program.symbols.intern(stored.id);
        Entity& entity = record.entities[id];
        entity = {.id = id, .kinds = {}, .label = stored.label, .aliases = stored.aliases};
        for (const std::string& name : stored.kinds) {
            const auto kind = kinds.find(name);
            if (kind != kinds.end()) entity.kinds.push_back(kind->second);
        }
    }
}

void record_sources(const StoredNames& names, SymbolTable& symbols, ClaimSet& record) {
    for (const StoredSource& stored : names.sources) {
        SourceInfo& info = record.sources[symbols.intern(stored.id)];
        info.label = stored.label;
        info.url = stored.url;
        if (!stored.issuer.empty()) info.issuer = symbols.intern(stored.issuer);
        info.issued = date_named(stored.issued);
    }
    for (const StoredSource& stored : names.sources) {
        if (stored.based_on.empty()) continue;
        SourceInfo& info = record.sources[symbols.intern(stored.id)];
        for (const std::string& base : stored.based_on) {
            info.based_on.push_back(symbols.intern(base));
        }
    }
}

}  // namespace

StoredNames Store::names(std::optional<Channel> channel) const {
    return NamesReader(*connection_, channel).run();
}

ClaimSet Store::record_of(const StoredNames& names, Program& program) const {
    ClaimSet record;
    record_entities(names, program, record);
    for (const StoredSpeaker& stored : names.speakers) {
        const SymbolId id = program.symbols.intern(stored.id);
        record.speakers[id] = {program.symbols.intern(stored.speaks_for)};
    }
    record_sources(names, program.symbols, record);
    record.latest = noted_latest_date(*connection_);
    return record;
}

}  // namespace obverse
