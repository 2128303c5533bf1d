#include "engine/audit/audit_report.h"
#include "engine/audit/finding_words.h"
#include "engine/audit/location.h"
#include "engine/audit/suggestions.h"
#include "engine/json/writer.h"
#include "engine/render/json_parts.h"
#include "engine/render/proof_json.h"

namespace obverse {

namespace {

class AuditJson {
public:
    AuditJson(JsonWriter& json, const Audit& audit, const ReportOptions& options)
        : json_(json),
          audit_(audit),
          program_(audit.judgement->program()),
          options_(options),
          parts_(json, program_, audit.judgement->record()) {}

    void write() {
        json_.begin_object();
        json_.member("file", audit_.text->name);
        structure();
        write_reading(json_, *audit_.judgement);
        json_.key("mentions").integer(static_cast<std::int64_t>(audit_.mentions));
        json_.key("findings").begin_array();
        for (const AuditFinding& finding : audit_.findings) write(finding);
        json_.end_array();
        if (options_.additions != nullptr) additions();
        json_.end_object();
    }

private:
    void additions() {
        json_.key("additions").begin_array();
        for (const Addition& addition : *options_.additions) {
            json_.begin_object().member("place", addition.place).key("terms").begin_array();
            for (const std::size_t term : addition.terms) json_.string(id(program_.terms[term].id));
            json_.end_array();
            parts_.texts("words", addition.words);
            json_.key("removes").begin_array();
            for (const std::size_t index : addition.removes) {
                json_.string(audit_.findings[index].fingerprint);
            }
            json_.end_array().end_object();
        }
        json_.end_array();
    }

    std::string id(SymbolId symbol) const { return std::string(program_.symbols.text(symbol)); }

    void structure() {
        const text::Draft& draft = audit_.text->draft;
        json_.key("draft").begin_object();
        json_.member("text", structure_text(draft));
        json_.member("symbol", draft.head.symbol);
        json_.member("title", audit_.text->of(draft.head.title));
        json_.member("language", draft.language);
        json_.key("paragraphs").begin_array();
        for (const text::Paragraph& paragraph : draft.paragraphs) {
            json_.begin_object().member("id", paragraph.id).key("span");
            span(paragraph.span);
            json_.end_object();
        }
        json_.end_array().end_object();
    }

    void span(text::TextSpan where) {
        const Location at = location_of(*audit_.text, where);
        json_.begin_object();
        json_.member("words", audit_.text->of(where));
        if (at.line > 0) {
            json_.key("line").integer(at.line).key("column").integer(at.column);
            json_.key("end_line").integer(at.end_line).key("end_column").integer(at.end_column);
        }
        if (at.page > 0) json_.key("page").integer(at.page);
        if (!at.part.empty()) json_.member("part", at.part);
        json_.key("begin").integer(static_cast<std::int64_t>(at.begin));
        json_.key("end").integer(static_cast<std::int64_t>(at.end));
        json_.end_object();
    }

    void labelled(const LabelledSpan& one) {
        json_.begin_object().member("label", one.label).key("span");
        span(one.span);
        json_.end_object();
    }

    void write(const AuditFinding& finding) {
        const Finding& block = program_.findings[finding.finding];
        const Rule& rule = program_.rules[block.rule];
        json_.begin_object();
        json_.member("finding", id(block.id));
        json_.member("level", word_of(block.level));
        json_.member("verdict", name_of(finding.verdict));
        json_.member("of", FindingWords(audit_).where(finding));
        json_.member("paragraph", paragraph_at(finding));
        json_.member("message", finding.message);
        json_.key("summary").boolean(finding.is_of_whole);
        json_.key("primary");
        labelled(finding.primary);
        json_.key("related").begin_array();
        for (const LabelledSpan& one : finding.related) labelled(one);
        json_.end_array();
        parts_.texts("suggestions", finding.suggestions);
        parts_.texts("falls_if", finding.falls_if);
        json_.key("searched").begin_array();
        for (const Search& search : finding.searches) write(search);
        json_.end_array();
        json_.key("others").begin_array();
        for (const OtherReading& other : finding.others) {
            json_.begin_object();
            json_.member("lens", program_.lenses[other.lens.index].name);
            json_.member("finding", id(program_.findings[other.finding].id));
            json_.member("message", other.message).end_object();
        }
        json_.end_array();
        parts_.citations(rule.header.cites);
        if (finding.measured) {
            json_.key("measured").begin_object();
            json_.key("right").integer(static_cast<std::int64_t>(finding.measured->hits));
            json_.key("n").integer(static_cast<std::int64_t>(finding.measured->raised));
            json_.member("texts", finding.measured->texts).end_object();
        }
        json_.member("version", finding.version);
        json_.member("fingerprint", finding.fingerprint);
        if (finding.muted) mute(*finding.muted);
        if (finding.is_new) json_.member("baseline", *finding.is_new ? "new" : "unchanged");
        if (options_.with_proofs) write_proof(json_, *audit_.judgement, finding.proof);
        json_.end_object();
    }

    void mute(const Mute& mute) {
        json_.key("muted").begin_object().member("reason", mute.reason);
        json_.member("who", mute.who).member("until", mute.until).end_object();
    }

    /// The paragraph in which the primary words stand, also where the finding is of the draft.
    std::string paragraph_at(const AuditFinding& finding) const {
        const text::Paragraph* at = audit_.text->draft.at(finding.primary.span.begin);
        return at == nullptr ? "" : at->id;
    }

    void write(const Search& search) {
        json_.begin_object().member("sentence", search.sentence);
        std::vector<std::string> names;
        for (const std::size_t term : search.terms) names.push_back(id(program_.terms[term].id));
        parts_.texts("terms", names);
        json_.key("forms").integer(static_cast<std::int64_t>(search.forms));
        json_.key("paragraphs").integer(static_cast<std::int64_t>(search.paragraphs));
        json_.key("nearest").begin_array();
        for (const LabelledSpan& miss : search.misses) labelled(miss);
        json_.end_array().end_object();
    }

    JsonWriter& json_;
    const Audit& audit_;
    const Program& program_;
    const ReportOptions& options_;
    ClaimJson parts_;
};

}  // namespace

void write_audit(JsonWriter& json, const Audit& audit, const ReportOptions& options) {
    AuditJson(json, audit, options).write();
}

}  // namespace obverse
