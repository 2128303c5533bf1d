#include "engine/audit/spans.h"

#include <algorithm>

namespace obverse {

namespace {

using text::TextSpan;

/// Collects the words that a proof rests on, once each.
class SpanCollector {
public:
    SpanCollector(const Program& program, const Judgement& judgement, const DraftRecord& record)
        : program_(program),
          judgement_(judgement),
          record_(record),
          meant_(program.schema.phrase_named("meant")) {}

    void add(const ProofNode& node) {
        for (const std::size_t index : node.claims) add(judgement_.accepted().claims[index]);
        for (const ProofNode& premise : node.premises) add(premise);
    }

    std::vector<LabelledSpan> mentions;
    std::vector<LabelledSpan> cues;
    std::vector<LabelledSpan> paragraphs;

private:
    static void insert(std::vector<LabelledSpan>& list, LabelledSpan one) {
        const bool is_known = std::any_of(list.begin(), list.end(), [&](const LabelledSpan& other) {
            return other.span == one.span;
        });
        if (!is_known && !one.span.is_empty()) list.push_back(std::move(one));
    }

    void add(const Claim& claim) {
        if (claim.source != record_.source) return;
        if (claim.phrase == meant_ && claim.arguments.size() == 2) add_cue(claim);
        const auto& slots = program_.schema.phrase(claim.phrase).slots;
        for (std::size_t i = 0; i < claim.arguments.size(); ++i) {
            if (slots[i].type != ColumnType::symbol) continue;
            const auto part = record_.parts.find(as_symbol(claim.arguments[i]));
            if (part != record_.parts.end()) add(part->second);
        }
    }

    void add(const DraftPart& part) {
        if (part.kind == DraftPart::Kind::mention) {
            const std::string label =
                part.term ? std::string(program_.symbols.text(program_.terms[*part.term].id))
                          : "a State named";
            insert(mentions, {part.span, label});
        } else if (part.kind == DraftPart::Kind::paragraph) {
            insert(paragraphs, {part.span, ""});
        }
    }

    void add_cue(const Claim& claim) {
        const SymbolId use = as_symbol(claim.arguments[1]);
        const auto found = record_.uses.find({as_symbol(claim.arguments[0]), use});
        if (found == record_.uses.end()) return;
        for (const CueUse& cue : found->second) {
            insert(cues, {cue.span, std::string(program_.symbols.text(use))});
        }
    }

    const Program& program_;
    const Judgement& judgement_;
    const DraftRecord& record_;
    std::optional<PhraseId> meant_;
};

/// The words that open a paragraph, else all of it up to its first line.
TextSpan opening_of(const text::Paragraph& paragraph) {
    for (const text::Act& act : paragraph.acts) {
        if (act.is_lead) return act.words;
    }
    return paragraph.words;
}

/// Where a finding about a whole draft is shown that no words of it show.
TextSpan head_of(const DraftText& draft) {
    if (!draft.draft.head.title.is_empty()) return draft.draft.head.title;
    for (const text::Paragraph& paragraph : draft.draft.paragraphs) {
        if (paragraph.part == text::ParagraphPart::operative) return opening_of(paragraph);
    }
    if (!draft.draft.paragraphs.empty()) return opening_of(draft.draft.paragraphs.front());
    return draft.read.blocks.empty() ? TextSpan{} : draft.read.blocks.front().span;
}

}  // namespace

void find_spans(const Program& program, const Judgement& judgement, const DraftText& draft,
                const DraftRecord& record, AuditFinding& finding) {
    SpanCollector found(program, judgement, record);
    for (const ProofNode& node : finding.proof.support) found.add(node);
    const auto part = record.parts.find(finding.text);
    const TextSpan own = part == record.parts.end() ? TextSpan{} : part->second.span;
    const auto first_in = [&](TextSpan span) {
        const LabelledSpan* first = nullptr;
        for (const LabelledSpan& one : found.mentions) {
            if (!span.is_empty() && !span.holds(one.span)) continue;
            if (first == nullptr || one.span.begin < first->span.begin) first = &one;
        }
        return first;
    };
    if (const LabelledSpan* first = first_in(own)) {
        finding.primary = *first;
    } else if (finding.paragraph) {
        finding.primary = {opening_of(draft.draft.paragraphs[*finding.paragraph]), ""};
    } else {
        finding.primary = {own.is_empty() ? head_of(draft) : own, ""};
    }
    for (auto* list : {&found.mentions, &found.cues}) {
        for (LabelledSpan& one : *list) {
            if (one.span != finding.primary.span) finding.related.push_back(std::move(one));
        }
    }
    std::stable_sort(
        finding.related.begin(), finding.related.end(),
        [](const LabelledSpan& left, const LabelledSpan& right) { return left.span < right.span; });
}

}  // namespace obverse
