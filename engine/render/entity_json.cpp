#include "engine/render/entity_text.h"
#include "engine/render/json_parts.h"
#include "engine/render/recorded.h"

namespace obverse {

namespace {

void write_names(JsonWriter& json, const Program& program, const ClaimSet& record,
                 SymbolId entity) {
    const auto found = record.entities.find(entity);
    json.member("id", program.symbols.text(entity));
    json.member("label", found == record.entities.end() ? "" : found->second.label);
    json.key("kinds").begin_array();
    if (found != record.entities.end()) {
        for (const KindId kind : found->second.kinds) {
            json.string(program.schema.kind(kind).name);
        }
    }
    json.end_array().key("aliases").begin_array();
    if (found != record.entities.end()) {
        for (const std::string& alias : found->second.aliases) json.string(alias);
    }
    json.end_array();
}

void write_roles(JsonWriter& json, const Program& program, const ClaimSet& record,
                 SymbolId entity) {
    const auto speaker = record.speakers.find(entity);
    const bool speaks = speaker != record.speakers.end();
    json.member("speaks_for", speaks ? program.symbols.text(speaker->second.actor) : "");
    const auto found = record.sources.find(entity);
    if (found == record.sources.end()) return;
    const SourceInfo& source = found->second;
    json.key("source").begin_object();
    json.member("label", source.label).member("url", source.url);
    json.member("issued_by", source.issuer ? program.symbols.text(*source.issuer) : "");
    json.member("issued_on", source.issued ? to_text(*source.issued) : "");
    json.key("based_on").begin_array();
    for (const SymbolId other : source.based_on) json.string(program.symbols.text(other));
    json.end_array().end_object();
}

void write_sentences(ClaimJson& parts, JsonWriter& json, std::string_view name,
                     const std::vector<RecordedSentence>& sentences) {
    json.key(name).begin_array();
    for (const RecordedSentence& each : sentences) {
        json.begin_object().key("sentence");
        parts.sentence(each.phrase, each.row);
        json.key("asserted_by").begin_array();
        for (const Claim* claim : each.asserting) parts.claim(*claim);
        json.end_array().key("denied_by").begin_array();
        for (const Claim* claim : each.denying) parts.claim(*claim);
        json.end_array().end_object();
    }
    json.end_array();
}

}  // namespace

std::string named_json(const Program& program, const ClaimSet& record,
                       std::optional<SymbolId> entity, std::span<const NamedBlock> blocks) {
    JsonWriter json;
    json.begin_object();
    if (entity) {
        ClaimJson parts(json, program, record);
        const RecordedOf recorded = recorded_of(program, record, *entity);
        write_names(json, program, record, *entity);
        write_roles(json, program, record, *entity);
        write_sentences(parts, json, "about", recorded.about);
        write_sentences(parts, json, "by", recorded.by);
    }
    json.key("blocks").begin_array();
    for (const NamedBlock& block : blocks) {
        json.begin_object().member("what", block.what).member("path", block.path);
        json.key("line").integer(static_cast<std::int64_t>(block.line));
        json.member("text", block.text).end_object();
    }
    json.end_array().end_object();
    return json.text();
}

}  // namespace obverse
