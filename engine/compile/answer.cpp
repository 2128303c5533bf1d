#include "engine/compile/answer.h"

#include "engine/compile/date_notes.h"
#include "engine/compile/disputes.h"
#include "engine/compile/filled.h"
#include "engine/compile/parts.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace obverse {

namespace {

Hinge hinge_of(const Judgement& judgement, const EvidenceFinder& finder, PhraseId phrase,
               const Row& row) {
    Hinge hinge{.phrase = phrase,
                .row = row,
                .sentence = sentence(judgement.program(), phrase, row, judgement.record()),
                .asserting = {},
                .denying = {}};
    const Evidence& said = *finder.evidence(phrase, row);
    for (const std::size_t claim : said.asserting) {
        hinge.asserting.push_back({claim, Stance::asserted, phrase, row});
    }
    for (const std::size_t claim : said.denying) {
        hinge.denying.push_back({claim, Stance::denied, phrase, row});
    }
    return hinge;
}

/// A group is what its members are: what is said of each, and the rules about it, are its parts.
void add_members(const Judgement& judgement, Answer& group) {
    const bool is_said = !group.asserting.empty() || !group.denying.empty();
    for (const Row& row : members_of(judgement.program(), group.phrase, group.row)) {
        Answer member = answer(judgement, group.phrase, row);
        const auto add = [](auto& to, auto& from) {
            to.insert(to.end(), std::make_move_iterator(from.begin()),
                      std::make_move_iterator(from.end()));
        };
        if (!is_said) {
            add(group.asserting, member.asserting);
            add(group.denying, member.denying);
        }
        add(group.parts, member.parts);
    }
}

}  // namespace

std::vector<Hinge> hinges_of(const Judgement& judgement, PhraseId phrase, const Row& row) {
    const EvidenceFinder finder(judgement);
    std::vector<Hinge> hinges;
    for (const auto& [disputed, words] : disputes_behind(judgement, phrase, row)) {
        hinges.push_back(hinge_of(judgement, finder, disputed, words));
    }
    return hinges;
}

Answer answer(const Judgement& judgement, PhraseId phrase, const Row& row) {
    const EvidenceFinder finder(judgement);
    Answer result{.phrase = phrase,
                  .row = row,
                  .sentence = sentence(judgement.program(), phrase, row, judgement.record()),
                  .verdict = judgement.verdict(phrase, row),
                  .bits = judgement.bits(phrase, row),
                  .block = {},
                  .title = {},
                  .cites = {},
                  .parts = {},
                  .asserting = {},
                  .denying = {},
                  .hinges = {},
                  .missing = {},
                  .dates = date_notes(judgement, phrase, row),
                  .deciding = {}};
    if (result.verdict == Verdict::outside) return result;
    if (const Evidence* said = finder.evidence(phrase, row)) {
        for (const std::size_t claim : said->asserting) {
            if (said->asserted) result.asserting.push_back({claim, Stance::asserted, phrase, row});
        }
        for (const std::size_t claim : said->denying) {
            if (said->denied) result.denying.push_back({claim, Stance::denied, phrase, row});
        }
    }
    add_parts(judgement, finder, result);
    add_members(judgement, result);
    result.hinges = hinges_of(judgement, phrase, row);
    std::set<std::string> missing;
    for (const AnswerPart& part : result.parts) {
        if (result.verdict != Verdict::undetermined || !part.decides) continue;
        for (const std::string& text : part.missing) {
            if (missing.insert(text).second) result.missing.push_back(text);
        }
    }
    const bool nothing_said = result.parts.empty() && result.asserting.empty();
    if (result.verdict == Verdict::undetermined && nothing_said) {
        result.missing.push_back(result.sentence);
    }
    std::set<std::string> names;
    // A row of a table answers to its own name and to the table's.
    const auto add_name = [&](const std::string& name) {
        if (name.empty()) return;
        names.insert(name);
        names.insert(name.substr(0, name.find(" row ")));
    };
    add_name(result.block);
    for (const AnswerPart& part : result.parts) {
        if (part.decides) add_name(part.name);
    }
    result.deciding.assign(names.begin(), names.end());
    return result;
}

std::vector<std::string> deciding_names(const Judgement& judgement, PhraseId phrase,
                                        const Row& row) {
    return answer(judgement, phrase, row).deciding;
}

std::vector<FoundSentence> find_sentences(const Judgement& judgement, PhraseId phrase,
                                          std::span<const std::optional<Word>> pattern) {
    const auto relations = judgement.compiled().phrases.find(phrase);
    std::vector<FoundSentence> found;
    if (relations == judgement.compiled().phrases.end()) return found;
    std::set<Row> rows;
    const eval::Database& database = judgement.database();
    for (const datalog::RelationId relation : {relations->second.s, relations->second.d}) {
        for (eval::RowId id = 0; id < database.size(relation); ++id) {
            Row row;
            database.copy_row(relation, id, row);
            const bool fits = std::equal(row.begin(), row.end(), pattern.begin(), pattern.end(),
                                         [](Word word, const std::optional<Word>& wanted) {
                                             return !wanted || *wanted == word;
                                         });
            if (fits) rows.insert(std::move(row));
        }
    }
    const Phrase& info = judgement.program().schema.phrase(phrase);
    const SymbolTable& symbols = judgement.program().symbols;
    for (const Row& row : rows) found.push_back({row, judgement.verdict(phrase, row)});
    std::sort(found.begin(), found.end(),
              [&](const FoundSentence& left, const FoundSentence& right) {
                  if (left.verdict != right.verdict) return left.verdict < right.verdict;
                  for (std::size_t i = 0; i < left.row.size(); ++i) {
                      const Value a{info.slots[i].type, left.row[i]};
                      const Value b{info.slots[i].type, right.row[i]};
                      if (comes_before(a, b, symbols)) return true;
                      if (comes_before(b, a, symbols)) return false;
                  }
                  return false;
              });
    return found;
}

}  // namespace obverse
