#include "engine/workspace/ask.h"

#include "engine/base/overloaded.h"
#include "engine/render/layout.h"

#include <algorithm>

namespace obverse {

namespace {

using Pattern = datalog::RowPattern;

Pattern pattern_of(const Question& question) {
    Pattern pattern;
    for (const auto& term : question.terms) {
        const auto* value = std::get_if<Value>(&term);
        pattern.push_back(value == nullptr ? std::nullopt : std::optional<Word>(value->word));
    }
    return pattern;
}

std::optional<Row> row_of(const Pattern& pattern) {
    Row row;
    for (const std::optional<Word>& word : pattern) {
        if (!word) return std::nullopt;
        row.push_back(*word);
    }
    return row;
}

/// The levels that a question for a quantity of something asks about, each as a sentence; none for
/// any other question.
std::vector<Row> levels_asked(const Schema& schema, const Question& question) {
    std::vector<Row> rows;
    for (const Quantity& quantity : schema.quantities) {
        if (quantity.phrase != question.phrase) continue;
        Pattern pattern = pattern_of(question);
        if (pattern.back()) continue;
        for (const SymbolId level : schema.scale(quantity.scale).levels) {
            pattern.back() = to_word(level);
            if (std::optional<Row> row = row_of(pattern)) rows.push_back(std::move(*row));
        }
    }
    return rows;
}

/// A line `beside` of the lens that the question calls for, with the words that it shares.
struct BesideQuestion {
    const Beside* line = nullptr;
    Pattern pattern;
};

void add_beside(const Program& program, LensId id, const Question& question,
                std::vector<LensId>& seen, std::vector<BesideQuestion>& found) {
    if (std::find(seen.begin(), seen.end(), id) != seen.end()) return;
    seen.push_back(id);
    const Lens& lens = program.lenses[id.index];
    const Pattern asked = pattern_of(question);
    for (const Beside& line : lens.beside) {
        if (line.asked != question.phrase) continue;
        Pattern pattern(program.schema.phrase(line.answered).slots.size());
        for (const auto& [from, to] : line.shared) pattern[to] = asked[from];
        found.push_back({&line, std::move(pattern)});
    }
    for (const LensId other : lens.extends) add_beside(program, other, question, seen, found);
}

bool is_of_kind(const Workspace& workspace, const Question& question, const Row& row) {
    const Schema& schema = workspace.program().schema;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto* gap = std::get_if<AskedSlot>(&question.terms[i]);
        if (gap == nullptr || !gap->kind || schema.kind(*gap->kind).is_one_of()) continue;
        const std::span<const KindId> kinds = workspace.entities().kinds_of(as_symbol(row[i]));
        const bool fits = std::any_of(kinds.begin(), kinds.end(),
                                      [&](KindId kind) { return schema.is_a(kind, *gap->kind); });
        if (!fits) return false;
    }
    return true;
}

/// Accepts, compiles and runs for a question and what is beside it.
std::optional<Asking> judged(Workspace& workspace, const Question& question, const Reading& reading,
                             const std::vector<BesideQuestion>& beside, const eval::Limits& limits,
                             Diagnostics& diagnostics) {
    const Pattern pattern = pattern_of(question);
    std::vector<Asked> asked = {{question.phrase, row_of(pattern), pattern}};
    for (const Row& row : levels_asked(workspace.program().schema, question)) {
        asked.push_back({question.phrase, row});
    }
    for (const BesideQuestion& each : beside) {
        asked.push_back({each.line->answered, row_of(each.pattern), each.pattern});
    }
    auto made = judge_for(workspace, reading, asked, limits, diagnostics);
    if (!made) return std::nullopt;
    Asking asking{.judgement = std::make_unique<Judgement>(std::move(*made)),
                  .explanation = nullptr,
                  .response = {}};
    asking.response.question = &question;
    asking.response.judgement = asking.judgement.get();
    return asking;
}

/// The answer, and what settling each dispute would make of it.
void answer_verdict(const Row& row, Response& response) {
    const PhraseId phrase = response.question->phrase;
    response.answer = answer(*response.judgement, phrase, row);
    response.settled = settle(*response.judgement, phrase, row, response.answer.hinges);
}

/// One answer when no word is open, else those that hold or may.
BesideAnswer answer_beside(const Judgement& judgement, const BesideQuestion& question) {
    BesideAnswer found{.line = question.line, .answers = {}};
    const PhraseId phrase = question.line->answered;
    if (const auto whole = row_of(question.pattern)) {
        found.answers.push_back(answer(judgement, phrase, *whole));
        return found;
    }
    for (const FoundSentence& one : find_sentences(judgement, phrase, question.pattern)) {
        if (one.verdict != Verdict::supported && one.verdict != Verdict::contested) continue;
        found.answers.push_back(answer(judgement, phrase, one.row));
    }
    return found;
}

}  // namespace

