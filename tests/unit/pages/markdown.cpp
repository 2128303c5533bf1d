#include "tests/unit/pages/markdown.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace obverse::test {

std::string contents(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path.string());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::vector<Fenced> fenced_blocks(const std::string& page) {
    std::vector<Fenced> blocks;
    std::string heading;
    bool is_open = false;
    for (std::size_t begin = 0; begin < page.size();) {
        const std::size_t end = std::min(page.find('\n', begin), page.size());
        const std::string line = page.substr(begin, end - begin);
        begin = end + 1;
        if (line.starts_with("```")) {
            is_open = !is_open;
            if (is_open) blocks.push_back({heading, line.substr(3), "", begin});
        } else if (is_open) {
            blocks.back().text += line + "\n";
        } else if (line.starts_with("#")) {
            heading = line.substr(line.find_first_not_of("# "));
        }
    }
    return blocks;
}

bool is_rewritten(const std::filesystem::path& path, const Fenced& block, const std::string& text) {
    const char* wanted = std::getenv("OBVERSE_UPDATE_GOLDEN");
    if (wanted == nullptr || std::string(wanted) != "1") return false;
    // Blocks are looked for again: earlier ones may have changed their length.
    std::string page = contents(path);
    for (const Fenced& other : fenced_blocks(page)) {
        if (other.heading != block.heading || other.language != block.language ||
            other.text != block.text) {
            continue;
        }
        page.replace(other.begin, other.text.size(), text);
        std::ofstream(path, std::ios::binary) << page;
        return true;
    }
    return false;
}

}  // namespace obverse::test
