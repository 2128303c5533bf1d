#pragma once

#include "engine/check/context.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace obverse::checking {

/// Kinds, scales (each with a hidden kind of its levels) and groups of all files.
void declare_kinds(Context& context, std::span<const ast::File> files);
/// Phrases, relations, quantities and grades, with the matcher's trie. Needs the kinds.
void declare_phrases(Context& context, std::span<const ast::File> files);

/// A quoted pattern with its slots resolved; nullopt when a slot is reported as wrong.
struct ReadPattern {
    PhrasePieces pieces;
    std::vector<Slot> slots;
};
std::optional<ReadPattern> read_pattern(Context& context, const ast::Pattern& pattern);
/// Another order of words for a phrase: its slots are found by role or by kind, each exactly once.
std::optional<PhrasePieces> read_variant(Context& context, const ast::Pattern& pattern,
                                         std::span<const Slot> slots);
/// A declared phrase that is quoted, with its slots under the roles that the quotation gives them.
struct QuotedPhrase {
    PhraseId phrase;
    std::vector<Slot> slots;
};
/// Reports a quotation of what is declared nowhere.
std::optional<QuotedPhrase> read_quoted(Context& context, const ast::Pattern& pattern);
std::optional<std::uint32_t> find_slot(Context& context, std::span<const Slot> slots,
                                       std::string_view name);
/// The kinds whose names are nearest, without regard to case; a name in another case is nearest.
std::vector<std::string> nearest_kinds(const Schema& schema, std::string_view name);
/// Reports the unknown kind with its nearest names.
std::optional<KindId> find_kind(Context& context, const ast::Name& name);

/// Two phrases that one sentence could match both of, and phrases that a built-in form could match.
void check_overlaps(Context& context);

}  // namespace obverse::checking
