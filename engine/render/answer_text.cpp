#include "engine/render/answer_text.h"

#include "engine/model/sentence.h"
#include "engine/render/beside_text.h"
#include "engine/render/layout.h"
#include "engine/render/reading_text.h"
#include "engine/render/shortening.h"
#include "engine/render/verdict_text.h"
#include "engine/render/wording.h"

#include <algorithm>
#include <utility>

namespace obverse {

namespace {

using Kind = AnswerPart::Kind;

// Beyond so many claims for or against a part the rest is counted.
constexpr std::size_t claims_shown = 3;

bool is_of_definition(const AnswerPart& part) {
    return part.kind == Kind::element || part.kind == Kind::unless;
}

/// Whether an exception applies, in a word.
std::string_view applies_word(Verdict verdict) {
    switch (verdict) {
        case Verdict::supported:
            return "applies";
        case Verdict::refuted:
            return "does not apply";
        case Verdict::contested:
            return "disputed";
        case Verdict::undetermined:
        case Verdict::outside:
            break;
    }
    return "not shown";
}

bool is_exception(const AnswerPart& part) {
    return part.kind == Kind::unless || part.kind == Kind::exception || part.kind == Kind::override;
}

std::string status_of(const AnswerPart& part, const Paint& paint) {
    if (!is_exception(part)) return verdict_word(part.verdict, paint);
    const std::string_view word = applies_word(part.verdict);
    if (part.verdict == Verdict::supported) return paint.red(word);
    return part.verdict == Verdict::contested ? paint.yellow(word) : std::string(word);
}

std::string_view heading_of(Kind kind) {
    switch (kind) {
        case Kind::element:
            return "elements";
        case Kind::unless:
            return "exceptions";
        case Kind::rule:
            return "rules for it";
        case Kind::denial:
            return "rules against it";
        case Kind::exception:
            return "exceptions to rules";
        case Kind::override:
            return "rules that override";
        case Kind::grade:
            return "factors";
    }
    return "";
}

/// A rule that does not reach the case says nothing about it.
bool is_idle(const AnswerPart& part) {
    return !is_of_definition(part) && part.kind != Kind::grade && !part.decides &&
           part.verdict == Verdict::undetermined;
}

class AnswerWriter {
public:
    AnswerWriter(const Response& response, const TextStyle& style)
        : response_(response),
          judgement_(*response.judgement),
          width_(style.width),
          options_(style.options),
          paint_{style.colour},
          wording_(judgement_.program(), judgement_.record()),
          shortening_(wording_, response.question->phrase, response.answer.row),
          notes_(wording_) {}

    std::string write() {
        if (response_.question->asks_for_verdict()) {
            head(response_.answer);
            reading();
            parts(response_.answer);
            own_claims(response_.answer);
            hinges();
            missing();
            dates();
        } else {
            open_head();
            reading();
            found();
            if (!response_.answer.parts.empty()) parts(response_.answer);
        }
        beside();
        next();
        sources();
        return std::move(text_);
    }

private:
    void line(const std::string& lead, const std::string& text) {
        text_ += hang(lead, shortening_.shortened(text), width_);
    }
    void heading(std::string_view text) {
        const bool fits = columns_of(text) <= width_;
        text_ += "\n" + (fits ? paint_.bold(text) + "\n" : hang("", paint_.bold(text), width_));
    }

    void head(const Answer& answer) {
        std::string_view meaning = verdict_meaning(answer.verdict);
        text_ +=
            hang("", verdict_word(answer.verdict, paint_) + ": " + std::string(meaning), width_) +
            "\n";
        text_ += hang("  ", shortening_.introduced(answer.sentence), width_);
    }

    void open_head() { line("  ", response_.question->formal); }

    void reading() {
        text_ += "\n";
        for (const ReadingLine& each : reading_lines(judgement_)) {
            line("  " + paint_.faint(padded(each.lead, 12)), each.text);
        }
    }

    bool is_assumption(const ClaimUse& use) const {
        return use.claim >= judgement_.accepted().assumptions_from;
    }

