#include "engine/render/beside_text.h"

#include "engine/model/sentence.h"
#include "engine/render/layout.h"

#include <algorithm>
#include <optional>

namespace obverse {

namespace {

class BesideWriter {
public:
    BesideWriter(const Wording& wording, const Paint& paint, std::string_view nobody)
        : wording_(wording), paint_(paint), nobody_(nobody) {}

    void add(const std::vector<Answer>& answers, std::vector<BesideLine>& lines) const {
        for (const std::vector<const Answer*>& alike : grouped(answers)) {
            const Answer& answer = *alike.front();
            lines.push_back({answer.verdict, told_together(alike) + reasons(answer)});
        }
    }

private:
    std::string reasons(const Answer& answer) const {
        std::string text;
        const std::string cites = wording_.citations(answer.cites);
        if (!cites.empty()) text += " (" + cites + ")";
        if (answer.verdict != Verdict::undetermined) {
            const std::string by = deciding(answer);
            if (!by.empty()) text += ", " + by;
        } else if (!answer.missing.empty()) {
            text +=
                paint_.faint("; " + std::string(nobody_) + " whether ") + answer.missing.front();
        }
        return text;
    }

    /// Many answers with one verdict for the same reasons that differ in one word, together; each
    /// other by itself.
    std::vector<std::vector<const Answer*>> grouped(const std::vector<Answer>& answers) const {
        constexpr std::size_t many = 4;
        std::vector<std::vector<const Answer*>> groups;
        if (answers.size() < many) {
            for (const Answer& answer : answers) groups.push_back({&answer});
            return groups;
        }
        for (const Answer& answer : answers) {
            const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& other) {
                const Answer& first = *other.front();
                return first.verdict == answer.verdict && reasons(first) == reasons(answer) &&
                       only_difference(first.row, answer.row) &&
                       (other.size() == 1 || only_difference(first.row, answer.row) ==
                                                 only_difference(first.row, other.back()->row));
            });
            if (group == groups.end()) {
                groups.push_back({&answer});
            } else {
                group->push_back(&answer);
            }
        }
        return groups;
    }

    static std::optional<std::size_t> only_difference(const Row& left, const Row& right) {
        std::optional<std::size_t> found;
        for (std::size_t i = 0; i < left.size(); ++i) {
            if (left[i] == right[i]) continue;
            if (found) return std::nullopt;
            found = i;
        }
        return found;
    }

    std::string told_together(const std::vector<const Answer*>& alike) const {
        constexpr std::size_t named = 4;
        const Answer& first = *alike.front();
        if (alike.size() == 1) return first.sentence;
        const Program& program = wording_.program();
        const Phrase& phrase = program.schema.phrase(first.phrase);
        const std::size_t place = *only_difference(first.row, alike.back()->row);
        const auto text_at = [&](const Row& row, std::size_t i) {
            return slot_text(program, phrase.slots[i], row[i], wording_.record());
        };
        std::vector<std::string> names;
        for (std::size_t i = 0; i < std::min(named, alike.size()); ++i) {
            names.push_back(text_at(alike[i]->row, place));
        }
        if (alike.size() > named) names.push_back(std::to_string(alike.size() - named) + " more");
        std::vector<std::string> texts;
        for (std::size_t i = 0; i < first.row.size(); ++i) {
            texts.push_back(i == place ? listed(names) : text_at(first.row, i));
        }
        return sentence(phrase, texts);
    }

    /// The names of the parts that decide.
    std::string deciding(const Answer& answer) const {
        std::vector<std::string> names;
        for (const AnswerPart& part : answer.parts) {
            if (part.decides) names.push_back(part.name);
        }
        return names.empty() ? std::string() : paint_.faint("by " + listed(names));
    }

    const Wording& wording_;
    const Paint& paint_;
    std::string_view nobody_;
};

}  // namespace

std::vector<BesideLine> beside_lines(const Response& response, const Wording& wording,
                                     const Paint& paint, std::string_view nobody) {
    const BesideWriter writer(wording, paint, nobody);
    std::vector<BesideLine> lines;
    for (const BesideAnswer& each : response.beside) writer.add(each.answers, lines);
    return lines;
}

}  // namespace obverse
