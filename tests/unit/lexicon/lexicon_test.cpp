#include "engine/lexicon/lexicon.h"

#include "engine/lexicon/word_examples.h"

#include <doctest/doctest.h>

using namespace obverse;

namespace {

/// A program of terms and cues, each by its first form.
class Words {
public:
    Words& term(std::vector<std::string> forms, std::string language = "english") {
        DraftTerm term;
        for (std::string& form : forms) term.forms.push_back({language, std::move(form), {}});
        program.terms.push_back(std::move(term));
        return *this;
    }
    Words& cue(Cue cue, std::vector<std::string> forms) {
        for (std::string& form : forms) cue.forms.push_back({"english", std::move(form), {}});
        if (cue.blocks.empty()) cue.use = SymbolId{0};
        if (cue.name.empty() && !forms.empty()) cue.name = cue.forms.front().text;
        program.cues.push_back(std::move(cue));
        return *this;
    }

    /// `mention` or `mention<outer<inner`, or `mention(in what)` where it is part of another.
    std::string found(std::string_view text, std::string_view language = "english") const {
        const Mentions made = Lexicon(program).mentions_in(text, language);
        const auto words = [&](ByteSpan span) {
            return std::string(text.substr(span.begin, span.end - span.begin));
        };
        std::string all;
        for (const Mention& mention : made.mentions) {
            all += (all.empty() ? "" : " | ") + words(mention.span);
            for (const CueReach& reach : mention.cues) all += "<" + words(reach.span);
            if (mention.inside) all += "(" + words(made.mentions[*mention.inside].span) + ")";
        }
        return all;
    }

    Program program;
};

Cue named(std::string name) {
    Cue cue;
    cue.name = std::move(name);
    return cue;
}

}  // namespace

TEST_CASE("lexicon: overlapping terms are kept, nested places of one term are one") {
    Words words;
    words.term({"anti-satellite missile test~", "missile test~", "test~"})
        .term({"missile~"})
        .term({"test~ of (a) weapon~"});
    CHECK(words.found("Anti-satellite missile tests of weapons") ==
          "Anti-satellite missile tests | missile(Anti-satellite missile tests) | "
          "tests of weapons");
    CHECK(words.found("a test; a missile") == "test | missile");
    CHECK(words.found("") == "");
}

TEST_CASE("lexicon: cues mark what they reach, the outermost first") {
    Words words;
    words.term({"test~"}).term({"race"}).term({"prevention of a race"});
    words.cue(named("restraint"), {"refrain from", "commit~ not to"});
    words.cue(named("aversion"), {"prevent~", "prevention of"});
    words.cue(named("negation"), {"not"});
    CHECK(words.found("refrain from preventing a test; a test") ==
          "test<refrain from<preventing | test");
    CHECK(words.found("commit not to test, not to race") ==
          "test<commit not to | race<commit not to<not");
    CHECK(words.found("the prevention of a race") ==
          "prevention of a race | race<prevention of(prevention of a race)");
    CHECK(words.found("a test is not") == "test");
}

TEST_CASE("lexicon: a cue blocks those that it names, where it stands") {
    Words words;
    words.term({"test~"});
    words.cue(named("negation"), {"no"});
    Cue pseudo = named("pseudo");
    pseudo.blocks = {0};
    words.cue(pseudo, {"is no"});
    CHECK(words.found("no test") == "test<no");
    CHECK(words.found("this is no test") == "test");
    CHECK(words.found("there is no doubt, no test") == "test<no");
}

TEST_CASE("lexicon: sides, bounds and quotations") {
    Words words;
    words.term({"test~"});
    Cue left = named("left");
    left.side = Cue::Side::left;
    left.until = {",", "in order to"};
    words.cue(left, {"is banned"});
    Cue quoted = named("quoted");
    quoted.is_quotation = true;
    words.cue(quoted, {});
    CHECK(words.found("a test is banned") == "test<is banned");
    CHECK(words.found("a test, this is banned") == "test");
    CHECK(words.found("test in order to test is banned") == "test | test<is banned");
    CHECK(words.found("“a test” and «a test» \"a test\" test") ==
          "test<“a test” | test<«a test» | test<\"a test\" | test");
    CHECK(words.found("an “open test") == "test");
}

TEST_CASE("lexicon: every language has its own forms") {
    Words words;
    words.term({"test~"}).term({"essai~ antisatellite~"}, "french").term({"反卫星"}, "chinese");
    CHECK(words.found("essai antisatellites, tests", "fr") == "essai antisatellites");
    CHECK(words.found("essai antisatellite, tests", "English") == "tests");
    CHECK(words.found("反卫星试验", "zh") == "反卫星");
    CHECK(words.found("tests", "klingon") == "");
}

TEST_CASE("lexicon: clauses have their bytes, mentions their clause") {
    Words words;
    words.term({"test~"});
    const std::string text = " One: a test; two. Test";
    const Mentions made = Lexicon(words.program).mentions_in(text);
    REQUIRE(made.clauses.size() == 3);
    CHECK(text.substr(made.clauses[0].begin, made.clauses[0].end - made.clauses[0].begin) ==
          "One: a test;");
    REQUIRE(made.mentions.size() == 2);
    CHECK(made.mentions[0].clause == 0);
    CHECK(made.mentions[1].clause == 2);
}

TEST_CASE("word examples: what a text says otherwise is told with the reason") {
    Words words;
    words.term({"test~"});
    words.program.terms[0].id = words.program.symbols.intern("testing");
    Cue negation = named("negation");
    negation.examples = {{{"english", "not a [test]", {}}, true},
                         {{"english", "a [test] not", {}}, false},
                         {{"english", "a [test] or not", {}}, true},
                         {{"english", "not a [test]", {}}, false}};
    words.cue(negation, {"not"});
    Cue pseudo = named("pseudo");
    pseudo.blocks = {0};
    pseudo.examples = {{{"english", "not only [this]", {}}, true},
                       {{"english", "not [this] only", {}}, false},
                       {{"english", "not [this] only", {}}, true}};
    words.cue(pseudo, {"not only"});
    words.program.terms[0].examples = {{{"english", "two tests", {}}, true},
                                       {{"english", "two rests", {}}, true},
                                       {{"english", "a retest", {}}, false},
                                       {{"english", "the tests", {}}, false}};
    const WordExampleResults results =
        run_word_examples(words.program, {words.program.terms[0].span.source});
    CHECK(results.count == 11);
    std::string failed;
    for (const FailedWordExample& one : results.failed) {
        failed += one.block + ": " + one.example.text.text + ": " + one.reason + "\n";
    }
    CHECK(failed ==
          "term testing: two rests: no form of it is found there\n"
          "term testing: the tests: it is found there: `tests`\n"
          "cue negation: a [test] or not: it does not reach `test`\n"
          "cue negation: not a [test]: `not` reaches `test`\n"
          "cue pseudo: not [this] only: it does not keep `not` from reaching `this`\n");
    CHECK(run_word_examples(words.program, {SourceId{7}}).count == 0);
}
