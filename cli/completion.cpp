#include "cli/completion.h"

#include "cli/commands.h"
#include "engine/store/store.h"
#include "engine/workspace/graph_path.h"
#include "engine/workspace/rule_base.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <set>
#include <variant>

namespace obverse::cli {

namespace {

std::string value_of(std::span<const std::string> words, std::string_view option) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == option) return words[i + 1];
    }
    return {};
}

const Option* option_named(const Command& command, std::string_view name) {
    for (const Option& option : command.options) {
        if (option.name == name) return &option;
    }
    return nullptr;
}

/// The rule files that the line is about, without checking them.
std::optional<RuleBase> rule_base(std::span<const std::string> words) {
    try {
        Diagnostics passed_over;
        const std::string folder = value_of(words, "--workspace");
        return read_rule_base(
            folder.empty() ? std::nullopt : std::optional<std::filesystem::path>(folder),
            passed_over, ReadExamples::no);
    } catch (const std::exception&) {
        return std::nullopt;  // then there is nothing to offer
    }
}

template <class Block, class Visit>
void for_each(const RuleBase& rules, const Visit& visit) {
    for (const ast::File& file : rules.files) {
        for (const ast::Block& block : file.blocks) {
            if (const auto* found = std::get_if<Block>(&block)) visit(*found);
        }
    }
}

class Finder {
public:
    Finder(std::span<const std::string> words, std::size_t index)
        : words_(words), prefix_(index < words.size() ? words[index] : "") {}

    void offer(std::string word, std::string meaning = {}) {
        if (!word.starts_with(prefix_) || !offered_.insert(word).second) return;
        found_.push_back({std::move(word), std::move(meaning)});
    }

    void commands() {
        for (const Command& command : all_commands()) offer(command.name, command.summary);
        offer("help", "print help");
    }

    void options(const Command& command) {
        for (const Option& option : command.options) offer(option.name, option.help);
        offer("--help", "print help");
    }

    void values(Completes what, const std::vector<std::string>& choices) {
        switch (what) {
            case Completes::nothing:
                return;
            case Completes::choices:
                for (const std::string& choice : choices) offer(choice);
                return;
            case Completes::files:
                found_.push_back({":files", ""});
                return;
            case Completes::folders:
                found_.push_back({":folders", ""});
                return;
            case Completes::lenses:
                lenses();
                return;
            case Completes::policies:
                policies();
                return;
            case Completes::entities:
                entities();
                return;
            case Completes::sentences:
                vocabulary();
                entities();
                return;
        }
    }

    std::vector<Candidate> sorted() {
        std::sort(found_.begin(), found_.end(), [](const Candidate& left, const Candidate& right) {
            return left.word < right.word;
        });
        return std::move(found_);
    }

private:
    void lenses() {
        const auto rules = rule_base(words_);
        if (!rules) return;
        for_each<ast::Lens>(*rules,
                            [&](const ast::Lens& lens) { offer(lens.name.text, lens.title); });
        offer("all", "every lens, side by side");
    }

    void policies() {
        offer("keep-disputes", "everybody's claims count, disputes stay open");
        offer("undisputed", "only what nobody disputes");
        offer("corroborated", "only what two independent speakers say");
        const auto rules = rule_base(words_);
        if (!rules) return;
        for_each<ast::Policy>(
            *rules, [&](const ast::Policy& policy) { offer(policy.name.text, policy.title); });
    }

    /// Words of phrases, and kinds: what questions are made of.
    void vocabulary() {
        const auto rules = rule_base(words_);
        if (!rules) return;
        for (const char* word : {"which", "who", "what"}) offer(word);
        for_each<ast::Vocabulary>(*rules, [&](const ast::Vocabulary& vocabulary) {
            for (const ast::KindDeclaration& kind : vocabulary.kinds)
                offer(kind.name.text, kind.doc);
            for (const ast::PhraseDeclaration& phrase : vocabulary.phrases) {
                pattern_words(phrase.pattern.text);
            }
        });
    }

    void pattern_words(const std::string& pattern) {
        std::string word;
        bool in_slot = false;
        for (const char c : pattern + " ") {
            if (c == '{') in_slot = true;
            if (c == ' ' && !in_slot) {
                if (!word.empty()) offer(word);
                word.clear();
            } else if (!in_slot) {
                word += c;
            }
            if (c == '}') in_slot = false;
        }
    }

    void entities() {
        const auto rules = rule_base(words_);
        if (!rules) return;
        try {
            const std::string named = value_of(words_, "--graph");
            const std::filesystem::path graph = graph_path(
                rules->root(),
                named.empty() ? std::nullopt : std::optional<std::filesystem::path>(named));
            if (!std::filesystem::exists(graph)) return;
            const StoredNames names = Store(graph, Store::Mode::read).names();
            for (const StoredEntity& entity : names.entities) offer(entity.id, entity.label);
        } catch (const std::exception&) {
            return;  // a graph that cannot be read offers no names
        }
    }

    std::span<const std::string> words_;
    std::string prefix_;
    std::set<std::string> offered_;
    std::vector<Candidate> found_;
};

/// Which argument of the command the word is, options and their values aside.
std::size_t argument_number(const Command& command, std::span<const std::string> words,
                            std::size_t index) {
    std::size_t number = 0;
    for (std::size_t i = 1; i < index; ++i) {
        if (words[i].starts_with("-")) {
            const Option* option = option_named(command, words[i]);
            if (option != nullptr && !option->value.empty()) ++i;
            continue;
        }
        ++number;
    }
    return number;
}

}  // namespace

std::vector<Candidate> candidates(std::span<const std::string> words, std::size_t index) {
    Finder finder(words, index);
    if (index == 0) {
        finder.commands();
        return finder.sorted();
    }
    if (words.empty()) return {};
    if (words.front() == "help") {
        finder.commands();
        return finder.sorted();
    }
    const Command* command = command_named(words.front());
    if (command == nullptr) return {};
    if (index < words.size() && words[index].starts_with('-')) {
        finder.options(*command);
        return finder.sorted();
    }
    if (index >= 2 && index - 1 < words.size()) {
        const Option* option = option_named(*command, words[index - 1]);
        if (option != nullptr && !option->value.empty()) {
            finder.values(option->completes, option->choices);
            return finder.sorted();
        }
    }
    const std::size_t number = argument_number(*command, words, index);
    if (!command->arguments.empty()) {
        const Argument& argument =
            command->arguments[std::min(number, command->arguments.size() - 1)];
        const bool many =
            argument.count == Argument::Count::any || argument.count == Argument::Count::some;
        if (number < command->arguments.size() || many) {
            finder.values(argument.completes, argument.choices);
        }
    }
    return finder.sorted();
}

std::string completion_lines(std::span<const std::string> words, std::size_t index) {
    std::string text;
    for (const Candidate& candidate : candidates(words, index)) {
        text += candidate.word;
        if (!candidate.meaning.empty()) text += "\t" + candidate.meaning;
        text += "\n";
    }
    return text;
}

}  // namespace obverse::cli
