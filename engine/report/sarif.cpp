#include "engine/report/sarif.h"

#include "engine/audit/finding_words.h"
#include "engine/audit/location.h"
#include "engine/json/writer.h"
#include "engine/report/sarif_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace obverse {

namespace {

/// A path as a URI reference: what a URI cannot hold is written by its bytes.
std::string uri_of(const std::string& path) {
    constexpr std::string_view kept = "/-._~!$&'()*+,;=@";
    const bool is_absolute = path.starts_with('/');
    std::string uri = is_absolute ? "file://" : "";
    for (const char c : path) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || kept.find(c) != std::string_view::npos;
        uri += is_plain
                   ? std::string(1, c)
                   : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return uri;
}

/// Square brackets would make a link of the words between them.
std::string message_text(const std::string& text) {
    std::string plain;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == '\\') plain += '\\';
        plain += c;
    }
    return plain;
}

}  // namespace

struct SarifLog::Impl {
    std::string version;
    std::string lens;
    std::vector<std::pair<std::string, std::string>> artifacts;  // URI and media type
    std::vector<SarifRule> rules;
    std::vector<std::string> results;

    std::size_t rule_index(const SarifRule& rule) {
        const auto same = [&](const SarifRule& one) {
            return one.id == rule.id && one.lens == rule.lens;
        };
        const auto found = std::find_if(rules.begin(), rules.end(), same);
        if (found != rules.end()) return static_cast<std::size_t>(found - rules.begin());
        rules.push_back(rule);
        return rules.size() - 1;
    }
};

namespace {

std::string_view media_type(text::Format format) {
    switch (format) {
        case text::Format::plain:
            return "text/plain";
        case text::Format::markdown:
            return "text/markdown";
        case text::Format::html:
            return "text/html";
        case text::Format::docx:
            return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        case text::Format::pdf:
            return "application/pdf";
        case text::Format::akoma_ntoso:
            break;
    }
    return "application/xml";
}

/// Writes one result.
class ResultWriter {
public:
    ResultWriter(JsonWriter& json, const Audit& audit, std::size_t artifact)
        : json_(json), audit_(audit), words_(audit), artifact_(artifact) {}

    void write(const AuditFinding& finding, std::size_t rule, std::size_t ordinal) {
        const Finding::Level level = words_.block(finding).level;
        json_.begin_object().member("ruleId", words_.name(finding));
        json_.key("ruleIndex").integer(static_cast<std::int64_t>(rule));
        json_.member("level", sarif_level(level)).key("rank").number(sarif_rank(level));
        json_.key("message").begin_object().member("text", message(finding)).end_object();
        json_.key("locations").begin_array();
        location(finding.primary.span, words_.where(finding), nullptr, std::nullopt);
        json_.end_array();
        related(finding);
        json_.key("partialFingerprints").begin_object();
        json_.member("obverse/v1", finding.fingerprint);
        json_.member("primaryLocationLineHash",
                     finding.fingerprint + ":" + std::to_string(ordinal));
        json_.end_object();
        if (finding.is_new) json_.member("baselineState", *finding.is_new ? "new" : "unchanged");
        if (finding.muted) suppressions(*finding.muted);
        properties(finding);
        json_.end_object();
    }

private:
    /// What is found, and then its grounds as links: code scanning shows related places only where
    /// the message speaks of them.
    std::string message(const AuditFinding& finding) const {
        std::string text = message_text(words_.message(finding));
        const Location at = location_of(*audit_.text, finding.primary.span);
        if (at.page > 0) text += " (Page " + std::to_string(at.page) + ".)";
        for (std::size_t i = 0; i < finding.related.size(); ++i) {
            text += (i == 0 ? " See [" : ", [") + message_text(label(finding.related[i])) + "](" +
                    std::to_string(i + 1) + ")";
        }
        return finding.related.empty() ? text : text + ".";
    }

    static std::string label(const LabelledSpan& one) {
        return one.label.empty() ? "here" : one.label;
    }

    void related(const AuditFinding& finding) {
        if (finding.related.empty()) return;
        json_.key("relatedLocations").begin_array();
        for (std::size_t i = 0; i < finding.related.size(); ++i) {
            const LabelledSpan& one = finding.related[i];
            const text::Paragraph* at = audit_.text->draft.at(one.span.begin);
            const std::string text = label(one);
            location(one.span, at == nullptr ? "" : at->id, &text, i + 1);
        }
        json_.end_array();
    }

    void location(text::TextSpan span, const std::string& paragraph, const std::string* text,
                  std::optional<std::size_t> id) {
        json_.begin_object();
        if (id) json_.key("id").integer(static_cast<std::int64_t>(*id));
        const Location at = location_of(*audit_.text, span);
        json_.key("physicalLocation").begin_object();
        json_.key("artifactLocation").begin_object().member("uri", uri_of(audit_.text->name));
        json_.key("index").integer(static_cast<std::int64_t>(artifact_)).end_object();
        region(span, at);
        json_.end_object();
        if (!paragraph.empty()) {
            json_.key("logicalLocations").begin_array().begin_object();
            json_.member("name", paragraph).member("kind", "paragraph");
            json_.end_object().end_array();
        }
        if (text != nullptr) {
            json_.key("message").begin_object().member("text", *text).end_object();
        }
        json_.end_object();
    }

