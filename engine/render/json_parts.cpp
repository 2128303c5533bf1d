#include "engine/render/json_parts.h"

#include "engine/model/sentence.h"
#include "engine/render/reading_text.h"

namespace obverse {

void ClaimJson::sentence(PhraseId phrase_id, const Row& row) {
    const Program& program = wording_.program();
    const Phrase& phrase = program.schema.phrase(phrase_id);
    json_.begin_object();
    json_.member("phrase", phrase.name);
    json_.member("text", obverse::sentence(program, phrase_id, row, wording_.record()));
    json_.key("arguments").begin_array();
    for (std::size_t i = 0; i < row.size(); ++i) {
        json_.begin_object();
        json_.member("role", phrase.slots[i].role);
        json_.member("value", to_text(Value{phrase.slots[i].type, row[i]}, program.symbols));
        if (phrase.slots[i].type == ColumnType::symbol) {
            json_.member("label", slot_text(program, phrase.slots[i], row[i], wording_.record()));
        }
        json_.end_object();
    }
    json_.end_array().end_object();
}

void ClaimJson::claim(const Claim& claim) {
    const Program& program = wording_.program();
    json_.begin_object();
    json_.member("text", wording_.said(claim)).member("stance", word_of(claim.stance));
    json_.key("sentence");
    sentence(claim.phrase, claim.arguments);
    json_.member("speaker", program.symbols.text(claim.speaker));
    json_.member("speaker_label", wording_.speaker(claim.speaker));
    json_.member("source", program.symbols.text(claim.source));
    const auto source = wording_.record().sources.find(claim.source);
    if (source != wording_.record().sources.end()) {
        json_.member("source_label", source->second.label).member("url", source->second.url);
    }
    json_.member("date", wording_.date(claim));
    json_.member("from", claim.from ? to_text(*claim.from) : "");
    json_.member("until", claim.until ? to_text(*claim.until) : "");
    json_.member("confidence", word_of(claim.confidence));
    json_.end_object();
}

void ClaimJson::citations(const std::vector<Citation>& cites) {
    json_.key("cites").begin_array();
    for (const Citation& each : cites) {
        json_.begin_object().member("source", wording_.id(each.source));
        json_.key("places").begin_array();
        for (const auto& [word, place] : each.places) json_.string(word + " " + place);
        json_.end_array().key("points").begin_array();
        for (const std::string& point : each.points) json_.string(point);
        json_.end_array().end_object();
    }
    json_.end_array();
}

void ClaimJson::texts(std::string_view name, const std::vector<std::string>& texts) {
    json_.key(name).begin_array();
    for (const std::string& text : texts) json_.string(text);
    json_.end_array();
}

void write_reading(JsonWriter& json, const Judgement& judgement) {
    const Program& program = judgement.program();
    const Reading& reading = judgement.reading();
    const Wording wording(program, judgement.record());
    json.key("reading").begin_object();
    if (reading.lens) {
        const Lens& lens = program.lenses[reading.lens->index];
        json.member("lens", lens.name).member("title", lens.title);
    } else {
        json.key("lens").null().member("title", "");
    }
    json.member("accept", policy_text(program, judgement.record(), reading.policy));
    json.member("as_of", to_text(judgement.accepted().as_of));
    json.key("parameters").begin_array();
    for (const Parameter* parameter : parameters_of(program, reading.lens)) {
        json.begin_object();
        json.member("name", parameter->name).member("value", parameter->text);
        json.end_object();
    }
    json.end_array().key("assumptions").begin_array();
    for (const Claim& claim : reading.assumptions) json.string(wording.said(claim));
    json.end_array().end_object();
}

void write_claims(JsonWriter& json, ClaimJson& parts, const Judgement& judgement,
                  std::string_view name, const std::vector<ClaimUse>& uses) {
    json.key(name).begin_array();
    for (const ClaimUse& use : uses) parts.claim(judgement.accepted().claims[use.claim]);
    json.end_array();
}

std::string_view word_of(Stance stance) {
    return stance == Stance::denied ? "denied" : "asserted";
}

}  // namespace obverse
