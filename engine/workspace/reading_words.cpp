#include "engine/workspace/reading_words.h"

#include "engine/base/edit_distance.h"
#include "engine/check/question.h"
#include "engine/render/layout.h"

#include <algorithm>

namespace obverse {

namespace {

using Names = std::vector<std::string>;

[[noreturn]] void unknown(std::string_view what, std::string_view word, const Names& known) {
    const std::string near = did_you_mean(closest(word, known));
    std::string message = "there is no " + std::string(what) + " `" + std::string(word) + "`";
    if (!near.empty()) {
        message += "; " + near;
    } else if (!known.empty()) {
        message += "; there are: " + listed(known);
    }
    throw ReadingError(message);
}

Names lens_names(const Program& program) {
    Names names;
    for (const Lens& lens : program.lenses) names.push_back(lens.name);
    std::sort(names.begin(), names.end());
    return names;
}

LensId lens_named(const Program& program, std::string_view name) {
    for (std::uint32_t i = 0; i < program.lenses.size(); ++i) {
        if (program.lenses[i].name == name) return LensId{i};
    }
    Names known = lens_names(program);
    known.emplace_back("all");
    unknown("lens", name, known);
}

std::vector<std::optional<LensId>> lenses_of(const Workspace& workspace, const Names& words) {
    const Program& program = workspace.program();
    std::vector<std::optional<LensId>> lenses;
    const auto add = [&](LensId lens) {
        if (std::find(lenses.begin(), lenses.end(), lens) == lenses.end()) lenses.push_back(lens);
    };
    for (const std::string& word : words) {
        if (word == "all") {
            for (const std::string& name : lens_names(program)) add(lens_named(program, name));
        } else {
            add(lens_named(program, word));
        }
    }
    if (!lenses.empty()) return lenses;
    if (workspace.settings().lens) return {lens_named(program, workspace.settings().lens->text)};
    return {std::nullopt};
}

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// `a, b and c`.
Names names_in(std::string_view text) {
    Names names;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        const std::size_t word = text.find(" and ");
        const std::size_t end = std::min({comma, word, text.size()});
        std::string_view name = text.substr(0, end);
        while (name.starts_with(' ')) name.remove_prefix(1);
        while (name.ends_with(' ')) name.remove_suffix(1);
        if (!name.empty()) names.emplace_back(name);
        text.remove_prefix(std::min(text.size(), end + (end == word && end != comma ? 5 : 1)));
    }
    return names;
}

/// Adds one line of a policy to another.
class PolicyReader {
public:
    explicit PolicyReader(const Workspace& workspace) : workspace_(workspace) {}

    void add(std::string_view line) {
        std::string_view rest = line;
        if (take(rest, "word of ")) {
            policy_.base = Policy::Base::word_of;
            for (const std::string& name : names_in(rest)) {
                policy_.word_of.push_back(actor(name));
            }
        } else if (take(rest, "own word on ")) {
            for (const std::string& name : names_in(rest)) policy_.own_word.insert(phrase(name));
        } else if (take(rest, "confidence at least ")) {
            policy_.least = confidence(rest);
        } else {
            add_named(line);
        }
    }

    Policy policy() const { return policy_; }

private:
    void add_named(std::string_view name) {
        const auto found = find_policy(workspace_.program(), name);
        if (!found) {
            Names known = {"keep-disputes", "undisputed", "corroborated", "word of ACTOR",
                           "own word on PHRASE"};
            for (const Policy& policy : workspace_.program().policies) {
                known.push_back(policy.name);
            }
            unknown("policy", name, known);
        }
        if (found->base != Policy::Base::keep_disputes) policy_.base = found->base;
        policy_.word_of.insert(policy_.word_of.end(), found->word_of.begin(), found->word_of.end());
        policy_.own_word.insert(found->own_word.begin(), found->own_word.end());
        policy_.least = std::max(policy_.least, found->least);
        const bool is_built_in =
            name == "keep-disputes" || name == "undisputed" || name == "corroborated";
        if (!is_built_in) policy_.name += (policy_.name.empty() ? "" : " + ") + found->name;
    }

