#include "engine/base/stable_hash.h"
#include "engine/model/sentence.h"
#include "engine/store/declarations.h"
#include "engine/store/fact_table.h"
#include "engine/store/latest.h"
#include "engine/store/store.h"
#include "engine/store/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace obverse {

namespace {

using Places = std::set<ClaimPlace>;

/// A claim that is in force in the graph, and what the import makes of it.
struct Recorded {
    std::int64_t number = 0;
    std::string id;
    std::string sentence;
    std::string until;
    std::string confidence;
    Places ours;             // the places of this import's files
    bool elsewhere = false;  // other files make it too
    bool by_workspace = false;
    Places said;  // the places where this import finds it
};

/// What makes two claims one: sentence, stance, speaker, source and beginning.
class Identity {
public:
    explicit Identity(std::string_view phrase) : text_(phrase) { text_ += '\n'; }
    void add(std::string_view part) {
        text_ += part;
        text_ += '\n';
    }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// The id of a claim that is given none: the same in every graph.
std::string made_id(const std::string& phrase, const std::string& identity) {
    return fmt::format("{}-{:012x}", phrase, stable_hash(identity) & 0xffffffffffffU);
}

/// One import in the making, inside its transaction.
class Recorder {
public:
    Recorder(Connection& connection, const Program& program, const Submission& submission,
             Channel channel)
        : connection_(connection),
          program_(program),
          submission_(submission),
          channel_(channel),
          files_(submission.files.begin(), submission.files.end()),
          now_(submission.recorded_at.empty() ? now_text() : submission.recorded_at),
          tables_(fact_tables(connection)),
          add_origin_(connection,
                      "INSERT OR IGNORE INTO claim_origin (claim, channel, file, line) "
                      "VALUES (?, ?, ?, ?)"),
          drop_origin_(connection,
                       "DELETE FROM claim_origin "
                       "WHERE claim = ? AND channel = ? AND file = ? AND line = ?"),
          withdraw_(connection, "UPDATE claim SET withdrawn_at = ? WHERE number = ?") {}

    ImportCounts run() {
        const ClaimSet& record = submission_.record;
        counts_.entities = record.entities.size();
        counts_.sources = record.sources.size();
        record_declarations(connection_, program_, record, channel_);
        prepare_tables();
        read_known();
        for (std::size_t i = 0; i < record.claims.size(); ++i) say(record.claims[i], place(i));
        settle_all();
        return counts_;
    }

private:
    std::string_view text(SymbolId symbol) const { return program_.symbols.text(symbol); }

    ClaimPlace place(std::size_t claim) const {
        return claim < submission_.origins.size() ? submission_.origins[claim] : ClaimPlace{};
    }

    /// True for the places that this import speaks for: what stands there is what it says.
    bool is_ours(std::string_view channel, const std::string& file) const {
        if (channel != name_of(channel_)) return false;
        return channel_ == Channel::workspace || files_.contains(file);
    }

    void prepare_tables() {
        std::set<PhraseId> phrases;
        for (const Claim& claim : submission_.record.claims) phrases.insert(claim.phrase);
        for (const PhraseId id : phrases) {
            const Phrase& phrase = program_.schema.phrase(id);
            ensure_fact_table(connection_, program_.schema, phrase, tables_);
        }
        for (const PhraseId id : phrases) {
            const FactTable& table = tables_.find(program_.schema.phrase(id).name)->second;
            std::string marks;
            for (std::size_t i = 0; i < table.columns.size(); ++i) marks += "?, ";
            add_fact_.try_emplace(id, connection_,
                                  "INSERT INTO " + sql_name(table.table) + " (" +
                                      table.column_list() + "claim) VALUES (" + marks + "?)");
        }
    }

