#pragma once

#include "engine/model/sentence.h"
#include "engine/store/store.h"
#include "engine/store/texts.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/check/checking.h"

#include <string>
#include <string_view>

namespace obverse::test {

/// What a text below the common vocabulary declares and claims, ready to be recorded at a time.
struct Recording {
    Checking checking;
    Submission submission;

    explicit Recording(std::string_view text, std::string when = "2026-01-01T00:00:00Z",
                       std::string file = "a.obv")
        : Recording(Verbatim{}, with_vocabulary(text), std::move(when), std::move(file)) {}

    /// The text with a vocabulary of its own.
    struct Verbatim {};
    Recording(Verbatim, std::string_view text, std::string when = "2026-01-01T00:00:00Z",
              std::string file = "a.obv")
        : checking(text) {
        submission.record = checking.checked.record;
        for (const Claim& claim : submission.record.claims) {
            const Span span = claim.span;
            submission.origins.push_back(
                {file, checking.sources.locate(span.source, span.begin).line});
        }
        submission.files = {file};
        submission.recorded_at = std::move(when);
    }

    ImportCounts into(Store& store, Channel channel = Channel::workspace) const {
        return store.record(checking.program(), submission, channel, "fingerprint");
    }
};

inline std::string to_text(const ImportCounts& counts) {
    return "+" + std::to_string(counts.added) + " ~" + std::to_string(counts.changed) + " -" +
           std::to_string(counts.withdrawn);
}

/// The claims in force, one a line: sentence, stance, speaker, source, dates, confidence.
inline std::string dump(const Store& store, Program& program) {
    const ClaimSet record = store.load(program, {});
    std::string text;
    for (const Claim& claim : record.claims) {
        text += sentence(program, claim.phrase, claim.arguments, record, NameStyle::id) + " | ";
        text += std::string(name_of(claim.stance)) + " by ";
        text += std::string(program.symbols.text(claim.speaker)) + " in ";
        text += std::string(program.symbols.text(claim.source)) + " | ";
        text += text_of(claim.from) + ".." + text_of(claim.until) + " ";
        text += std::string(name_of(claim.confidence)) + "\n";
    }
    return text;
}
inline std::string dump(const Store& store) {
    Checking checking(vocabulary);
    return dump(store, checking.checked.program);
}

/// What a StoreError says; empty when there is none.
template <class Action>
std::string failure_of(const Action& action) {
    try {
        action();
    } catch (const StoreError& error) {
        return error.what();
    }
    return "";
}

}  // namespace obverse::test
