#include "engine/audit/evaluation.h"

#include "engine/audit/searches.h"

#include <algorithm>
#include <random>
#include <set>

namespace obverse {

namespace {

constexpr std::size_t samples = 1000;

/// The bounds by resampling what was counted; a generator of a fixed seed gives them twice alike.
void add_bounds(Share& share) {
    if (share.of == 0) return;
    std::mt19937 generator(20261);
    std::vector<double> values;
    for (std::size_t i = 0; i < samples; ++i) {
        std::size_t hits = 0;
        for (std::size_t j = 0; j < share.of; ++j)
            hits += generator() % share.of < share.hits ? 1 : 0;
        values.push_back(static_cast<double>(hits) / static_cast<double>(share.of));
    }
    std::sort(values.begin(), values.end());
    share.low = values[samples / 40];
    share.high = values[samples - 1 - samples / 40];
}

bool is_hit(const GoldRow& row, const RaisedFinding& finding) {
    if (row.label != finding.label) return false;
    return row.is_absence || place_key(row.place).empty() || is_at(finding.place, row.place);
}

class Scorer {
public:
    Scorer(const std::vector<GoldRow>& gold, const Raised& raised) : gold_(gold), raised_(raised) {}

    Score run(const std::vector<GoldControl>& controls) {
        for (const GoldRow& row : gold_) add(row);
        for (const GoldControl& control : controls) add(control);
        std::set<std::string> texts;
        for (const GoldRow& row : gold_) texts.insert(row.text);
        std::vector<double> ratios;
        for (const std::string& text : texts) ratios.push_back(add_text(text));
        std::sort(ratios.begin(), ratios.end());
        if (!ratios.empty()) made_.findings_per_row = ratios[ratios.size() / 2];
        for (Share* share :
             {&made_.must_recall, &made_.should_recall, &made_.precision, &made_.must_precision}) {
            add_bounds(*share);
        }
        for (auto& [label, one] : labels_) {
            one.label = label;
            const double recall = one.recall.value();
            const double precision = one.precision.value();
            one.f1 = recall + precision > 0 ? 2 * recall * precision / (recall + precision) : 0;
            add_bounds(one.recall);
            add_bounds(one.precision);
            made_.labels.push_back(one);
        }
        return std::move(made_);
    }

private:
    const std::vector<RaisedFinding>& on(const std::string& text) const {
        static const std::vector<RaisedFinding> none;
        const auto found = raised_.find(text);
        return found == raised_.end() ? none : found->second;
    }

    void add(const GoldRow& row) {
        const std::vector<RaisedFinding>& findings = on(row.text);
        const bool is_found =
            std::any_of(findings.begin(), findings.end(),
                        [&](const RaisedFinding& one) { return is_hit(row, one); });
        const std::string name = row.text + " " + row.place + " " + row.label;
        if (row.weight == GoldRow::Weight::contested) return;
        if (!row.is_expected) {
            if (is_found) made_.forbidden.push_back(name);
            return;
        }
        Share& share =
            row.weight == GoldRow::Weight::must ? made_.must_recall : made_.should_recall;
        for (Share* one : {&share, &labels_[row.label].recall}) {
            one->hits += is_found ? 1 : 0;
            ++one->of;
        }
        if (!is_found && row.weight == GoldRow::Weight::must) made_.missed.push_back(name);
    }

    void add(const GoldControl& control) {
        for (const RaisedFinding& finding : on(control.text)) {
            const auto& list = control.forbidden;
            if (std::find(list.begin(), list.end(), finding.label) != list.end()) {
                made_.forbidden.push_back(control.text + " " + finding.place + " " + finding.label);
            }
        }
    }

    /// Returns the findings of a text by gold row.
    double add_text(const std::string& text) {
        std::set<std::pair<std::string, std::string>> seen;
        std::size_t shown = 0;
        for (const RaisedFinding& finding : on(text)) {
            if (!seen.emplace(finding.place, finding.label).second) ++made_.repeated;
            if (!finding.is_summary) ++shown;
            add_precision(text, finding);
        }
        const auto rows = std::count_if(gold_.begin(), gold_.end(), [&](const GoldRow& row) {
            return row.text == text && row.is_expected;
        });
        return rows == 0 ? 0 : static_cast<double>(shown) / static_cast<double>(rows);
    }

