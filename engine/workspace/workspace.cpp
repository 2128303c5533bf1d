#include "engine/workspace/workspace.h"

#include "engine/model/event_name.h"
#include "engine/workspace/graph_path.h"
#include "engine/workspace/record.h"

#include <fmt/format.h>

namespace obverse {

namespace {

/// Opens the graph, after bringing it up to date when the files say something else.
std::optional<Store> open_graph(const Workspace& workspace, Diagnostics& diagnostics,
                                const Progress& progress) {
    const std::string wanted = fingerprint_of(workspace.rules);
    if (std::filesystem::exists(workspace.graph)) {
        Store store(workspace.graph, Store::Mode::read);
        if (store.fingerprint() == wanted) return store;
    }
    progress("bringing the knowledge graph up to date with the files of the workspace");
    Store store(workspace.graph, Store::Mode::write);
    const auto recorded = record_workspace(workspace.rules, store, {}, diagnostics);
    if (!recorded) return std::nullopt;
    progress(fmt::format("{} entities, {} sources, {} claims: {} new, {} withdrawn",
                         recorded->counts.entities, recorded->counts.sources,
                         recorded->counts.claims, recorded->counts.added,
                         recorded->counts.withdrawn));
    return store;
}

}  // namespace

std::unique_ptr<Workspace> load_workspace(const Place& place, Diagnostics& diagnostics,
                                          const Progress& progress) {
    auto workspace = std::make_unique<Workspace>();
    workspace->rules = read_rule_base(place.folder, diagnostics);
    workspace->graph = graph_path(workspace->rules.root(), place.graph);
    if (diagnostics.has_errors()) return workspace;
    const auto store = open_graph(*workspace, diagnostics, progress);
    if (!store) return workspace;
    workspace->checked = check(workspace->rules.files, workspace->rules.sources, diagnostics,
                               known_of(store->names()), {.examples = false, .warnings = false});
    if (diagnostics.has_errors()) return workspace;
    workspace->record = store->load(workspace->checked.program, {});
    add_event_names(workspace->checked.entities, workspace->record, workspace->program().schema,
                    workspace->program().symbols, workspace->checked.event_names);
    return workspace;
}

}  // namespace obverse
