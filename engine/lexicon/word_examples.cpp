#include "engine/lexicon/word_examples.h"

#include <algorithm>

namespace obverse {

namespace {

/// Why the example of a term fails; empty when it does not.
std::string check_term(const Lexicon& lexicon, std::size_t term, const WordExample& example) {
    const Mentions found = lexicon.mentions_in(example.text.text, example.text.language);
    const auto hit = std::find_if(found.mentions.begin(), found.mentions.end(),
                                  [&](const Mention& mention) { return mention.term == term; });
    if ((hit != found.mentions.end()) == example.is_yes) return {};
    if (example.is_yes) return "no form of it is found there";
    const std::string& text = example.text.text;
    return "it is found there: `" + text.substr(hit->span.begin, hit->span.end - hit->span.begin) +
           "`";
}

/// The text without its brackets, and where the words between them stand in it.
struct Marked {
    std::string text;
    ByteSpan word;
};
Marked without_brackets(const std::string& text) {
    const std::size_t open = text.find('[');
    const std::size_t close = text.find(']', open == std::string::npos ? 0 : open);
    if (open == std::string::npos || close == std::string::npos) return {text, {}};
    std::string plain = text;
    plain.erase(close, 1);
    plain.erase(open, 1);
    return {std::move(plain), {open, close - 1}};
}

/// Cues are tried on a program whose only term is the word in brackets.
std::string check_cue(const Program& program, std::size_t cue, const WordExample& example) {
    const Marked marked = without_brackets(example.text.text);
    Program words;
    words.cues = program.cues;
    const std::string word =
        marked.text.substr(marked.word.begin, marked.word.end - marked.word.begin);
    words.terms.push_back({.id = {},
                           .doc = {},
                           .kinds = {},
                           .means = std::nullopt,
                           .forms = {{example.text.language, word, {}}},
                           .examples = {},
                           .cites = {},
                           .span = {}});
    // A cue that only blocks is seen by what the others reach.
    const bool is_pseudo = !program.cues[cue].use;
    const Mentions found = Lexicon(words).mentions_in(marked.text, example.text.language);
    const auto hit = std::find_if(
        found.mentions.begin(), found.mentions.end(),
        [&](const Mention& mention) { return mention.span.begin == marked.word.begin; });
    if (hit == found.mentions.end()) return "the word in brackets is no word to look for";
    const auto is_meant = [&](const CueReach& reach) {
        const std::vector<std::size_t>& blocks = program.cues[cue].blocks;
        return is_pseudo ? std::find(blocks.begin(), blocks.end(), reach.cue) != blocks.end()
                         : reach.cue == cue;
    };
    const auto reach = std::find_if(hit->cues.begin(), hit->cues.end(), is_meant);
    const bool is_reached = reach != hit->cues.end();
    if (is_reached == (example.is_yes != is_pseudo)) return {};
    if (!is_reached) {
        return is_pseudo ? "nothing that it blocks would reach `" + word + "`"
                         : "it does not reach `" + word + "`";
    }
    return (is_pseudo ? "it does not keep `" : "`") +
           marked.text.substr(reach->span.begin, reach->span.end - reach->span.begin) +
           (is_pseudo ? "` from reaching `" : "` reaches `") + word + "`";
}

}  // namespace

WordExampleResults run_word_examples(const Program& program, const std::set<SourceId>& sources) {
    WordExampleResults results;
    const Lexicon lexicon(program);
    const auto run = [&](const std::string& block, const WordExample& example, std::string reason) {
        ++results.count;
        if (!reason.empty()) results.failed.push_back({block, example, std::move(reason)});
    };
    for (std::size_t i = 0; i < program.terms.size(); ++i) {
        const DraftTerm& term = program.terms[i];
        if (!sources.contains(term.span.source)) continue;
        const std::string name = "term " + std::string(program.symbols.text(term.id));
        for (const WordExample& one : term.examples) run(name, one, check_term(lexicon, i, one));
    }
    for (std::size_t i = 0; i < program.cues.size(); ++i) {
        const Cue& cue = program.cues[i];
        if (!sources.contains(cue.span.source)) continue;
        for (const WordExample& one : cue.examples) {
            run("cue " + cue.name, one, check_cue(program, i, one));
        }
    }
    return results;
}

}  // namespace obverse