    /// `told`: the sentences above, which a claim need not repeat.
    void claim(std::string_view side, const ClaimUse& use, const std::string& told) {
        const Claim& claim = judgement_.accepted().claims[use.claim];
        std::string who = is_assumption(use) ? "your assumption" : wording_.speaker(claim.speaker);
        const std::string date = wording_.date(claim);
        if (!date.empty()) who += ", " + date;
        const std::string mark = notes_.mark(claim.source);
        if (!mark.empty()) who += " " + mark;
        const std::string said = wording_.said(claim);
        if (told.find(said) == std::string::npos) who += ": " + said;
        if (claim.confidence != Confidence::high) {
            who += " (" + std::string(word_of(claim.confidence)) + " confidence)";
        }
        line("      " + paint_.faint(padded(side, 9)), who);
    }

    void claims(std::string_view side, const std::vector<ClaimUse>& uses, const std::string& told) {
        for (std::size_t i = 0; i < uses.size() && i < claims_shown; ++i) {
            claim(side, uses[i], told);
        }
        if (uses.size() > claims_shown) {
            line("      " + padded("", 9),
                 "and " + counted(uses.size() - claims_shown, "more claim") + ", listed by --json");
        }
    }

    void part(const AnswerPart& part, std::size_t names) {
        const std::string lead = std::string(part.decides ? "▸ " : "  ") +
                                 padded(part.name, names + 2) + padded(status_of(part, paint_), 16);
        const std::string what = part.sentences.empty() ? part.title : listed(part.sentences);
        line(lead, what);
        const bool exception = is_exception(part);
        claims(exception ? "shown by" : "for", part.supporting, what);
        claims("against", part.opposing, what);
        if (!exception && part.verdict == Verdict::undetermined) {
            for (const std::string& text : part.missing) {
                line("      " + paint_.faint(padded("missing", 9)), nobody() + " whether " + text);
            }
        }
    }

    void parts(const Answer& answer) {
        std::size_t names = 0;
        std::size_t idle = 0;
        for (const AnswerPart& each : answer.parts) {
            if (is_idle(each)) {
                ++idle;
            } else {
                names = std::max(names, std::min<std::size_t>(24, columns_of(each.name)));
            }
        }
        std::optional<Kind> group;
        bool first = true;
        for (const AnswerPart& each : answer.parts) {
            if (is_idle(each)) continue;
            if (group != each.kind) {
                group = each.kind;
                std::string title(heading_of(each.kind));
                if (each.kind == Kind::element && !answer.block.empty()) {
                    title += " of `" + answer.block + "`";
                    const std::string cites = wording_.citations(answer.cites);
                    if (!cites.empty()) title += " (" + cites + ")";
                }
                heading(std::exchange(first, false) ? title + paint_.faint("   ▸ decides") : title);
            }
            part(each, names);
        }
        if (idle > 0) {
            text_ += "\n";
            line("  ", counted(idle, "other rule") +
                           " could bear on it, but their conditions are not met");
        }
    }

    /// Under a policy or an earlier date there may be claims that do not count.
    std::string nobody() const {
        const Reading& reading = judgement_.reading();
        const bool is_earlier = judgement_.accepted().as_of.last <
                                latest_date(judgement_.program(), judgement_.record()).last;
        const bool is_narrowed = reading.policy.base != Policy::Base::keep_disputes ||
                                 !reading.policy.own_word.empty() ||
                                 reading.policy.least != Confidence::low || is_earlier;
        return is_narrowed ? "no claim that counts says" : "nobody says";
    }

    void own_claims(const Answer& answer) {
        if (answer.asserting.empty() && answer.denying.empty()) return;
        heading("who says so");
        claims("asserted", answer.asserting, answer.sentence);
        claims("denied", answer.denying, answer.sentence);
    }

