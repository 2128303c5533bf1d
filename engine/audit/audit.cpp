#include "engine/audit/audit.h"

#include "engine/audit/searches.h"
#include "engine/audit/spans.h"
#include "engine/base/stable_hash.h"
#include "engine/compile/filled.h"
#include "engine/workspace/ask.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace obverse {

namespace {

constexpr std::string_view finding_phrase = "finding";
constexpr std::string_view lead_words_path = "ontology/drafting/lead-words.csv";
constexpr std::string_view measured_path = "rules/measured.csv";

MeasuredFindings measured_of(const Workspace& workspace) {
    MeasuredFindings all;
    for (const std::filesystem::path& folder : workspace.rules.folders) {
        std::ifstream file(folder / measured_path, std::ios::binary);
        const std::string csv{std::istreambuf_iterator<char>(file), {}};
        for (auto& [name, one] : read_measured(csv)) all[name] = one;
    }
    return all;
}

text::LeadWords lead_words_of(const Workspace& workspace, Diagnostics& diagnostics) {
    std::vector<text::LeadWord> all;
    for (const std::filesystem::path& folder : workspace.rules.folders) {
        std::ifstream file(folder / lead_words_path, std::ios::binary);
        if (!file) continue;
        const std::string csv{std::istreambuf_iterator<char>(file), {}};
        const text::LeadWords read =
            text::read_lead_words(csv, (folder / lead_words_path).string(), diagnostics);
        all.insert(all.end(), read.list().begin(), read.list().end());
    }
    return text::LeadWords(std::move(all));
}

PhraseId phrase_of_findings(const Program& program) {
    const std::optional<PhraseId> phrase = program.schema.phrase_named(finding_phrase);
    if (phrase && program.schema.phrase(*phrase).slots.size() == 2) return *phrase;
    throw AuditError(
        "the vocabulary has no phrase `finding` with a finding and a text; extend a workspace that "
        "has one");
}

/// Sixteen hexadecimal digits.
std::string digest(std::string_view text) {
    return fmt::format("{:016x}", stable_hash(text));
}

/// A block as it is written, up to the blank line below it.
std::string_view block_text(const SourceMap& sources, Span span) {
    const std::string_view file = sources.text(span.source).substr(span.begin);
    return file.substr(0, file.find("\n\n"));
}

class FindingMaker {
public:
    FindingMaker(Workspace& workspace, const DraftText& draft, const DraftRecord& record,
                 const Judgement& judgement)
        : workspace_(workspace),
          program_(workspace.program()),
          draft_(draft),
          record_(record),
          judgement_(judgement) {}

    std::optional<AuditFinding> make(const Row& row, Verdict verdict) const {
        const auto part = record_.parts.find(as_symbol(row[1]));
        if (part == record_.parts.end()) return std::nullopt;
        AuditFinding made;
        made.text = as_symbol(row[1]);
        made.verdict = verdict;
        made.paragraph = part->second.paragraph;
        made.proof = why(judgement_, phrase_of_findings(program_), row);
        const ProofNode* step = made.proof.support.empty() ? nullptr : &made.proof.support.front();
        const std::optional<std::size_t> finding = finding_of(as_symbol(row[0]), step);
        if (!finding) return std::nullopt;
        made.finding = *finding;
        const Finding& block = program_.findings[*finding];
        const Rule& rule = program_.rules[block.rule];
        made.message = filled(block.message, rule, step);
        for (const std::string& text : block.suggestions) {
            made.suggestions.push_back(filled(text, rule, step));
        }
        if (step != nullptr) add_exceptions(*step, made);
        find_spans(program_, judgement_, draft_, record_, made);
        made.searches = searches_of(program_, rule, record_, draft_.draft.paragraphs.size());
        made.version = digest(block_text(workspace_.sources(), block.span)).substr(0, 8);
        made.fingerprint = fingerprint(made, row);
        made.is_of_whole = block.level == Finding::Level::consider && !made.paragraph &&
                           part->second.kind == DraftPart::Kind::draft;
        return made;
    }

private:
    /// Several lenses may have findings of one name: the one whose rule the proof applies.
    std::optional<std::size_t> finding_of(SymbolId id, const ProofNode* step) const {
        std::optional<std::size_t> any;
        for (std::size_t i = 0; i < program_.findings.size(); ++i) {
            if (program_.findings[i].id != id) continue;
            if (step != nullptr && step->index == program_.findings[i].rule) return i;
            if (!any) any = i;
        }
        return any;
    }

