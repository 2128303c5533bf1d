#include "engine/render/proof_json.h"

#include "engine/render/answer_json.h"
#include "engine/render/json_parts.h"

namespace obverse {

namespace {

std::string_view word_of(Shows shows) {
    constexpr std::string_view words[] = {"sentence", "element", "unless",    "exception",
                                          "override", "others",  "condition", "list",
                                          "count",    "quantity"};
    return words[static_cast<std::size_t>(shows)];
}

std::string_view word_of(How how) {
    constexpr std::string_view words[] = {
        "claims",    "rule",      "definition", "when only", "category",   "conditions",
        "complete",  "exhausted", "value",      "members",   "comparison", "kind",
        "no record", "some",      "counted",    "product",   "levels",     "unknown"};
    return words[static_cast<std::size_t>(how)];
}

std::string_view word_of(Degree degree) {
    constexpr std::string_view words[] = {"possible", "firm", "certain"};
    return words[static_cast<std::size_t>(degree)];
}

std::string_view word_of(Attack::Kind kind) {
    constexpr std::string_view words[] = {"exception", "unless", "override"};
    return words[static_cast<std::size_t>(kind)];
}

std::string_view word_of(BlockKind block) {
    constexpr std::string_view words[] = {"rule", "exception", "definition", "table", "grade"};
    return words[static_cast<std::size_t>(block)];
}

std::string_view word_of(AttemptPart::State state) {
    constexpr std::string_view words[] = {"met", "disputed", "missing", "failed", "withdrawn"};
    return words[static_cast<std::size_t>(state)];
}

class ProofJson {
public:
    ProofJson(JsonWriter& json, const Judgement& judgement)
        : json_(json),
          judgement_(judgement),
          parts_(json, judgement.program(), judgement.record()) {}

    void node(const ProofNode& node) {
        json_.begin_object();
        json_.member("text", node.text).key("holds").boolean(node.side == Side::holds);
        json_.member("shows", word_of(node.shows)).member("how", word_of(node.how));
        json_.member("degree", word_of(node.degree)).member("label", node.label);
        if (!node.name.empty()) {
            json_.key("by").begin_object();
            json_.member("kind", word_of(node.block)).member("name", node.name);
            json_.member("title", node.title);
            json_.end_object();
        }
        parts_.citations(node.cites);
        json_.key("claims").begin_array();
        for (const std::size_t claim : node.claims)
            parts_.claim(judgement_.accepted().claims[claim]);
        json_.end_array();
        if (node.value) {
            json_.member("value", to_text(*node.value, judgement_.program().symbols));
        }
        if (node.shows == Shows::quantity) {
            json_.key("least").number(node.least).key("greatest").number(node.greatest);
        }
        json_.key("exceptions").begin_array();
        for (const Attack& each : node.attacks) attack(each);
        json_.end_array();
        nodes("premises", node.premises);
        nodes("other_ways", node.others);
        json_.key("repeated").boolean(node.is_repeated);
        json_.key("truncated").boolean(node.is_truncated);
        json_.key("height").integer(static_cast<std::int64_t>(node.height));
        json_.end_object();
    }

    void nodes(std::string_view name, const std::vector<ProofNode>& nodes) {
        json_.key(name).begin_array();
        for (const ProofNode& each : nodes) node(each);
        json_.end_array();
    }

    void first(std::string_view name, const std::vector<ProofNode>& nodes) {
        json_.key(name);
        if (nodes.empty()) {
            json_.null();
        } else {
            node(nodes.front());
        }
    }

    void attempts(const std::vector<Attempt>& attempts) {
        json_.key("attempts").begin_array();
        for (const Attempt& each : attempts) attempt(each);
        json_.end_array();
    }

    void change(const Change& change) {
        json_.begin_object();
        json_.member("change", change.kind == Change::Kind::report ? "report" : "withdraw");
        json_.member("text", change.text).key("claim");
        parts_.claim(change.claim);
        json_.end_object();
    }

private:
    void attack(const Attack& attack) {
        json_.begin_object();
        json_.member("kind", word_of(attack.kind)).member("name", attack.name);
        json_.member("title", attack.title).member("applies", name_of(attack.applies));
        parts_.texts("reasons", attack.reasons);
        parts_.citations(attack.cites);
        nodes("proof", attack.proof);
        json_.end_object();
    }

    void attempt(const Attempt& attempt) {
        json_.begin_object();
        json_.member("kind", word_of(attempt.block)).member("name", attempt.name);
        json_.member("title", attempt.title).member("text", attempt.text);
        json_.key("holds").boolean(attempt.side == Side::holds);
        json_.key("lacking").integer(static_cast<std::int64_t>(attempt.lacking));
        parts_.citations(attempt.cites);
        json_.key("parts").begin_array();
        for (const AttemptPart& part : attempt.parts) {
            json_.begin_object();
            json_.member("state", word_of(part.state)).member("name", part.name);
            json_.member("text", part.text);
            parts_.citations(part.cites);
            nodes("proof", part.proof);
            attempts(part.attempts);
            json_.end_object();
        }
        json_.end_array().end_object();
    }

    JsonWriter& json_;
    const Judgement& judgement_;
    ClaimJson parts_;
};

void write_question(JsonWriter& json, std::string_view question, const Response& response) {
    json.key("question").begin_object();
    json.member("text", question).member("understood", response.question->formal);
    json.end_object();
}

}  // namespace

void write_proof(JsonWriter& json, const Judgement& judgement, const Explanation& explanation) {
    ProofJson proof(json, judgement);
    json.key("proof").begin_object();
    proof.first("for", explanation.support);
    proof.first("against", explanation.denial);
    json.end_object();
}

std::string to_json(const Explanation& explanation, const Response& response,
                    std::string_view question) {
    JsonWriter json;
    json.begin_object();
    write_question(json, question, response);
    write_answer(json, response);
    ProofJson(json, *response.judgement).attempts(explanation.attempts);
    json.key("complete").boolean(explanation.is_least && !explanation.is_cut);
    json.end_object();
    return json.text();
}

std::string to_json(const WhyNot& why_not, const Response& response, std::string_view question) {
    JsonWriter json;
    ProofJson proof(json, *response.judgement);
    json.begin_object();
    write_question(json, question, response);
    write_answer(json, response);
    json.member("wanted", name_of(why_not.wanted));
    json.key("proof").begin_object().key("for").null();
    proof.first("against", why_not.against);
    json.end_object();
    proof.attempts(why_not.attempts);
    json.key("repairs").begin_array();
    for (const Repair& repair : why_not.repairs) {
        json.begin_array();
        for (const Change& change : repair.changes) proof.change(change);
        json.end_array();
    }
    json.end_array();
    json.key("exhausted").boolean(why_not.is_exhausted);
    json.key("tried").integer(static_cast<std::int64_t>(why_not.run_count));
    json.end_object();
    return json.text();
}

}  // namespace obverse
