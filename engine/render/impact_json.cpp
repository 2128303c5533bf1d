#include "engine/json/writer.h"
#include "engine/render/impact.h"
#include "engine/render/json_parts.h"
#include "engine/render/proof_json.h"

namespace obverse {

namespace {

class ImpactJson {
public:
    ImpactJson(const Impact& impact, bool with_proofs)
        : impact_(impact),
          judgement_(*impact.judgement),
          with_proofs_(with_proofs),
          parts_(json_, judgement_.program(), judgement_.record()) {}

    std::string write() {
        json_.begin_object();
        entity("instrument", impact_.instrument);
        write_reading(json_, judgement_);
        json_.key("states").begin_array();
        for (const SymbolId state : impact_.states) {
            json_.begin_object();
            entity("state", state);
            json_.key("cells").begin_array();
            for (std::size_t i = 0; i < impact_.columns.size(); ++i) {
                for (const FoundSentence& found : impact_.cells.at(state)[i]) cell(i, found);
            }
            json_.end_array().end_object();
        }
        json_.end_array();
        json_.key("instrument_itself").begin_array();
        for (std::size_t i = 0; i < impact_.columns.size(); ++i) {
            for (const FoundSentence& found : impact_.others[i]) cell(i, found);
        }
        json_.end_array().end_object();
        return json_.text();
    }

private:
    void entity(std::string_view name, SymbolId id) {
        json_.member(name, parts_.wording().id(id));
        json_.member("label", parts_.wording().name(id));
    }

    void cell(std::size_t column, const FoundSentence& found) {
        const PhraseId phrase = impact_.columns[column].phrase;
        json_.begin_object();
        json_.member("verdict", name_of(found.verdict)).key("sentence");
        parts_.sentence(phrase, found.row);
        if (with_proofs_) write_proof(json_, judgement_, why(judgement_, phrase, found.row));
        json_.end_object();
    }

    const Impact& impact_;
    const Judgement& judgement_;
    bool with_proofs_;
    JsonWriter json_;
    ClaimJson parts_;
};

}  // namespace

std::string impact_json(const Impact& impact, bool with_proofs) {
    return ImpactJson(impact, with_proofs).write();
}

}  // namespace obverse
