#include "engine/lexicon/lexicon.h"

#include "engine/lexicon/language.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace obverse {

using lexicon::Hit;
using lexicon::Reach;
using lexicon::Stretch;
using lexicon::Token;

Lexicon::Lexicon(const Program& program, std::span<const DraftTerm> names) {
    for (std::size_t i = 0; i < program.terms.size(); ++i) {
        for (const WordForm& form : program.terms[i].forms) {
            add_form(form, {FormOf::Shape::term, i});
        }
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        for (const WordForm& form : names[i].forms) {
            add_form(form, {FormOf::Shape::term, program.terms.size() + i});
        }
    }
    for (std::size_t i = 0; i < program.cues.size(); ++i) add_cue(program.cues[i], i);
}

void Lexicon::add_form(const WordForm& form, FormOf of) {
    const auto found = languages_.find(form.language);
    Language& language =
        found != languages_.end()
            ? found->second
            : languages_.emplace(form.language, Language{lexicon::Matcher(form.language), {}})
                  .first->second;
    std::string problem;
    const auto pieces = lexicon::parse_form(form.text, language.matcher.stemmer(), problem);
    if (!pieces) return;  // reported by the check
    language.matcher.add(static_cast<std::uint32_t>(language.forms.size()), *pieces);
    language.forms.push_back(of);
}

void Lexicon::add_cue(const Cue& cue, std::size_t index) {
    CueRule rule;
    rule.reach.side = cue.side == Cue::Side::left    ? Reach::Side::left
                      : cue.side == Cue::Side::right ? Reach::Side::right
                                                     : Reach::Side::both;
    rule.reach.words = cue.words;
    rule.reach.is_across_clauses = cue.is_across_clauses;
    rule.reach.is_over_name = cue.is_over_name;
    rule.is_quotation = cue.is_quotation;
    rule.sets = cue.use.has_value();
    rule.blocks = cue.blocks;
    std::vector<std::string> languages;
    for (const WordForm& form : cue.forms) {
        add_form(form, {FormOf::Shape::cue, index});
        if (std::find(languages.begin(), languages.end(), form.language) == languages.end()) {
            languages.push_back(form.language);
        }
    }
    for (const std::string& bound : cue.until) {
        const std::vector<Token> tokens = lexicon::tokens_of(bound);
        if (tokens.size() == 1 && !tokens.front().is_word) {
            rule.reach.marks.push_back(tokens.front().word);
            continue;
        }
        for (const std::string& language : languages) {
            add_form({language, bound, cue.span}, {FormOf::Shape::bound, index});
        }
    }
    cues_.push_back(std::move(rule));
}

/// One text, taken apart.
struct Lexicon::Reading {
    struct CueHit {
        std::size_t cue = 0;
        Stretch at;
    };

    const Lexicon& lexicon;
    const std::vector<Token> tokens;
    std::vector<Hit> terms;  // `form` is the term
    std::vector<CueHit> cues;
    std::unordered_map<std::size_t, std::vector<Stretch>> bounds;  // by cue
    Mentions made = {};

    ByteSpan span(Stretch at) const { return {tokens[at.first].begin, tokens[at.last].end}; }

    void sort_hits(const Language& language) {
        for (const Hit& hit : language.matcher.find(tokens)) {
            const FormOf& of = language.forms[hit.form];
            const Stretch at{hit.first, hit.last};
            if (of.shape == FormOf::Shape::term) {
                terms.push_back({static_cast<std::uint32_t>(of.index), hit.first, hit.last});
            } else if (of.shape == FormOf::Shape::cue) {
                cues.push_back({of.index, at});
            } else {
                bounds[of.index].push_back(at);
            }
        }
    }

    /// Of one term only the widest of nested places stays.
    void widest_terms() {
        std::stable_sort(terms.begin(), terms.end(), [](const Hit& left, const Hit& right) {
            return left.first != right.first ? left.first < right.first : left.last > right.last;
        });
        std::unordered_map<std::uint32_t, std::uint32_t> ends;  // of the last one kept, by term
        std::erase_if(terms, [&](const Hit& hit) {
            const auto [end, is_new] = ends.try_emplace(hit.form, hit.last);
            if (is_new) return false;
            if (hit.last <= end->second) return true;
            end->second = hit.last;
            return false;
        });
    }

    /// Drops cues that stand inside longer ones, and those that others block.
    void standing_cues() {
        std::stable_sort(cues.begin(), cues.end(), [](const CueHit& left, const CueHit& right) {
            return std::tuple(left.at.first, ~left.at.last, left.cue) <
                   std::tuple(right.at.first, ~right.at.last, right.cue);
        });
        std::vector<CueHit> kept;
        Stretch longest;  // of those before, the one that ends last
        for (const CueHit& hit : cues) {
            const bool is_same =
                !kept.empty() && hit.at.first == longest.first && hit.at.last == longest.last;
            if (!kept.empty() && hit.at.last <= longest.last && !is_same) continue;
            const bool is_twice = is_same && kept.back().cue == hit.cue;
            if (is_twice) continue;
            kept.push_back(hit);
            longest = hit.at;
        }
        cues = std::move(kept);
        std::vector<bool> is_blocked(cues.size(), false);
        for (std::size_t i = 0; i < cues.size(); ++i) {
            const std::vector<std::size_t>& blocks = lexicon.cues_[cues[i].cue].blocks;
            if (blocks.empty()) continue;
            const auto block = [&](std::size_t other) {
                const bool is_named =
                    std::find(blocks.begin(), blocks.end(), cues[other].cue) != blocks.end();
                if (is_named) is_blocked[other] = true;
            };
            for (std::size_t j = i + 1; j < cues.size() && cues[j].at.first <= cues[i].at.last;
                 ++j) {
                block(j);
            }
            for (std::size_t j = i; j-- > 0 && cues[j].at.last >= cues[i].at.first;) block(j);
        }
        std::size_t at = 0;
        std::erase_if(cues, [&](const CueHit&) { return is_blocked[at++]; });
    }

