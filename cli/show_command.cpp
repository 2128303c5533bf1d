#include "cli/show_command.h"

#include "cli/answering.h"
#include "cli/exit_code.h"
#include "engine/base/edit_distance.h"
#include "engine/render/entity_text.h"
#include "engine/render/layout.h"

#include <iostream>

namespace obverse::cli {

namespace {

/// Entities first, then sources, which have names of their own.
std::vector<SymbolId> named(const Workspace& workspace, const std::string& name) {
    std::vector<SymbolId> found = workspace.entities().find(name);
    if (!found.empty()) return found;
    for (const auto& [id, source] : workspace.record.sources) {
        if (workspace.program().symbols.text(id) == name || source.label == name) {
            found.push_back(id);
        }
    }
    return found;
}

/// The block's own line with the deeper lines below it.
std::string block_text(const SourceMap& sources, Span span) {
    const std::string_view text = sources.text(span.source);
    std::size_t begin = text.rfind('\n', span.begin);
    begin = begin == std::string_view::npos ? 0 : begin + 1;
    const auto depth_at = [&](std::size_t at) {
        const std::size_t word = text.find_first_not_of(' ', at);
        return word == std::string_view::npos || text[word] == '\n' ? std::string_view::npos
                                                                    : word - at;
    };
    const std::size_t depth = depth_at(begin);
    std::size_t end = std::min(text.find('\n', begin), text.size());
    while (end < text.size()) {
        const std::size_t next = end + 1;
        const std::size_t deeper = next < text.size() ? depth_at(next) : 0;
        if (deeper == std::string_view::npos || deeper <= depth) break;
        end = std::min(text.find('\n', next), text.size());
    }
    return std::string(text.substr(begin, end - begin)) + "\n";
}

/// Rules, lenses, phrases, kinds and policies of that name.
std::vector<NamedBlock> blocks_named(const Workspace& workspace, const std::string& name) {
    const Program& program = workspace.program();
    const SourceMap& sources = workspace.rules.sources;
    std::vector<NamedBlock> found;
    const auto add = [&](const std::string& id, const char* what, Span span) {
        if (id != name) return;
        found.push_back({.what = what,
                         .path = std::string(sources.path(span.source)),
                         .line = sources.locate(span.source, span.begin).line,
                         .text = block_text(sources, span)});
    };
    for (const Definition& each : program.definitions) {
        add(each.header.name, "definition", each.header.span);
    }
    for (const Rule& each : program.rules) {
        if (each.row == 0) add(each.header.name, "rule", each.header.span);
    }
    for (const Exception& each : program.exceptions) {
        add(each.header.name, "exception", each.header.span);
    }
    for (const Table& each : program.tables) add(each.header.name, "table", each.header.span);
    for (const Grade& each : program.grades) add(each.header.name, "grade", each.header.span);
    for (const Lens& each : program.lenses) add(each.name, "lens", each.span);
    for (const Policy& each : program.policies) add(each.name, "policy", each.span);
    for (const Phrase& each : program.schema.phrases) add(each.name, "phrase", each.span);
    for (const Kind& each : program.schema.kinds) add(each.name, "kind", each.span);
    return found;
}

void print_blocks(const std::vector<NamedBlock>& blocks) {
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (i > 0) std::cout << '\n';
        std::cout << blocks[i].what << ", " << blocks[i].path << ':' << blocks[i].line << "\n\n"
                  << blocks[i].text;
    }
}

int run(const Given& given) {
    const std::string name = words_of(given);
    const auto workspace = open_workspace(given, {.claims = Claims::all});
    if (!workspace) return bad_input;
    const std::vector<SymbolId> found = named(*workspace, name);
    const Program& program = workspace->program();
    if (found.size() > 1) {
        std::vector<std::string> ids;
        for (const SymbolId id : found) ids.emplace_back(program.symbols.text(id));
        std::cerr << "obverse: `" << name << "` may be " << listed(ids, "or")
                  << "; write the one that you mean\n";
        return bad_input;
    }
    const std::vector<NamedBlock> blocks = blocks_named(*workspace, name);
    if (found.empty() && blocks.empty()) {
        const std::string near = did_you_mean(workspace->entities().nearest(name));
        std::cerr << "obverse: nothing is called `" << name << "`; "
                  << (near.empty() ? "`obverse list entities WORD` finds names" : near) << '\n';
        return bad_input;
    }
    const auto entity = found.empty() ? std::nullopt : std::optional(found.front());
    if (given.has("--json")) {
        std::cout << named_json(program, workspace->record, entity, blocks);
        return answered;
    }
    if (entity) {
        std::cout << entity_text(program, workspace->record, *entity, style_of_stdout());
        if (!blocks.empty()) std::cout << '\n';
    }
    print_blocks(blocks);
    return answered;
}

}  // namespace

Command show_command() {
    return {
        .name = "show",
        .summary = "show everything recorded about an entity, with sources",
        .details =
            "Prints the names and kinds of an entity, whom it speaks for, and every claim "
            "that names it or that it makes, in sentences, with who asserts and who denies "
            "it in which source. The name of a rule, definition, lens, policy, phrase or "
            "kind prints how it is written and where, after the entity of that "
            "name when there is one.",
        .arguments = {{.name = "NAME",
                       .help = "an id, label or alias, or the name of a rule",
                       .count = Argument::Count::some,
                       .completes = Completes::entities}},
        .options = with({json_option()}, workspace_options()),
        .examples = {{"obverse show ru-2021-cosmos1408", "what is recorded about the event"},
                     {"obverse show \"Russian Ministry of Defence\"", "what it said"},
                     {"obverse show threat", "how the definition reads"}},
        .run = run,
    };
}

}  // namespace obverse::cli
