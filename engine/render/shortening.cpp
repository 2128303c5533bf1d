#include "engine/render/shortening.h"

#include "engine/base/name_key.h"
#include "engine/render/layout.h"

#include <algorithm>

namespace obverse {

namespace {

constexpr std::size_t long_label = 30;  // columns

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    std::size_t at = 0;
    while ((at = text.find(what, at)) != std::string::npos) {
        text.replace(at, what.size(), with);
        at += with.size();
    }
    return text;
}

}  // namespace

Shortening::Shortening(const Wording& wording, PhraseId phrase, const std::vector<Word>& row) {
    const Schema& schema = wording.program().schema;
    const std::vector<Slot>& slots = schema.phrase(phrase).slots;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (!schema.takes_entities(slots[i])) continue;
        const bool is_alone = std::count_if(slots.begin(), slots.end(), [&](const Slot& slot) {
                                  return slot.kind == slots[i].kind;
                              }) == 1;
        std::string label = wording.name(as_symbol(row[i]));
        if (!is_alone || columns_of(label) < long_label) continue;
        labels_.emplace_back(std::move(label), "the " + name_key(schema.kind(*slots[i].kind).name));
    }
}

std::string Shortening::introduced(std::string text) const {
    for (const auto& [label, name] : labels_) {
        text = replaced(std::move(text), label, label + " (below: " + name + ")");
    }
    return text;
}

std::string Shortening::shortened(std::string text) const {
    for (const auto& [label, name] : labels_) text = replaced(std::move(text), label, name);
    return text;
}

}  // namespace obverse
