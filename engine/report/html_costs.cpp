#include "engine/model/sentence.h"
#include "engine/render/layout.h"
#include "engine/report/html_parts.h"

#include <algorithm>

namespace obverse {

namespace {

constexpr std::size_t sentences_shown = 10;

class CostsHtml {
public:
    CostsHtml(const Impact& impact, const std::string& prefix, std::size_t& written)
        : impact_(impact),
          judgement_(*impact.judgement),
          wording_(judgement_.program(), judgement_.record()),
          proofs_(judgement_, prefix, written) {}

    std::string write() {
        std::string html =
            "<table>\n<thead><tr><th scope=\"col\">States that fare alike</th><th "
            "scope=\"col\">What it would cost and give each of them</th></tr></thead>\n<tbody>\n";
        for (const auto& [told, states] : groups()) html += row(states);
        html += "</tbody></table>\n";
        for (std::size_t i = 0; i < impact_.columns.size(); ++i) html += others(i);
        const std::string sources = proofs_.sources();
        return sources.empty() ? html
                               : html + "<details><summary>Sources of the table</summary>\n" +
                                     sources + "</details>\n";
    }

private:
    std::string told(std::size_t column, const FoundSentence& found,
                     const std::string& state) const {
        const Impact::Column& how = impact_.columns[column];
        const Phrase& phrase = judgement_.program().schema.phrase(how.phrase);
        std::vector<std::string> texts;
        for (std::uint32_t i = 0; i < found.row.size(); ++i) {
            texts.push_back(i == how.instrument ? "it"
                            : how.state == i && !state.empty()
                                ? state
                                : slot_text(judgement_.program(), phrase.slots[i], found.row[i],
                                            judgement_.record()));
        }
        const std::string text = sentence(phrase, texts);
        return found.verdict == Verdict::contested ? text + " (contested)" : text;
    }

    template <typename Use>
    void each_cell(SymbolId state, Use use) const {
        const auto& cells = impact_.cells.at(state);
        for (std::size_t i = 0; i < impact_.columns.size(); ++i) {
            for (const FoundSentence& found : cells[i]) use(i, found);
        }
    }

    /// States by what is told of them, small groups first.
    std::vector<std::pair<std::vector<std::string>, std::vector<SymbolId>>> groups() const {
        std::map<std::vector<std::string>, std::vector<SymbolId>> alike;
        for (const SymbolId state : impact_.states) {
            std::vector<std::string> lines;
            each_cell(state, [&](std::size_t column, const FoundSentence& found) {
                lines.push_back(told(column, found, "each"));
            });
            alike[lines].push_back(state);
        }
        std::vector<std::pair<std::vector<std::string>, std::vector<SymbolId>>> order(alike.begin(),
                                                                                      alike.end());
        std::stable_sort(order.begin(), order.end(), [](const auto& left, const auto& right) {
            return left.second.size() < right.second.size();
        });
        return order;
    }

    std::string row(const std::vector<SymbolId>& states) {
        std::vector<std::string> names;
        for (const SymbolId state : states) names.push_back(wording_.name(state));
        const std::string count =
            states.size() > 1 ? std::to_string(states.size()) + " States: " : std::string();
        std::string html =
            "<tr><th scope=\"row\">" + html_text(count + listed(names)) + "</th><td><ul>\n";
        const std::string word = states.size() == 1 ? names.front() : "each";
        each_cell(states.front(), [&](std::size_t column, const FoundSentence& found) {
            const PhraseId phrase = impact_.columns[column].phrase;
            html += "<li>" + html_text(told(column, found, word)) +
                    "<details class=\"proofs\"><summary>Proof" +
                    (states.size() == 1 ? "" : " for " + html_text(names.front())) + "</summary>" +
                    proofs_.proof(why(judgement_, phrase, found.row)) + "</details></li>\n";
        });
        return html + "</ul></td></tr>\n";
    }

    /// What is told of no State.
    std::string others(std::size_t column) const {
        const std::vector<FoundSentence>& found = impact_.others[column];
        if (found.empty()) return {};
        const Phrase& phrase = judgement_.program().schema.phrase(impact_.columns[column].phrase);
        std::string html = "<h4>" + html_text(phrase.doc) + "</h4>\n<ul>\n";
        for (std::size_t i = 0; i < std::min(found.size(), sentences_shown); ++i) {
            html += "<li>" + html_text(told(column, found[i], "")) + "</li>\n";
        }
        if (found.size() > sentences_shown) {
            html += "<li>and " + std::to_string(found.size() - sentences_shown) +
                    " more, listed by <code>obverse impact --json</code></li>\n";
        }
        return html + "</ul>\n";
    }

    const Impact& impact_;
    const Judgement& judgement_;
    Wording wording_;
    ProofHtml proofs_;
};

}  // namespace

std::string costs_html(const Impact& impact, const std::string& prefix, std::size_t& written) {
    return CostsHtml(impact, prefix, written).write();
}

}  // namespace obverse
