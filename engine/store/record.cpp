#include "engine/json/writer.h"
#include "engine/model/sentence.h"
#include "engine/store/connection.h"
#include "engine/store/store.h"

#include <chrono>
#include <ctime>
#include <map>
#include <unordered_map>

namespace obverse {

namespace {

std::string now_text() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text, length};
}

std::string_view name_of(Confidence confidence) {
    switch (confidence) {
        case Confidence::low:
            return "low";
        case Confidence::medium:
            return "medium";
        case Confidence::high:
            break;
    }
    return "high";
}
std::string_view name_of(Stance stance) {
    return stance == Stance::asserted ? "asserted" : "denied";
}
std::string text_of(const std::optional<Date>& date) {
    return date ? to_text(*date) : std::string();
}

/// What makes two claims one.
std::string identity(std::string_view phrase, std::string_view arguments, std::string_view stance,
                     std::string_view speaker, std::string_view source, std::string_view from) {
    std::string key;
    for (const std::string_view part : {phrase, arguments, stance, speaker, source, from}) {
        key += part;
        key += '\n';
    }
    return key;
}

std::string sql_name(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) {
        if (c == '"') text += '"';
        text += c;
    }
    return text += '"';
}

/// One import in the making, inside its transaction.
class Recorder {
public:
    Recorder(Connection& connection, const Program& program, const Submission& submission,
             Channel channel)
        : connection_(connection),
          program_(program),
          submission_(submission),
          channel_(channel == Channel::workspace ? "workspace" : "import"),
          now_(now_text()) {}

    ImportCounts run() {
        const ClaimSet& record = submission_.record;
        counts_.entities = record.entities.size();
        counts_.sources = record.sources.size();
        counts_.claims = record.claims.size();
        if (channel_ == "workspace") {
            for (const char* table :
                 {"entity", "entity_kind", "alias", "speaker", "source", "source_basis"}) {
                connection_.run("DELETE FROM " + std::string(table) +
                                " WHERE channel = 'workspace'");
            }
        }
        record_entities();
        record_speakers();
        record_sources();
        record_phrases();
        record_claims();
        return counts_;
    }

private:
    std::string_view text(SymbolId symbol) const { return program_.symbols.text(symbol); }

    void record_entities() {
        Statement entity(connection_,
                         "INSERT INTO entity (id, label, channel) VALUES (?, ?, ?) "
                         "ON CONFLICT DO UPDATE SET label = excluded.label "
                         "WHERE excluded.label <> ''");
        Statement kind(
            connection_,
            "INSERT OR IGNORE INTO entity_kind (entity, kind, channel) VALUES (?, ?, ?)");
        Statement alias(connection_,
                        "INSERT OR IGNORE INTO alias (entity, name, channel) VALUES (?, ?, ?)");
        for (const auto& [id, info] : submission_.record.entities) {
            entity.bind(0, text(id)).bind(1, info.label).bind(2, channel_).run();
            for (const KindId one : info.kinds) {
                kind.bind(0, text(id)).bind(1, program_.schema.kind(one).name).bind(2, channel_);
                kind.run();
            }
            for (const std::string& name : info.aliases) {
                alias.bind(0, text(id)).bind(1, name).bind(2, channel_).run();
            }
        }
    }

    void record_speakers() {
        Statement speaker(connection_,
                          "INSERT OR REPLACE INTO speaker (id, speaks_for, channel) "
                          "VALUES (?, ?, ?)");
        for (const auto& [id, info] : submission_.record.speakers) {
            speaker.bind(0, text(id)).bind(1, text(info.actor)).bind(2, channel_).run();
        }
    }

    void record_sources() {
        Statement source(connection_,
                         "INSERT OR REPLACE INTO source (id, label, url, issuer, issued, channel) "
                         "VALUES (?, ?, ?, ?, ?, ?)");
        Statement basis(connection_,
                        "INSERT OR IGNORE INTO source_basis (source, based_on, channel) "
                        "VALUES (?, ?, ?)");
        for (const auto& [id, info] : submission_.record.sources) {
            source.bind(0, text(id)).bind(1, info.label).bind(2, info.url).bind(5, channel_);
            if (info.issuer) source.bind(3, text(*info.issuer));
            if (info.issued) source.bind(4, to_text(*info.issued));
            source.run();
            for (const SymbolId other : info.based_on) {
                basis.bind(0, text(id)).bind(1, text(other)).bind(2, channel_).run();
            }
        }
    }

    /// A view for each phrase, with a column for each slot: `fact_intent(behaviour, intention, …)`.
    void record_phrases() {
        std::map<std::string, std::string, std::less<>> known;
        {
            Statement rows(connection_, "SELECT id, pattern || '|' || slots FROM phrase");
            while (rows.step()) known.emplace(rows.text(0), rows.text(1));
        }
        Statement insert(connection_,
                         "INSERT OR REPLACE INTO phrase (id, pattern, slots) VALUES (?, ?, ?)");
        for (const Phrase& phrase : program_.schema.phrases) {
            JsonWriter slots(JsonWriter::Layout::compact);
            slots.begin_array();
            for (const Slot& slot : phrase.slots) slots.string(slot.role);
            slots.end_array();
            const std::string pattern = pattern_text(program_.schema, phrase);
            const auto found = known.find(phrase.name);
            if (found != known.end() && found->second == pattern + '|' + slots.text()) continue;
            insert.bind(0, phrase.name).bind(1, pattern).bind(2, slots.text()).run();
            if (!phrase.is_relation && !phrase.derived) make_view(phrase);
        }
    }

