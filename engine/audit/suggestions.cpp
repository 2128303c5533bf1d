#include "engine/audit/suggestions.h"

#include "engine/audit/searches.h"
#include "engine/workspace/ask.h"

#include <algorithm>
#include <map>
#include <set>

namespace obverse {

namespace {

constexpr std::string_view new_place = "a new operative paragraph";
/// So many additions are tried for one finding at most.
constexpr std::size_t most_trials = 48;

using HeldRow = std::pair<SymbolId, SymbolId>;  // finding, text

/// The plain words of a form: what may be missing is left out, room for words is closed.
std::string plain_words(const std::string& form) {
    std::string words;
    std::size_t depth = 0;
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] == '(') ++depth;
        if (form.compare(i, 2, "..") == 0) {
            i += 2;
            continue;
        }
        if (depth == 0 && form[i] != '~') words += form[i];
        if (form[i] == ')' && depth > 0) --depth;
    }
    std::string single;
    for (const char c : words) {
        if (c != ' ' || (!single.empty() && single.back() != ' ')) single += c;
    }
    while (!single.empty() && single.back() == ' ') single.pop_back();
    return single;
}

class Trials {
public:
    Trials(Workspace& workspace, Auditor& auditor, const Audit& audit, const Reading& reading,
           const eval::Limits& limits, Diagnostics& diagnostics)
        : workspace_(workspace),
          program_(workspace.program()),
          auditor_(auditor),
          audit_(audit),
          reading_(reading),
          limits_(limits),
          diagnostics_(diagnostics) {
        for (const AuditFinding& finding : audit.findings) held_.insert(row_of(finding));
    }

    bool run() {
        for (std::size_t i = 0; i < audit_.findings.size(); ++i) {
            if (is_done(i)) continue;
            if (!try_for(i)) return false;
        }
        return true;
    }

    std::vector<Addition> made;

private:
    struct Candidate {
        std::string place;
        std::vector<std::size_t> terms;
    };

    HeldRow row_of(const AuditFinding& finding) const {
        return {program_.findings[finding.finding].id, finding.text};
    }

    bool is_done(std::size_t finding) const {
        return std::any_of(made.begin(), made.end(), [&](const Addition& one) {
            return std::find(one.removes.begin(), one.removes.end(), finding) != one.removes.end();
        });
    }

    /// Terms that the finding's rule or its exceptions read, what it looked for in vain first.
    std::vector<std::size_t> terms_for(const AuditFinding& finding) const {
        std::vector<std::size_t> terms;
        const auto add = [&](std::size_t term) {
            const bool is_new = std::find(terms.begin(), terms.end(), term) == terms.end();
            if (is_new && !form_of(term).empty()) terms.push_back(term);
        };
        for (const Search& search : finding.searches) {
            for (const std::size_t term : search.terms) add(term);
        }
        const Rule& rule = program_.rules[program_.findings[finding.finding].rule];
        for (const Exception& exception : program_.exceptions) {
            if (exception.target != rule.header.name) continue;
            for (const std::size_t term : terms_read_by(program_, exception)) add(term);
        }
        for (const std::size_t term : terms_read_by(program_, rule)) add(term);
        return terms;
    }

    std::vector<Candidate> candidates_for(const AuditFinding& finding) const {
        const std::vector<std::size_t> terms = terms_for(finding);
        std::vector<std::string> places;
        if (finding.paragraph) {
            places.push_back(audit_.text->draft.paragraphs[*finding.paragraph].id);
        }
        places.emplace_back(new_place);
        std::vector<Candidate> list;
        for (const std::size_t term : terms) {
            for (const std::string& place : places) list.push_back({place, {term}});
        }
        for (std::size_t i = 0; i < terms.size(); ++i) {
            for (std::size_t j = i + 1; j < terms.size(); ++j) {
                list.push_back({std::string(new_place), {terms[i], terms[j]}});
            }
        }
        if (list.size() > most_trials) list.resize(most_trials);
        return list;
    }

    bool try_for(std::size_t finding) {
        const HeldRow wanted = row_of(audit_.findings[finding]);
        for (const Candidate& candidate : candidates_for(audit_.findings[finding])) {
            const std::set<HeldRow>* holds = held_with(candidate);
            if (holds == nullptr) return false;
            if (holds->contains(wanted)) continue;
            Addition addition{candidate.place, candidate.terms, {}, {}};
            for (const std::size_t term : candidate.terms) addition.words.push_back(form_of(term));
            for (std::size_t i = 0; i < audit_.findings.size(); ++i) {
                if (!holds->contains(row_of(audit_.findings[i]))) addition.removes.push_back(i);
            }
            made.push_back(std::move(addition));
            return true;
        }
        return true;
    }

