#include "engine/workspace/record.h"

#include "engine/workspace/folder.h"

#include <algorithm>

namespace obverse {

namespace {

namespace fs = std::filesystem;

constexpr CheckOptions record_only = {.examples = false, .warnings = false};

/// The texts of the tables and line files.
struct DataTexts {
    std::vector<TableText> tables;
    std::vector<LinesText> lines;
};

const fs::path& path_of(const RuleBase& rules, SourceId source) {
    for (std::size_t i = 0; i + 1 < rules.files.size(); ++i) {
        if (rules.files[i].source == source) return rules.paths[i];
    }
    return rules.paths.back();
}

DataTexts read_data(const RuleBase& rules, const Checked& checked, Diagnostics& diagnostics) {
    DataTexts texts;
    for (const Import& import : checked.imports) {
        const fs::path path =
            (path_of(rules, import.span.source).parent_path() / import.file).lexically_normal();
        if (!fs::is_regular_file(path)) {
            diagnostics.report({.code = Code::missing_file,
                                .message = "there is no file `" + shown_path(path) + "`",
                                .primary = Label{import.span, "named here"},
                                .help = "a table stands beside the file that imports it"});
            continue;
        }
        texts.tables.push_back({&import, shown_path(path), read_file(path)});
    }
    for (const fs::path& folder : rules.folders) {
        for (const fs::path& path : line_files(folder)) {
            texts.lines.push_back({shown_path(path), read_file(path)});
        }
    }
    return texts;
}

Submission gather(const RuleBase& rules, Checked& checked, Rejected rejected,
                  Diagnostics& diagnostics, IngestCounts& counts) {
    const DataTexts texts = read_data(rules, checked, diagnostics);
    const IngestInput input{.declared = &checked.record,
                            .sources = &rules.sources,
                            .names = &checked.entities,
                            .known = nullptr,
                            .tables = texts.tables,
                            .lines = texts.lines};
    return ingest(checked.program, input, rejected, diagnostics, counts);
}

/// The names that tables and line files declare, beside those that are known.
Known with_declared(const RuleBase& rules, const Known& before) {
    Diagnostics passed_over;  // reported by the check that knows all names
    IngestCounts counts;
    Checked checked = check(rules.files, rules.sources, passed_over, before, record_only);
    const Submission submission = gather(rules, checked, Rejected::stop, passed_over, counts);
    const SymbolTable& symbols = checked.program.symbols;
    Known known = before;
    for (const auto& [id, entity] : submission.record.entities) {
        KnownEntity found{.id = std::string(symbols.text(id)),
                          .kinds = {},
                          .label = entity.label,
                          .aliases = entity.aliases};
        for (const KindId kind : entity.kinds) {
            found.kinds.push_back(checked.program.schema.kind(kind).name);
        }
        known.entities.push_back(std::move(found));
    }
    for (const auto& [id, speaker] : submission.record.speakers) {
        known.speakers.emplace_back(symbols.text(id));
    }
    for (const auto& [id, source] : submission.record.sources) {
        known.sources.emplace_back(symbols.text(id));
    }
    return known;
}

}  // namespace

Known known_of(const StoredNames& names) {
    Known known;
    for (const StoredEntity& entity : names.entities) {
        known.entities.push_back({entity.id, entity.kinds, entity.label, entity.aliases});
    }
    known.speakers = names.speakers;
    known.sources = names.sources;
    return known;
}

std::optional<Recorded> record_workspace(const RuleBase& rules, Store& store, Rejected rejected,
                                         Diagnostics& diagnostics) {
    const Known known = with_declared(rules, known_of(store.names()));
    Recorded recorded;
    Checked checked = check(rules.files, rules.sources, diagnostics, known, record_only);
    const Submission submission = gather(rules, checked, rejected, diagnostics, recorded.rows);
    if (diagnostics.has_errors()) return std::nullopt;
    recorded.counts =
        store.record(checked.program, submission, Channel::workspace, fingerprint_of(rules));
    return recorded;
}

}  // namespace obverse
