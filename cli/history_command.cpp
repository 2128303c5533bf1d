#include "cli/history_command.h"

#include "cli/answering.h"
#include "cli/exit_code.h"
#include "engine/base/edit_distance.h"
#include "engine/json/writer.h"
#include "engine/render/layout.h"
#include "engine/store/store.h"
#include "engine/workspace/folder.h"

#include <algorithm>
#include <iostream>
#include <set>

namespace obverse::cli {

namespace {

/// The entity that is meant. One that is declared no more is still known by its id.
std::string entity_named(const Workspace& workspace, const Store& store, const std::string& name) {
    const SymbolTable& symbols = workspace.program().symbols;
    const std::vector<SymbolId> found = workspace.entities().find(name);
    if (found.size() == 1) return std::string(symbols.text(found.front()));
    if (found.empty() && !store.history(workspace.program().schema, name).empty()) return name;
    if (found.empty()) {
        const std::string help = did_you_mean(workspace.entities().nearest(name));
        throw WorkspaceError("no entity is called `" + name + "`" +
                             (help.empty() ? "" : ";" + help));
    }
    std::vector<std::string> ids;
    for (const SymbolId id : found) ids.push_back("`" + std::string(symbols.text(id)) + "`");
    std::sort(ids.begin(), ids.end());
    throw WorkspaceError("`" + name + "` may be " + listed(ids, "or") + "; write the id of one");
}

std::string_view stance_word(Stance stance) {
    return stance == Stance::asserted ? "asserted" : "denied";
}

std::string who_and_when(const HistoryEntry& entry) {
    std::string text(stance_word(entry.stance));
    text += entry.speaker.empty() ? "" : " by " + entry.speaker;
    text += entry.source.empty() ? "" : " in " + entry.source;
    text += entry.from.empty() ? "" : ", from " + entry.from;
    text += entry.until.empty() ? "" : ", until " + entry.until;
    text += ", " + entry.confidence + " confidence";
    for (const ClaimPlace& place : entry.origins) {
        text += &place == entry.origins.data() ? "; " : ", ";
        text += place.file + (place.line == 0 ? "" : ":" + std::to_string(place.line));
    }
    return text;
}

struct Event {
    std::string when;
    std::string what;
    const HistoryEntry* entry = nullptr;
};

/// Oldest first; of one moment, what was taken back before what was put down, unless it was put
/// down in that moment too.
std::vector<Event> events_of(const std::vector<HistoryEntry>& entries) {
    std::vector<Event> events;
    const auto add_withdrawn = [&](bool at_once) {
        for (const HistoryEntry& entry : entries) {
            if (entry.withdrawn_at.empty()) continue;
            if ((entry.withdrawn_at == entry.recorded_at) != at_once) continue;
            const char* what = entry.replaced ? "replaced" : "withdrawn";
            events.push_back({entry.withdrawn_at, what, &entry});
        }
    };
    add_withdrawn(false);
    for (const HistoryEntry& entry : entries) {
        events.push_back({entry.recorded_at, entry.replaces ? "changed" : "recorded", &entry});
    }
    add_withdrawn(true);
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& left, const Event& right) { return left.when < right.when; });
    return events;
}

std::string to_text(const std::string& id, const std::string& label,
                    const std::vector<HistoryEntry>& entries, std::size_t width) {
    constexpr std::size_t lead = 13;
    std::string text = id + (label.empty() ? "" : ", " + label) + "\n";
    if (entries.empty()) return text + "\nnothing is recorded of it\n";
    std::string when;
    for (const Event& event : events_of(entries)) {
        if (event.when != when) text += "\n" + event.when + "\n";
        when = event.when;
        text += hang("  " + padded(event.what, lead - 2), event.entry->sentence, width);
        text += hang(std::string(lead, ' '), who_and_when(*event.entry), width);
    }
    return text;
}

std::string to_json(const std::string& id, const std::string& label,
                    const std::vector<HistoryEntry>& entries) {
    JsonWriter json;
    json.begin_object();
    json.member("entity", id).member("label", label);
    json.key("claims").begin_array();
    for (const HistoryEntry& entry : entries) {
        json.begin_object();
        json.member("sentence", entry.sentence).member("phrase", entry.phrase);
        json.member("stance", stance_word(entry.stance));
        json.member("speaker", entry.speaker).member("source", entry.source);
        json.member("from", entry.from).member("until", entry.until);
        json.member("confidence", entry.confidence);
        json.member("recorded_at", entry.recorded_at).member("withdrawn_at", entry.withdrawn_at);
        json.key("replaces").boolean(entry.replaces).key("replaced").boolean(entry.replaced);
        json.key("origins").begin_array();
        for (const ClaimPlace& place : entry.origins) {
            json.begin_object().member("file", place.file);
            json.key("line").integer(static_cast<std::int64_t>(place.line)).end_object();
        }
        json.end_array().end_object();
    }
    json.end_array().end_object();
    return json.text();
}

int run(const Given& given) {
    const auto workspace = open_workspace(given, {.claims = Claims::all});
    if (!workspace) return bad_input;
    const Store store(workspace->graph, Store::Mode::read);
    const std::string id = entity_named(*workspace, store, words_of(given));
    std::string label;
    if (const auto symbol = workspace->program().symbols.find(id)) {
        const auto entity = workspace->record.entities.find(*symbol);
        if (entity != workspace->record.entities.end()) label = entity->second.label;
    }
    const std::vector<HistoryEntry> entries = store.history(workspace->program().schema, id);
    std::cout << (given.has("--json") ? to_json(id, label, entries)
                                      : to_text(id, label, entries, style_of_stdout().width));
    return answered;
}

}  // namespace

Command history_command() {
    return {
        .name = "history",
        .summary = "show what was recorded and withdrawn of an entity, when, and by whom",
        .details =
            "Lists the claims about the entity, those that it makes when it is a speaker, and "
            "those in it when it is a source, by the time at which they were recorded or "
            "withdrawn. Only this command shows the time of recording.",
        .arguments = {{.name = "ENTITY",
                       .help = "an id, a label or an alias",
                       .count = Argument::Count::some,
                       .completes = Completes::entities}},
        .options = with({json_option()}, workspace_options()),
        .examples = {{"obverse history ru-2021-cosmos1408",
                      "what was claimed of the test, and what was taken back"}},
        .run = run,
    };
}

}  // namespace obverse::cli