    void region(text::TextSpan span, const Location& at) {
        json_.key("region").begin_object();
        if (at.line > 0) {
            json_.key("startLine").integer(at.line).key("startColumn").integer(at.column);
            json_.key("endLine").integer(at.end_line).key("endColumn").integer(at.end_column);
        } else if (at.page == 0) {
            json_.key("byteOffset").integer(static_cast<std::int64_t>(at.begin));
            json_.key("byteLength").integer(static_cast<std::int64_t>(at.end - at.begin));
        }
        json_.key("snippet").begin_object().member("text", audit_.text->of(span)).end_object();
        if (at.page > 0 || !at.part.empty()) {
            json_.key("properties").begin_object();
            if (at.page > 0) json_.key("page").integer(at.page);
            if (!at.part.empty()) json_.member("part", at.part);
            json_.end_object();
        }
        json_.end_object();
    }

    void suppressions(const Mute& mute) {
        json_.key("suppressions").begin_array().begin_object();
        json_.member("kind", "external").member("status", "accepted");
        json_.member("justification", mute.reason).key("properties").begin_object();
        json_.member("who", mute.who).member("until", mute.until);
        json_.end_object().end_object().end_array();
    }

    void properties(const AuditFinding& finding) {
        json_.key("properties").begin_object();
        json_.member("level", word_of(words_.block(finding).level));
        json_.member("verdict", name_of(finding.verdict));
        json_.member("of", words_.where(finding));
        texts("advice", finding.suggestions);
        std::vector<std::string> searches;
        for (const Search& search : finding.searches) searches.push_back(words_.search(search));
        texts("searched", searches);
        texts("fallsIf", finding.falls_if);
        std::vector<std::string> others;
        for (const OtherReading& other : finding.others) {
            others.push_back(words_.lens(other) + ": " + other.message);
        }
        texts("otherReadings", others);
        if (finding.measured) {
            json_.member("measured", FindingWords::measured(*finding.measured));
        }
        json_.end_object();
    }

    void texts(std::string_view name, const std::vector<std::string>& list) {
        if (list.empty()) return;
        json_.key(name).begin_array();
        for (const std::string& text : list) json_.string(text);
        json_.end_array();
    }

    JsonWriter& json_;
    const Audit& audit_;
    FindingWords words_;
    std::size_t artifact_;
};

void write_gone(JsonWriter& json, const OldFinding& old) {
    json.begin_object().member("ruleId", old.finding).member("level", "note");
    json.key("message").begin_object().member("text", old.message).end_object();
    if (!old.file.empty()) {
        json.key("locations").begin_array().begin_object();
        json.key("physicalLocation").begin_object().key("artifactLocation").begin_object();
        json.member("uri", uri_of(old.file)).end_object().end_object().end_object().end_array();
    }
    json.key("partialFingerprints").begin_object().member("obverse/v1", old.fingerprint);
    json.end_object().member("baselineState", "absent").end_object();
}

}  // namespace

SarifLog::SarifLog(std::string_view tool_version) : impl_(std::make_unique<Impl>()) {
    impl_->version = tool_version;
}

SarifLog::~SarifLog() = default;

void SarifLog::add(const Audit& audit) {
    const auto& lens = audit.judgement->reading().lens;
    if (lens) impl_->lens = audit.judgement->program().lenses[lens->index].name;
    const std::size_t artifact = impl_->artifacts.size();
    impl_->artifacts.emplace_back(uri_of(audit.text->name), media_type(audit.text->read.format));
    std::map<std::string, std::size_t> seen;
    for (const AuditFinding& finding : audit.findings) {
        const std::size_t rule = impl_->rule_index(sarif_rule(audit, finding));
        JsonWriter json(JsonWriter::Layout::compact);
        ResultWriter(json, audit, artifact).write(finding, rule, ++seen[finding.fingerprint]);
        impl_->results.push_back(json.text());
    }
}

std::string SarifLog::text(const std::vector<OldFinding>& gone) {
    JsonWriter json;
    json.begin_object();
    json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json.member("version", "2.1.0").key("runs").begin_array().begin_object();
    json.key("tool").begin_object().key("driver").begin_object();
    json.member("name", "Obverse").member("version", impl_->version);
    json.member("semanticVersion", impl_->version).key("rules").begin_array();
    for (const SarifRule& rule : impl_->rules) write(json, rule);
    json.end_array().end_object().end_object();
    json.member("columnKind", "unicodeCodePoints");
    json.key("artifacts").begin_array();
    for (const auto& [uri, type] : impl_->artifacts) {
        json.begin_object().key("location").begin_object().member("uri", uri).end_object();
        json.member("mimeType", type).key("roles").begin_array().string("analysisTarget");
        json.end_array().end_object();
    }
    json.end_array().key("results").begin_array();
    for (const std::string& result : impl_->results) json.json(result);
    for (const OldFinding& old : gone) write_gone(json, old);
    json.end_array().key("properties").begin_object().member("lens", impl_->lens);
    return json.end_object().end_object().end_array().end_object().text();
}

}  // namespace obverse
