#include "engine/render/json_parts.h"

#include "engine/model/sentence.h"
#include "engine/render/reading_text.h"

namespace obverse {

void JsonParts::reading() {
    const Program& program = judgement_.program();
    const Reading& reading = judgement_.reading();
    json_.key("reading").begin_object();
    if (reading.lens) {
        const Lens& lens = program.lenses[reading.lens->index];
        json_.member("lens", lens.name).member("title", lens.title);
    } else {
        json_.key("lens").null().member("title", "");
    }
    json_.member("accept", policy_text(program, judgement_.record(), reading.policy));
    json_.member("as_of", to_text(judgement_.accepted().as_of));
    json_.key("parameters").begin_array();
    for (const Parameter* parameter : parameters_of(program, reading.lens)) {
        json_.begin_object();
        json_.member("name", parameter->name).member("value", parameter->text);
        json_.end_object();
    }
    json_.end_array().key("assumptions").begin_array();
    for (const Claim& claim : reading.assumptions) json_.string(wording_.said(claim));
    json_.end_array().end_object();
}

void JsonParts::sentence(PhraseId phrase_id, const Row& row) {
    const Program& program = judgement_.program();
    const Phrase& phrase = program.schema.phrase(phrase_id);
    json_.begin_object();
    json_.member("phrase", phrase.name);
    json_.member("text", obverse::sentence(program, phrase_id, row, judgement_.record()));
    json_.key("arguments").begin_array();
    for (std::size_t i = 0; i < row.size(); ++i) {
        json_.begin_object();
        json_.member("role", phrase.slots[i].role);
        json_.member("value", to_text(Value{phrase.slots[i].type, row[i]}, program.symbols));
        if (phrase.slots[i].type == ColumnType::symbol) {
            json_.member("label", wording_.name(as_symbol(row[i])));
        }
        json_.end_object();
    }
    json_.end_array().end_object();
}

void JsonParts::claim(const Claim& claim) {
    const Program& program = judgement_.program();
    json_.begin_object();
    json_.member("text", wording_.said(claim)).member("stance", word_of(claim.stance));
    json_.key("sentence");
    sentence(claim.phrase, claim.arguments);
    json_.member("speaker", program.symbols.text(claim.speaker));
    json_.member("speaker_label", wording_.speaker(claim.speaker));
    json_.member("source", program.symbols.text(claim.source));
    const auto source = judgement_.record().sources.find(claim.source);
    if (source != judgement_.record().sources.end()) {
        json_.member("source_label", source->second.label).member("url", source->second.url);
    }
    json_.member("date", wording_.date(claim));
    json_.member("from", claim.from ? to_text(*claim.from) : "");
    json_.member("until", claim.until ? to_text(*claim.until) : "");
    json_.member("confidence", word_of(claim.confidence));
    json_.end_object();
}

void JsonParts::claims(std::string_view name, const std::vector<ClaimUse>& uses) {
    json_.key(name).begin_array();
    for (const ClaimUse& use : uses) claim(judgement_.accepted().claims[use.claim]);
    json_.end_array();
}

void JsonParts::citations(const std::vector<Citation>& cites) {
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

void JsonParts::texts(std::string_view name, const std::vector<std::string>& texts) {
    json_.key(name).begin_array();
    for (const std::string& text : texts) json_.string(text);
    json_.end_array();
}

std::string_view word_of(Stance stance) {
    return stance == Stance::denied ? "denied" : "asserted";
}

}  // namespace obverse