    void clauses() {
        std::size_t clause = 0;
        std::vector<std::size_t> of(tokens.size(), 0);
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (made.clauses.size() == clause) {
                made.clauses.push_back({tokens[i].begin, tokens[i].end});
            }
            made.clauses.back().end = tokens[i].end;
            of[i] = clause;
            if (lexicon::ends_clause(tokens[i])) ++clause;
        }
        for (const Hit& hit : terms) {
            made.mentions.push_back({.term = hit.form,
                                     .span = span({hit.first, hit.last}),
                                     .clause = of[hit.first],
                                     .cues = {},
                                     .inside = std::nullopt});
        }
    }

    /// Mentions nest by a stack of those that are still open.
    void nesting() {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < terms.size(); ++i) {
            std::erase_if(open, [&](std::size_t one) { return terms[one].last < terms[i].first; });
            for (const std::size_t one : open) {
                const bool is_wider =
                    terms[one].last > terms[i].last ||
                    (terms[one].last == terms[i].last && terms[one].first < terms[i].first);
                if (!is_wider) continue;
                std::optional<std::size_t>& inside = made.mentions[i].inside;
                const auto length = [&](std::size_t which) {
                    return terms[which].last - terms[which].first;
                };
                if (!inside || length(one) < length(*inside)) inside = one;
            }
            open.push_back(i);
        }
    }

    /// The mentions that begin in the stretch and do not overlap the cue.
    void reach(const CueReach& cue, Stretch at, Stretch stretch) {
        auto hit =
            std::lower_bound(terms.begin(), terms.end(), stretch.first,
                             [](const Hit& one, std::uint32_t first) { return one.first < first; });
        for (; hit != terms.end() && hit->first <= stretch.last; ++hit) {
            if (hit->first <= at.last && hit->last >= at.first) continue;
            made.mentions[static_cast<std::size_t>(hit - terms.begin())].cues.push_back(cue);
        }
    }

    void reaches() {
        static const std::vector<Stretch> no_bounds;
        for (const CueHit& hit : cues) {
            const CueRule& rule = lexicon.cues_[hit.cue];
            if (!rule.sets) continue;
            const auto found = bounds.find(hit.cue);
            const std::vector<Stretch>& until = found == bounds.end() ? no_bounds : found->second;
            reach({hit.cue, span(hit.at)}, hit.at,
                  lexicon::stretch_of(tokens, hit.at, rule.reach, until));
        }
        for (std::size_t i = 0; i < lexicon.cues_.size(); ++i) {
            if (lexicon.cues_[i].is_quotation) quotations(i);
        }
        for (Mention& mention : made.mentions) outermost_first(mention);
    }

    /// What stands between an opening mark and the next closing one.
    void quotations(std::size_t cue) {
        std::optional<std::uint32_t> open;
        for (std::uint32_t i = 0; i < tokens.size(); ++i) {
            if (tokens[i].is_word) continue;
            const std::string& mark = tokens[i].word;
            const bool opens = mark == "\u201C" || mark == "\u00AB" || mark == "\u201E";
            const bool closes = mark == "\u201D" || mark == "\u00BB" || (mark == "\u201C" && open);
            const bool is_straight = mark == "\"";
            if (open && (closes || is_straight)) {
                reach({cue, span({*open, i})}, {*open, *open}, {*open, i});
                open.reset();
            } else if (opens || is_straight) {
                open = i;
            }
        }
    }

    /// By distance; what encloses the mention, a quotation, is outside all others.
    static void outermost_first(Mention& mention) {
        const auto distance = [&](const CueReach& one) {
            if (one.span.end <= mention.span.begin) return mention.span.begin - one.span.end;
            if (one.span.begin >= mention.span.end) return one.span.begin - mention.span.end;
            return std::string_view::npos;
        };
        std::stable_sort(mention.cues.begin(), mention.cues.end(),
                         [&](const CueReach& left, const CueReach& right) {
                             return distance(left) > distance(right);
                         });
    }
};

Mentions Lexicon::mentions_in(std::string_view text, std::string_view language) const {
    Reading reading{*this, lexicon::tokens_of(text), {}, {}, {}};
    const auto found = languages_.find(lexicon::language_name(language));
    if (found != languages_.end()) reading.sort_hits(found->second);
    reading.widest_terms();
    reading.standing_cues();
    reading.clauses();
    reading.nesting();
    reading.reaches();
    return std::move(reading.made);
}

}  // namespace obverse
