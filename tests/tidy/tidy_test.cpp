#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::vector<std::string> lines_of(const fs::path& path) {
    std::istringstream in(contents(path));
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// The files below the folders with one of the endings, in order.
std::vector<fs::path> files_below(const std::vector<std::string>& folders,
                                  const std::set<std::string>& endings) {
    std::vector<fs::path> files;
    for (const std::string& folder : folders) {
        if (!fs::exists(folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            const bool fits = endings.empty() || endings.contains(entry.path().extension());
            if (entry.is_regular_file() && fits) files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" `\r");
    if (first == std::string_view::npos) return "";
    return std::string(text.substr(first, text.find_last_not_of(" `\r") - first + 1));
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);) parts.push_back(trimmed(part));
    return parts;
}

using Uses = std::map<std::string, std::set<std::string>>;

/// The table "Who may include whom" of the architecture page, with what follows from it.
Uses allowed_uses() {
    Uses uses;
    for (const std::string& line : lines_of("docs/architecture.md")) {
        const std::vector<std::string> cells = split(line, '|');
        if (cells.size() < 3 || !line.starts_with("| `")) continue;
        std::set<std::string>& used = uses[cells[1]];
        if (cells[2] == "all above") {
            for (const auto& [name, others] : uses) used.insert(name);
        }
        for (const std::string& name : split(cells[2], ',')) {
            if (!name.empty() && name != "all above") used.insert(name);
        }
    }
    for (std::size_t round = 0; round < uses.size(); ++round) {
        for (auto& [name, used] : uses) {
            const std::set<std::string> direct = used;
            for (const std::string& other : direct) {
                if (uses.contains(other)) used.insert(uses[other].begin(), uses[other].end());
            }
        }
    }
    return uses;
}

std::string included(const std::string& line) {
    if (!line.starts_with("#include ")) return "";
    return line.substr(10, line.size() - 11);
}

}  // namespace

TEST_CASE("tidy: a file fits its subject") {
    // Tests hold tables of cases, which are read row by row.
    const std::map<std::string, std::size_t> limits = {
        {"engine", 400}, {"cli", 400}, {"bench", 400}, {"tests", 450}};
    for (const auto& [folder, limit] : limits) {
        for (const fs::path& path : files_below({folder}, {".cpp", ".h"})) {
            CAPTURE(path);
            CHECK(lines_of(path).size() <= limit);
        }
    }
}

TEST_CASE("tidy: modules include what the architecture page allows") {
    const Uses uses = allowed_uses();
    REQUIRE(uses.size() > 10);
    std::set<std::string> modules;
    for (const auto& entry : fs::directory_iterator("engine")) {
        if (entry.is_directory()) modules.insert(entry.path().filename().string());
    }
    for (const std::string& module : modules) {
        CAPTURE(module);
        REQUIRE(uses.contains(module));
        for (const fs::path& path : files_below({"engine/" + module}, {".cpp", ".h"})) {
            for (const std::string& line : lines_of(path)) {
                const std::string file = included(line);
                if (!file.starts_with("engine/")) continue;
                const std::string other = file.substr(7, file.find('/', 7) - 7);
                const bool is_allowed = other == module || uses.at(module).contains(other);
                CAPTURE(path);
                CAPTURE(other);
                CHECK(is_allowed);
            }
        }
    }
}

TEST_CASE("tidy: other people's libraries stay inside their modules, and out of headers") {
    struct Library {
        std::string prefix;
        std::set<std::string> folders;
    };
    const std::vector<Library> libraries = {
        {"boost/", {"engine/syntax"}},
        {"sqlite3", {"engine/store", "tests/unit/store"}},
        {"rapidjson/", {"engine/json", "engine/render"}},
        {"re2/", {"engine/check", "engine/eval"}},
        {"unicode/", {"engine/base", "engine/text", "engine/lexicon"}},
        {"pugixml", {"engine/text"}},
        {"zip.h", {"engine/text"}},
        {"md4c", {"engine/text"}},
        {"libxml/", {"engine/text"}},
        {"CLI/", {"cli"}},
    };
    for (const fs::path& path : files_below({"engine", "cli"}, {".cpp", ".h"})) {
        for (const std::string& line : lines_of(path)) {
            for (const Library& library : libraries) {
                if (!included(line).starts_with(library.prefix)) continue;
                CAPTURE(path);
                CAPTURE(line);
                const std::string folder = path.parent_path().string();
                CHECK(library.folders.contains(folder));
            }
        }
    }
}

TEST_CASE("tidy: every source is built, every header guarded") {
    for (const fs::path& path : files_below({"engine", "cli", "tests/unit"}, {".cpp"})) {
        const fs::path list = path.parent_path() / "CMakeLists.txt";
        CAPTURE(path);
        REQUIRE(fs::exists(list));
        CHECK(contents(list).find(path.filename().string()) != std::string::npos);
    }
    for (const fs::path& path : files_below({"engine", "cli", "tests"}, {".h"})) {
        CAPTURE(path);
        CHECK(contents(path).find("#pragma once\n") != std::string::npos);
    }
}

TEST_CASE("tidy: words that do not belong into a source") {
    // Spelt in parts, so that this file has none of them.
    const std::vector<std::string> banned = {std::string("TO") + "DO", std::string("FIX") + "ME",
                                             std::string("using namespace ") + "std",
                                             std::string("/work") + "/",
                                             std::string("/tmp/") + "o"};
    const std::vector<std::string> folders = {"engine", "cli",   "tests", "docs",    "script",
                                              "cmake",  "rules", "bench", "ontology"};
    for (const fs::path& path :
         files_below(folders, {".cpp", ".h", ".md", ".obv", ".txt", ".cmake", ".sh", ""})) {
        const std::string text = contents(path);
        for (const std::string& word : banned) {
            const bool has_word = text.find(word) != std::string::npos;
            CAPTURE(path);
            CAPTURE(word);
            CHECK_FALSE(has_word);
        }
    }
}

TEST_CASE("tidy: sources are plain text with a last line") {
    for (const fs::path& path : files_below({"engine", "cli", "tests"}, {".cpp", ".h"})) {
        const std::string text = contents(path);
        CAPTURE(path);
        if (text.empty()) continue;
        CHECK(text.back() == '\n');
        CHECK(text.find('\r') == std::string::npos);
        CHECK(text.find('\t') == std::string::npos);
    }
}
