#pragma once

#include "engine/check/check.h"
#include "engine/syntax/parser.h"

#include <string>
#include <string_view>
#include <vector>

namespace obverse::test {

/// A text that is parsed and checked, with what was found.
struct Checking {
    SourceMap sources;
    Diagnostics diagnostics;
    Checked checked;

    explicit Checking(std::string_view text, const Known& known = {}) {
        std::vector<ast::File> files;
        files.push_back(parse(sources, sources.add("a.obv", std::string(text)), diagnostics));
        checked = check(files, sources, diagnostics, known);
        diagnostics.sort();
    }

    /// `code@line:column` of each error, or of every finding of one severity and above.
    std::string findings(Severity least = Severity::error) const {
        std::string text;
        for (const Diagnostic& diagnostic : diagnostics.list()) {
            if (diagnostic.severity() > least) continue;
            text += text.empty() ? "" : " ";
            text += name_of(diagnostic.code);
            if (!diagnostic.primary) continue;
            const Span span = diagnostic.primary->span;
            const LineColumn place = sources.locate(span.source, span.begin);
            text += "@" + std::to_string(place.line) + ":" + std::to_string(place.column);
        }
        return text;
    }
    /// The message and the help of the first finding with the code.
    std::string text_of(Code code) const {
        for (const Diagnostic& diagnostic : diagnostics.list()) {
            if (diagnostic.code == code) return diagnostic.message + " | " + diagnostic.help;
        }
        return "";
    }
    const Program& program() const { return checked.program; }
};

/// The vocabulary that most cases build on; it has `vocabulary_line_count` lines.
inline constexpr std::string_view vocabulary = R"(vocabulary space-security
  kind Actor
  kind State is a kind of Actor
  kind Behaviour
  kind Object
  kind Orbit
  kind Concern
  kind Intention is one of malicious, provocative, unfriendly or none
  group hostile of Intention is malicious, provocative, unfriendly
  kind Nature is one of material, non-material or none
  kind Form is one of possession, testing, possible-test, capability-deterrence, intention-deterrence
  phrase responsible "{State} is responsible for {Behaviour}" closed per {Behaviour}
  phrase carries-out "{Actor} carries out {Behaviour}"
  phrase directed "{Behaviour} is directed at {State}" closed per {Behaviour}
  phrase intent "{Behaviour} is done with {Intention} intention" one {Intention} per {Behaviour}
  phrase may-impact "{Behaviour} may have {Nature} adverse impact on {victim: State}"
  phrase accident "{Behaviour} is an accident"
  phrase staged "{Behaviour} is staged"
  phrase happened "{Behaviour} happened on {day: date}"
  phrase destroyed "{Behaviour} destroyed {Object}"
  phrase real-target "{Object} was a real target"
  phrase in-orbit "{Object} was in {Orbit}"
  phrase operates "{State} operates satellites in {Orbit}"
  phrase lasted "the debris of {Behaviour} lasted at most {count: integer} days"
  phrase addresses "{Behaviour} addresses {Concern}"
  phrase threat "{Behaviour} is a threat to {victim: State}" derived
    in French "{Behaviour} constitue une menace pour {victim}"
    plural "{Behaviour} are threats to {victim}"
  phrase potential "{Behaviour} is a potential threat to {victim: State}" derived
  phrase deters "{deterrer: State} deters {deterred: State} by {Form}" derived
entities
  aldora is a State labelled "Republic of Aldora"
  aldora is also called "Aldora", "the Aldorans"
  borea is a State labelled "Borea"
  orbital is a Actor labelled "Orbital Company"
  j1 is a Behaviour labelled "Jamming of 2021"
source paper "A paper"
speaker borea-mod "Ministry of Borea" speaks for borea
)";

inline std::string with_vocabulary(std::string_view text) {
    return std::string(vocabulary) + std::string(text);
}
/// Lines of the vocabulary: the first line of the case's own text is one more.
inline std::size_t vocabulary_line_count() {
    std::size_t count = 0;
    for (const char c : vocabulary) count += c == '\n' ? 1U : 0U;
    return count;
}

}  // namespace obverse::test