    std::string filled(const std::string& message, const Rule& rule, const ProofNode* step) const {
        if (step == nullptr) return message;
        return filled_words(judgement_, rule.header, message, step->bindings);
    }

    void add_exceptions(const ProofNode& step, AuditFinding& made) const {
        for (const Attack& attack : step.attacks) {
            if (attack.applies == Verdict::supported) continue;
            made.falls_if.push_back(condition_text(attack));
        }
    }

    /// What would except it: the exception's title, else what there is no record of now.
    static std::string condition_text(const Attack& attack) {
        if (!attack.title.empty()) return attack.title;
        constexpr std::string_view absent = "there is no record that ";
        for (const std::string& reason : attack.reasons) {
            if (reason.starts_with(absent)) return reason.substr(absent.size());
        }
        return attack.name.substr(attack.name.find('.') + 1);
    }

    std::string fingerprint(const AuditFinding& made, const Row& row) const {
        std::string text(program_.symbols.text(as_symbol(row[0])));
        const std::optional<LensId> lens = judgement_.reading().lens;
        text += '\n' + (lens ? program_.lenses[lens->index].name : std::string()) + '\n';
        if (made.paragraph) {
            const text::Paragraph& paragraph = draft_.draft.paragraphs[*made.paragraph];
            text += gist_of(draft_, paragraph.words);
        } else {
            text += gist_of(draft_, draft_.draft.head.title);
        }
        return digest(text);
    }

    Workspace& workspace_;
    const Program& program_;
    const DraftText& draft_;
    const DraftRecord& record_;
    const Judgement& judgement_;
};

/// Where in the draft a finding is told: what is of the whole draft comes first.
auto place_of(const AuditFinding& finding) {
    return std::tuple(finding.paragraph ? 1 + *finding.paragraph : 0, finding.primary.span.begin,
                      finding.finding);
}

}  // namespace

std::string_view word_of(Finding::Level level) {
    switch (level) {
        case Finding::Level::must:
            return "must";
        case Finding::Level::should:
            return "should";
        case Finding::Level::consider:
            break;
    }
    return "consider";
}

DraftOverlay::DraftOverlay(Workspace& workspace, DraftRecord& record)
    : workspace_(workspace), source_(record.source) {
    ClaimSet& over = workspace.record;
    for (Entity& entity : record.entities) {
        if (!over.entities.emplace(entity.id, entity).second) continue;
        entities_.push_back(entity.id);
    }
    for (const DraftTerm& term : workspace.program().terms) {
        if (term.doc.empty()) continue;
        const Entity named{.id = term.id, .kinds = term.kinds, .label = term.doc, .aliases = {}};
        const auto [entity, is_new] = over.entities.emplace(term.id, named);
        if (is_new) entities_.push_back(term.id);
        // The record knows terms by their ids alone.
        if (entity->second.label.empty()) entity->second.label = term.doc;
    }
    over.sources.try_emplace(
        source_, SourceInfo{.label = std::string(workspace.program().symbols.text(source_)),
                            .url = {},
                            .issuer = {},
                            .issued = {},
                            .based_on = {}});
    over.claims.insert(over.claims.end(), record.claims.begin(), record.claims.end());
    std::stable_sort(
        over.claims.begin(), over.claims.end(),
        [](const Claim& left, const Claim& right) { return left.phrase < right.phrase; });
}

DraftOverlay::~DraftOverlay() {
    ClaimSet& over = workspace_.record;
    std::erase_if(over.claims, [&](const Claim& claim) { return claim.source == source_; });
    for (const SymbolId id : entities_) over.entities.erase(id);
    over.sources.erase(source_);
}

