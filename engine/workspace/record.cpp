#include "engine/workspace/record.h"

#include "engine/syntax/parser.h"
#include "engine/workspace/folder.h"

#include <algorithm>
#include <map>
#include <variant>

namespace obverse {

namespace {

namespace fs = std::filesystem;

constexpr CheckOptions record_only = {.examples = false, .warnings = false};

/// The files that one import reads: rule files with their texts in a source map, and line files.
struct Inputs {
    const SourceMap& sources;
    std::vector<ast::File> files;
    std::map<SourceId, fs::path> paths;  // of the rule files
    std::vector<fs::path> lines;
    const StoredNames& recorded;  // what the graph holds beside what they declare
    const RecordOptions& options;
};

/// The tables and line files.
struct DataTexts {
    std::vector<TableText> tables;
    std::vector<LinesText> lines;
};

DataTexts read_data(const Inputs& inputs, const Checked& checked, Diagnostics& diagnostics) {
    DataTexts texts;
    for (const Import& import : checked.imports) {
        const fs::path& beside = inputs.paths.at(import.span.source);
        const fs::path path = (beside.parent_path() / import.file).lexically_normal();
        if (fs::is_regular_file(path)) {
            texts.tables.push_back({&import, shown_path(path), InputText::of_file(path)});
            continue;
        }
        diagnostics.report({.code = Code::missing_file,
                            .message = "there is no file `" + shown_path(path) + "`",
                            .primary = Label{import.span, "named here"},
                            .help = "a table stands beside the file that imports it"});
    }
    for (const fs::path& path : inputs.lines) {
        texts.lines.push_back({shown_path(path), InputText::of_file(path)});
    }
    return texts;
}

IngestInput ingest_input(const Inputs& inputs, const Checked& checked, const DataTexts& texts) {
    return {.declared = &checked.record,
            .sources = &inputs.sources,
            .known = &inputs.recorded,
            .tables = texts.tables,
            .lines = texts.lines,
            .progress = inputs.options.progress};
}

void add_declared(Known& known, const ClaimSet& declared, const Program& program) {
    const auto text = [&](SymbolId id) { return std::string(program.symbols.text(id)); };
    for (const auto& [id, entity] : declared.entities) {
        KnownEntity found{
            .id = text(id), .kinds = {}, .label = entity.label, .aliases = entity.aliases};
        for (const KindId kind : entity.kinds) {
            found.kinds.push_back(program.schema.kind(kind).name);
        }
        known.entities.push_back(std::move(found));
    }
    for (const auto& [id, speaker] : declared.speakers) known.speakers.push_back(text(id));
    for (const auto& [id, source] : declared.sources) known.sources.push_back(text(id));
}

/// The names that the tables and line files declare, beside those that are known. Whatever is wrong
/// is reported by the check that knows all names.
Known with_declared(const Inputs& inputs, Known known) {
    Diagnostics passed_over;
    Checked checked = check(inputs.files, inputs.sources, passed_over, known, record_only);
    const DataTexts texts = read_data(inputs, checked, passed_over);
    const ClaimSet declared = declared_in(checked.program, ingest_input(inputs, checked, texts));
    add_declared(known, declared, checked.program);
    return known;
}

/// Checks and reads it all; nothing when there are errors.
struct Gathered {
    Checked checked;
    Submission submission;
    IngestCounts rows;
};
std::optional<Gathered> gather(const Inputs& inputs, Diagnostics& diagnostics) {
    const Known known = with_declared(inputs, known_of(inputs.recorded));
    Gathered gathered;
    gathered.checked = check(inputs.files, inputs.sources, diagnostics, known, record_only);
    const DataTexts texts = read_data(inputs, gathered.checked, diagnostics);
    gathered.submission =
        ingest(gathered.checked.program, ingest_input(inputs, gathered.checked, texts),
               inputs.options.rejected, diagnostics, gathered.rows);
    if (diagnostics.has_errors()) return std::nullopt;
    return gathered;
}

void name_files(const RuleBase& rules, Submission& submission) {
    std::map<std::string, std::string> names;
    for (ClaimPlace& place : submission.origins) {
        const auto [name, is_new] = names.try_emplace(place.file);
        if (is_new) name->second = recorded_path(rules, place.file);
        place.file = name->second;
    }
}

bool declares_words(const ast::Block& block) {
    return std::holds_alternative<ast::Vocabulary>(block) ||
           std::holds_alternative<ast::RelationDeclaration>(block) ||
           std::holds_alternative<ast::ScaleDeclaration>(block) ||
           std::holds_alternative<ast::QuantityDeclaration>(block);
}

bool records(const ast::Block& block) {
    return std::holds_alternative<ast::Entities>(block) ||
           std::holds_alternative<ast::Speaker>(block) ||
           std::holds_alternative<ast::SourceDeclaration>(block) ||
           std::holds_alternative<ast::Claim>(block) || std::holds_alternative<ast::Import>(block);
}

/// The files of the workspace without the blocks that do not matter here, such as rules.
template <class Matters>
std::vector<ast::File> files_with(const RuleBase& rules, const Matters& matters) {
    std::vector<ast::File> files;
    for (const ast::File& file : rules.files) {
        ast::File part{file.source, {}};
        std::copy_if(file.blocks.begin(), file.blocks.end(), std::back_inserter(part.blocks),
                     matters);
        files.push_back(std::move(part));
    }
    return files;
}

/// All that the files of a workspace record.
Inputs workspace_inputs(const RuleBase& rules, const StoredNames& recorded,
                        const RecordOptions& options) {
    Inputs inputs{
        .sources = rules.sources,
        .files = files_with(
            rules, [](const ast::Block& block) { return declares_words(block) || records(block); }),
        .paths = {},
        .lines = {},
        .recorded = recorded,
        .options = options};
    for (std::size_t i = 0; i < rules.files.size(); ++i) {
        inputs.paths.emplace(rules.files[i].source, rules.paths[i]);
    }
    for (const fs::path& folder : rules.folders) {
        const std::vector<fs::path> lines = line_files(folder);
        inputs.lines.insert(inputs.lines.end(), lines.begin(), lines.end());
    }
    return inputs;
}

}  // namespace

Known declared_names(const RuleBase& rules) {
    const StoredNames none;
    const RecordOptions options;
    return with_declared(workspace_inputs(rules, none, options), {});
}

Known known_of(const StoredNames& names) {
    Known known;
    for (const StoredEntity& entity : names.entities) {
        known.entities.push_back({entity.id, entity.kinds, entity.label, entity.aliases});
    }
    for (const StoredSpeaker& speaker : names.speakers) known.speakers.push_back(speaker.id);
    for (const StoredSource& source : names.sources) known.sources.push_back(source.id);
    return known;
}

std::string recorded_path(const RuleBase& rules, const fs::path& path) {
    const fs::path full = fs::absolute(path).lexically_normal();
    const fs::path inside = full.lexically_relative(rules.root());
    const bool is_inside = !inside.empty() && *inside.begin() != "..";
    return is_inside ? inside.string() : full.string();
}

std::optional<Recorded> record_workspace(const RuleBase& rules, Store& store,
                                         const RecordOptions& options, Diagnostics& diagnostics) {
    // What files beside the workspace declare may be named. What the workspace itself declared
    // before may not: its files are to say it still.
    const StoredNames recorded = store.names(Channel::file);
    const Inputs inputs = workspace_inputs(rules, recorded, options);
    auto gathered = gather(inputs, diagnostics);
    if (!gathered) return std::nullopt;
    name_files(rules, gathered->submission);
    return Recorded{store.record(gathered->checked.program, gathered->submission,
                                 Channel::workspace, fingerprint_of(rules)),
                    gathered->rows};
}

std::optional<Recorded> record_files(RuleBase& rules, std::span<const fs::path> files, Store& store,
                                     const RecordOptions& options, Diagnostics& diagnostics) {
    const StoredNames recorded = store.names();
    Inputs inputs{.sources = rules.sources,
                  .files = files_with(rules, declares_words),
                  .paths = {},
                  .lines = {},
                  .recorded = recorded,
                  .options = options};
    std::vector<std::string> names;
    for (const fs::path& file : files) {
        names.push_back(recorded_path(rules, file));
        if (file.extension() == ".jsonl") {
            inputs.lines.push_back(file);
            continue;
        }
        const SourceId source = rules.sources.add(shown_path(file), read_file(file));
        inputs.paths.emplace(source, file);
        inputs.files.push_back(parse(rules.sources, source, diagnostics));
        for (const ast::Block& block : inputs.files.back().blocks) {
            const auto* import = std::get_if<ast::Import>(&block);
            if (import == nullptr) continue;
            names.push_back(recorded_path(rules, file.parent_path() / import->file.text));
        }
    }
    auto gathered = gather(inputs, diagnostics);
    if (!gathered) return std::nullopt;
    name_files(rules, gathered->submission);
    gathered->submission.files = std::move(names);
    return Recorded{store.record(gathered->checked.program, gathered->submission, Channel::file),
                    gathered->rows};
}

}  // namespace obverse
