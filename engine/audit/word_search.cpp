#include "engine/audit/word_search.h"

#include "engine/audit/location.h"
#include "engine/lexicon/form.h"
#include "engine/lexicon/language.h"
#include "engine/lexicon/words.h"

#include <algorithm>
#include <map>
#include <set>

namespace obverse {

namespace {

using text::TextSpan;

constexpr std::size_t misses_shown = 10;
constexpr std::size_t longest_run = 4;
constexpr std::size_t shortest_run = 2;

std::string place_name(const DraftText& draft, const DraftPart& part) {
    return text_name(draft, part.paragraph, true);
}

/// The program with one more term while this lives.
class ExtraTerm {
public:
    ExtraTerm(Program& program, const std::string& form, const std::string& language)
        : program_(program) {
        DraftTerm term;
        term.id = program.symbols.intern("what is tried");
        term.forms.push_back({.language = language, .text = form, .span = {}});
        program.terms.push_back(std::move(term));
    }
    ~ExtraTerm() { program_.terms.pop_back(); }
    ExtraTerm(const ExtraTerm&) = delete;
    ExtraTerm& operator=(const ExtraTerm&) = delete;

private:
    Program& program_;
};

std::vector<WordHit> hits_of(Workspace& workspace, const Auditor& auditor, const DraftText& draft,
                             const std::string& form, const std::string& language) {
    Program& program = workspace.program();
    const ExtraTerm extra(program, form, language);
    const Lexicon lexicon(program);
    const DraftRecord record = record_of(program, draft, lexicon, {}, auditor.lead_words());
    std::vector<WordHit> hits;
    for (const auto& [id, part] : record.parts) {
        if (part.kind != DraftPart::Kind::mention || part.term != program.terms.size() - 1)
            continue;
        WordHit hit{place_name(draft, part), part.span, {}};
        for (const auto& [key, cues] : record.uses) {
            if (key.first != id) continue;
            for (const CueUse& cue : cues) {
                hit.uses.push_back(std::string(program.symbols.text(key.second)) + " by \u201C" +
                                   std::string(draft.of(cue.span)) + "\u201D");
            }
        }
        hits.push_back(std::move(hit));
    }
    std::sort(hits.begin(), hits.end(),
              [](const WordHit& left, const WordHit& right) { return left.span < right.span; });
    return hits;
}

/// Words that say nothing of what a text is about.
bool is_small(const std::string& word) {
    static const std::set<std::string, std::less<>> small = {
        "a",     "all",  "also",  "an",   "and",   "any",    "are",   "as",      "at",
        "be",    "been", "by",    "can",  "for",   "from",   "has",   "have",    "in",
        "into",  "is",   "it",    "its",  "may",   "not",    "of",    "on",      "or",
        "other", "such", "that",  "the",  "their", "this",   "these", "those",   "to",
        "was",   "were", "which", "will", "with",  "should", "shall", "between", "including",
        "under", "upon", "more",  "both", "than"};
    return small.contains(word) || word.size() < 2;
}

/// The places of text where mentions stand, to be asked often.
class Covered {
public:
    explicit Covered(const DraftRecord& record) {
        for (const auto& [id, part] : record.parts) {
            if (part.kind == DraftPart::Kind::mention) spans_.push_back(part.span);
        }
        std::sort(spans_.begin(), spans_.end());
    }
    bool meets(TextSpan span) const {
        return std::any_of(spans_.begin(), spans_.end(), [&](TextSpan one) {
            return one.begin < span.end && span.begin < one.end;
        });
    }

private:
    std::vector<TextSpan> spans_;
};

struct Count {
    std::size_t times = 0;
    std::set<const DraftText*> drafts;
    std::string example;
};
using Counts = std::map<std::string, Count>;

void count_runs(const DraftText& draft, const text::Paragraph& paragraph, const Covered& covered,
                Counts& counts) {
    const std::string_view words = draft.of(paragraph.words);
    const std::vector<lexicon::Token> tokens = lexicon::tokens_of(words);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        std::string run;
        for (std::size_t length = 1; length <= longest_run && i + length <= tokens.size();
             ++length) {
            const lexicon::Token& last = tokens[i + length - 1];
            if (!last.is_word) break;
            run += (run.empty() ? "" : " ") + last.word;
            if (length < shortest_run || is_small(tokens[i].word) || is_small(last.word)) continue;
            const TextSpan span{paragraph.words.begin + tokens[i].begin,
                                paragraph.words.begin + last.end};
            if (covered.meets(span)) continue;
            Count& count = counts[run];
            if (count.times++ == 0) count.example = draft.name + " " + paragraph.id;
            count.drafts.insert(&draft);
        }
    }
}

bool is_within(const std::string& run, const std::vector<Gap>& longer, std::size_t times) {
    return std::any_of(longer.begin(), longer.end(), [&](const Gap& one) {
        return one.times >= times &&
               (" " + one.words + " ").find(" " + run + " ") != std::string::npos;
    });
}

}  // namespace

WordSearch search_words(Workspace& workspace, const Auditor& auditor, const DraftText& draft,
                        const std::string& form, const std::string& language) {
    const std::string name =
        lexicon::language_name(language.empty() ? draft.draft.language : language);
    std::string problem;
    const auto pieces = lexicon::parse_form(form, lexicon::Stemmer(name), problem);
    if (!pieces) throw AuditError("`" + form + "` cannot be looked for: " + problem);
    WordSearch found{hits_of(workspace, auditor, draft, form, name), {}};
    std::vector<std::string> words;
    for (const lexicon::FormPiece& piece : *pieces) {
        if (!piece.word.empty() && !is_small(piece.word)) words.push_back(piece.word);
    }
    for (std::size_t i = 0; words.size() > 1 && i < words.size(); ++i) {
        for (const WordHit& near : hits_of(workspace, auditor, draft, words[i] + "~", name)) {
            const bool is_hit =
                std::any_of(found.hits.begin(), found.hits.end(),
                            [&](const WordHit& hit) { return hit.span.holds(near.span); });
            if (is_hit || found.misses.size() == misses_shown) continue;
            found.misses.push_back({near.place, near.span, words[i == 0 ? 1 : 0]});
        }
    }
    std::sort(found.misses.begin(), found.misses.end(),
              [](const NearMiss& left, const NearMiss& right) { return left.span < right.span; });
    return found;
}

std::vector<Gap> find_gaps(Auditor& auditor, std::span<const std::shared_ptr<DraftText>> drafts,
                           std::size_t most) {
    Counts counts;
    for (const std::shared_ptr<DraftText>& draft : drafts) {
        const DraftRecord record = auditor.record(*draft);
        const Covered covered(record);
        for (const text::Paragraph& paragraph : draft->draft.paragraphs) {
            count_runs(*draft, paragraph, covered, counts);
        }
    }
    std::vector<Gap> all;
    for (const auto& [words, count] : counts) {
        if (count.times > 1)
            all.push_back({words, count.times, count.drafts.size(), count.example});
    }
    std::stable_sort(all.begin(), all.end(), [](const Gap& left, const Gap& right) {
        return std::tuple(right.drafts, right.times, right.words.size()) <
               std::tuple(left.drafts, left.times, left.words.size());
    });
    std::vector<Gap> gaps;
    for (Gap& gap : all) {
        if (gaps.size() == most) break;
        if (!is_within(gap.words, gaps, gap.times)) gaps.push_back(std::move(gap));
    }
    return gaps;
}

}  // namespace obverse
