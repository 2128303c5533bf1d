#include "engine/base/diagnostic_code.h"

#include <array>
#include <cstddef>

namespace obverse {

namespace {

struct Entry {
    Code code;
    std::string_view name;
    Severity severity;
    std::string_view title;
};

constexpr std::array<Entry, 82> entries = {{
    {Code::invalid_utf8, "invalid-utf8", Severity::error, "text is not valid UTF-8"},
    {Code::tab_character, "tab-character", Severity::error, "tab in an indentation"},
    {Code::control_character, "control-character", Severity::error, "invisible control character"},
    {Code::line_too_long, "line-too-long", Severity::error, "line longer than the limit"},
    {Code::file_too_large, "file-too-large", Severity::error, "file larger than the limit"},
    {Code::empty_file, "empty-file", Severity::error, "file with nothing in it"},
    {Code::unknown_keyword, "unknown-keyword", Severity::error,
     "line begins with no known keyword"},
    {Code::bad_syntax, "bad-syntax", Severity::error,
     "line does not have the form its keyword asks for"},
    {Code::bad_indentation, "bad-indentation", Severity::error,
     "line is indented as nothing above it allows"},
    {Code::nesting_too_deep, "nesting-too-deep", Severity::error, "lists nested too deep"},
    {Code::unclosed_quote, "unclosed-quote", Severity::error, "quotation mark without its partner"},
    {Code::missing_part, "missing-part", Severity::error, "block lacks a part it must have"},
    {Code::duplicate_part, "duplicate-part", Severity::error, "block has a part twice"},
    {Code::duplicate_name, "duplicate-name", Severity::error, "name declared twice"},
    {Code::ambiguous_not, "ambiguous-not", Severity::error, "`not` may mean absence or denial"},
    {Code::inline_or, "inline-or", Severity::error, "`or` inside a statement"},
    {Code::two_statements, "two-statements", Severity::error, "two statements on one line"},
    {Code::pronoun, "pronoun", Severity::error, "pronoun or `another` in a sentence"},
    {Code::unknown_phrase, "unknown-phrase", Severity::error, "sentence fits no declared phrase"},
    {Code::ambiguous_sentence, "ambiguous-sentence", Severity::error,
     "sentence fits several phrases"},
    {Code::overlapping_phrases, "overlapping-phrases", Severity::error,
     "one sentence could match two phrases"},
    {Code::phrase_shadows_builtin, "phrase-shadows-builtin", Severity::error,
     "phrase that a built-in sentence could match"},
    {Code::bad_phrase_pattern, "bad-phrase-pattern", Severity::error,
     "phrase pattern cannot be read"},
    {Code::unknown_kind, "unknown-kind", Severity::error, "kind is not declared"},
    {Code::unknown_entity, "unknown-entity", Severity::error, "name of no known entity"},
    {Code::ambiguous_name, "ambiguous-name", Severity::error, "name of several entities"},
    {Code::unknown_slot, "unknown-slot", Severity::error, "slot is not one of the phrase's"},
    {Code::unknown_relation, "unknown-relation", Severity::error,
     "functional form of no phrase or relation"},
    {Code::wrong_arity, "wrong-arity", Severity::error, "wrong number of terms"},
    {Code::kind_mismatch, "kind-mismatch", Severity::error, "term of the wrong kind"},
    {Code::type_mismatch, "type-mismatch", Severity::error, "value of the wrong type"},
    {Code::unknown_value, "unknown-value", Severity::error,
     "word is no value or group of the kind"},
    {Code::unintroduced_letter, "unintroduced-letter", Severity::error,
     "letter that no kind introduces"},
    {Code::unbound_variable, "unbound-variable", Severity::error,
     "variable that no condition binds"},
    {Code::role_used_once, "role-used-once", Severity::warning, "variable used only once"},
    {Code::negated_phrase, "negated-phrase", Severity::warning, "phrase that hides a negation"},
    {Code::missing_citation, "missing-citation", Severity::warning, "rule without a citation"},
    {Code::names_a_state, "names-a-state", Severity::warning,
     "rule that names a particular entity"},
    {Code::unknown_rule, "unknown-rule", Severity::error, "name of no rule"},
    {Code::unknown_lens, "unknown-lens", Severity::error, "name of no lens"},
    {Code::unknown_policy, "unknown-policy", Severity::error, "name of no policy"},
    {Code::unknown_parameter, "unknown-parameter", Severity::error, "name of no parameter"},
    {Code::unknown_source, "unknown-source", Severity::error, "name of no source"},
    {Code::unknown_speaker, "unknown-speaker", Severity::error, "name of no speaker"},
    {Code::unknown_vocabulary, "unknown-vocabulary", Severity::error, "name of no vocabulary"},
    {Code::unknown_element, "unknown-element", Severity::error,
     "name of no element of the definition"},
    {Code::unknown_scale, "unknown-scale", Severity::error, "name of no scale or quantity"},
    {Code::unknown_point, "unknown-point", Severity::error,
     "point that the source does not declare"},
    {Code::recursion_through_absence, "recursion-through-absence", Severity::error,
     "conclusion rests on its own absence"},
    {Code::exception_cycle, "exception-cycle", Severity::error,
     "exceptions that attack each other in a circle"},
    {Code::lens_cycle, "lens-cycle", Severity::error, "lenses that extend each other in a circle"},
    {Code::kind_cycle, "kind-cycle", Severity::error, "kinds that contain each other in a circle"},
    {Code::opposite_rules, "opposite-rules", Severity::warning,
     "support and denial with no exception between"},
    {Code::subsumed_rule, "subsumed-rule", Severity::warning,
     "rule that concludes nothing that another does not"},
    {Code::repeated_condition, "repeated-condition", Severity::warning,
     "condition that follows from another of its rule"},
    {Code::table_gap, "table-gap", Severity::warning, "case that no row of a table covers"},
    {Code::table_overlap, "table-overlap", Severity::error, "case for which two rows disagree"},
    {Code::unused_phrase, "unused-phrase", Severity::note, "phrase that nothing uses"},
    {Code::never_fires, "never-fires", Severity::note, "rule that fires on no case of the corpus"},
    {Code::always_true, "always-true", Severity::note,
     "condition that holds in every case of the corpus"},
    {Code::claim_of_derived, "claim-of-derived", Severity::error, "claim of a derived phrase"},
    {Code::claim_without_source, "claim-without-source", Severity::error, "claim without a source"},
    {Code::bad_date, "bad-date", Severity::error, "text is no date"},
    {Code::bad_number, "bad-number", Severity::error, "text is no number"},
    {Code::bad_claim, "bad-claim", Severity::error, "claim cannot be recorded"},
    {Code::missing_column, "missing-column", Severity::error, "column that the table lacks"},
    {Code::missing_file, "missing-file", Severity::error, "file that does not exist"},
    {Code::bad_row, "bad-row", Severity::error, "row that cannot be read"},
    {Code::bad_json, "bad-json", Severity::error, "line is not the JSON object it should be"},
    {Code::unread_value, "unread-value", Severity::warning,
     "value that no line of the mapping reads"},
    {Code::rejected_rows, "rejected-rows", Severity::error, "rows rejected, nothing loaded"},
    {Code::skipped_row, "skipped-row", Severity::warning, "a row was skipped"},
    {Code::limit_reached, "limit-reached", Severity::error, "evaluation stopped at a limit"},
    {Code::division_by_zero, "division-by-zero", Severity::error, "division by zero"},
    {Code::bad_regex, "bad-regex", Severity::error, "pattern cannot be read"},
    {Code::closed_conclusion, "closed-conclusion", Severity::error,
     "conclusion that may not be denied or derived"},
    {Code::circular_definition, "circular-definition", Severity::error,
     "definition that rests on itself"},
    {Code::no_question, "no-question", Severity::error, "question fits no phrase"},
    {Code::ambiguous_question, "ambiguous-question", Severity::error,
     "question fits several phrases"},
    {Code::bad_form, "bad-form", Severity::error, "form or example of a word that cannot be read"},
    {Code::unknown_cue, "unknown-cue", Severity::error, "no cue of this name"},
    {Code::draft_as_fact, "draft-as-fact", Severity::error,
     "rule about the world that reads what a draft says"},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (static_cast<std::size_t>(entries[i].code) != i) return false;
    }
    return true;
}
static_assert(in_order(), "entries stand in the order of the enumeration");

constexpr auto codes = [] {
    std::array<Code, entries.size()> list{};
    for (std::size_t i = 0; i < entries.size(); ++i) list[i] = entries[i].code;
    return list;
}();

const Entry& entry_of(Code code) {
    return entries[static_cast<std::size_t>(code)];
}

}  // namespace

std::string_view name_of(Code code) {
    return entry_of(code).name;
}
Severity severity_of(Code code) {
    return entry_of(code).severity;
}
std::string_view title_of(Code code) {
    return entry_of(code).title;
}

std::optional<Code> code_named(std::string_view name) {
    for (const Entry& entry : entries) {
        if (entry.name == name) return entry.code;
    }
    return std::nullopt;
}

std::span<const Code> all_codes() {
    return codes;
}

}  // namespace obverse
