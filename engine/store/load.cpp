#include "engine/json/reader.h"
#include "engine/store/connection.h"
#include "engine/store/store.h"

#include <unordered_map>

namespace obverse {

namespace {

std::optional<Word> word_of(const Json& item, const Slot& slot, SymbolTable& symbols) {
    switch (slot.type) {
        case ColumnType::integer:
            if (const auto* integer = std::get_if<std::int64_t>(&item.value)) {
                return to_word(*integer);
            }
            return std::nullopt;
        case ColumnType::number:
            if (const auto* number = std::get_if<double>(&item.value)) return to_word(*number);
            if (const auto* integer = std::get_if<std::int64_t>(&item.value)) {
                return to_word(static_cast<double>(*integer));
            }
            return std::nullopt;
        case ColumnType::date:
            if (const std::string* text = item.text()) {
                if (const auto date = parse_date(*text)) return to_word(*date);
            }
            return std::nullopt;
        case ColumnType::symbol:
            if (const std::string* text = item.text()) return to_word(symbols.intern(*text));
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::vector<Word>> arguments_of(std::string_view text, const Phrase& phrase,
                                              SymbolTable& symbols) {
    const auto parsed = read_json(text);
    const auto* json = std::get_if<Json>(&parsed);
    const JsonArray* items = json == nullptr ? nullptr : json->array();
    if (items == nullptr || items->size() != phrase.slots.size()) return std::nullopt;
    std::vector<Word> row;
    for (std::size_t i = 0; i < items->size(); ++i) {
        const std::optional<Word> word = word_of((*items)[i], phrase.slots[i], symbols);
        if (!word) return std::nullopt;
        row.push_back(*word);
    }
    return row;
}

std::optional<Date> date_of(std::string_view text) {
    return text.empty() ? std::nullopt : parse_date(text);
}

Confidence confidence_of(std::string_view text) {
    if (text == "low") return Confidence::low;
    return text == "medium" ? Confidence::medium : Confidence::high;
}

void load_entities(Connection& connection, Program& program, ClaimSet& record) {
    std::unordered_map<std::string, KindId> kinds;
    for (std::uint32_t i = 0; i < program.schema.kinds.size(); ++i) {
        kinds.emplace(program.schema.kinds[i].name, KindId{i});
    }
    Statement entities(connection, "SELECT id, label FROM entity ORDER BY id, channel");
    while (entities.step()) {
        const SymbolId id = program.symbols.intern(entities.view(0));
        Entity& entity = record.entities[id];
        entity.id = id;
        if (entity.label.empty()) entity.label = entities.text(1);
    }
    Statement rows(connection, "SELECT DISTINCT entity, kind FROM entity_kind ORDER BY 1, 2");
    while (rows.step()) {
        const auto kind = kinds.find(rows.text(1));
        if (kind == kinds.end()) continue;
        record.entities[program.symbols.intern(rows.view(0))].kinds.push_back(kind->second);
    }
    Statement aliases(connection, "SELECT DISTINCT entity, name FROM alias ORDER BY 1, 2");
    while (aliases.step()) {
        record.entities[program.symbols.intern(aliases.view(0))].aliases.push_back(aliases.text(1));
    }
}

void load_speakers_and_sources(Connection& connection, Program& program, ClaimSet& record) {
    Statement speakers(connection, "SELECT id, speaks_for FROM speaker ORDER BY id, channel");
    while (speakers.step()) {
        record.speakers[program.symbols.intern(speakers.view(0))] = {
            program.symbols.intern(speakers.view(1))};
    }
    Statement sources(connection,
                      "SELECT id, label, url, issuer, issued FROM source ORDER BY id, channel");
    while (sources.step()) {
        SourceInfo& info = record.sources[program.symbols.intern(sources.view(0))];
        info.label = sources.text(1);
        info.url = sources.text(2);
        if (!sources.is_null(3)) info.issuer = program.symbols.intern(sources.view(3));
        if (!sources.is_null(4)) info.issued = date_of(sources.view(4));
    }
    Statement bases(connection, "SELECT DISTINCT source, based_on FROM source_basis ORDER BY 1, 2");
    while (bases.step()) {
        record.sources[program.symbols.intern(bases.view(0))].based_on.push_back(
            program.symbols.intern(bases.view(1)));
    }
}

}  // namespace

ClaimSet Store::load(Program& program, std::span<const PhraseId> phrases,
                     std::vector<UnreadableClaim>* unreadable) const {
    ClaimSet record;
    load_entities(*connection_, program, record);
    load_speakers_and_sources(*connection_, program, record);
    std::map<std::string, std::size_t> unread;
    const std::string columns =
        "SELECT phrase, id, arguments, stance, speaker, source, valid_from, valid_until, "
        "confidence FROM claim WHERE withdrawn_at IS NULL";
    const auto read = [&](Statement& rows) {
        while (rows.step()) {
            const std::optional<PhraseId> phrase = program.schema.phrase_named(rows.view(0));
            std::optional<std::vector<Word>> row;
            if (phrase) {
                row = arguments_of(rows.view(2), program.schema.phrase(*phrase), program.symbols);
            }
            if (!row) {
                ++unread[rows.text(0)];
                continue;
            }
            Claim claim{.id = rows.text(1),
                        .phrase = *phrase,
                        .arguments = std::move(*row),
                        .stance = rows.view(3) == "denied" ? Stance::denied : Stance::asserted,
                        .speaker = program.symbols.intern(rows.view(4)),
                        .source = program.symbols.intern(rows.view(5)),
                        .from = date_of(rows.view(6)),
                        .until = date_of(rows.view(7)),
                        .confidence = confidence_of(rows.view(8))};
            record.claims.push_back(std::move(claim));
        }
    };
    if (phrases.empty()) {
        Statement rows(*connection_, columns + " ORDER BY number");
        read(rows);
    } else {
        Statement rows(*connection_, columns + " AND phrase = ? ORDER BY number");
        for (const PhraseId phrase : phrases) {
            rows.bind(0, program.schema.phrase(phrase).name);
            read(rows);
            rows.reset();
        }
    }
    if (unreadable != nullptr) {
        for (const auto& [phrase, count] : unread) unreadable->push_back({phrase, count});
    }
    return record;
}

}  // namespace obverse
