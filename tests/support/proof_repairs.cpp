#include "tests/support/proof_repairs.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace obverse::test {

namespace {

bool is_same(const Claim& left, const Claim& right) {
    const auto all = [](const Claim& claim) {
        return std::tie(claim.id, claim.phrase, claim.arguments, claim.stance, claim.speaker,
                        claim.source, claim.from, claim.until);
    };
    return all(left) == all(right);
}

}  // namespace

Verdict verdict_after(Program& program, const Judgement& judgement, const Asked& asked,
                      const std::vector<Change>& changes, const std::map<Word, KindId>& newcomers) {
    ClaimSet record = judgement.record();
    for (const auto& [word, kind] : newcomers) {
        record.entities[as_symbol(word)] = {as_symbol(word), {kind}, "", {}};
    }
    Reading reading = judgement.reading();
    // The latest date of the record must not move with what is withdrawn.
    reading.as_of = judgement.accepted().as_of;
    for (const Change& change : changes) {
        if (change.kind == Change::Kind::report) {
            reading.assumptions.push_back(change.claim);
            continue;
        }
        const auto is_it = [&](const Claim& claim) { return is_same(claim, change.claim); };
        for (std::vector<Claim>* claims : {&record.claims, &reading.assumptions}) {
            const auto found = std::find_if(claims->begin(), claims->end(), is_it);
            if (found == claims->end()) continue;
            claims->erase(found);
            break;
        }
    }
    Diagnostics diagnostics;
    const auto judged = judge(program, record, reading, std::span(&asked, 1), {}, diagnostics);
    if (!judged) throw std::runtime_error("what a repair makes cannot be judged");
    return judged->verdict(asked.phrase, *asked.row);
}

std::string check_repair(Program& program, const Judgement& judgement, const WhyNot& why_not,
                         const Repair& repair) {
    const Asked asked{why_not.phrase, why_not.row};
    const std::size_t count = repair.changes.size();
    for (std::size_t chosen = 0; chosen < std::size_t{1} << count; ++chosen) {
        std::vector<Change> changes;
        std::string text;
        for (std::size_t i = 0; i < count; ++i) {
            if ((chosen >> i & 1) == 0) continue;
            changes.push_back(repair.changes[i]);
            text += (text.empty() ? "" : " and ") + repair.changes[i].text;
        }
        const bool is_whole = changes.size() == count;
        const Verdict verdict = verdict_after(program, judgement, asked, changes, repair.newcomers);
        if ((verdict == why_not.wanted) == is_whole) continue;
        return (is_whole ? "does not do: " : "a part does: ") + text;
    }
    return "";
}

}  // namespace obverse::test
