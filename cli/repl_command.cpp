#include "cli/repl_command.h"

#include "cli/answering.h"
#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/exit_code.h"
#include "cli/line_editor.h"
#include "cli/run_line.h"
#include "cli/words.h"
#include "engine/base/edit_distance.h"
#include "engine/render/layout.h"
#include "engine/workspace/reading_words.h"

#include <algorithm>
#include <iostream>
#include <map>

namespace obverse::cli {

namespace {

constexpr std::string_view introduction =
    "Ask in words, or type a command. `help` lists the commands, `set lens NAME` and the like stay "
    "in force, a backslash at the end continues the line, `quit` ends.\n";

const std::vector<std::string>& setting_names() {
    static const std::vector<std::string> names = {"lens",   "accept",    "as-of",
                                                   "assume", "workspace", "graph"};
    return names;
}

/// Options that each command gets which takes them.
class PromptSettings {
public:
    /// Lines that begin with `set`, `unset` or `settings`.
    void change(const std::vector<std::string>& words) {
        if (words.front() == "settings") return print();
        if (words.size() < 2) {
            std::cerr << "obverse: which setting? There are: " << listed(setting_names()) << '\n';
            return;
        }
        const std::string& name = words[1];
        const auto& names = setting_names();
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            std::cerr << "obverse: there is no setting `" << name
                      << "`; there are: " << listed(names) << '\n';
            return;
        }
        if (words.front() == "unset") {
            values_.erase(name);
            return;
        }
        std::string value;
        for (std::size_t i = 2; i < words.size(); ++i) value += (i > 2 ? " " : "") + words[i];
        if (value.empty()) {
            std::cerr << "obverse: `set " << name << "` needs a value; `unset " << name
                      << "` takes it back\n";
            return;
        }
        auto before = values_;
        // Assumptions add up; anything else is replaced.
        if (name != "assume") values_[name].clear();
        values_[name].push_back(value);
        if (!can_be_read()) values_ = std::move(before);
    }

    /// The words with the settings that the command takes and that the line does not give itself.
    std::vector<std::string> applied(const Command& command,
                                     const std::vector<std::string>& words) const {
        std::vector<std::string> all = {words.front()};
        for (const auto& [name, values] : values_) {
            const std::string option = "--" + name;
            const bool takes = std::any_of(command.options.begin(), command.options.end(),
                                           [&](const Option& each) { return each.name == option; });
            const bool given = std::find(words.begin(), words.end(), option) != words.end();
            if (!takes || given) continue;
            for (const std::string& value : values) {
                all.push_back(option);
                all.push_back(value);
            }
        }
        all.insert(all.end(), words.begin() + 1, words.end());
        return all;
    }

private:
    /// Says on standard error what is wrong with the settings, if anything is.
    bool can_be_read() const {
        Given given({"--lens", "--accept", "--as-of", "--assume", "--workspace", "--graph"});
        for (const auto& [name, values] : values_) given.set("--" + name, values);
        try {
            const auto workspace = open_workspace(given, {.claims = Claims::as_asked});
            if (!workspace) return false;
            readings_of(*workspace, reading_words_of(given));
            return true;
        } catch (const std::exception& error) {
            std::cerr << "obverse: " << error.what() << '\n';
            return false;
        }
    }

    void print() const {
        for (const auto& [name, values] : values_) {
            for (const std::string& value : values) std::cout << name << "  " << value << '\n';
        }
        if (values_.empty()) std::cout << "nothing is set: the workspace's own reading holds\n";
    }

    std::map<std::string, std::vector<std::string>> values_;
};

std::vector<std::string> complete(const std::string& line) {
    auto words = split_line(line);
    if (!words) words = split_line(line + "\"");  // inside a quotation
    if (!words) return {};
    const bool is_new = line.empty() || line.ends_with(' ');
    std::size_t index = words->size() - (is_new || words->empty() ? 0 : 1);
    std::vector<std::string> found;
    const auto add = [&](std::span<const std::string> of, std::size_t at) {
        for (Candidate& each : candidates(of, at)) {
            if (!each.word.starts_with(':')) found.push_back(std::move(each.word));
        }
    };
    if (!words->empty() && (words->front() == "set" || words->front() == "unset")) {
        if (index == 1) return setting_names();
        words->front() = "ask";
        (*words)[1].insert(0, "--");
    } else if (index == 0) {
        add(*words, 0);
        for (const char* word : {"quit", "set", "settings", "unset"}) found.emplace_back(word);
    }
    // What is no command is a question.
    if (command_named(words->empty() ? "" : words->front()) == nullptr) {
        words->insert(words->begin(), "ask");
        ++index;
    }
    add(*words, index);
    return found;
}

/// Reads on while a quotation is open or a backslash stands at the end.
std::optional<std::vector<std::string>> read_words(LineEditor& editor) {
    std::string text;
    std::string prompt = "obverse> ";
    while (true) {
        auto line = editor.read(prompt);
        if (!line && text.empty()) return std::nullopt;
        if (!line) return split_line(text + "\"").value_or(std::vector<std::string>{});
        text += *line;
        if (auto words = split_line(text)) {
            editor.remember(text);
            return words;
        }
        if (text.ends_with('\\')) text.pop_back();
        text += ' ';
        prompt = "    ...> ";
    }
}

int run(const Given&) {
    PromptSettings settings;
    LineEditor editor(complete);
    std::cerr << introduction;
    while (auto words = read_words(editor)) {
        if (words->empty()) continue;
        const std::string& first = words->front();
        if (first == "quit" || first == "exit") break;
        if (first == "repl") continue;
        if (first == "set" || first == "unset" || first == "settings") {
            settings.change(*words);
            continue;
        }
        if (command_named(first) == nullptr && first != "help" && !first.starts_with("--")) {
            words->insert(words->begin(), "ask");
        }
        const Command* command = command_named(words->front());
        run_line(command == nullptr ? *words : settings.applied(*command, *words));
        std::cout.flush();
    }
    return answered;
}

}  // namespace

Command repl_command() {
    return {
        .name = "repl",
        .summary = "a prompt for questions and commands",
        .details =
            "A line that begins with a command is run as such; any other is a question. "
            "`set lens NAME`, `set accept POLICY`, `set as-of DATE`, `set assume SENTENCE`, "
            "`set workspace DIR` and `set graph FILE` hold until `unset`; `settings` shows "
            "them. The tabulator completes commands, options, lenses, policies, words of "
            "phrases and names of entities; the history is kept from one time to the next.",
        .arguments = {},
        .options = {},
        .examples = {{"obverse repl", "then type a question, or `help`"}},
        .run = run,
    };
}

}  // namespace obverse::cli
