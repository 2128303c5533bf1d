#include "engine/check/verb_forms.h"

#include <algorithm>
#include <array>
#include <utility>

namespace obverse::checking {

namespace {

/// Pasts that no ending makes. Verbs that people, states and things in reports are said to do.
constexpr std::array<std::pair<std::string_view, std::string_view>, 53> pasts = {
    {{"be", "was"},        {"become", "became"}, {"begin", "began"},       {"break", "broke"},
     {"bring", "brought"}, {"build", "built"},   {"buy", "bought"},        {"choose", "chose"},
     {"come", "came"},     {"cut", "cut"},       {"deal", "dealt"},        {"do", "did"},
     {"draw", "drew"},     {"drive", "drove"},   {"fall", "fell"},         {"feel", "felt"},
     {"find", "found"},    {"fly", "flew"},      {"forbid", "forbade"},    {"get", "got"},
     {"give", "gave"},     {"go", "went"},       {"have", "had"},          {"hear", "heard"},
     {"hit", "hit"},       {"hold", "held"},     {"keep", "kept"},         {"know", "knew"},
     {"lead", "led"},      {"leave", "left"},    {"let", "let"},           {"lose", "lost"},
     {"make", "made"},     {"mean", "meant"},    {"meet", "met"},          {"pay", "paid"},
     {"put", "put"},       {"rise", "rose"},     {"run", "ran"},           {"say", "said"},
     {"see", "saw"},       {"seek", "sought"},   {"send", "sent"},         {"set", "set"},
     {"shoot", "shot"},    {"show", "showed"},   {"speak", "spoke"},       {"strike", "struck"},
     {"take", "took"},     {"tell", "told"},     {"undergo", "underwent"}, {"withdraw", "withdrew"},
     {"write", "wrote"}}};

}  // namespace

std::vector<std::string> finite_forms(const std::string& verb) {
    if (verb == "have") return {"have", "has", "had"};
    if (verb.size() < 2) return {};
    std::vector<std::string> forms = {verb, verb + "s", verb + "es"};
    const std::string stem = verb.substr(0, verb.size() - 1);
    const bool has_y = verb.back() == 'y';
    if (has_y) forms.push_back(stem + "ies");
    const auto* past = std::find_if(pasts.begin(), pasts.end(),
                                    [&](const auto& pair) { return pair.first == verb; });
    if (past != pasts.end()) {
        forms.emplace_back(past->second);
        return forms;
    }
    forms.push_back(verb + "ed");
    forms.push_back(verb + "d");
    forms.push_back(verb + verb.back() + "ed");
    if (has_y) forms.push_back(stem + "ied");
    return forms;
}

std::vector<std::string> presents(std::string_view past) {
    if (past == "was" || past == "were") return {"is"};
    if (past == "had") return {"has"};
    const auto* known = std::find_if(pasts.begin(), pasts.end(),
                                     [&](const auto& pair) { return pair.second == past; });
    std::vector<std::string> verbs;
    if (known != pasts.end()) {
        verbs.emplace_back(known->first);
    } else if (past.size() > 4 && past.ends_with("ed")) {
        const std::string stem(past.substr(0, past.size() - 2));
        verbs = {stem, stem + "e"};
        if (stem.ends_with('i')) verbs.push_back(stem.substr(0, stem.size() - 1) + "y");
        if (stem[stem.size() - 1] == stem[stem.size() - 2])
            verbs.push_back(stem.substr(0, stem.size() - 1));
    }
    std::vector<std::string> forms;
    for (const std::string& verb : verbs) {
        forms.push_back(verb + "s");
        forms.push_back(verb + "es");
        if (verb.ends_with('y')) forms.push_back(verb.substr(0, verb.size() - 1) + "ies");
    }
    return forms;
}

std::vector<std::string> singulars(std::string_view noun) {
    std::vector<std::string> forms;
    if (noun.size() < 3 || noun.ends_with("ss") || !noun.ends_with("s")) return forms;
    forms.emplace_back(noun.substr(0, noun.size() - 1));
    if (noun.ends_with("ies")) forms.push_back(std::string(noun.substr(0, noun.size() - 3)) + "y");
    if (noun.ends_with("es")) forms.emplace_back(noun.substr(0, noun.size() - 2));
    return forms;
}

}  // namespace obverse::checking
