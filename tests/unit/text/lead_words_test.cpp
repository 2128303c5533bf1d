#include "tests/unit/text/reading.h"

#include <set>

using namespace obverse;
using namespace obverse::text;

namespace {

std::string told(const char* text, LeadPart part, const char* language = "") {
    const auto match = test::lead_words().match(text, {.part = part, .language = language});
    if (!match) return "none";
    return std::string(text).substr(match->begin, match->end - match->begin) + " = " +
           test::lead_words().at(match->entry).act;
}

std::string findings(const char* csv) {
    Diagnostics diagnostics;
    const LeadWords words = read_lead_words(csv, "words.csv", diagnostics);
    std::string told = std::to_string(words.list().size());
    for (const Diagnostic& diagnostic : diagnostics.list()) {
        told += " " + std::string(name_of(diagnostic.code)) + "@" +
                std::to_string(diagnostic.place->line);
    }
    return told;
}

}  // namespace

TEST_CASE("lead words: the longest words, with modifiers on either side") {
    struct Case {
        const char* text;
        LeadPart part;
        const char* match;
    };
    const Case cases[] = {
        {"Recalling its resolutions", LeadPart::preambular, "Recalling = recall"},
        {"Recalling also its", LeadPart::preambular, "Recalling also = recall"},
        {"Deeply concerned about", LeadPart::preambular, "Deeply concerned = concern"},
        {"Noting with great concern that", LeadPart::preambular,
         "Noting with great concern = note"},
        {"[Emphasizing the", LeadPart::preambular, "Emphasizing = stress"},
        {"Calls upon all States", LeadPart::operative, "Calls upon = call-upon"},
        {"Calls for restraint", LeadPart::operative, "Calls for = call-for"},
        {"Callsign of", LeadPart::operative, "none"},
        {"Also requests the", LeadPart::operative, "requests = request"},
        {"Once again urges all", LeadPart::operative, "urges = urge"},
        {"Takes note with appreciation of", LeadPart::operative,
         "Takes note with appreciation = note"},
        {"The General Assembly,", LeadPart::formula, "The General Assembly = general-assembly"},
        {"Prie également le", LeadPart::operative, "Prie également = request"},
        {"Profondément préoccupée par", LeadPart::preambular, "préoccupée = concern"},
        {"Acoge con beneplácito también", LeadPart::operative,
         "Acoge con beneplácito también = welcome"},
        {"с удовлетворением отмечает также", LeadPart::operative, "отмечает также = note"},
        {"又重申所有国家", LeadPart::preambular, "重申 = reaffirm"},
        {"吁请所有国家", LeadPart::operative, "吁请 = call-upon"},
        {"تطلب أيضاً إلى", LeadPart::operative, "تطلب أيضاً = request"},
        {"Ordinary prose", LeadPart::operative, "none"},
        {"", LeadPart::operative, "none"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const std::string found = told(c.text, c.part);
        CHECK(found.ends_with(std::string(c.match)));
    }
}

TEST_CASE("lead words: an organ's own row comes before that of any") {
    const LeadWords& words = test::lead_words();
    const auto effect = [&](const char* organ) {
        const auto match = words.match("Decides to", {.part = LeadPart::operative, .organ = organ});
        REQUIRE(match);
        return words.at(match->entry).effect;
    };
    CHECK(effect("security-council") == "binding");
    CHECK(effect("general-assembly") == "internal");
    CHECK(effect("conference-on-disarmament") == "");
}

TEST_CASE("lead words: the shipped table has six languages, and each force names its scale") {
    std::set<std::string> languages;
    for (const LeadWord& word : test::lead_words().list()) {
        languages.insert(word.language);
        CHECK_FALSE(word.act.empty());
        CHECK_FALSE(word.source.empty());
        for (const Force& force : word.force) CHECK_FALSE(force.scale.empty());
    }
    CHECK(languages == std::set<std::string>{"ar", "en", "es", "fr", "ru", "zh"});
}

TEST_CASE("lead words: bad rows are named by their line and left out") {
    const std::string head = "language,organ,part,words,act,effect,force,source\n";
    struct Case {
        std::string csv;
        const char* findings;
    };
    const Case cases[] = {
        {head + "en,,operative,Urges,urge,recommends,scale 5/7; other 3/5,x\n", "1"},
        {head + "en,,operative,\"Urges, strongly\",urge,,,\"a \"\"b\"\"\"\n", "1"},
        {head + "en,,nowhere,Urges,urge,,,x\n\nen,,operative,Asks,ask,,,x\n", "1 bad-row@2"},
        {head + "en,,operative,Urges,urge,,scale 8/7,x\n", "0 bad-row@2"},
        {head + "en,,operative,Urges,urge,,5/7,x\n", "0 bad-row@2"},
        {head + "en,,operative,,urge,,,x\n", "0 bad-row@2"},
        {head + "en\n", "0 bad-row@2"},
        {"language,words\nen,Urges\n", "0 missing-column@1"},
        {"", "0 missing-column@1"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.csv);
        CHECK(findings(c.csv.c_str()) == c.findings);
    }
}
