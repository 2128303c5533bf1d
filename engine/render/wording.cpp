#include "engine/render/wording.h"

#include "engine/model/sentence.h"
#include "engine/render/layout.h"

#include <algorithm>

namespace obverse {

std::string Wording::name(SymbolId id) const {
    if (const auto entity = record_.entities.find(id);
        entity != record_.entities.end() && !entity->second.label.empty()) {
        return entity->second.label;
    }
    return source(id);
}

std::string Wording::source(SymbolId id) const {
    const auto source = record_.sources.find(id);
    const bool has_label = source != record_.sources.end() && !source->second.label.empty();
    return has_label ? source->second.label : std::string(program_.symbols.text(id));
}

std::string Wording::speaker(SymbolId speaker) const {
    if (program_.symbols.text(speaker).empty()) return "the record";
    const auto known = record_.speakers.find(speaker);
    if (known == record_.speakers.end() || known->second.actor == speaker) return name(speaker);
    return name(speaker) + ", for " + name(known->second.actor);
}

std::string Wording::said(const Claim& claim) const {
    const std::string text = sentence(program_, claim.phrase, claim.arguments, record_);
    return claim.stance == Stance::denied ? "it is denied that " + text : text;
}

std::string Wording::date(const Claim& claim) const {
    if (const auto source = record_.sources.find(claim.source);
        source != record_.sources.end() && source->second.issued) {
        return to_text(*source->second.issued);
    }
    return claim.from ? to_text(*claim.from) : std::string();
}

std::string Wording::citation(const Citation& citation) const {
    std::string text = id(citation.source);
    for (const auto& [word, place] : citation.places) text += ", " + word + " " + place;
    if (!citation.points.empty()) {
        text += citation.points.size() == 1 ? ", point " : ", points ";
        text += listed(citation.points);
    }
    return text;
}

std::string Wording::citations(const std::vector<Citation>& citations) const {
    std::string text;
    for (const Citation& each : citations) text += (text.empty() ? "" : "; ") + citation(each);
    return text;
}

std::string_view word_of(Confidence confidence) {
    switch (confidence) {
        case Confidence::low:
            return "low";
        case Confidence::medium:
            return "medium";
        case Confidence::high:
            break;
    }
    return "high";
}

std::string Notes::mark(SymbolId source) {
    if (wording_.program().symbols.text(source).empty()) return {};
    auto found = std::find(sources_.begin(), sources_.end(), source);
    if (found == sources_.end()) found = sources_.insert(sources_.end(), source);
    return "[" + std::to_string(found - sources_.begin() + 1) + "]";
}

std::string Notes::list(std::size_t width, std::string_view indent) const {
    std::string text;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        std::string line = wording_.source(sources_[i]);
        const auto known = wording_.record().sources.find(sources_[i]);
        if (known != wording_.record().sources.end()) {
            const SourceInfo& info = known->second;
            if (info.issued) line += ", " + to_text(*info.issued);
            if (!info.url.empty()) line += ", " + info.url;
        }
        const std::string lead = std::string(indent) + padded("[" + std::to_string(i + 1) + "]", 5);
        text += hang(lead, line, width);
    }
    return text;
}

}  // namespace obverse
