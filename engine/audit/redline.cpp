#include "engine/audit/redline.h"

#include <algorithm>
#include <map>
#include <set>

namespace obverse {

namespace {

/// Paragraphs that share less than this of their words are not the same one reworded.
constexpr double least_alike = 0.5;

std::string gist(const DraftText& draft, const text::Paragraph& paragraph) {
    return gist_of(draft, paragraph.words);
}

std::set<std::string> words_of(const std::string& text) {
    std::set<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        if (c != ' ') {
            word += c;
        } else if (!word.empty()) {
            words.insert(std::exchange(word, {}));
        }
    }
    return words;
}

double likeness(const std::set<std::string>& left, const std::set<std::string>& right) {
    std::size_t shared = 0;
    for (const std::string& word : left) shared += right.count(word);
    const std::size_t all = left.size() + right.size() - shared;
    return all == 0 ? 1 : static_cast<double>(shared) / static_cast<double>(all);
}

/// Finds for each newer paragraph the older one that it was.
class Pairing {
public:
    Pairing(const DraftText& before, const DraftText& after) : before_(before), after_(after) {
        older_.resize(after.draft.paragraphs.size());
        newer_.resize(before.draft.paragraphs.size());
        pair_equal();
        pair_alike();
    }

    std::optional<std::size_t> older(std::size_t after) const { return older_[after]; }
    std::optional<std::size_t> newer(std::size_t before) const { return newer_[before]; }
    bool is_reworded(std::size_t after) const { return reworded_.contains(after); }

private:
    void pair(std::size_t before, std::size_t after) {
        newer_[before] = after;
        older_[after] = before;
    }

    void pair_equal() {
        std::map<std::string, std::vector<std::size_t>> by_words;
        for (std::size_t i = newer_.size(); i-- > 0;) {
            by_words[gist(before_, before_.draft.paragraphs[i])].push_back(i);
        }
        for (std::size_t i = 0; i < older_.size(); ++i) {
            std::vector<std::size_t>& same = by_words[gist(after_, after_.draft.paragraphs[i])];
            if (same.empty()) continue;
            pair(same.back(), i);
            same.pop_back();
        }
    }

    void pair_alike() {
        std::vector<std::set<std::string>> old(newer_.size());
        for (std::size_t i = 0; i < old.size(); ++i) {
            if (!newer_[i]) old[i] = words_of(gist(before_, before_.draft.paragraphs[i]));
        }
        for (std::size_t i = 0; i < older_.size(); ++i) {
            if (older_[i]) continue;
            const std::set<std::string> own = words_of(gist(after_, after_.draft.paragraphs[i]));
            double best = least_alike;
            std::optional<std::size_t> found;
            for (std::size_t j = 0; j < old.size(); ++j) {
                if (newer_[j]) continue;
                const double alike = likeness(old[j], own);
                if (alike < best || (found && alike == best)) continue;
                best = alike;
                found = j;
            }
            if (!found) continue;
            pair(*found, i);
            reworded_.insert(i);
        }
    }

    const DraftText& before_;
    const DraftText& after_;
    std::vector<std::optional<std::size_t>> older_;
    std::vector<std::optional<std::size_t>> newer_;
    std::set<std::size_t> reworded_;
};

std::vector<ParagraphChange> paragraph_changes(const Audit& before, const Audit& after,
                                               const Pairing& pairing) {
    using Kind = ParagraphChange::Kind;
    std::vector<ParagraphChange> changes;
    for (std::size_t i = 0; i < after.text->draft.paragraphs.size(); ++i) {
        const std::optional<std::size_t> older = pairing.older(i);
        ParagraphChange change{Kind::added, older, i};
        if (older) {
            const bool is_moved =
                before.text->draft.paragraphs[*older].id != after.text->draft.paragraphs[i].id;
            change.kind = pairing.is_reworded(i) ? Kind::reworded
                          : is_moved             ? Kind::moved
                                                 : Kind::same;
        }
        changes.push_back(change);
    }
    for (std::size_t i = 0; i < before.text->draft.paragraphs.size(); ++i) {
        if (!pairing.newer(i)) changes.push_back({Kind::removed, i, std::nullopt});
    }
    return changes;
}

/// A finding is the same where its rule holds of the paragraph that the old one became.
bool is_same(const Audit& before, const AuditFinding& old, const Audit& after,
             const AuditFinding& own, const Pairing& pairing) {
    const SymbolId label = before.judgement->program().findings[old.finding].id;
    if (label != after.judgement->program().findings[own.finding].id) return false;
    if (old.paragraph && own.paragraph) return pairing.newer(*old.paragraph) == own.paragraph;
    return old.paragraph.has_value() == own.paragraph.has_value() && old.text == own.text;
}

std::vector<FindingChange> finding_changes(const Audit& before, const Audit& after,
                                           const Pairing& pairing) {
    using Kind = FindingChange::Kind;
    std::vector<FindingChange> changes;
    std::vector<bool> is_kept(before.findings.size(), false);
    for (std::size_t i = 0; i < after.findings.size(); ++i) {
        FindingChange change{Kind::added, std::nullopt, i};
        for (std::size_t j = 0; j < before.findings.size(); ++j) {
            if (is_kept[j] ||
                !is_same(before, before.findings[j], after, after.findings[i], pairing)) {
                continue;
            }
            is_kept[j] = true;
            change = {Kind::kept, j, i};
            break;
        }
        changes.push_back(change);
    }
    for (std::size_t j = 0; j < before.findings.size(); ++j) {
        if (!is_kept[j]) changes.push_back({Kind::gone, j, std::nullopt});
    }
    return changes;
}

}  // namespace

Redline redline_of(const Audit& before, const Audit& after) {
    const Pairing pairing(*before.text, *after.text);
    return {paragraph_changes(before, after, pairing), finding_changes(before, after, pairing)};
}

std::vector<CostChange> changed_costs(const Costs& before, const Costs& after) {
    const std::set<std::pair<std::string, std::string>> old(before.begin(), before.end());
    const std::set<std::pair<std::string, std::string>> own(after.begin(), after.end());
    std::vector<CostChange> changes;
    for (const auto& [state, sentence] : before) {
        if (!own.contains({state, sentence})) changes.push_back({false, state, sentence});
    }
    for (const auto& [state, sentence] : after) {
        if (!old.contains({state, sentence})) changes.push_back({true, state, sentence});
    }
    return changes;
}

}  // namespace obverse
