#include "engine/ingest/identity.h"

#include "engine/base/name_key.h"

#include <algorithm>

namespace obverse {

namespace {

std::string text_of(const Gathering& gathering, SymbolId id) {
    return std::string(gathering.program().symbols.text(id));
}

Problem clash(const Gathering& gathering, const std::string& name, SymbolId other) {
    return {Code::duplicate_name,
            "`" + name + "` is a name of `" + text_of(gathering, other) + "` already",
            "choose another name, or write of `" + text_of(gathering, other) + "`"};
}

}  // namespace

std::optional<Problem> problem_of_id(const std::string& id) {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool is_plain = std::all_of(
        id.begin(), id.end(), [&](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
    const bool has_letter = std::any_of(id.begin(), id.end(), is_letter);
    if (is_plain && has_letter && id.front() != '-') return std::nullopt;
    return Problem{Code::bad_row, "`" + id + "` is no id",
                   "write small letters, digits and hyphens, with a letter among them"};
}

std::optional<Problem> problem_of_kind(const Gathering& gathering, SymbolId id, KindId kind) {
    const Schema& schema = gathering.program().schema;
    const auto is_role = [&](KindId one) {
        for (const char* name : {"Speaker", "Source"}) {
            const std::optional<KindId> role = schema.kind_named(name);
            if (role && schema.is_a(one, *role)) return true;
        }
        return false;
    };
    if (is_role(kind)) return std::nullopt;
    for (const KindId own : gathering.kinds_of(id)) {
        if (is_role(own) || schema.is_a(own, kind) || schema.is_a(kind, own)) continue;
        return Problem{Code::kind_mismatch,
                       "`" + text_of(gathering, id) + "` is a `" + schema.kind(own).name +
                           "` already, and no `" + schema.kind(kind).name + "`",
                       "give what is meant here an id of its own"};
    }
    return std::nullopt;
}

std::optional<Problem> problem_of_label(const Gathering& gathering, SymbolId id,
                                        const std::string& label) {
    if (label.empty()) return std::nullopt;
    for (const SymbolId other : gathering.find(label)) {
        if (other != id) return clash(gathering, label, other);
    }
    return std::nullopt;
}

std::optional<Problem> problem_of_alias(const Gathering& gathering, SymbolId id,
                                        const std::string& name) {
    const std::string key = name_key(name);
    for (const SymbolId other : gathering.find(name)) {
        const bool is_own = name_key(text_of(gathering, other)) == key ||
                            name_key(gathering.label_of(other)) == key;
        if (other != id && is_own) return clash(gathering, name, other);
    }
    return std::nullopt;
}

}  // namespace obverse
