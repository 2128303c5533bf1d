#include "engine/text/lead_words.h"

#include "engine/text/fold.h"
#include "engine/text/match_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace obverse::text {

namespace {

constexpr std::size_t look_ahead = 240;  // bytes; longer than any lead words with modifiers
constexpr int modifier_limit = 5;

constexpr std::array<std::pair<std::string_view, LeadPart>, 11> parts = {
    {{"preambular", LeadPart::preambular},
     {"opening", LeadPart::opening},
     {"operative", LeadPart::operative},
     {"formula", LeadPart::formula},
     {"agreement", LeadPart::agreement},
     {"modifier", LeadPart::modifier},
     {"connector", LeadPart::connector},
     {"annex", LeadPart::annex},
     {"article", LeadPart::article},
     {"close", LeadPart::close},
     {"draft", LeadPart::draft}}};

/// The key under which words are found: the first word, of Chinese the first character.
std::string first_of(std::string_view folded) {
    std::size_t end = 0;
    while (end < folded.size()) {
        const Decoded character = decode(folded, end);
        if (is_han(character.point)) {
            if (end == 0) end = character.next;
            break;
        }
        if (!is_letter(character.point)) break;
        end = character.next;
    }
    return std::string(folded.substr(0, end));
}

bool ends_word(std::string_view folded, std::size_t at) {
    if (at >= folded.size() || at == 0) return true;
    const Decoded next = decode(folded, at);
    return !is_letter(next.point) || is_han(next.point);
}

bool is_wanted(LeadPart part, LeadPart wanted) {
    return part == wanted || (wanted == LeadPart::preambular && part == LeadPart::opening);
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    return at;
}

/// One record of CSV; advances `at` past it.
std::vector<std::string> next_record(std::string_view csv, std::size_t& at, std::size_t& line) {
    std::vector<std::string> cells(1);
    bool is_quoted = false;
    for (; at < csv.size(); ++at) {
        const char c = csv[at];
        if (c == '\n') ++line;
        if (is_quoted) {
            if (c != '"') {
                cells.back() += c;
            } else if (at + 1 < csv.size() && csv[at + 1] == '"') {
                cells.back() += c;
                ++at;
            } else {
                is_quoted = false;
            }
        } else if (c == '"' && cells.back().empty()) {
            is_quoted = true;
        } else if (c == ',') {
            cells.emplace_back();
        } else if (c == '\n') {
            ++at;
            break;
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    return cells;
}

/// `gruenberg-2009 2/7; another 4/5`
std::optional<std::vector<Force>> force_of(std::string_view cell) {
    std::vector<Force> forces;
    while (!cell.empty()) {
        const std::size_t end = std::min(cell.find(';'), cell.size());
        const std::string_view one = cell.substr(0, end);
        cell.remove_prefix(std::min(end + 1, cell.size()));
        const std::size_t first = skip_blanks(one, 0);
        const std::size_t blank = one.find(' ', first);
        const std::size_t slash = one.find('/', first);
        if (blank == std::string_view::npos || slash == std::string_view::npos) return std::nullopt;
        Force force;
        force.scale = one.substr(first, blank - first);
        const char* const from = one.data() + blank + 1;
        const char* const middle = one.data() + slash;
        const bool is_good =
            blank < slash && std::from_chars(from, middle, force.value).ptr == middle &&
            std::from_chars(middle + 1, one.data() + one.size(), force.of).ec == std::errc();
        if (!is_good || force.value < 1 || force.value > force.of) return std::nullopt;
        forces.push_back(std::move(force));
    }
    return forces;
}

struct RowReader {
    const std::string& path;
    Diagnostics& diagnostics;
    std::array<std::size_t, 8> columns = {};

    static constexpr std::array<std::string_view, 8> names = {
        "language", "organ", "part", "words", "act", "effect", "force", "source"};

    void report(Code code, std::size_t line, std::string message, std::string help) const {
        diagnostics.report({.code = code,
                            .message = std::move(message),
                            .help = std::move(help),
                            .place = FilePlace{path, line, 0, {}}});
    }

    bool read_head(const std::vector<std::string>& head) {
        for (std::size_t index = 0; index < names.size(); ++index) {
            const auto found = std::find(head.begin(), head.end(), names[index]);
            if (found == head.end()) {
                report(
                    Code::missing_column, 1,
                    "the table has no column `" + std::string(names[index]) + "`",
                    "write the columns language, organ, part, words, act, effect, force, source");
                return false;
            }
            columns[index] = static_cast<std::size_t>(found - head.begin());
        }
        return true;
    }

    std::optional<LeadWord> read(const std::vector<std::string>& cells, std::size_t line) const {
        const auto cell = [&](std::size_t index) {
            return columns[index] < cells.size() ? cells[columns[index]] : std::string();
        };
        LeadWord word{.language = cell(0),
                      .organ = cell(1),
                      .part = LeadPart::operative,
                      .words = cell(3),
                      .act = cell(4),
                      .effect = cell(5),
                      .force = {},
                      .source = cell(7)};
        const auto* const part = std::find_if(
            parts.begin(), parts.end(), [&](const auto& known) { return known.first == cell(2); });
        if (part == parts.end()) {
            report(Code::bad_row, line, "`" + cell(2) + "` is no part of a text",
                   "write preambular, operative, formula or another part that is known");
            return std::nullopt;
        }
        word.part = part->second;
        if (word.words.empty() || word.language.empty()) {
            report(Code::bad_row, line, "the row has no words or no language",
                   "fill both cells, or delete the row");
            return std::nullopt;
        }
        std::optional<std::vector<Force>> force = force_of(cell(6));
        if (!force) {
            report(Code::bad_row, line, "`" + cell(6) + "` is no force on a scale",
                   "write the scale and the place on it, as `name 2/7`");
            return std::nullopt;
        }
        word.force = std::move(*force);
        return word;
    }
};

}  // namespace

LeadWords::LeadWords(std::vector<LeadWord> list) : list_(std::move(list)) {
    for (std::uint32_t entry = 0; entry < list_.size(); ++entry) {
        folded_.push_back(fold(MatchText(list_[entry].words).text()).text);
        by_first_[first_of(folded_.back())].push_back(entry);
    }
    for (auto& [first, entries] : by_first_) {
        std::stable_sort(entries.begin(), entries.end(), [&](std::uint32_t a, std::uint32_t b) {
            return folded_[a].size() > folded_[b].size();
        });
    }
}

std::optional<LeadMatch> LeadWords::words_at(std::string_view folded, const Wanted& wanted) const {
    const auto entries = by_first_.find(first_of(folded));
    if (entries == by_first_.end()) return std::nullopt;
    std::optional<LeadMatch> best;
    for (const std::uint32_t entry : entries->second) {
        const LeadWord& word = list_[entry];
        const std::string& words = folded_[entry];
        if (!is_wanted(word.part, wanted.part) || !folded.starts_with(words)) continue;
        if (!wanted.language.empty() && word.language != wanted.language) continue;
        if (!word.organ.empty() && !wanted.organ.empty() && word.organ != wanted.organ) continue;
        if (!ends_word(folded, words.size())) continue;
        if (best && best->end > words.size()) break;
        // Of equal words the organ's own row is the better one.
        if (best && (word.organ.empty() || word.organ != wanted.organ)) continue;
        best = LeadMatch{entry, 0, static_cast<std::uint32_t>(words.size()), {}};
    }
    return best;
}

std::optional<LeadMatch> LeadWords::match(std::string_view text, const Wanted& wanted) const {
    const Folded folded = fold(text, look_ahead);
    const std::string_view whole = folded.text;
    const Wanted modifier{LeadPart::modifier, wanted.language, wanted.organ};
    std::vector<std::uint32_t> modifiers;
    std::size_t at = 0;
    while (at < whole.size() && (whole[at] == '[' || whole[at] == '"' || whole[at] == ' ')) ++at;
    const auto skip_modifier = [&](std::size_t from) {
        const auto found = words_at(whole.substr(from), modifier);
        if (!found) return from;
        modifiers.push_back(found->entry);
        return from + found->end;
    };
    for (int step = 0; step <= modifier_limit; ++step) {
        std::optional<LeadMatch> found = words_at(whole.substr(at), wanted);
        if (found) {
            std::size_t end = at + found->end;
            for (int more = 0; more < modifier_limit; ++more) {
                const std::size_t next = skip_blanks(whole, end);
                const std::size_t after = skip_modifier(next);
                if (after == next) break;
                end = after;
            }
            return LeadMatch{found->entry, folded.origin(at), folded.origin(end),
                             std::move(modifiers)};
        }
        const std::size_t after = skip_modifier(at);
        if (after == at) return std::nullopt;
        at = after;
        if (at < whole.size() && whole[at] == ',') ++at;
        at = skip_blanks(whole, at);
    }
    return std::nullopt;
}

LeadWords read_lead_words(std::string_view csv, const std::string& path, Diagnostics& diagnostics) {
    if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
    std::size_t at = 0;
    std::size_t line = 1;
    RowReader reader{path, diagnostics};
    if (!reader.read_head(next_record(csv, at, line))) return LeadWords();
    std::vector<LeadWord> list;
    while (at < csv.size()) {
        const std::size_t row = line;
        const std::vector<std::string> cells = next_record(csv, at, line);
        if (cells.size() == 1 && cells[0].empty()) continue;
        std::optional<LeadWord> word = reader.read(cells, row);
        if (word) list.push_back(std::move(*word));
    }
    return LeadWords(std::move(list));
}

}  // namespace obverse::text
