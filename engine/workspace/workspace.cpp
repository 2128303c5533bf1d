#include "engine/workspace/workspace.h"

#include "engine/datalog/reach.h"
#include "engine/model/event_name.h"
#include "engine/workspace/graph_path.h"
#include "engine/workspace/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

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

void Workspace::load_claims(const ClaimPatterns& patterns) {
    ClaimPatterns missing;
    std::set<PhraseId> read_before;
    for (const auto& [phrase, wanted] : patterns) {
        std::vector<ArgumentPattern>& known = loaded[phrase];
        const std::size_t count = known.size();
        for (const ArgumentPattern& pattern : wanted) {
            const bool is_there = std::any_of(
                known.begin(), known.end(),
                [&](const ArgumentPattern& wide) { return datalog::covers(wide, pattern); });
            if (!is_there) known.push_back(pattern);
        }
        if (known.size() == count) continue;
        missing[phrase] = known;
        if (count > 0) read_before.insert(phrase);
    }
    if (missing.empty()) return;
    std::vector<Claim> claims = store->load_claims(program(), missing);
    // What was asked before must not show in the order: a phrase of which more is wanted is read
    // anew. What others have laid over the record stays.
    std::set<std::string_view> again;
    for (const Claim& claim : claims) {
        if (read_before.contains(claim.phrase)) again.insert(claim.id);
    }
    if (!again.empty()) {
        std::erase_if(record.claims, [&](const Claim& claim) {
            return read_before.contains(claim.phrase) && again.contains(claim.id);
        });
    }
    record.claims.insert(record.claims.end(), std::make_move_iterator(claims.begin()),
                         std::make_move_iterator(claims.end()));
    std::stable_sort(
        record.claims.begin(), record.claims.end(),
        [](const Claim& left, const Claim& right) { return left.phrase < right.phrase; });
}

void Workspace::load_claims(const std::set<PhraseId>& phrases) {
    ClaimPatterns patterns;
    for (const PhraseId phrase : phrases) {
        patterns[phrase] = {ArgumentPattern(program().schema.phrase(phrase).slots.size())};
    }
    load_claims(patterns);
}

void Workspace::load_all_claims() {
    std::set<PhraseId> phrases;
    for (std::uint32_t i = 0; i < program().schema.phrases.size(); ++i) phrases.insert(PhraseId{i});
    load_claims(phrases);
}

std::unique_ptr<Workspace> load_workspace(const Place& place, const Needs& needs,
                                          Diagnostics& diagnostics, const Progress& progress) {
    auto workspace = std::make_unique<Workspace>();
    workspace->rules = read_rule_base(place.folder, diagnostics, needs.examples);
    workspace->graph = graph_path(workspace->rules.root(), place.graph);
    if (diagnostics.has_errors()) return workspace;
    workspace->store = open_graph(*workspace, diagnostics, progress);
    if (!workspace->store) return workspace;
    const StoredNames names = workspace->store->names();
    Checked& checked = workspace->checked;
    checked = check(workspace->rules.files, workspace->rules.sources, diagnostics, known_of(names),
                    {.examples = false, .warnings = false});
    if (diagnostics.has_errors()) return workspace;
    workspace->record = workspace->store->record_of(names, checked.program);
    if (needs.claims == Claims::all) {
        workspace->load_all_claims();
    } else {
        workspace->load_claims(naming_phrases(checked.program.schema, checked.event_names));
    }
    add_event_names(checked.entities, workspace->record, checked.program.schema,
                    checked.program.symbols, checked.event_names);
    return workspace;
}

}  // namespace obverse
