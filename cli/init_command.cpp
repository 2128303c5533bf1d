#include "cli/init_command.h"

#include "cli/exit_code.h"
#include "engine/base/name_key.h"
#include "engine/json/writer.h"
#include "engine/workspace/folder.h"
#include "engine/workspace/rule_base.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace obverse::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view workspace_file = R"(workspace NAME "What this folder is for"
  extends shipped
  lens NAME
)";

constexpr std::string_view rule_file =
    R"(# A definition of your own. It stands beside the shipped ones, over the same vocabulary and the same
# claims. Change it, then run:
#
#   obverse check      every slip of the pen, with its place and a remedy
#   obverse test       whether the examples come out as they say
#   obverse ask "Is the 2021 Cosmos 1408 test a threat to the United States?"
#
# `obverse list phrases` shows the sentences that rules can speak of, `obverse show threat` how the
# shipped definition reads.

source NAME-paper "The text that this definition is taken from"

# A lens is a set of definitions under a name. This one takes over all of `wang-2026`; what is
# defined below replaces the block of the same name there.
lens NAME "A first definition of our own"
  extends wang-2026
  cites NAME-paper

definition threat
  "Harm that was done, by somebody else, whatever was meant by it."
  the behaviour is a threat to State V
  cites NAME-paper section "1"
  requires:
    - conduct: Actor A answers for the behaviour
        and A differs from V
    - harm: the behaviour has any adverse impact on V
  unless:
    - accident: the behaviour is an accident

# Examples are tests. They use fictional states, and the names need not be declared.
example "harm that nobody says was meant"
  given aldora is a State
  and borea is a State
  and aldora is responsible for j1
  and j1 has material adverse impact on borea
  and aldora is responsible for j2
  and it is denied that j2 has any adverse impact on borea
  expect j1 is a threat to borea  because threat
  expect no j1 is a threat to aldora  because conduct
  expect no j2 is a threat to borea  because harm

example "the same harm, by accident"
  given aldora is a State
  and borea is a State
  and aldora is responsible for j1
  and j1 has material adverse impact on borea
  and j1 is an accident
  expect no j1 is a threat to borea  because accident
)";

constexpr std::string_view claim_file =
    R"(# Claims of your own, beside the shipped ones: who says so, in which text. For example:
#
# speaker my-ministry "Ministry of Foreign Affairs of Aldora"  speaks for usa
# source my-source "Statement of 3 March 2026"
#   issued by my-ministry on 2026-03-03, url "https://example.org/statement"
#
# claim
#   ru-2021-cosmos1408 is done with unfriendly intention
#   asserted by my-ministry in my-source
)";

/// The name of the folder as an id: lower-case words joined by hyphens.
std::string id_of(const fs::path& folder) {
    std::string id = name_key(folder.filename().string());
    for (char& c : id) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!word) c = '-';
    }
    if (id.empty() || id.front() < 'a' || id.front() > 'z') id = "my-" + id;
    return id;
}

std::string filled(std::string_view text, const std::string& name) {
    constexpr std::string_view gap = "NAME";
    std::string out(text);
    for (std::size_t at = 0; (at = out.find(gap, at)) != std::string::npos; at += name.size()) {
        out.replace(at, gap.size(), name);
    }
    return out;
}

void make_folder(const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) {
        throw WorkspaceError("cannot make the folder `" + shown_path(folder) +
                             "`: " + failed.message());
    }
}

void write(const fs::path& path, const std::string& text) {
    make_folder(path.parent_path());
    std::ofstream stream(path, std::ios::binary);
    stream << text;
    stream.close();
    if (!stream) throw WorkspaceError("cannot write `" + path.string() + "`");
}

/// The names of lenses and sources that the shipped workspace declares.
std::vector<std::string> shipped_names() {
    Diagnostics ignored;
    std::vector<std::string> names;
    const RuleBase shipped = read_rule_base(shipped_workspace(), ignored);
    for (const ast::File& file : shipped.files) {
        for (const ast::Block& block : file.blocks) {
            if (const auto* lens = std::get_if<ast::Lens>(&block)) names.push_back(lens->name.text);
            if (const auto* source = std::get_if<ast::SourceDeclaration>(&block)) {
                names.push_back(source->name.text);
            }
        }
    }
    return names;
}

/// What the workspace declares must not be there already: the name of its lens, and of its source.
std::string free_name(std::string name) {
    const std::vector<std::string> taken = shipped_names();
    const auto is_taken = [&](const std::string& each) {
        return std::find(taken.begin(), taken.end(), each) != taken.end();
    };
    while (is_taken(name) || is_taken(name + "-paper")) name.insert(0, "my-");
    return name;
}

/// The word as a shell takes it.
std::string shell_word(const std::string& word) {
    const bool is_plain = word.find_first_not_of(
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                              "0123456789._-/~") == std::string::npos;
    if (is_plain) return word;
    std::string text = "'";
    for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

std::string to_json(const std::string& name, const fs::path& folder,
                    const std::vector<fs::path>& files) {
    JsonWriter json;
    json.begin_object().member("workspace", name).member("folder", folder.string());
    json.key("files").begin_array();
    for (const fs::path& file : files) json.string(file.string());
    json.end_array().end_object();
    return json.text();
}

int run(const Given& given) {
    const fs::path folder = fs::absolute(given.arguments().front()).lexically_normal();
    if (fs::exists(folder) && (!fs::is_directory(folder) || !fs::is_empty(folder))) {
        std::cerr << "obverse: `" << shown_path(folder)
                  << "` is there already and not empty; name a folder that is new\n";
        return bad_input;
    }
    const std::string name =
        free_name(id_of(folder.has_filename() ? folder : folder.parent_path()));
    const std::vector<fs::path> files = {folder / "workspace.obv", folder / "rules" / "threat.obv",
                                         folder / "corpus" / "claims.obv"};
    write(files[0], filled(workspace_file, name));
    write(files[1], filled(rule_file, name));
    write(files[2], filled(claim_file, name));
    make_folder(folder / "ontology");
    if (given.has("--json")) {
        std::cout << to_json(name, folder, files);
        return answered;
    }
    std::cout << "made the workspace `" << name << "`:\n";
    for (const fs::path& file : files) std::cout << "  " << shown_path(file) << '\n';
    std::cout << "\nnext:\n  cd " << shell_word(given.arguments().front())
              << "\n  obverse check\n  obverse test\n  obverse ask --lens " << name
              << " --lens wang-2026 \"Is the 2021 Cosmos 1408 test a threat to the United "
                 "States?\"\n";
    return answered;
}

}  // namespace

Command init_command() {
    return {
        .name = "init",
        .summary = "make a workspace of your own that extends the shipped one",
        .details =
            "Makes a folder with a `workspace.obv` of three lines, a definition of threat to "
            "change with examples that pass, and a place for claims. Everything that is "
            "shipped can be used there, and replaced by name.",
        .arguments = {{.name = "DIR",
                       .help = "a folder that is new or empty",
                       .completes = Completes::folders}},
        .options = {json_option()},
        .examples = {{"obverse init my-desk", "make the folder my-desk"}},
        .run = run,
    };
}

}  // namespace obverse::cli
