#include "cli/line_editor.h"

#include <editline/readline.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <utility>

namespace obverse::cli {

namespace {

namespace fs = std::filesystem;

constexpr int history_length = 1000;

// libedit calls back without a context: the one editor that is open says what completes.
LineEditor::Complete open_editor;

std::string history_file() {
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return fs::path(value == nullptr ? "" : value);
    };
    fs::path folder = variable("XDG_STATE_HOME");
    if (!folder.is_absolute()) {
        if (variable("HOME").empty()) return {};
        folder = variable("HOME") / ".local" / "state";
    }
    folder /= "obverse";
    std::error_code error;
    fs::create_directories(folder, error);
    return error ? std::string() : (folder / "history").string();
}

/// One candidate after another, then null; each is freed by libedit.
char* next_candidate(const char* text, int state) {
    static std::vector<std::string> found;
    static std::size_t at = 0;
    if (state == 0) {
        const std::string line(rl_line_buffer, static_cast<std::size_t>(rl_point));
        found = open_editor ? open_editor(line) : std::vector<std::string>();
        std::erase_if(found, [&](const std::string& word) { return !word.starts_with(text); });
        at = 0;
    }
    return at < found.size() ? strdup(found[at++].c_str()) : nullptr;
}

char** complete_word(const char* text, int, int) {
    rl_attempted_completion_over = 1;  // no names of files
    return rl_completion_matches(text, next_candidate);
}

}  // namespace

LineEditor::LineEditor(Complete complete) : is_terminal_(isatty(STDIN_FILENO) == 1) {
    if (!is_terminal_) return;
    open_editor = std::move(complete);
    rl_readline_name = "obverse";
    rl_attempted_completion_function = complete_word;
    using_history();
    stifle_history(history_length);
    history_file_ = history_file();
    if (!history_file_.empty()) read_history(history_file_.c_str());
}

LineEditor::~LineEditor() {
    if (!is_terminal_) return;
    if (!history_file_.empty()) write_history(history_file_.c_str());
    open_editor = nullptr;
}

std::optional<std::string> LineEditor::read(const std::string& prompt) {
    if (!is_terminal_) {
        std::string line;
        if (!std::getline(std::cin, line)) return std::nullopt;
        return line;
    }
    char* text = readline(prompt.c_str());
    if (text == nullptr) return std::nullopt;
    std::string line(text);
    std::free(text);
    return line;
}

void LineEditor::remember(const std::string& line) {
    if (is_terminal_ && !line.empty()) add_history(line.c_str());
}

}  // namespace obverse::cli
