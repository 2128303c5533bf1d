#include "engine/store/store.h"

#include "engine/json/reader.h"
#include "engine/json/writer.h"
#include "engine/model/sentence.h"
#include "engine/store/connection.h"
#include "engine/store/schema.h"

#include <algorithm>

namespace obverse {

Store::Store(const std::filesystem::path& path, Mode mode, const char* vfs) {
    const Connection::Mode inner =
        mode == Mode::write ? Connection::Mode::write : Connection::Mode::read;
    connection_ = std::make_unique<Connection>(path.string(), inner, vfs);
    prepare_schema(*connection_, inner);
}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

std::string Store::fingerprint() const {
    Statement statement(*connection_, "SELECT value FROM meta WHERE key = 'fingerprint'");
    return statement.step() ? statement.text(0) : std::string();
}

bool Store::is_intact() const {
    Statement statement(*connection_, "PRAGMA integrity_check");
    return statement.step() && statement.view(0) == "ok";
}

StoredNames Store::names() const {
    StoredNames names;
    std::map<std::string, std::size_t, std::less<>> places;
    Statement entities(*connection_, "SELECT id, label FROM entity ORDER BY id, channel");
    while (entities.step()) {
        const auto [place, is_new] = places.emplace(entities.text(0), names.entities.size());
        if (is_new) names.entities.push_back({entities.text(0), {}, {}, {}});
        std::string& label = names.entities[place->second].label;
        if (label.empty()) label = entities.text(1);
    }
    const auto fill = [&](const char* sql, std::vector<std::string> StoredEntity::*list) {
        Statement rows(*connection_, sql);
        while (rows.step()) {
            const auto place = places.find(rows.view(0));
            if (place == places.end()) continue;
            (names.entities[place->second].*list).push_back(rows.text(1));
        }
    };
    fill("SELECT DISTINCT entity, kind FROM entity_kind ORDER BY 1, 2", &StoredEntity::kinds);
    fill("SELECT DISTINCT entity, name FROM alias ORDER BY 1, 2", &StoredEntity::aliases);
    Statement speakers(*connection_, "SELECT DISTINCT id FROM speaker ORDER BY id");
    while (speakers.step()) names.speakers.push_back(speakers.text(0));
    Statement sources(*connection_, "SELECT DISTINCT id FROM source ORDER BY id");
    while (sources.step()) names.sources.push_back(sources.text(0));
    return names;
}

std::vector<HistoryEvent> Store::history(const std::string& entity) const {
    Statement rows(*connection_, R"sql(
        SELECT recorded_at, withdrawn_at, phrase, arguments, stance, speaker, source, valid_from,
               valid_until, confidence, origin
        FROM claim
        WHERE speaker = ?1 OR source = ?1
           OR EXISTS (SELECT 1 FROM json_each(claim.arguments) WHERE json_each.value = ?1)
        ORDER BY number)sql");
    rows.bind(0, entity);
    std::vector<HistoryEvent> events;
    while (rows.step()) {
        HistoryEvent event{.when = rows.text(0),
                           .withdrawn = false,
                           .phrase = rows.text(2),
                           .arguments = {},
                           .stance = rows.view(4) == "denied" ? Stance::denied : Stance::asserted,
                           .speaker = rows.text(5),
                           .source = rows.text(6),
                           .from = rows.text(7),
                           .until = rows.text(8),
                           .confidence = rows.text(9),
                           .origin = rows.text(10)};
        const auto parsed = read_json(rows.view(3));
        const auto* json = std::get_if<Json>(&parsed);
        const JsonArray* items = json == nullptr ? nullptr : json->array();
        for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
            const Json& item = (*items)[i];
            if (const std::string* text = item.text()) {
                event.arguments.push_back(*text);
            } else if (const auto* integer = std::get_if<std::int64_t>(&item.value)) {
                event.arguments.push_back(std::to_string(*integer));
            } else if (const auto* number = std::get_if<double>(&item.value)) {
                event.arguments.push_back(std::to_string(*number));
            }
        }
        const bool is_withdrawn = !rows.is_null(1);
        const std::string withdrawn = rows.text(1);
        events.push_back(event);
        if (!is_withdrawn) continue;
        event.when = withdrawn;
        event.withdrawn = true;
        events.push_back(std::move(event));
    }
    std::stable_sort(
        events.begin(), events.end(),
        [](const HistoryEvent& left, const HistoryEvent& right) { return left.when < right.when; });
    return events;
}

}  // namespace obverse