    std::vector<std::string> voices(const std::vector<ClaimUse>& uses) {
        std::vector<std::string> names;
        for (const ClaimUse& use : uses) {
            std::string name = wording_.name(judgement_.accepted().claims[use.claim].speaker);
            if (name.empty()) name = is_assumption(use) ? "your assumption" : "the record";
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
        return names;
    }

    std::string right(const std::vector<ClaimUse>& uses) {
        const std::vector<std::string> names = voices(uses);
        return listed(names) + (names.size() == 1 ? " is right" : " are right");
    }

    void hinges() {
        const Answer& answer = response_.answer;
        if (answer.hinges.empty()) return;
        heading("it hinges on");
        for (std::size_t i = 0; i < answer.hinges.size(); ++i) {
            const Hinge& hinge = answer.hinges[i];
            line("  ", "whether " + hinge.sentence);
            if (i >= response_.settled.size()) continue;
            const Settled& settled = response_.settled[i];
            line("      ", verdict_word(settled.if_true, paint_) + " if " + right(hinge.asserting));
            line("      ", verdict_word(settled.if_false, paint_) + " if " + right(hinge.denying));
        }
    }

    void dates() {
        const Answer& answer = response_.answer;
        if (answer.dates.empty()) return;
        heading("what the dates leave out");
        for (const std::string& text : date_lines(answer.dates)) line("  - ", text);
    }

    void missing() {
        const Answer& answer = response_.answer;
        if (answer.verdict != Verdict::undetermined || answer.missing.empty()) return;
        heading("undetermined because " + nobody() + " whether");
        for (const std::string& text : answer.missing) line("  - ", text);
    }

    void found() {
        const Program& program = judgement_.program();
        const Question& question = *response_.question;
        std::optional<Verdict> group;
        std::vector<FoundSentence> rows = response_.found;
        std::stable_sort(rows.begin(), rows.end(),
                         [](const FoundSentence& left, const FoundSentence& right) {
                             return rank_of(left.verdict) < rank_of(right.verdict);
                         });
        if (rows.empty()) {
            text_ += "\n";
            line("  ", "nothing that is recorded or concluded fits");
        }
        for (const FoundSentence& each : rows) {
            if (group != each.verdict) {
                group = each.verdict;
                const auto count = static_cast<std::size_t>(std::count_if(
                    response_.found.begin(), response_.found.end(),
                    [&](const FoundSentence& other) { return other.verdict == each.verdict; }));
                text_ += "\n" + verdict_word(each.verdict, paint_) + " (" + std::to_string(count) +
                         ")\n";
            }
            line("  - ", row_text(program, question, each.row));
        }
    }

    /// What fills the gaps, with ids where a label stands.
    std::string row_text(const Program& program, const Question& question, const Row& row) {
        const Phrase& phrase = program.schema.phrase(question.phrase);
        std::vector<std::string> texts;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (!std::holds_alternative<AskedSlot>(question.terms[i])) continue;
            std::string text = to_text(Value{phrase.slots[i].type, row[i]}, program.symbols);
            const std::string label =
                slot_text(program, phrase.slots[i], row[i], judgement_.record());
            if (label != text) text = label + " " + paint_.faint("(" + text + ")");
            texts.push_back(std::move(text));
        }
        return listed(texts);
    }

    void beside() {
        if (response_.beside.empty()) return;
        const std::vector<BesideLine> lines = beside_lines(response_, wording_, paint_, nobody());
        if (!lines.empty()) heading("the other side of the coin");
        for (const BesideLine& each : lines) {
            line("  " + padded(verdict_word(each.verdict, paint_), 14), each.text);
        }
    }

    void next() {
        const Question& question = *response_.question;
        if (!question.asks_for_verdict()) return;
        const Verdict verdict = response_.answer.verdict;
        if (verdict == Verdict::outside) return;
        heading("next");
        const bool holds = verdict == Verdict::supported || verdict == Verdict::contested;
        const std::string quoted = "\"" + question.formal + "\"";
        if (holds) text_ += "  obverse why" + options_.text() + " " + quoted + "\n";
        if (verdict != Verdict::supported)
            text_ += "  obverse why-not" + options_.text() + " " + quoted + "\n";
        if (judgement_.program().lenses.size() > 1) {
            text_ += "  obverse ask --lens all" + options_.others + " " + quoted + "\n";
        }
    }

    void sources() {
        const std::string list = notes_.list(width_, "  ");
        if (list.empty()) return;
        heading("sources");
        text_ += list;
    }

    const Response& response_;
    const Judgement& judgement_;
    std::size_t width_;
    ReadingOptions options_;
    Paint paint_;
    Wording wording_;
    Shortening shortening_;
    Notes notes_;
    std::string text_;
};

}  // namespace

std::string to_text(const Response& response, const TextStyle& style) {
    return AnswerWriter(response, style).write();
}

}  // namespace obverse