    /// The claims in force, by their identity.
    void read_known() {
        std::unordered_map<std::int64_t, Recorded*> by_number;
        for (const auto& [name, table] : tables_) {
            Statement rows(
                connection_,
                "SELECT " + table.column_list("f.") +
                    "c.number, c.stance, c.speaker, c.source, c.valid_from, c.id, "
                    "c.sentence, c.valid_until, c.confidence FROM " +
                    sql_name(table.table) +
                    " f JOIN claim c ON c.number = f.claim WHERE c.withdrawn_at IS NULL");
            const int after = static_cast<int>(table.columns.size());
            while (rows.step()) {
                Identity key(name);
                for (int i = 0; i < after; ++i) {
                    key.add(argument_key(rows, i, table.columns[static_cast<std::size_t>(i)].type));
                }
                for (int i = 1; i <= 4; ++i) key.add(rows.view(after + i));
                Recorded& claim = known_[key.text()];
                claim.number = rows.integer(after);
                claim.id = rows.text(after + 5);
                claim.sentence = rows.text(after + 6);
                claim.until = rows.text(after + 7);
                claim.confidence = rows.text(after + 8);
                by_number.emplace(claim.number, &claim);
            }
        }
        Statement rows(connection_, "SELECT claim, channel, file, line FROM claim_origin");
        while (rows.step()) {
            const auto found = by_number.find(rows.integer(0));
            if (found == by_number.end()) continue;
            Recorded& claim = *found->second;
            ClaimPlace at{rows.text(2), static_cast<std::size_t>(rows.integer(3))};
            if (rows.view(1) == name_of(Channel::workspace)) claim.by_workspace = true;
            if (is_ours(rows.view(1), at.file)) {
                claim.ours.insert(std::move(at));
            } else {
                claim.elsewhere = true;
            }
        }
    }

    std::string identity_of(const Claim& claim, const Phrase& phrase) const {
        Identity key(phrase.name);
        for (std::size_t i = 0; i < claim.arguments.size(); ++i) {
            key.add(argument_key(phrase.slots[i].type, claim.arguments[i], program_.symbols));
        }
        key.add(name_of(claim.stance));
        key.add(text(claim.speaker));
        key.add(text(claim.source));
        key.add(text_of(claim.from));
        return key.text();
    }

    /// One claim of the submission. The first to say it decides how long it holds and how sure it
    /// is; what the workspace says goes before what single files say.
    void say(const Claim& claim, const ClaimPlace& at) {
        const Phrase& phrase = program_.schema.phrase(claim.phrase);
        const std::string identity = identity_of(claim, phrase);
        Recorded& known = known_[identity];
        const bool is_first = known.said.empty();
        known.said.insert(at);
        if (!is_first) return;
        ++counts_.claims;
        const std::string until = text_of(claim.until);
        const std::string_view confidence = name_of(claim.confidence);
        const std::string id = claim.id.empty() ? made_id(phrase.name, identity) : claim.id;
        const std::string words =
            sentence(program_, claim.phrase, claim.arguments, submission_.record, NameStyle::id);
        if (known.number == 0) {
            ++counts_.added;
            known.number = insert(claim, phrase, id, words, 0);
            known.until = until;
            return;
        }
        if (channel_ == Channel::file && known.by_workspace) return;
        if (known.until == until && known.confidence == confidence) {
            if (known.id != id || known.sentence != words) reword(known, id, words);
            return;
        }
        ++counts_.changed;
        const std::int64_t former = known.number;
        withdraw_.bind(0, now_).bind(1, former).run();
        known.number = insert(claim, phrase, id, words, former);
        keep_origins(former, known.number);
        known.ours.clear();
    }

    std::int64_t insert(const Claim& claim, const Phrase& phrase, const std::string& id,
                        const std::string& words, std::int64_t replaces) {
        insert_.bind(0, id).bind(1, phrase.name).bind(2, words);
        insert_.bind(3, name_of(claim.stance)).bind(4, text(claim.speaker));
        insert_.bind(5, text(claim.source)).bind(6, text_of(claim.from));
        insert_.bind(7, text_of(claim.until)).bind(8, name_of(claim.confidence)).bind(9, now_);
        if (replaces != 0) insert_.bind(10, replaces);
        insert_.run();
        const std::int64_t number = connection_.last_row();
        Statement& fact = add_fact_.at(claim.phrase);
        int index = 0;
        for (const Slot& slot : phrase.slots) {
            bind_argument(fact, index, slot.type, claim.arguments[static_cast<std::size_t>(index)],
                          program_.symbols);
            ++index;
        }
        fact.bind(index, number).run();
        return number;
    }

    void reword(const Recorded& known, const std::string& id, const std::string& words) {
        Statement update(connection_, "UPDATE claim SET id = ?, sentence = ? WHERE number = ?");
        update.bind(0, id).bind(1, words).bind(2, known.number).run();
    }

