#include "engine/model/sentence.h"
#include "engine/render/impact.h"
#include "engine/render/layout.h"
#include "engine/render/reading_text.h"
#include "engine/render/wording.h"

#include <algorithm>
#include <set>

namespace obverse {

namespace {

// Of what is told of no State so many lines are shown, the rest is counted.
constexpr std::size_t lines_shown = 10;
constexpr std::size_t names_shown = 3;

using Texts = std::vector<std::string>;

class ImpactWriter {
public:
    ImpactWriter(const Impact& impact, const TextStyle& style)
        : impact_(impact),
          judgement_(*impact.judgement),
          style_(style),
          paint_{style.colour},
          wording_(judgement_.program(), judgement_.record()) {}

    std::string write() {
        text_ = hang("", "what " + wording_.name(impact_.instrument) + " would cost and give",
                     style_.width);
        text_ += "\n";
        for (const ReadingLine& line : reading_lines(judgement_)) {
            text_ += hang("  " + padded(line.lead, 12), line.text, style_.width);
        }
        states();
        for (std::size_t i = 0; i < impact_.columns.size(); ++i) others(i);
        next();
        return std::move(text_);
    }

private:
    const Phrase& phrase_of(const Impact::Column& column) const {
        return judgement_.program().schema.phrase(column.phrase);
    }

    /// The words that fill a sentence, the instrument as `it`.
    Texts words(const Impact::Column& column, const Row& row) const {
        const Phrase& phrase = phrase_of(column);
        Texts texts;
        for (std::uint32_t i = 0; i < row.size(); ++i) {
            texts.push_back(i == column.instrument
                                ? "it"
                                : slot_text(judgement_.program(), phrase.slots[i], row[i],
                                            judgement_.record()));
        }
        return texts;
    }

    std::string told(const Impact::Column& column, const Texts& texts, Verdict verdict) const {
        const std::string text = sentence(phrase_of(column), texts);
        return verdict == Verdict::contested ? text + " (contested)" : text;
    }

    /// What is told of a State, with a word that stands for it.
    Texts fate_of(SymbolId state, const std::string& word) const {
        Texts lines;
        const auto& cells = impact_.cells.at(state);
        for (std::size_t i = 0; i < impact_.columns.size(); ++i) {
            const Impact::Column& column = impact_.columns[i];
            for (const FoundSentence& found : cells[i]) {
                Texts texts = words(column, found.row);
                texts[*column.state] = word;
                lines.push_back(told(column, texts, found.verdict));
            }
        }
        return lines;
    }

    void states() {
        if (impact_.states.empty()) {
            text_ += "\n  it asks nothing of any State that is on record\n";
            return;
        }
        std::map<Texts, std::vector<SymbolId>> groups;
        for (const SymbolId state : impact_.states) groups[fate_of(state, "each")].push_back(state);
        std::vector<const std::vector<SymbolId>*> order;
        for (const auto& [fate, group] : groups) order.push_back(&group);
        std::stable_sort(order.begin(), order.end(), [](const auto* left, const auto* right) {
            return left->size() < right->size();
        });
        for (const std::vector<SymbolId>* group : order) group_text(*group);
    }

    void group_text(const std::vector<SymbolId>& group) {
        Texts names;
        for (const SymbolId state : group) names.push_back(wording_.name(state));
        text_ += "\n";
        const std::string count = group.size() > 1 ? std::to_string(group.size()) + ": " : "";
        text_ += paint_.bold(hang("", count + listed(names), style_.width));
        const std::string word = group.size() == 1 ? names.front() : "each";
        for (const std::string& line : fate_of(group.front(), word)) {
            text_ += hang("  - ", line, style_.width);
        }
    }

    /// Sentences about the instrument; those that differ in a State alone are told as one.
    void others(std::size_t number) {
        const Impact::Column& column = impact_.columns[number];
        const std::vector<FoundSentence>& found = impact_.others[number];
        if (found.empty()) return;
        const std::optional<std::size_t> victim = state_slot(column);
        std::map<std::pair<Row, Verdict>, Texts> groups;
        for (const FoundSentence& each : found) {
            Row row = each.row;
            std::string name;
            if (victim) {
                name = wording_.name(as_symbol(row[*victim]));
                row[*victim] = 0;
            }
            groups[{row, each.verdict}].push_back(name);
        }
        text_ += "\n" + paint_.bold(phrase_of(column).doc) + "\n";
        std::size_t shown = 0;
        for (auto& [key, names] : groups) {
            if (++shown > lines_shown) break;
            const auto& [row, verdict] = key;
            Texts texts = words_without(column, row, victim);
            if (victim) texts[*victim] = some_of(names);
            text_ += hang("  - ", told(column, texts, verdict), style_.width);
        }
        if (groups.size() > lines_shown) {
            text_ += "  and " + std::to_string(groups.size() - lines_shown) +
                     " more, listed by --json\n";
        }
    }

    std::optional<std::size_t> state_slot(const Impact::Column& column) const {
        const Schema& schema = judgement_.program().schema;
        const auto kind = schema.kind_named("State");
        const Phrase& phrase = phrase_of(column);
        for (std::size_t i = 0; kind && i < phrase.slots.size(); ++i) {
            if (phrase.slots[i].kind && schema.is_a(*phrase.slots[i].kind, *kind)) return i;
        }
        return std::nullopt;
    }

    Texts words_without(const Impact::Column& column, Row row,
                        std::optional<std::size_t> victim) const {
        if (victim) row[*victim] = to_word(impact_.instrument);
        return words(column, row);
    }

    static std::string some_of(Texts& names) {
        std::sort(names.begin(), names.end());
        if (names.size() <= names_shown + 1) return listed(names);
        const std::size_t rest = names.size() - names_shown;
        names.resize(names_shown);
        names.push_back(std::to_string(rest) + " others");
        return listed(names);
    }

    void next() {
        for (const SymbolId state : impact_.states) {
            const auto& cells = impact_.cells.at(state);
            for (std::size_t i = 0; i < cells.size(); ++i) {
                if (cells[i].empty()) continue;
                const Impact::Column& column = impact_.columns[i];
                Texts ids;
                const Phrase& phrase = phrase_of(column);
                for (std::size_t slot = 0; slot < phrase.slots.size(); ++slot) {
                    const Word word = cells[i].front().row[slot];
                    ids.push_back(to_text(Value{phrase.slots[slot].type, word},
                                          judgement_.program().symbols));
                }
                text_ += "\n" + paint_.bold("next") + "\n  obverse why" + style_.options.text() +
                         " \"" + sentence(phrase, ids) + "\"\n";
                return;
            }
        }
    }

    const Impact& impact_;
    const Judgement& judgement_;
    TextStyle style_;
    Paint paint_;
    Wording wording_;
    std::string text_;
};

}  // namespace

std::string impact_text(const Impact& impact, const TextStyle& style) {
    return ImpactWriter(impact, style).write();
}

}  // namespace obverse
