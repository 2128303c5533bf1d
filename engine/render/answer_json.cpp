#include "engine/render/answer_json.h"

#include "engine/render/json_parts.h"
#include "engine/render/proof_json.h"

namespace obverse {

namespace {

std::string_view word_of(AnswerPart::Kind kind) {
    using Kind = AnswerPart::Kind;
    switch (kind) {
        case Kind::element:
            return "element";
        case Kind::unless:
            return "exception of the definition";
        case Kind::rule:
            return "rule";
        case Kind::denial:
            return "rule that denies";
        case Kind::exception:
            return "exception to a rule";
        case Kind::override:
            return "rule that overrides";
        case Kind::grade:
            return "factor";
    }
    return "";
}

class AnswerJson {
public:
    AnswerJson(JsonWriter& json, const Response& response)
        : json_(json),
          response_(response),
          judgement_(*response.judgement),
          parts_(json, judgement_.program(), judgement_.record()) {}

    /// The members of an answer, into an object that is open.
    void members() {
        if (response_.question->asks_for_verdict()) {
            verdict(response_.answer);
            write_reading(json_, judgement_);
            body(response_.answer);
            hinges();
        } else {
            json_.key("verdict").null();
            write_reading(json_, judgement_);
            rows();
        }
        beside();
        if (response_.proof != nullptr) write_proof(json_, judgement_, *response_.proof);
    }

private:
    void verdict(const Answer& answer) {
        json_.member("verdict", name_of(answer.verdict));
        json_.key("sentence");
        parts_.sentence(answer.phrase, answer.row);
    }

    void body(const Answer& answer) {
        json_.key("decided_by").begin_object();
        json_.member("name", answer.block).member("title", answer.title);
        parts_.citations(answer.cites);
        json_.end_object();
        json_.key("elements").begin_array();
        for (const AnswerPart& each : answer.parts) part(each);
        json_.end_array();
        write_claims(json_, parts_, judgement_, "asserted_by", answer.asserting);
        write_claims(json_, parts_, judgement_, "denied_by", answer.denying);
        parts_.texts("missing", answer.missing);
        parts_.texts("dates", answer.dates);
        parts_.texts("because", answer.deciding);
    }

    void part(const AnswerPart& part) {
        json_.begin_object();
        json_.member("name", part.name).member("kind", word_of(part.kind));
        json_.member("title", part.title).member("verdict", name_of(part.verdict));
        json_.key("decides").boolean(part.decides);
        parts_.texts("sentences", part.sentences);
        write_claims(json_, parts_, judgement_, "supporting", part.supporting);
        write_claims(json_, parts_, judgement_, "opposing", part.opposing);
        parts_.texts("missing", part.missing);
        parts_.citations(part.cites);
        json_.end_object();
    }

    void hinges() {
        json_.key("hinges").begin_array();
        for (std::size_t i = 0; i < response_.answer.hinges.size(); ++i) {
            const Hinge& hinge = response_.answer.hinges[i];
            json_.begin_object().key("sentence");
            parts_.sentence(hinge.phrase, hinge.row);
            write_claims(json_, parts_, judgement_, "asserted_by", hinge.asserting);
            write_claims(json_, parts_, judgement_, "denied_by", hinge.denying);
            if (i < response_.settled.size()) {
                json_.member("verdict_if_true", name_of(response_.settled[i].if_true));
                json_.member("verdict_if_false", name_of(response_.settled[i].if_false));
            }
            json_.end_object();
        }
        json_.end_array();
    }

    void rows() {
        json_.key("rows").begin_array();
        for (const FoundSentence& each : response_.found) {
            json_.begin_object();
            json_.member("verdict", name_of(each.verdict)).key("sentence");
            parts_.sentence(response_.question->phrase, each.row);
            json_.end_object();
        }
        json_.end_array();
    }

    void beside() {
        json_.key("beside").begin_array();
        for (const BesideAnswer& each : response_.beside) {
            for (const Answer& answer : each.answers) {
                json_.begin_object();
                verdict(answer);
                body(answer);
                json_.end_object();
            }
        }
        json_.end_array();
    }

    JsonWriter& json_;
    const Response& response_;
    const Judgement& judgement_;
    ClaimJson parts_;
};

}  // namespace

void write_answer(JsonWriter& json, const Response& response) {
    AnswerJson(json, response).members();
}

std::string to_json(std::span<const Response> responses, std::string_view question) {
    JsonWriter json;
    json.begin_object();
    json.key("question").begin_object();
    json.member("text", question);
    json.member("understood", responses.front().question->formal);
    json.end_object();
    if (responses.size() == 1) {
        write_answer(json, responses.front());
    } else {
        json.key("answers").begin_array();
        for (const Response& response : responses) {
            json.begin_object();
            write_answer(json, response);
            json.end_object();
        }
        json.end_array();
    }
    json.end_object();
    return json.text();
}

}  // namespace obverse