    void add_precision(const std::string& text, const RaisedFinding& finding) {
        bool is_gold = false;
        for (const GoldRow& row : gold_) {
            if (row.text != text || !is_hit(row, finding)) continue;
            if (row.weight == GoldRow::Weight::contested) return;
            is_gold = is_gold || row.is_expected;
        }
        const bool is_must = finding.level == Finding::Level::must;
        for (Share* one : {&made_.precision, &labels_[finding.label].precision,
                           is_must ? &made_.must_precision : nullptr}) {
            if (one == nullptr) continue;
            one->hits += is_gold ? 1 : 0;
            ++one->of;
        }
        if (is_must && !is_gold) {
            made_.unfounded.push_back(text + " " + finding.place + " " + finding.label);
        }
    }

    const std::vector<GoldRow>& gold_;
    const Raised& raised_;
    std::map<std::string, LabelScore> labels_;
    Score made_;
};

std::string place_of(const Audit& audit, std::optional<std::size_t> paragraph,
                     text::TextSpan words) {
    const text::Draft& draft = audit.text->draft;
    if (paragraph) return draft.paragraphs[*paragraph].id;
    const text::Paragraph* at = draft.at(words.begin);
    return at == nullptr ? "" : at->id;
}

}  // namespace

Score score(const std::vector<GoldRow>& gold, const std::vector<GoldControl>& controls,
            const Raised& raised) {
    return Scorer(gold, raised).run(controls);
}

std::vector<RaisedFinding> raised_by(const Audit& audit) {
    const Program& program = audit.judgement->program();
    std::vector<RaisedFinding> list;
    for (const AuditFinding& finding : audit.findings) {
        const Finding& block = program.findings[finding.finding];
        list.push_back({.label = std::string(program.symbols.text(block.id)),
                        .level = block.level,
                        .place = place_of(audit, finding.paragraph, finding.primary.span),
                        .is_of_whole_draft = finding.text == audit.record.draft,
                        .is_summary = finding.is_of_whole});
    }
    return list;
}

std::vector<RaisedFinding> raised_by_keywords(const Program& program, const Audit& audit) {
    std::set<std::pair<std::string, std::size_t>> seen;
    std::vector<RaisedFinding> list;
    for (std::size_t i = 0; i < program.findings.size(); ++i) {
        const Finding& block = program.findings[i];
        const std::vector<std::size_t> terms = terms_read_by(program, program.rules[block.rule]);
        for (const auto& [id, part] : audit.record.parts) {
            if (part.kind != DraftPart::Kind::mention || !part.term) continue;
            if (!std::binary_search(terms.begin(), terms.end(), *part.term)) continue;
            const std::string place = place_of(audit, part.paragraph, part.span);
            if (!seen.emplace(place, i).second) continue;
            list.push_back({.label = std::string(program.symbols.text(block.id)),
                            .level = block.level,
                            .place = place});
        }
    }
    return list;
}

std::map<std::string, std::size_t> counts_of(const text::Draft& draft) {
    std::map<std::string, std::size_t> counts = {{"preambular", 0},
                                                 {"operative_numbered", 0},
                                                 {"operative_unnumbered", 0},
                                                 {"articles", draft.articles.size()},
                                                 {"footnotes", draft.notes.size()}};
    for (const text::Paragraph& paragraph : draft.paragraphs) {
        if (paragraph.parent || paragraph.section) continue;
        if (paragraph.part == text::ParagraphPart::preambular) ++counts["preambular"];
        if (paragraph.part == text::ParagraphPart::operative) {
            ++counts[paragraph.number.empty() ? "operative_unnumbered" : "operative_numbered"];
        }
    }
    return counts;
}

}  // namespace obverse