Auditor::Auditor(Workspace& workspace, Diagnostics& diagnostics)
    : workspace_(workspace),
      lead_words_(lead_words_of(workspace, diagnostics)),
      measured_(measured_of(workspace)),
      names_(state_terms(workspace.program(), workspace.record)),
      lexicon_(workspace.program(), names_) {
    phrase_of_findings(workspace.program());
}

std::shared_ptr<DraftText> Auditor::read(const std::filesystem::path& file,
                                         const text::ReadOptions& options) const {
    auto draft = std::make_shared<DraftText>();
    draft->name = file.string();
    draft->read = text::read_file(file, options);
    draft->draft = text::draft_of(draft->read, lead_words_);
    if (draft->read.format != text::Format::docx && draft->read.format != text::Format::pdf) {
        std::ifstream bytes(file, std::ios::binary);
        draft->original.assign(std::istreambuf_iterator<char>(bytes), {});
    }
    return draft;
}

std::shared_ptr<DraftText> Auditor::read_words(const std::string& name,
                                               std::string_view words) const {
    auto draft = std::make_shared<DraftText>();
    draft->name = name;
    draft->read = text::read_bytes(words, {.name = "words.txt"});
    draft->draft = text::draft_of(draft->read, lead_words_);
    draft->original = words;
    return draft;
}

DraftRecord Auditor::record(const DraftText& draft, const std::string& id) {
    return record_of(workspace_.program(), draft, lexicon_, names_, lead_words_, id);
}

std::optional<Audit> Auditor::audit(std::shared_ptr<DraftText> draft, DraftRecord record,
                                    const Reading& reading, std::span<const LensId> others,
                                    const eval::Limits& limits, Diagnostics& diagnostics) {
    const PhraseId phrase = phrase_of_findings(workspace_.program());
    const std::vector<Asked> asked = {{phrase, std::nullopt, datalog::RowPattern(2)}};
    auto judged = judge_for(workspace_, reading, asked, limits, diagnostics);
    if (!judged) return std::nullopt;
    Audit audit{.text = std::move(draft),
                .record = std::move(record),
                .judgement = std::make_unique<Judgement>(std::move(*judged)),
                .findings = {},
                .mentions = 0};
    const FindingMaker maker(workspace_, *audit.text, audit.record, *audit.judgement);
    const datalog::RowPattern open(2);
    for (const FoundSentence& found : find_sentences(*audit.judgement, phrase, open)) {
        if (found.verdict != Verdict::supported && found.verdict != Verdict::contested) continue;
        if (auto made = maker.make(found.row, found.verdict)) {
            const std::string_view name =
                workspace_.program().symbols.text(as_symbol(found.row[0]));
            const auto measured = measured_.find(name);
            const bool is_same =
                measured != measured_.end() && measured->second.version == made->version;
            if (is_same) made->measured = measured->second;
            audit.findings.push_back(std::move(*made));
        }
    }
    std::sort(audit.findings.begin(), audit.findings.end(),
              [](const AuditFinding& left, const AuditFinding& right) {
                  return place_of(left) < place_of(right);
              });
    for (const auto& [id, part] : audit.record.parts) {
        if (part.kind == DraftPart::Kind::mention) ++audit.mentions;
    }
    for (const LensId lens : others) {
        Reading other = reading;
        other.lens = lens;
        auto beside = judge_for(workspace_, other, asked, limits, diagnostics);
        if (!beside) return std::nullopt;
        const FindingMaker theirs(workspace_, *audit.text, audit.record, *beside);
        for (const FoundSentence& found : find_sentences(*beside, phrase, open)) {
            if (found.verdict != Verdict::supported && found.verdict != Verdict::contested)
                continue;
            const auto made = theirs.make(found.row, found.verdict);
            if (!made) continue;
            for (AuditFinding& own : audit.findings) {
                if (own.text == made->text && own.finding != made->finding) {
                    own.others.push_back({lens, made->finding, made->message});
                }
            }
        }
    }
    return audit;
}

}  // namespace obverse
