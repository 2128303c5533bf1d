#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace obverse::cli {

/// Reads lines from the terminal with editing, history and completion; from anything else, plainly.
class LineEditor {
public:
    /// What may stand for the last of the words of the line so far.
    using Complete = std::function<std::vector<std::string>(const std::string& line)>;

    /// The history is read from, and kept in, `obverse/history` below XDG_STATE_HOME (else
    /// ~/.local/state). Where that cannot be written, it lasts as long as the editor.
    explicit LineEditor(Complete complete);
    ~LineEditor();
    LineEditor(const LineEditor&) = delete;
    LineEditor& operator=(const LineEditor&) = delete;

    /// Nothing at the end of the input.
    std::optional<std::string> read(const std::string& prompt);
    void remember(const std::string& line);

private:
    bool is_terminal_ = false;
    std::string history_file_;
};

}  // namespace obverse::cli
