#include "engine/audit/baseline.h"

#include "engine/audit/audit.h"
#include "engine/json/reader.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

namespace obverse {

namespace {

const JsonObject& object_in(const JsonObject& object, std::string_view name) {
    static const JsonObject none;
    const auto member = object.find(name);
    const JsonObject* found = member == object.end() ? nullptr : member->second.object();
    return found == nullptr ? none : *found;
}

const JsonArray* array_in(const JsonObject& object, std::string_view name) {
    const auto member = object.find(name);
    return member == object.end() ? nullptr : member->second.array();
}

std::string text_in(const JsonObject& object, std::string_view name) {
    const std::string* text = text_member(object, name);
    return text == nullptr ? std::string() : *text;
}

template <typename Use>
void each_object(const JsonArray* array, Use use) {
    if (array == nullptr) return;
    for (const Json& one : *array) {
        if (one.object() != nullptr) use(*one.object());
    }
}

std::vector<OldFinding> findings_in_json(const JsonArray* drafts) {
    std::vector<OldFinding> list;
    each_object(drafts, [&](const JsonObject& draft) {
        each_object(array_in(draft, "findings"), [&](const JsonObject& one) {
            list.push_back({text_in(one, "fingerprint"), text_in(one, "finding"),
                            text_in(one, "message"), text_in(draft, "file")});
        });
    });
    return list;
}

/// The path that a URI reference is made of.
std::string path_of(std::string_view uri) {
    constexpr std::string_view scheme = "file://";
    if (uri.starts_with(scheme)) uri.remove_prefix(scheme.size());
    std::string path;
    for (std::size_t i = 0; i < uri.size(); ++i) {
        unsigned byte = 0;
        const char* from = uri.data() + i + 1;
        const bool is_coded = uri[i] == '%' && i + 2 < uri.size() &&
                              std::from_chars(from, from + 2, byte, 16).ptr == from + 2;
        path += is_coded ? static_cast<char>(byte) : uri[i];
        if (is_coded) i += 2;
    }
    return path;
}

std::string file_of(const JsonObject& result) {
    std::string file;
    each_object(array_in(result, "locations"), [&](const JsonObject& location) {
        const JsonObject& physical = object_in(location, "physicalLocation");
        file = path_of(text_in(object_in(physical, "artifactLocation"), "uri"));
    });
    return file;
}

std::vector<OldFinding> findings_in_sarif(const JsonArray* runs) {
    std::vector<OldFinding> list;
    each_object(runs, [&](const JsonObject& run) {
        each_object(array_in(run, "results"), [&](const JsonObject& one) {
            if (text_in(one, "baselineState") == "absent") return;
            list.push_back({text_in(object_in(one, "partialFingerprints"), "obverse/v1"),
                            text_in(one, "ruleId"), text_in(object_in(one, "message"), "text"),
                            file_of(one)});
        });
    });
    return list;
}

}  // namespace

Baseline Baseline::read(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw AuditError(file.string() + ": cannot be read");
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const auto read = read_json(text);
    if (const JsonError* error = std::get_if<JsonError>(&read)) {
        throw AuditError(file.string() + ", byte " + std::to_string(error->offset) + ": " +
                         error->message);
    }
    const JsonObject* whole = std::get<Json>(read).object();
    const JsonArray* drafts = whole == nullptr ? nullptr : array_in(*whole, "drafts");
    const JsonArray* runs = whole == nullptr ? nullptr : array_in(*whole, "runs");
    if (drafts == nullptr && runs == nullptr) {
        throw AuditError(file.string() +
                         ": is no earlier audit; give what `obverse audit --json` or `--sarif` "
                         "wrote");
    }
    Baseline baseline;
    baseline.list_ = drafts != nullptr ? findings_in_json(drafts) : findings_in_sarif(runs);
    const bool is_whole =
        std::none_of(baseline.list_.begin(), baseline.list_.end(),
                     [](const OldFinding& old) { return old.fingerprint.empty(); });
    if (!is_whole) throw AuditError(file.string() + ": a finding there has no fingerprint");
    return baseline;
}

void Baseline::apply(Audit& audit) {
    for (AuditFinding& finding : audit.findings) {
        const auto old = std::find_if(list_.begin(), list_.end(), [&](const OldFinding& one) {
            return !one.is_found && one.fingerprint == finding.fingerprint;
        });
        finding.is_new = old == list_.end();
        if (old != list_.end()) old->is_found = true;
    }
}

std::vector<OldFinding> Baseline::gone() const {
    std::vector<OldFinding> list;
    std::copy_if(list_.begin(), list_.end(), std::back_inserter(list),
                 [](const OldFinding& old) { return !old.is_found; });
    return list;
}

}  // namespace obverse