std::optional<Judgement> judge_for(Workspace& workspace, const Reading& reading,
                                   std::span<const Asked> asked, const eval::Limits& limits,
                                   Diagnostics& diagnostics) {
    const bool has_latest = reading.as_of || workspace.record.latest;
    // The latest date, where nobody noted it, and whose word is their own are matters of all
    // claims.
    if (!has_latest || !reading.policy.own_word.empty()) workspace.load_all_claims();
    const auto load = [&](const ClaimPatterns& patterns) {
        std::set<PhraseId> dating;
        for (std::uint32_t i = 0; i < workspace.program().schema.phrases.size(); ++i) {
            if (workspace.program().schema.phrases[i].dates_events) dating.insert(PhraseId{i});
        }
        workspace.load_claims(dating);
        workspace.load_claims(patterns);
    };
    return judge(workspace.program(), workspace.record, reading, asked, limits, diagnostics, load);
}

std::optional<Question> understand(Workspace& workspace, std::string_view text,
                                   Diagnostics& diagnostics) {
    const QuestionReading reading = parse_question(workspace.program(), workspace.entities(),
                                                   workspace.sources(), text, diagnostics);
    return std::visit(
        overloaded{
            [](const Question& question) { return std::optional<Question>(question); },
            [&](const AmbiguousQuestion& several) -> std::optional<Question> {
                if (diagnostics.has_errors()) return std::nullopt;
                std::vector<std::string> formal;
                for (const Question& each : several.readings) formal.push_back(each.formal);
                diagnostics.report(
                    {.code = Code::ambiguous_question,
                     .message = "the question can be read in " + counted(formal.size(), "way"),
                     .help = "ask one of them: " + listed(formal, "or")});
                return std::nullopt;
            },
            [](const NoQuestion&) { return std::optional<Question>(); },
        },
        reading);
}

std::optional<Asking> ask(Workspace& workspace, const Question& question, const Reading& reading,
                          WithProof proof, const eval::Limits& limits, Diagnostics& diagnostics) {
    std::vector<BesideQuestion> beside;
    std::vector<LensId> seen;
    if (reading.lens) add_beside(workspace.program(), *reading.lens, question, seen, beside);
    auto asking = judged(workspace, question, reading, beside, limits, diagnostics);
    if (!asking) return std::nullopt;
    const Judgement& judgement = *asking->judgement;
    Response& response = asking->response;
    const Pattern pattern = pattern_of(question);
    if (const std::optional<Row> row = row_of(pattern)) {
        answer_verdict(*row, response);
        for (const BesideQuestion& each : beside) {
            response.beside.push_back(answer_beside(judgement, each));
        }
        if (proof == WithProof::yes) {
            asking->explanation =
                std::make_unique<Explanation>(why(judgement, question.phrase, *row));
            response.proof = asking->explanation.get();
        }
    } else if (const auto levels = levels_asked(workspace.program().schema, question);
               !levels.empty()) {
        for (const Row& level : levels) {
            response.found.push_back({level, judgement.verdict(question.phrase, level)});
        }
        response.answer.parts = answer(judgement, question.phrase, levels.front()).parts;
    } else {
        for (FoundSentence& each : find_sentences(judgement, question.phrase, pattern)) {
            if (is_of_kind(workspace, question, each.row)) response.found.push_back(each);
        }
    }
    return asking;
}

std::optional<Asking> prove(Workspace& workspace, const Question& question, const Reading& reading,
                            const WhyOptions& options, const eval::Limits& limits,
                            Diagnostics& diagnostics) {
    auto asking = judged(workspace, question, reading, {}, limits, diagnostics);
    const std::optional<Row> row = row_of(pattern_of(question));
    if (!asking || !row) return std::nullopt;
    answer_verdict(*row, asking->response);
    asking->explanation =
        std::make_unique<Explanation>(why(*asking->judgement, question.phrase, *row, options));
    asking->response.proof = asking->explanation.get();
    return asking;
}

std::optional<Refuting> refute(Workspace& workspace, const Question& question,
                               const Reading& reading, const WhyNotOptions& options,
                               const eval::Limits& limits, Diagnostics& diagnostics) {
    auto asking = judged(workspace, question, reading, {}, limits, diagnostics);
    const std::optional<Row> row = row_of(pattern_of(question));
    if (!asking || !row) return std::nullopt;
    answer_verdict(*row, asking->response);
    WhyNot found = why_not(*asking->judgement, question.phrase, *row, options);
    return Refuting{std::move(*asking), std::move(found)};
}

}  // namespace obverse
