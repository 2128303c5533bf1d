#include "engine/render/proof_text.h"

#include "engine/compile/date_notes.h"
#include "engine/render/layout.h"
#include "engine/render/reading_text.h"
#include "engine/render/tree_text.h"
#include "engine/render/verdict_text.h"

namespace obverse {

namespace {

/// What a text about one sentence begins and ends with.
class ProofWriter {
public:
    ProofWriter(const Judgement& judgement, PhraseId phrase, const Row& row, const TextStyle& style)
        : judgement_(judgement),
          style_(style),
          paint_{style.colour},
          wording_(judgement.program(), judgement.record()),
          shortening_(wording_, phrase, row),
          date_notes_(date_notes(judgement, phrase, row)),
          notes_(wording_),
          drawing_(judgement, wording_, shortening_, notes_) {}

    void begin(Verdict verdict, const std::string& sentence) {
        text_ =
            hang("", verdict_word(verdict, paint_) + ": " + std::string(verdict_meaning(verdict)),
                 style_.width) +
            "\n" + hang("  ", shortening_.introduced(sentence), style_.width) + "\n";
        for (const ReadingLine& each : reading_lines(judgement_)) {
            text_ += hang("  " + paint_.faint(padded(each.lead, 12)), each.text, style_.width);
        }
    }
    void heading(std::string_view text) { text_ += "\n" + paint_.bold(text) + "\n"; }
    void line(std::string_view lead, const std::string& text) {
        text_ += hang(lead, shortening_.shortened(text), style_.width);
    }
    void proof(const ProofNode& node) { text_ += tree_text(drawing_.proof(node), style_); }
    void attempt(const Attempt& attempt) { text_ += tree_text(drawing_.attempt(attempt), style_); }
    void hinge(const Hinge& hinge) {
        line("  ", "whether " + hinge.sentence);
        line("      ", "asserted by " + voices(hinge.asserting));
        line("      ", "denied by " + voices(hinge.denying));
    }
    void dates() {
        if (date_notes_.empty()) return;
        heading("what the dates leave out");
        for (const std::string& text : date_lines(date_notes_)) line("  - ", text);
    }
    void next(const std::string& command) {
        heading("next");
        text_ += "  " + command + "\n";
    }
    std::string end() {
        const std::string list = notes_.list(style_.width, "  ");
        if (!list.empty()) {
            heading("sources");
            text_ += list;
        }
        return std::move(text_);
    }

    const Wording& wording() const { return wording_; }
    std::string mark(SymbolId source) { return notes_.mark(source); }

private:
    std::string voices(const std::vector<ClaimUse>& uses) {
        std::vector<std::string> names;
        for (const ClaimUse& use : uses) {
            const Claim& claim = judgement_.accepted().claims[use.claim];
            std::string name = wording_.speaker(claim.speaker);
            const std::string mark = notes_.mark(claim.source);
            if (!mark.empty()) name += " " + mark;
            names.push_back(std::move(name));
        }
        return listed(names);
    }

    const Judgement& judgement_;
    TextStyle style_;
    Paint paint_;
    Wording wording_;
    Shortening shortening_;
    std::vector<std::string> date_notes_;
    Notes notes_;
    StepDrawing drawing_;
    std::string text_;
};

void add_repair(ProofWriter& writer, const Repair& repair, std::size_t number) {
    std::string lead = "  " + padded(std::to_string(number) + ".", 4);
    for (const Change& change : repair.changes) {
        std::string text;
        if (change.kind == Change::Kind::report) {
            const bool denied = change.claim.stance == Stance::denied;
            text = (denied ? "somebody denies that " : "somebody reports that ") + change.text;
        } else {
            text = "nobody had claimed that " + change.text;
            const Claim& claim = change.claim;
            text += ", as does " + writer.wording().speaker(claim.speaker);
            const std::string mark = writer.mark(claim.source);
            if (!mark.empty()) text += " " + mark;
        }
        writer.line(lead, text);
        lead = "  and ";
    }
}

}  // namespace

std::string to_text(const Explanation& explanation, const Judgement& judgement,
                    const std::string& formal, const TextStyle& style) {
    ProofWriter writer(judgement, explanation.phrase, explanation.row, style);
    writer.begin(explanation.verdict, explanation.sentence);
    const bool both = !explanation.support.empty() && !explanation.denial.empty();
    for (const ProofNode& node : explanation.support) {
        writer.heading(both ? "for it" : "why");
        writer.proof(node);
    }
    for (const ProofNode& node : explanation.denial) {
        writer.heading(both ? "against it" : "why not");
        writer.proof(node);
    }
    if (!explanation.missing.empty()) {
        writer.heading("nobody says whether");
        for (const std::string& text : explanation.missing) writer.line("  - ", text);
    }
    writer.dates();
    if (!explanation.attempts.empty()) writer.heading("what came nearest");
    for (const Attempt& attempt : explanation.attempts) writer.attempt(attempt);
    if (!explanation.is_least) {
        writer.heading("note");
        writer.line("  ",
                    "too much lies behind this to look through all of it: there may be a "
                    "shorter proof");
    }
    if (explanation.is_cut) {
        writer.heading("note");
        writer.line("  ", "there are more ways than are shown");
    }
    if (explanation.verdict != Verdict::supported && explanation.verdict != Verdict::outside) {
        writer.next("obverse why-not" + style.options.text() + " \"" + formal + "\"");
    }
    return writer.end();
}

std::string to_text(const WhyNot& why_not, const Judgement& judgement, const std::string& formal,
                    const TextStyle& style) {
    ProofWriter writer(judgement, why_not.phrase, why_not.row, style);
    writer.begin(why_not.verdict, why_not.sentence);
    if (!why_not.against.empty()) writer.heading("what stands in the way");
    for (const ProofNode& node : why_not.against) writer.proof(node);
    if (!why_not.attempts.empty()) writer.heading("what came nearest");
    for (const Attempt& attempt : why_not.attempts) writer.attempt(attempt);
    writer.dates();
    if (!why_not.hinges.empty()) writer.heading("it hinges on");
    for (const Hinge& hinge : why_not.hinges) writer.hinge(hinge);
    const std::string wanted(name_of(why_not.wanted));
    if (why_not.verdict != why_not.wanted) {
        writer.heading("it would be " + wanted + " if");
        if (why_not.repairs.empty()) {
            writer.line("  ", "no set of claims that was tried would bring it about");
        }
        for (std::size_t i = 0; i < why_not.repairs.size(); ++i) {
            add_repair(writer, why_not.repairs[i], i + 1);
        }
        std::string tried = counted(why_not.run_count, "record") + " tried; ";
        tried += why_not.is_exhausted ? "no smaller set does, and none of that size was left out"
                                      : "the search was not exhausted: there may be other ways";
        writer.line("  ", tried);
    }
    writer.next("obverse why" + style.options.text() + " \"" + formal + "\"");
    return writer.end();
}

}  // namespace obverse
