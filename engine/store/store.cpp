#include "engine/store/store.h"

#include "engine/base/edit_distance.h"
#include "engine/base/name_key.h"
#include "engine/store/connection.h"
#include "engine/store/declarations.h"
#include "engine/store/schema.h"

#include <algorithm>
#include <map>

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

StoredNames Store::names(std::optional<Channel> channel) const {
    StoredNames names;
    const std::string where =
        channel ? " WHERE channel = '" + std::string(name_of(*channel)) + "'" : std::string();
    std::map<std::string, std::size_t, std::less<>> places;
    // The workspace's label goes before that of a file beside it.
    Statement entities(*connection_,
                       "SELECT id, label FROM entity" + where + " ORDER BY id, channel DESC");
    while (entities.step()) {
        const auto [place, is_new] = places.emplace(entities.text(0), names.entities.size());
        if (is_new) names.entities.push_back({entities.text(0), {}, {}, {}});
        std::string& label = names.entities[place->second].label;
        if (label.empty()) label = entities.text(1);
    }
    const auto fill = [&](const std::string& sql, std::vector<std::string> StoredEntity::*list) {
        Statement rows(*connection_, sql);
        while (rows.step()) {
            const auto place = places.find(rows.view(0));
            if (place == places.end()) continue;
            (names.entities[place->second].*list).push_back(rows.text(1));
        }
    };
    fill("SELECT DISTINCT entity, kind FROM entity_kind" + where + " ORDER BY 1, 2",
         &StoredEntity::kinds);
    fill("SELECT DISTINCT entity, name FROM name" + where + (channel ? " AND" : " WHERE") +
             " role = 'alias' ORDER BY 1, 2",
         &StoredEntity::aliases);
    Statement speakers(*connection_, "SELECT DISTINCT id FROM speaker" + where + " ORDER BY id");
    while (speakers.step()) names.speakers.push_back(speakers.text(0));
    Statement sources(*connection_,
                      "SELECT id, max(label) FROM source" + where + " GROUP BY id ORDER BY id");
    while (sources.step()) names.sources.push_back({sources.text(0), sources.text(1)});
    return names;
}

std::vector<std::string> Store::find(std::string_view name) const {
    Statement exact(*connection_, "SELECT 1 FROM entity WHERE id = ?");
    exact.bind(0, name);
    if (exact.step()) return {std::string(name)};
    Statement rows(*connection_, "SELECT DISTINCT entity FROM name WHERE key = ? ORDER BY entity");
    rows.bind(0, name_key(name));
    std::vector<std::string> ids;
    while (rows.step()) ids.push_back(rows.text(0));
    return ids;
}

std::vector<std::string> Store::nearest(std::string_view name) const {
    constexpr std::size_t most = 3;
    std::vector<std::string> keys;
    std::multimap<std::string, std::string> entities;
    Statement rows(*connection_, "SELECT DISTINCT key, entity FROM name ORDER BY key, entity");
    while (rows.step()) {
        if (keys.empty() || keys.back() != rows.view(0)) keys.push_back(rows.text(0));
        entities.emplace(rows.text(0), rows.text(1));
    }
    std::vector<std::string> ids;
    for (const std::string& key : closest(name_key(name), keys, most * 2)) {
        const auto [first, last] = entities.equal_range(key);
        for (auto place = first; place != last && ids.size() < most; ++place) {
            const std::string& id = place->second;
            if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
        }
    }
    return ids;
}

}  // namespace obverse