    std::string form_of(std::size_t term) const {
        std::string words;
        for (const WordForm& form : program_.terms[term].forms) {
            if (form.language != "english") continue;
            // A form that stands for every inflection may be no word itself.
            const bool is_whole = form.text.find('~') == std::string::npos;
            if (words.empty() || is_whole) words = plain_words(form.text);
            if (is_whole) break;
        }
        return words;
    }

    /// The findings that hold with the addition; each addition is judged once.
    const std::set<HeldRow>* held_with(const Candidate& candidate) {
        const auto key = std::pair(candidate.place, candidate.terms);
        const auto known = judged_.find(key);
        if (known != judged_.end()) return &known->second;
        DraftRecord record = auditor_.record(*audit_.text);
        add(candidate, record);
        const DraftOverlay overlay(workspace_, record);
        const PhraseId phrase = *program_.schema.phrase_named("finding");
        const std::vector<Asked> asked = {{phrase, std::nullopt, datalog::RowPattern(2)}};
        auto judgement = judge_for(workspace_, reading_, asked, limits_, diagnostics_);
        if (!judgement) return nullptr;
        std::set<HeldRow> holds;
        for (const FoundSentence& found :
             find_sentences(*judgement, phrase, datalog::RowPattern(2))) {
            if (found.verdict == Verdict::supported || found.verdict == Verdict::contested) {
                holds.emplace(as_symbol(found.row[0]), as_symbol(found.row[1]));
            }
        }
        return &judged_.emplace(key, std::move(holds)).first->second;
    }

    /// The facts that words of the terms would come to, in the form in which reading finds them.
    void add(const Candidate& candidate, DraftRecord& record) {
        const bool is_new = candidate.place == new_place;
        const SymbolId paragraph =
            program_.symbols.intern(is_new ? "draft/new" : "draft/" + candidate.place);
        const SymbolId clause = program_.symbols.intern("draft/new/clause");
        if (is_new) {
            add_entity(record, paragraph, "Paragraph", std::string(new_place));
            claim(record, "paragraph-of", {paragraph, record.draft});
            claim(record, "part", {paragraph, program_.symbols.intern("operative")});
            claim(record, "opens", {paragraph, program_.symbols.intern("decide")});
            claim(record, "acts", {paragraph, program_.symbols.intern("decide")});
        }
        add_entity(record, clause, "Clause", "a new clause");
        claim(record, "clause-of", {clause, paragraph});
        for (std::size_t i = 0; i < candidate.terms.size(); ++i) {
            const SymbolId mention = program_.symbols.intern("draft/new/m" + std::to_string(i + 1));
            const SymbolId term = program_.terms[candidate.terms[i]].id;
            add_entity(record, mention, "Mention", form_of(candidate.terms[i]));
            claim(record, "of-term", {mention, term});
            claim(record, "stands", {mention, paragraph});
            claim(record, "in-clause", {mention, clause});
        }
    }

    void add_entity(DraftRecord& record, SymbolId id, std::string_view kind_name,
                    const std::string& label) const {
        Entity entity{.id = id, .kinds = {}, .label = label, .aliases = {}};
        if (const auto kind = program_.schema.kind_named(kind_name)) entity.kinds.push_back(*kind);
        record.entities.push_back(std::move(entity));
    }

    void claim(DraftRecord& record, std::string_view phrase_name,
               const std::vector<SymbolId>& words) const {
        const auto phrase = program_.schema.phrase_named(phrase_name);
        if (!phrase) return;
        Claim made_claim{.id = "addition " + std::to_string(record.claims.size() + 1),
                         .phrase = *phrase,
                         .arguments = {},
                         .stance = Stance::asserted,
                         .speaker = record.draft,
                         .source = record.source,
                         .from = std::nullopt,
                         .until = std::nullopt};
        for (const SymbolId word : words) made_claim.arguments.push_back(to_word(word));
        record.claims.push_back(std::move(made_claim));
    }

    Workspace& workspace_;
    Program& program_;
    Auditor& auditor_;
    const Audit& audit_;
    const Reading& reading_;
    const eval::Limits& limits_;
    Diagnostics& diagnostics_;
    std::set<HeldRow> held_;
    std::map<std::pair<std::string, std::vector<std::size_t>>, std::set<HeldRow>> judged_;
};

}  // namespace

std::optional<std::vector<Addition>> suggest(Workspace& workspace, Auditor& auditor,
                                             const Audit& audit, const Reading& reading,
                                             const eval::Limits& limits, Diagnostics& diagnostics) {
    Trials trials(workspace, auditor, audit, reading, limits, diagnostics);
    if (!trials.run()) return std::nullopt;
    return std::move(trials.made);
}

}  // namespace obverse
