#include "cli/command.h"

#include "engine/base/invariant.h"

#include <algorithm>

namespace obverse::cli {

std::optional<std::string> Given::value(std::string_view option) const {
    const std::vector<std::string>& all = values(option);
    if (all.empty()) return std::nullopt;
    return all.back();
}

const std::vector<std::string>& Given::values(std::string_view option) const {
    static const std::vector<std::string> none;
    invariant(std::find(declared_.begin(), declared_.end(), option) != declared_.end());
    const auto found = values_.find(option);
    return found == values_.end() ? none : found->second;
}

void Given::set(std::string_view option, std::vector<std::string> values) {
    invariant(std::find(declared_.begin(), declared_.end(), option) != declared_.end());
    values_.insert_or_assign(std::string(option), std::move(values));
}

Option json_option() {
    return {.name = "--json", .value = "", .help = "print JSON, as docs/json.md describes it"};
}

std::vector<Option> workspace_options() {
    return {
        {.name = "--workspace",
         .value = "DIR",
         .help = "the workspace to use, instead of the one around the current folder",
         .completes = Completes::folders},
        {.name = "--graph",
         .value = "FILE",
         .help = "the knowledge graph to use, instead of the workspace's own",
         .completes = Completes::files},
    };
}

std::vector<Option> reading_options() {
    return {
        {.name = "--lens",
         .value = "NAME",
         .help = "whose definitions to apply; several are compared side by side, `all` takes all",
         .completes = Completes::lenses,
         .repeats = true},
        {.name = "--accept",
         .value = "POLICY",
         .help = "whose claims count: a declared policy, `keep-disputes`, `undisputed`, "
                 "`corroborated`, `word of ACTOR`, `own word on PHRASE` or `confidence at least "
                 "LEVEL`; several combine",
         .completes = Completes::policies,
         .repeats = true},
        {.name = "--as-of",
         .value = "DATE",
         .help = "what is claimed to hold on that date: 2021-11-15, 2021-11 or 2021"},
        {.name = "--assume",
         .value = "SENTENCE",
         .help = "take a sentence as said, for this question alone; `it is denied that …` too",
         .completes = Completes::sentences,
         .repeats = true},
    };
}

std::vector<Option> with(std::vector<Option> options, const std::vector<Option>& more) {
    options.insert(options.end(), more.begin(), more.end());
    return options;
}

}  // namespace obverse::cli
