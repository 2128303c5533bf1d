#include "engine/base/name_key.h"
#include "engine/check/vocabulary.h"

#include <algorithm>
#include <set>

namespace obverse::checking {

namespace {

std::optional<ColumnType> data_type(std::string_view name) {
    if (name == "text") return ColumnType::symbol;
    if (name == "integer") return ColumnType::integer;
    if (name == "number") return ColumnType::number;
    if (name == "date") return ColumnType::date;
    return std::nullopt;
}

std::optional<Slot> read_slot(Context& context, const ast::SlotPattern& pattern) {
    Slot slot;
    slot.role = pattern.role.empty() ? word_key(pattern.kind.text) : pattern.role;
    if (const auto type = data_type(pattern.kind.text)) {
        slot.type = *type;
        return slot;
    }
    slot.kind = find_kind(context, pattern.kind);
    if (!slot.kind) return std::nullopt;
    return slot;
}

}  // namespace

std::optional<ReadPattern> read_pattern(Context& context, const ast::Pattern& pattern) {
    ReadPattern made;
    bool is_good = true;
    for (const auto& piece : pattern.pieces) {
        if (const auto* word = std::get_if<ast::Word>(&piece)) {
            made.pieces.emplace_back(word->text);
            continue;
        }
        const auto& slot_pattern = std::get<ast::SlotPattern>(piece);
        const std::optional<Slot> slot = read_slot(context, slot_pattern);
        is_good = is_good && slot;
        if (!slot) continue;
        const bool is_taken =
            std::any_of(made.slots.begin(), made.slots.end(),
                        [&](const Slot& other) { return other.role == slot->role; });
        if (is_taken) {
            context.error(Code::bad_phrase_pattern, slot_pattern.span,
                          "two slots of the phrase are called `" + slot->role + "`",
                          "the second of them",
                          "give it a role: `{other: " + slot_pattern.kind.text + "}`");
            is_good = false;
            continue;
        }
        made.pieces.emplace_back(static_cast<std::uint32_t>(made.slots.size()));
        made.slots.push_back(*slot);
    }
    const bool has_word =
        std::any_of(made.pieces.begin(), made.pieces.end(),
                    [](const auto& piece) { return std::holds_alternative<std::string>(piece); });
    if (is_good && !has_word) {
        context.error(Code::bad_phrase_pattern, pattern.span, "a phrase needs words of its own", "",
                      "write words around the slots");
        return std::nullopt;
    }
    if (!is_good) return std::nullopt;
    return made;
}

std::optional<std::uint32_t> find_slot(Context& context, std::span<const Slot> slots,
                                       std::string_view name) {
    // A slot without a role of its own is called by its kind in lower case.
    const std::string key = word_key(name);
    for (std::uint32_t i = 0; i < slots.size(); ++i) {
        if (slots[i].role == name || slots[i].role == key) return i;
    }
    const std::optional<KindId> kind = context.schema().kind_named(name);
    std::optional<std::uint32_t> found;
    for (std::uint32_t i = 0; i < slots.size(); ++i) {
        if (!kind || slots[i].kind != kind) continue;
        if (found) return std::nullopt;  // two slots of the kind: the role must tell which
        found = i;
    }
    return found;
}

std::optional<PhrasePieces> read_variant(Context& context, const ast::Pattern& pattern,
                                         std::span<const Slot> slots) {
    PhrasePieces pieces;
    std::set<std::uint32_t> seen;
    for (const auto& piece : pattern.pieces) {
        if (const auto* word = std::get_if<ast::Word>(&piece)) {
            pieces.emplace_back(word->text);
            continue;
        }
        const auto& slot = std::get<ast::SlotPattern>(piece);
        const std::string& name = slot.role.empty() ? slot.kind.text : slot.role;
        const std::optional<std::uint32_t> index = find_slot(context, slots, name);
        if (!index || !seen.insert(*index).second) {
            context.error(Code::unknown_slot, slot.span,
                          index ? "slot `" + name + "` stands twice"
                                : "the phrase has no slot `" + name + "`",
                          "", "name each slot of the phrase once, by its role or its kind");
            return std::nullopt;
        }
        pieces.emplace_back(*index);
    }
    if (seen.size() != slots.size()) {
        context.error(Code::bad_phrase_pattern, pattern.span,
                      "the pattern leaves out a slot of its phrase", "",
                      "name each slot of the phrase once, by its role or its kind");
        return std::nullopt;
    }
    return pieces;
}

}  // namespace obverse::checking
