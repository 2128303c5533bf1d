#include "cli/list_command.h"

#include "cli/answering.h"
#include "cli/catalogue.h"
#include "cli/exit_code.h"
#include "engine/base/name_key.h"
#include "engine/json/writer.h"
#include "engine/render/layout.h"

#include <algorithm>
#include <iostream>

namespace obverse::cli {

namespace {

constexpr std::size_t widest_id = 34;

bool fits(const CatalogueItem& item, const std::string& word) {
    const std::string key = name_key(word);
    const auto has = [&](const std::string& text) {
        return name_key(text).find(key) != std::string::npos;
    };
    return has(item.id) || has(item.text) || std::any_of(item.names.begin(), item.names.end(), has);
}

void print_json(const std::vector<CatalogueItem>& items) {
    JsonWriter json;
    json.begin_array();
    for (const CatalogueItem& item : items) {
        json.begin_object().member("id", item.id);
        for (const auto& [name, texts] : item.more) {
            json.key(name);
            // What may be several is an array everywhere, what is one a text everywhere.
            const bool several = name == "kinds" || name == "aliases" || name == "values" ||
                                 name == "flags" || name == "extends" || name == "parameters" ||
                                 name == "places" || name == "as";
            if (several) json.begin_array();
            for (const std::string& text : texts) json.string(text);
            if (several) json.end_array();
        }
        json.end_object();
    }
    json.end_array();
    std::cout << json.text();
}

int run(const Given& given) {
    const std::string& topic = given.arguments().front();
    const auto workspace = open_workspace(given, {.claims = Claims::all});
    if (!workspace) return bad_input;
    std::vector<CatalogueItem> items = catalogue(*workspace, topic);
    if (given.arguments().size() > 1) {
        const std::string& word = given.arguments()[1];
        std::erase_if(items, [&](const CatalogueItem& item) { return !fits(item, word); });
    }
    if (given.has("--json")) {
        print_json(items);
        return answered;
    }
    std::vector<std::vector<std::string>> rows;
    for (const CatalogueItem& item : items) rows.push_back({item.id, item.text});
    const TextStyle style = style_of_stdout();
    std::cout << table(rows, style.width, "", widest_id);
    if (items.empty()) std::cerr << "obverse: there are none of these\n";
    return answered;
}

}  // namespace

Command list_command() {
    return {
        .name = "list",
        .summary = "list what the workspace holds",
        .details =
            "Lists the kinds, phrases, rules (with definitions, exceptions, tables and "
            "grades), entities, sources, speakers, lenses, policies or points of sources "
            "that the workspace holds; with a word, those whose names or texts have it.",
        .arguments = {{.name = "TOPIC",
                       .help = "what to list",
                       .completes = Completes::choices,
                       .choices = catalogue_topics()},
                      {.name = "WORD",
                       .help = "only what has this word in its name, kind or text",
                       .count = Argument::Count::optional}},
        .options = with({json_option()}, workspace_options()),
        .examples = {{"obverse list phrases", "what can be recorded and asked"},
                     {"obverse list lenses", "whose definitions there are"},
                     {"obverse list entities cosmos", "everything called so"},
                     {"obverse list rules debris", "rules that speak of debris"}},
        .run = run,
    };
}

}  // namespace obverse::cli
