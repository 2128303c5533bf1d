#include "engine/store/store.h"

#include "engine/base/edit_distance.h"
#include "engine/base/name_key.h"
#include "engine/store/connection.h"
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
