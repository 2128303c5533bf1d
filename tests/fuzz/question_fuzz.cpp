#include "engine/base/invariant.h"
#include "engine/check/check.h"
#include "engine/check/question.h"
#include "engine/syntax/parser.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace obverse;

constexpr std::string_view rules = R"(vocabulary conduct
  kind Actor
  kind State is a kind of Actor
  kind Behaviour
  kind Object
  kind Intention is one of malicious, provocative, unfriendly or none
  group hostile of Intention is malicious, provocative, unfriendly
  phrase responsible "{State} is responsible for {Behaviour}"  closed per {Behaviour}
  phrase carries-out "{Actor} carries out {Behaviour}"
    asks "did {Actor} carry out {Behaviour}?"
  phrase intent "{Behaviour} is done with {Intention} intention"
  phrase happened "{Behaviour} happened on {day: date}"
  phrase pieces "{Behaviour} left {count: integer} pieces of debris"
  phrase share "the share of {State} is {part: number} percent"
  phrase titled "{Object} bears the title {title: text}"
  phrase accident "{Behaviour} is an accident"
  phrase threat "{Behaviour} is a threat to {victim: State}"  derived
    in French "{Behaviour} constitue une menace pour {victim}"
    plural "{Behaviour} are threats to {victim}"
  phrase deters "{State} deters {other: State}"  derived
  phrase backs "{State} backs {other: State}"
    asks "who helps {State} and {other}?"
  phrase pays "{State} pays {other: State}"
    asks "who helps {State} and {other}?"
relation edge(from: integer, to: integer)
entities
  aldora is a State labelled "Republic of Aldora"
  borea is a State labelled "Borea"
  borea is also called "the Kingdom of Borea"
  ring-1 is a State labelled "The Ring"
  ring-2 is a State labelled "Ring"
  j1 is a Behaviour labelled "The jamming"
  cosmos is a Object labelled "Cosmos 1408"
)";

struct Conduct {
    SourceMap sources;
    Diagnostics diagnostics;
    Checked checked;

    Conduct() {
        const std::vector<ast::File> files = {
            parse(sources, sources.add("rules.obv", std::string(rules)), diagnostics)};
        checked = check(files, sources, diagnostics);
        invariant(!diagnostics.has_errors());
    }
};

}  // namespace

/// A question may be anything: it has a reading or a finding, and what it is read as is itself a
/// question with that reading.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Conduct program;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    SourceMap sources;
    Diagnostics diagnostics;
    const QuestionReading reading = parse_question(
        program.checked.program, program.checked.entities, sources, text, diagnostics);
    const auto* question = std::get_if<Question>(&reading);
    if (question == nullptr) {
        invariant(!diagnostics.list().empty());
        return 0;
    }
    invariant(question->terms.size() ==
              program.checked.program.schema.phrase(question->phrase).slots.size());
    return 0;
}
