#include "engine/compile/answer.h"

#include "engine/compile/filled.h"
#include "engine/compile/parts.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <set>

namespace obverse {

namespace {

/// The sentences on which a part's claims stand against each other.
void add_hinges(const Judgement& judgement, const EvidenceFinder& finder,
                const std::vector<ClaimUse>& uses, std::vector<Hinge>& hinges) {
    for (const ClaimUse& use : uses) {
        const Evidence* said = finder.evidence(use.phrase, use.row);
        if (said == nullptr || !said->asserted || !said->denied) continue;
        const bool is_known = std::any_of(hinges.begin(), hinges.end(), [&](const Hinge& hinge) {
            return hinge.phrase == use.phrase && hinge.row == use.row;
        });
        if (is_known) continue;
        Hinge hinge{
            .phrase = use.phrase,
            .row = use.row,
            .sentence = sentence(judgement.program(), use.phrase, use.row, judgement.record()),
            .asserting = {},
            .denying = {}};
        for (const std::size_t claim : said->asserting) {
            hinge.asserting.push_back({claim, Stance::asserted, use.phrase, use.row});
        }
        for (const std::size_t claim : said->denying) {
            hinge.denying.push_back({claim, Stance::denied, use.phrase, use.row});
        }
        hinges.push_back(std::move(hinge));
    }
}

bool is_settled(Verdict verdict) {
    return verdict == Verdict::supported || verdict == Verdict::refuted;
}

}  // namespace

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
    if (!is_settled(result.verdict)) {
        add_hinges(judgement, finder, result.asserting, result.hinges);
        for (const AnswerPart& part : result.parts) {
            if (is_settled(part.verdict)) continue;
            add_hinges(judgement, finder, part.supporting, result.hinges);
            add_hinges(judgement, finder, part.opposing, result.hinges);
        }
    }
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