    SymbolId actor(const std::string& name) const {
        const EntityIndex& entities = workspace_.entities();
        const std::vector<SymbolId> found = entities.find(name);
        if (found.size() == 1) return found.front();
        if (found.empty()) unknown("entity", name, entities.nearest(name));
        Names ids;
        for (const SymbolId id : found) {
            ids.emplace_back(workspace_.program().symbols.text(id));
        }
        throw ReadingError("`" + name + "` may be " + listed(ids, "or") +
                           "; write the one that you mean");
    }

    PhraseId phrase(const std::string& name) const {
        const Schema& schema = workspace_.program().schema;
        if (const auto found = schema.phrase_named(name)) return *found;
        Names known;
        for (const Phrase& each : schema.phrases) known.push_back(each.name);
        const std::string near = did_you_mean(closest(name, known));
        throw ReadingError("no phrase has the id `" + name + "`; " +
                           (near.empty() ? "`obverse list phrases` shows them" : near));
    }

    static Confidence confidence(std::string_view word) {
        if (word == "low") return Confidence::low;
        if (word == "medium") return Confidence::medium;
        if (word == "high") return Confidence::high;
        unknown("confidence", word, {"low", "medium", "high"});
    }

    const Workspace& workspace_;
    Policy policy_;
};

Claim assumption(Workspace& workspace, const std::string& text, std::size_t number) {
    std::string_view sentence = text;
    const bool denied = take(sentence, "it is denied that ");
    Diagnostics diagnostics;
    const QuestionReading reading = parse_question(workspace.program(), workspace.entities(),
                                                   workspace.sources(), sentence, diagnostics);
    const auto* question = std::get_if<Question>(&reading);
    if (question == nullptr) {
        std::string message = "cannot take `" + text + "` as an assumption";
        for (const Diagnostic& each : diagnostics.list()) {
            message += ": " + each.message + (each.help.empty() ? "" : "; " + each.help);
        }
        throw ReadingError(message);
    }
    if (!question->asks_for_verdict()) {
        throw ReadingError("cannot take `" + text + "` as an assumption: it is a question");
    }
    const Phrase& phrase = workspace.program().schema.phrase(question->phrase);
    if (phrase.derived) {
        throw ReadingError("cannot assume `" + text +
                           "`: it is a verdict, which rules conclude; assume what happened");
    }
    Claim claim{.id = "assumption " + std::to_string(number),
                .phrase = question->phrase,
                .arguments = {},
                .stance = denied ? Stance::denied : Stance::asserted,
                .speaker = workspace.program().symbols.intern(""),
                .source = workspace.program().symbols.intern(""),
                .from = std::nullopt,
                .until = std::nullopt};
    for (const auto& term : question->terms) {
        claim.arguments.push_back(std::get<Value>(term).word);
    }
    return claim;
}

}  // namespace

Policy policy_of(const Workspace& workspace, const std::vector<std::string>& lines) {
    PolicyReader reader(workspace);
    for (const std::string& line : lines) reader.add(line);
    return reader.policy();
}

std::vector<Reading> readings_of(Workspace& workspace, const ReadingWords& words) {
    Reading common;
    std::vector<std::string> accept = words.accept;
    if (accept.empty() && workspace.settings().accept) {
        accept = {workspace.settings().accept->text};
    }
    common.policy = policy_of(workspace, accept);
    common.as_of = workspace.settings().as_of;
    if (!words.as_of.empty()) {
        common.as_of = parse_date(words.as_of);
        if (!common.as_of) {
            throw ReadingError("`" + words.as_of +
                               "` is no date; write 2021-11-15, 2021-11 or 2021");
        }
    }
    for (const std::string& text : words.assume) {
        common.assumptions.push_back(assumption(workspace, text, common.assumptions.size() + 1));
    }
    std::vector<Reading> readings;
    for (const std::optional<LensId> lens : lenses_of(workspace, words.lenses)) {
        readings.push_back(common);
        readings.back().lens = lens;
    }
    return readings;
}

}  // namespace obverse