    /// Other files that made the former claim make the new one.
    void keep_origins(std::int64_t former, std::int64_t number) {
        Statement copy(connection_,
                       "INSERT INTO claim_origin (claim, channel, file, line) "
                       "SELECT ?, channel, file, line FROM claim_origin WHERE claim = ?");
        copy.bind(0, number).bind(1, former).run();
        Statement origins(connection_,
                          "SELECT channel, file, line FROM claim_origin WHERE claim = ?");
        origins.bind(0, number);
        std::vector<ClaimPlace> ours;
        while (origins.step()) {
            if (is_ours(origins.view(0), origins.text(1))) {
                ours.push_back({origins.text(1), static_cast<std::size_t>(origins.integer(2))});
            }
        }
        for (const ClaimPlace& at : ours) drop_origin(number, at);
    }

    void drop_origin(std::int64_t number, const ClaimPlace& at) {
        drop_origin_.bind(0, number).bind(1, name_of(channel_)).bind(2, at.file);
        drop_origin_.bind(3, static_cast<std::int64_t>(at.line)).run();
    }

    /// In the order of their numbers, in which tables grow at their end.
    void settle_all() {
        std::vector<Recorded*> claims;
        claims.reserve(known_.size());
        for (auto& [key, claim] : known_) claims.push_back(&claim);
        std::sort(claims.begin(), claims.end(),
                  [](const Recorded* a, const Recorded* b) { return a->number < b->number; });
        for (Recorded* claim : claims) settle(*claim);
    }

    /// Brings the places of a claim up to date; one that no file makes any more is withdrawn and
    /// keeps the places where it last stood.
    void settle(Recorded& claim) {
        if (claim.said.empty()) {
            if (claim.ours.empty()) return;
            if (!claim.elsewhere) {
                ++counts_.withdrawn;
                withdraw_.bind(0, now_).bind(1, claim.number).run();
                return;
            }
        }
        for (const ClaimPlace& at : claim.ours) {
            if (!claim.said.contains(at)) drop_origin(claim.number, at);
        }
        for (const ClaimPlace& at : claim.said) {
            if (claim.ours.contains(at)) continue;
            add_origin_.bind(0, claim.number).bind(1, name_of(channel_)).bind(2, at.file);
            add_origin_.bind(3, static_cast<std::int64_t>(at.line)).run();
        }
    }

    Connection& connection_;
    const Program& program_;
    const Submission& submission_;
    Channel channel_;
    std::set<std::string> files_;
    std::string now_;
    std::map<std::string, FactTable, std::less<>> tables_;
    std::map<PhraseId, Statement> add_fact_;
    Statement add_origin_;
    Statement drop_origin_;
    Statement withdraw_;
    Statement insert_{connection_,
                      "INSERT INTO claim (id, phrase, sentence, stance, speaker, source, "
                      "valid_from, valid_until, confidence, recorded_at, replaces) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    std::unordered_map<std::string, Recorded> known_;
    ImportCounts counts_;
};

}  // namespace

ImportCounts Store::record(const Program& program, const Submission& submission, Channel channel,
                           const std::string& fingerprint) {
    Transaction transaction(*connection_);
    const ImportCounts counts = Recorder(*connection_, program, submission, channel).run();
    note_latest_date(*connection_, program);
    if (channel == Channel::workspace) {
        Statement meta(*connection_,
                       "INSERT INTO meta (key, value) VALUES ('fingerprint', ?1) ON CONFLICT (key) "
                       "DO UPDATE SET value = ?1 WHERE value <> ?1");
        meta.bind(0, fingerprint).run();
    }
    transaction.commit();
    return counts;
}

std::size_t Store::withdraw(std::span<const std::string> files, const std::string& withdrawn_at) {
    Transaction transaction(*connection_);
    const Program nothing;
    const Submission empty{.record = {},
                           .origins = {},
                           .files = {files.begin(), files.end()},
                           .recorded_at = withdrawn_at};
    const ImportCounts counts = Recorder(*connection_, nothing, empty, Channel::file).run();
    forget_latest_date(*connection_);
    transaction.commit();
    return counts.withdrawn;
}

}  // namespace obverse
