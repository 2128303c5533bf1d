#include "tests/fuzz/importing.h"

#include <cstddef>
#include <cstdint>

namespace {

using namespace obverse;

constexpr std::string_view mapping = R"(import "a.csv"
  let event be {account_of} or {id}
  {id} is a Behaviour labelled {label}
  {id} is also called {aliases}
  when {kind} is "speaker": {name} is a Speaker labelled {label}
  when {kind} is "speaker": {name} speaks for {by}
  when {kind} is "source":
    {name} is a Source labelled {label}
    {name} has url {url}
    {name} is issued by {by} on {date}
    {name} is based on {base}
  {event} happened on {date}
  {event} made {count} pieces   from {from} until {until}
  {event} cost {amount} dollars   confidence {sure}
  {event} is described as {label}
  when {actor} is not "unknown": {actor} is responsible for {event}
  for each state in {targets}: {event} is directed at {state}
  when {intention} is one of malicious, provocative, none:
    {event} is done with {intention} intention   asserted by {teller}
  when {stance} is "denied": {event} is done with none intention   denied by mod in "A new text"
  when {stance} is empty: {event} is done with hostile intention
  when {stance} is not empty: {event} made 3 pieces
  asserted by {who} in {source}, url {url}
  confidence is low when {verified} is "recalled"
  the column {remark} is a note
)";

fuzz::Importing& importing() {
    static fuzz::Importing made(std::string(fuzz::import_words) + std::string(mapping));
    made.renew();
    return made;
}

}  // namespace

/// A table may be anything: every row is taken or rejected with its place, and what is taken can be
/// written and read again. The first byte says with which separator, and what becomes of bad rows.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const bool has_tabs = (*data & 1U) != 0;
    const Rejected rejected = (*data & 2U) != 0 ? Rejected::skip : Rejected::stop;
    std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    importing().import_and_again(importing().table(has_tabs ? "a.tsv" : "a.csv", std::move(text)),
                                 {}, rejected);
    return 0;
}
