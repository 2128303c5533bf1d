#include "engine/workspace/rule_base.h"

#include "engine/workspace/folder.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <variant>

namespace obverse {

namespace {

namespace fs = std::filesystem;

/// A change of how files become claims, so that graphs made before are brought up to date.
constexpr std::string_view recording_version = "1";

void parse_folder(const fs::path& folder, RuleBase& rules, Diagnostics& diagnostics,
                  ReadExamples examples) {
    for (const fs::path& path : rule_files(folder)) {
        const SourceId source = rules.sources.add(shown_path(path), read_file(path));
        rules.files.push_back(parse(rules.sources, source, diagnostics, examples));
        rules.paths.push_back(path);
    }
}

/// What the folder's own `workspace.obv` extends.
std::optional<fs::path> extended_by(const fs::path& folder) {
    const fs::path file = folder / "workspace.obv";
    if (!fs::is_regular_file(file)) return std::nullopt;
    SourceMap sources;
    Diagnostics passed_over;  // reported when the file is read with the others
    const ast::File parsed =
        parse(sources, sources.add(file.string(), read_file(file)), passed_over);
    for (const ast::Block& block : parsed.blocks) {
        const auto* workspace = std::get_if<ast::Workspace>(&block);
        if (workspace == nullptr || !workspace->extends) continue;
        if (workspace->extends->text == "shipped") return shipped_workspace();
        const fs::path other = fs::absolute(folder / workspace->extends->text).lexically_normal();
        if (is_workspace(other)) return other;
        throw WorkspaceError("`" + shown_path(file) + "` extends `" + workspace->extends->text +
                             "`, which is no workspace; write `extends shipped`, or the path of a "
                             "folder in quotes");
    }
    return std::nullopt;
}

std::vector<fs::path> folders_from(fs::path folder) {
    std::vector<fs::path> folders;
    while (true) {
        if (std::find(folders.begin(), folders.end(), folder) != folders.end()) {
            throw WorkspaceError("the workspace `" + shown_path(folder) + "` extends itself");
        }
        folders.push_back(folder);
        const auto next = extended_by(folder);
        if (!next) break;
        folder = *next;
    }
    std::reverse(folders.begin(), folders.end());
    return folders;
}

bool bears_on_record(const ast::Block& block) {
    return std::holds_alternative<ast::Vocabulary>(block) ||
           std::holds_alternative<ast::ScaleDeclaration>(block) ||
           std::holds_alternative<ast::QuantityDeclaration>(block) ||
           std::holds_alternative<ast::Entities>(block) ||
           std::holds_alternative<ast::Speaker>(block) ||
           std::holds_alternative<ast::SourceDeclaration>(block) ||
           std::holds_alternative<ast::Claim>(block) || std::holds_alternative<ast::Import>(block);
}

std::string text_of(XXH128_hash_t hash) {
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string hash_of(std::string_view text) {
    return text_of(XXH3_128bits(text.data(), text.size()));
}

struct FreeState {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

/// As the hash of its whole text, a piece at a time: tables may be large.
std::string hash_of_file(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw WorkspaceError("cannot read `" + path.string() + "`");
    const std::unique_ptr<XXH3_state_t, FreeState> state(XXH3_createState());
    XXH3_128bits_reset(state.get());
    std::string piece(std::size_t{64} << 10U, '\0');
    while (stream) {
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        XXH3_128bits_update(state.get(), piece.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad()) throw WorkspaceError("cannot read `" + path.string() + "` to its end");
    return text_of(XXH3_128bits_digest(state.get()));
}

}  // namespace

std::set<SourceId> RuleBase::own_sources() const {
    std::set<SourceId> own;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const fs::path inside = paths[i].lexically_relative(root());
        if (!inside.empty() && *inside.begin() != "..") own.insert(files[i].source);
    }
    return own;
}

std::optional<std::set<SourceId>> RuleBase::sources_of(const std::vector<fs::path>& wanted) const {
    std::set<SourceId> found;
    for (const fs::path& path : wanted) {
        const fs::path whole = fs::weakly_canonical(path);
        const auto place = std::find_if(paths.begin(), paths.end(), [&](const fs::path& own) {
            return fs::weakly_canonical(own) == whole;
        });
        if (place == paths.end()) return std::nullopt;
        found.insert(files[static_cast<std::size_t>(place - paths.begin())].source);
    }
    return found;
}

RuleBase read_rule_base(const std::optional<fs::path>& folder, Diagnostics& diagnostics,
                        ReadExamples examples) {
    RuleBase rules;
    if (folder) {
        if (!fs::is_directory(*folder)) {
            throw WorkspaceError("there is no folder `" + shown_path(*folder) + "`");
        }
        const auto found = find_workspace(*folder);
        if (!found) {
            throw WorkspaceError("`" + folder->string() +
                                 "` is no workspace and lies in none; `obverse init " +
                                 folder->string() + "` makes one");
        }
        rules.folders = folders_from(*found);
    } else {
        const auto found = find_workspace(fs::current_path());
        rules.folders = folders_from(found ? *found : shipped_workspace());
    }
    for (const fs::path& each : rules.folders) {
        parse_folder(each, rules, diagnostics, examples);
    }
    rules.settings = settings_of(rules.files, diagnostics);
    return rules;
}

std::vector<DataFile> data_files(const RuleBase& rules) {
    std::vector<DataFile> files;
    const auto add = [&](const fs::path& path) {
        const bool known = std::any_of(files.begin(), files.end(),
                                       [&](const DataFile& file) { return file.path == path; });
        if (!known) files.push_back({path, shown_path(path)});
    };
    for (std::size_t i = 0; i < rules.files.size(); ++i) {
        for (const ast::Block& block : rules.files[i].blocks) {
            const auto* import = std::get_if<ast::Import>(&block);
            if (import == nullptr) continue;
            add((rules.paths[i].parent_path() / import->file.text).lexically_normal());
        }
    }
    for (const fs::path& folder : rules.folders) {
        for (const fs::path& path : line_files(folder)) add(path);
    }
    return files;
}

std::string fingerprint_of(const RuleBase& rules) {
    std::string parts(recording_version);
    for (const ast::File& file : rules.files) {
        if (std::none_of(file.blocks.begin(), file.blocks.end(), bears_on_record)) continue;
        parts += "\n" + hash_of(rules.sources.text(file.source));
    }
    for (const DataFile& file : data_files(rules)) {
        const bool there = fs::is_regular_file(file.path);
        parts += "\n" + (there ? hash_of_file(file.path) : "missing");
    }
    return hash_of(parts);
}

}  // namespace obverse
