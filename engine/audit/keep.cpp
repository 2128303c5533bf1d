#include "engine/audit/audit.h"
#include "engine/audit/location.h"

#include <filesystem>

namespace obverse {

namespace {

/// Small letters, digits and hyphens.
std::string id_of(const std::string& file) {
    std::string id;
    for (const char c : std::filesystem::path(file).stem().string()) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        const bool is_plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
        if (is_plain) {
            id += lower;
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    while (!id.empty() && id.back() == '-') id.pop_back();
    return "draft-" + (id.empty() ? "text" : id);
}

bool is_draft(const Workspace& workspace, SymbolId id) {
    const Schema& schema = workspace.program().schema;
    const auto draft = schema.kind_named("Draft");
    for (const KindId kind : workspace.entities().kinds_of(id)) {
        if (draft && schema.is_a(kind, *draft)) return true;
    }
    return false;
}

}  // namespace

std::string keep(Workspace& workspace, Auditor& auditor, const DraftText& draft) {
    const std::string id = id_of(draft.name);
    const SymbolId symbol = workspace.program().symbols.intern(id);
    if (workspace.entities().contains(symbol) && !is_draft(workspace, symbol)) {
        throw AuditError("`" + id + "` is another entity already; give the file another name");
    }
    DraftRecord record = auditor.record(draft, id);
    Submission submission;
    for (Entity& entity : record.entities) {
        submission.record.entities.emplace(entity.id, std::move(entity));
    }
    submission.record.speakers.emplace(record.draft, SpeakerInfo{record.draft});
    submission.record.sources.emplace(
        record.source,
        SourceInfo{.label = draft.name, .url = {}, .issuer = {}, .issued = {}, .based_on = {}});
    submission.files = {draft.name};
    for (Claim& claim : record.claims) {
        claim.id.clear();
        const auto part = record.parts.find(as_symbol(claim.arguments.front()));
        const bool has_place = part != record.parts.end() && !part->second.span.is_empty();
        submission.origins.push_back(
            {draft.name, has_place ? location_of(draft, part->second.span).line : 0});
    }
    submission.record.claims = std::move(record.claims);
    Store store(workspace.graph, Store::Mode::write);
    store.record(workspace.program(), submission, Channel::file);
    return id;
}

}  // namespace obverse
