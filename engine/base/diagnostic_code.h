#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace obverse {

enum class Severity : std::uint8_t { error, warning, note };

/// The closed list of diagnostic codes. Each has a page docs/errors/NAME.md, NAME as `name_of`
/// gives it.
enum class Code : std::uint8_t {
    invalid_utf8,
    tab_character,
    control_character,
    line_too_long,
    file_too_large,
    empty_file,
    unknown_keyword,
    bad_syntax,
    bad_indentation,
    nesting_too_deep,
    unclosed_quote,
    missing_part,
    duplicate_part,
    duplicate_name,
    ambiguous_not,
    inline_or,
    two_statements,
    pronoun,
    unknown_phrase,
    ambiguous_sentence,
    overlapping_phrases,
    phrase_shadows_builtin,
    bad_phrase_pattern,
    unknown_kind,
    unknown_entity,
    ambiguous_name,
    unknown_slot,
    unknown_relation,
    wrong_arity,
    kind_mismatch,
    type_mismatch,
    unknown_value,
    unintroduced_letter,
    unbound_variable,
    role_used_once,
    negated_phrase,
    missing_citation,
    names_a_state,
    unknown_rule,
    unknown_lens,
    unknown_policy,
    unknown_parameter,
    unknown_source,
    unknown_speaker,
    unknown_vocabulary,
    unknown_element,
    unknown_scale,
    unknown_point,
    recursion_through_absence,
    exception_cycle,
    lens_cycle,
    kind_cycle,
    opposite_rules,
    subsumed_rule,
    repeated_condition,
    table_gap,
    table_overlap,
    unused_phrase,
    never_fires,
    always_true,
    claim_of_derived,
    claim_without_source,
    bad_date,
    bad_number,
    bad_claim,
    missing_column,
    missing_file,
    bad_row,
    bad_json,
    unread_value,
    rejected_rows,
    skipped_row,
    limit_reached,
    division_by_zero,
    bad_regex,
    closed_conclusion,
    circular_definition,
    no_question,
    ambiguous_question,
    bad_form,
    unknown_cue,
    draft_as_fact,
};

/// The code as people see it: `unknown-phrase`.
std::string_view name_of(Code code);
Severity severity_of(Code code);
/// What the code means in a few words, as its page is titled.
std::string_view title_of(Code code);
std::optional<Code> code_named(std::string_view name);
std::span<const Code> all_codes();

}  // namespace obverse
