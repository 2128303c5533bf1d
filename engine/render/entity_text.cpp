#include "engine/render/entity_text.h"

#include "engine/model/sentence.h"
#include "engine/render/layout.h"
#include "engine/render/recorded.h"
#include "engine/render/wording.h"

#include <algorithm>

namespace obverse {

namespace {

class EntityWriter {
public:
    EntityWriter(const Program& program, const ClaimSet& record, SymbolId entity,
                 const TextStyle& style)
        : program_(program),
          record_(record),
          entity_(entity),
          width_(style.width),
          paint_{style.colour},
          wording_(program, record),
          notes_(wording_) {}

    std::string write() {
        text_ = hang("", paint_.bold(wording_.name(entity_)), width_);
        line("id", wording_.id(entity_));
        names();
        roles();
        const RecordedOf recorded = recorded_of(program_, record_, entity_);
        section("recorded about it", recorded.about);
        section("said by it or in it", recorded.by);
        if (recorded.about.empty() && recorded.by.empty()) {
            text_ += "\n  nothing is recorded about it\n";
        }
        const std::string list = notes_.list(width_, "  ");
        if (!list.empty()) text_ += "\n" + paint_.bold("sources") + "\n" + list;
        return std::move(text_);
    }

private:
    void line(std::string_view lead, const std::string& text) {
        text_ += hang("  " + paint_.faint(padded(lead, 12)), text, width_);
    }

    void names() {
        const auto found = record_.entities.find(entity_);
        if (found == record_.entities.end()) return;
        std::vector<std::string> kinds;
        for (const KindId kind : found->second.kinds) {
            kinds.push_back(program_.schema.kind(kind).name);
        }
        if (!kinds.empty()) line("is a", listed(kinds));
        if (!found->second.aliases.empty()) line("also called", listed(found->second.aliases));
    }

    void roles() {
        const auto speaker = record_.speakers.find(entity_);
        if (speaker != record_.speakers.end() && speaker->second.actor != entity_) {
            line("speaks for", wording_.name(speaker->second.actor));
        }
        std::vector<std::string> speakers;
        for (const auto& [id, info] : record_.speakers) {
            if (info.actor == entity_ && id != entity_) speakers.push_back(wording_.name(id));
        }
        std::sort(speakers.begin(), speakers.end());
        if (!speakers.empty()) line("spoken for", "by " + listed(speakers));
        const auto source = record_.sources.find(entity_);
        if (source == record_.sources.end()) return;
        if (source->second.issuer) line("issued by", wording_.name(*source->second.issuer));
        if (source->second.issued) line("issued on", to_text(*source->second.issued));
        if (!source->second.url.empty()) line("address", source->second.url);
        for (const SymbolId other : source->second.based_on) {
            line("based on", wording_.source(other));
        }
    }

    void voice(std::string_view side, const Claim& claim) {
        std::string who = claim.speaker == entity_ ? "it" : wording_.speaker(claim.speaker);
        const std::string date = wording_.date(claim);
        if (!date.empty()) who += ", " + date;
        if (claim.source != entity_) {
            const std::string mark = notes_.mark(claim.source);
            if (!mark.empty()) who += " " + mark;
        }
        if (claim.from) who += "; from " + to_text(*claim.from);
        if (claim.until) who += "; until " + to_text(*claim.until);
        if (claim.confidence != Confidence::high) {
            who += " (" + std::string(word_of(claim.confidence)) + " confidence)";
        }
        text_ += hang("      " + paint_.faint(std::string(side) + " "), who, width_);
    }

    void section(std::string_view title, const std::vector<RecordedSentence>& sentences) {
        if (sentences.empty()) return;
        text_ += "\n" + paint_.bold(title) + "\n";
        for (const RecordedSentence& each : sentences) {
            std::string words = sentence(program_, each.phrase, each.row, record_);
            const bool disputed = !each.asserting.empty() && !each.denying.empty();
            if (disputed) words += " " + paint_.yellow("(disputed)");
            text_ += hang("  - ", words, width_);
            for (const Claim* claim : each.asserting) voice("asserted by", *claim);
            for (const Claim* claim : each.denying) voice("denied by", *claim);
        }
    }

    const Program& program_;
    const ClaimSet& record_;
    SymbolId entity_;
    std::size_t width_;
    Paint paint_;
    Wording wording_;
    Notes notes_;
    std::string text_;
};

}  // namespace

std::string entity_text(const Program& program, const ClaimSet& record, SymbolId entity,
                        const TextStyle& style) {
    return EntityWriter(program, record, entity, style).write();
}

}  // namespace obverse