    void make_view(const Phrase& phrase) {
        const std::string name = sql_name("fact_" + phrase.name);
        std::string columns;
        for (std::size_t i = 0; i < phrase.slots.size(); ++i) {
            columns += "json_extract(arguments, '$[" + std::to_string(i) + "]') AS " +
                       sql_name(phrase.slots[i].role) + ", ";
        }
        std::string phrase_text;
        for (const char c : phrase.name)
            phrase_text += c == '\'' ? std::string("''") : std::string(1, c);
        connection_.run("DROP VIEW IF EXISTS " + name);
        connection_.run("CREATE VIEW " + name + " AS SELECT " + columns +
                        "stance, speaker, source, valid_from, valid_until, confidence, number AS "
                        "claim FROM current_claim WHERE phrase = '" +
                        phrase_text + "'");
    }

    struct Known {
        std::int64_t number = 0;
        std::string rest;  // what may change: until, confidence, id
        bool is_ours = false;
        bool is_said = false;
    };

    std::unordered_map<std::string, Known> known_claims() {
        std::unordered_map<std::string, Known> known;
        Statement rows(
            connection_,
            "SELECT number, phrase, arguments, stance, speaker, source, valid_from, "
            "valid_until, confidence, id, channel FROM claim WHERE withdrawn_at IS NULL");
        while (rows.step()) {
            known[identity(rows.view(1), rows.view(2), rows.view(3), rows.view(4), rows.view(5),
                           rows.view(6))] = {
                .number = rows.integer(0),
                .rest = rows.text(7) + '\n' + rows.text(8) + '\n' + rows.text(9),
                .is_ours = rows.view(10) == channel_};
        }
        return known;
    }

    void record_claims() {
        std::unordered_map<std::string, Known> known = known_claims();
        Statement insert(connection_,
                         "INSERT INTO claim (id, phrase, arguments, stance, speaker, source, "
                         "valid_from, valid_until, confidence, origin, channel, recorded_at) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        Statement withdraw(connection_, "UPDATE claim SET withdrawn_at = ? WHERE number = ?");
        const std::vector<Claim>& claims = submission_.record.claims;
        for (std::size_t i = 0; i < claims.size(); ++i) {
            const Claim& claim = claims[i];
            const std::string& phrase = program_.schema.phrase(claim.phrase).name;
            const std::string arguments = arguments_text(program_, claim.phrase, claim.arguments);
            const std::string from = text_of(claim.from);
            const std::string until = text_of(claim.until);
            const std::string rest =
                until + '\n' + std::string(name_of(claim.confidence)) + '\n' + claim.id;
            Known& place = known[identity(phrase, arguments, name_of(claim.stance),
                                          text(claim.speaker), text(claim.source), from)];
            // Said twice in one submission: once is enough.
            if (place.is_said) continue;
            place.is_said = true;
            if (place.number != 0 && (place.rest == rest || !place.is_ours)) continue;
            if (place.number != 0) {
                withdraw.bind(0, now_).bind(1, place.number).run();
                ++counts_.changed;
            } else {
                ++counts_.added;
            }
            insert.bind(0, claim.id).bind(1, phrase).bind(2, arguments);
            insert.bind(3, name_of(claim.stance)).bind(4, text(claim.speaker));
            insert.bind(5, text(claim.source)).bind(6, from).bind(7, until);
            insert.bind(8, name_of(claim.confidence));
            insert.bind(9, i < submission_.origins.size() ? submission_.origins[i] : "");
            insert.bind(10, channel_).bind(11, now_).run();
        }
        if (channel_ != "workspace") return;
        for (const auto& [key, claim] : known) {
            if (claim.is_said || !claim.is_ours || claim.number == 0) continue;
            withdraw.bind(0, now_).bind(1, claim.number).run();
            ++counts_.withdrawn;
        }
    }

    Connection& connection_;
    const Program& program_;
    const Submission& submission_;
    std::string_view channel_;
    std::string now_;
    ImportCounts counts_;
};

}  // namespace

std::string arguments_text(const Program& program, PhraseId phrase, std::span<const Word> row) {
    const Phrase& info = program.schema.phrase(phrase);
    JsonWriter json(JsonWriter::Layout::compact);
    json.begin_array();
    for (std::size_t i = 0; i < row.size(); ++i) {
        switch (info.slots[i].type) {
            case ColumnType::integer:
                json.integer(as_integer(row[i]));
                break;
            case ColumnType::number:
                json.number(as_number(row[i]));
                break;
            case ColumnType::date:
                json.string(to_text(as_date(row[i])));
                break;
            case ColumnType::symbol:
                json.string(program.symbols.text(as_symbol(row[i])));
                break;
        }
    }
    json.end_array();
    return json.text();
}

ImportCounts Store::record(const Program& program, const Submission& submission, Channel channel,
                           const std::string& fingerprint) {
    Transaction transaction(*connection_);
    const ImportCounts counts = Recorder(*connection_, program, submission, channel).run();
    if (channel == Channel::workspace) {
        Statement meta(*connection_,
                       "INSERT OR REPLACE INTO meta (key, value) VALUES ('fingerprint', ?)");
        meta.bind(0, fingerprint).run();
    }
    transaction.commit();
    return counts;
}

}  // namespace obverse
