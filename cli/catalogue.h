#pragma once

#include "engine/workspace/workspace.h"

#include <string>
#include <utility>
#include <vector>

namespace obverse::cli {

/// One thing that a workspace holds, as a list shows it.
struct CatalogueItem {
    std::string id;
    std::string text;  // label, pattern or title
    /// What else there is to say, for JSON: a name and one or more texts.
    std::vector<std::pair<std::string, std::vector<std::string>>> more;
    /// Other names that a search may hit.
    std::vector<std::string> names;
};

/// The topics: `kinds`, `phrases`, `rules`, `entities`, `sources`, `speakers`, `lenses`,
/// `policies`, `points`.
const std::vector<std::string>& catalogue_topics();

/// The items of a topic, in the order of their ids (phrases, kinds and points: as declared).
std::vector<CatalogueItem> catalogue(const Workspace& workspace, const std::string& topic);

}  // namespace obverse::cli
