#include "engine/syntax/block_parser.h"

#include "engine/base/edit_distance.h"
#include "engine/syntax/skeleton.h"
#include "engine/syntax/statement.h"
#include "engine/syntax/words.h"

#include <algorithm>

namespace obverse::blocks {

namespace {

using ast::Word;
using ast::WordKind;

Span end_of(const Line& line) {
    return {line.span.source, line.span.end, line.span.end};
}

bool is_bullet(const Line& line) {
    return line.words.front().kind == WordKind::punctuation && line.words.front().text == "-";
}

/// What opens a list, with its colon: `any of:`, `all of:`, `at least 2 of:`.
std::optional<ast::Condition> list_head(Words words) {
    ast::Condition head;
    const auto text = [&](std::size_t i) {
        return i < words.size() ? std::string_view(words[i].text) : std::string_view();
    };
    if (words.size() == 3 && text(1) == "of" && text(2) == ":") {
        if (text(0) == "any") head.shape = ast::Condition::Shape::any_of;
        if (text(0) == "all") head.shape = ast::Condition::Shape::all_of;
        if (text(0) == "any" || text(0) == "all") return head;
    }
    if (words.size() == 5 && text(0) == "at" && text(1) == "least" && text(3) == "of" &&
        text(4) == ":" && words[2].kind == WordKind::integer) {
        head.shape = ast::Condition::Shape::at_least;
        head.least = std::strtoll(words[2].text.c_str(), nullptr, 10);
        return head;
    }
    return std::nullopt;
}

/// A bullet and the `and` lines below it.
std::vector<ast::Condition> bullet(const Line& line, Diagnostics& diagnostics) {
    std::vector<ast::Condition> conjunction;
    const Words words = after(line, 1);
    if (words.empty()) {
        report_form(line, words, 0, "a condition after the bullet", diagnostics);
        return conjunction;
    }
    if (words.back().text == ":") {
        conjunction.push_back(condition(line, words, diagnostics));
        return conjunction;
    }
    conjunction.push_back(condition(line, words, diagnostics));
    for (const Line& deeper : line.children) {
        if (deeper.begins("and") && deeper.words.size() > 1) {
            conjunction.push_back(condition(deeper, after(deeper, 1), diagnostics));
        } else {
            report_keyword(deeper, std::vector<std::string>{"and"}, diagnostics);
        }
    }
    return conjunction;
}

}  // namespace

void report_form(const Line& line, Words words, std::size_t furthest, std::string expected,
                 Diagnostics& diagnostics) {
    const bool inside = furthest < words.size();
    diagnostics.report(
        {.code = Code::bad_syntax,
         .message = inside ? "`" + words[furthest].text + "` does not fit here"
                           : "the line ends too early",
         .primary = Label{inside ? words[furthest].span : end_of(line), "expected otherwise"},
         .help = "expected " + std::move(expected)});
}

void report_keyword(const Line& line, std::span<const std::string> keywords,
                    Diagnostics& diagnostics) {
    if (is_bullet(line)) {
        diagnostics.report({.code = Code::bad_indentation,
                            .message = "a bullet stands outside a list",
                            .primary = Label{line.words.front().span, "of which list?"},
                            .help = "indent it deeper than the line that opens its list, which "
                                    "ends in a colon"});
        return;
    }
    const std::string& word = line.words.front().text;
    std::string help = did_you_mean(closest(word, keywords));
    if (help.empty()) {
        help = "one of these may begin a line here:";
        for (const std::string& keyword : keywords) help += " `" + keyword + "`";
    }
    diagnostics.report({.code = Code::unknown_keyword,
                        .message = "no line here begins with `" + word + "`",
                        .primary = Label{line.words.front().span, "not a keyword here"},
                        .help = std::move(help)});
}

void report_missing(Span block, std::string what, std::string help, Diagnostics& diagnostics) {
    diagnostics.report({.code = Code::missing_part,
                        .message = "the block has no " + std::move(what),
                        .primary = Label{block, "this block"},
                        .help = std::move(help)});
}

void refuse_children(const Line& line, Diagnostics& diagnostics) {
    for (const Line& child : line.children) {
        diagnostics.report({.code = Code::bad_indentation,
                            .message = "the line above takes no deeper lines",
                            .primary = Label{child.span, "indented too far"},
                            .secondary = {{line.span, "this line is complete"}},
                            .help = "indent it like the line above, or end that line in a colon"});
    }
}

std::optional<std::string> quoted_line(const Line& line) {
    if (line.words.size() != 1 || line.words.front().kind != WordKind::quoted) return std::nullopt;
    return line.words.front().text;
}

std::string take_doc(std::span<const Line>& lines) {
    std::string doc;
    while (!lines.empty()) {
        const auto text = quoted_line(lines.front());
        if (!text) break;
        if (!doc.empty()) doc += ' ';
        doc += *text;
        lines = lines.subspan(1);
    }
    return doc;
}

ast::Name name_of(const Word& word) {
    return {word.text, word.span, word.kind == WordKind::quoted};
}

ast::Pattern pattern_of(const Word& quoted, Diagnostics& diagnostics) {
    ast::Pattern pattern;
    pattern.text = quoted.text;
    pattern.span = quoted.span;
    const std::uint32_t lead =
        (quoted.span.end - quoted.span.begin - static_cast<std::uint32_t>(quoted.text.size())) / 2;
    const auto words =
        words_of(quoted.text, quoted.span.source, quoted.span.begin + lead, diagnostics);
    for (const Word& word : words) {
        if (word.kind != WordKind::placeholder) {
            pattern.pieces.emplace_back(word);
            continue;
        }
        ast::SlotPattern slot;
        slot.span = word.span;
        const std::size_t colon = word.text.find(':');
        const auto trimmed = [](std::string text) {
            const std::size_t first = text.find_first_not_of(' ');
            if (first == std::string::npos) return std::string();
            return text.substr(first, text.find_last_not_of(' ') - first + 1);
        };
        if (colon != std::string::npos) slot.role = trimmed(word.text.substr(0, colon));
        const std::string kind =
            trimmed(colon == std::string::npos ? word.text : word.text.substr(colon + 1));
        slot.kind = {kind, word.span, false};
        pattern.pieces.emplace_back(std::move(slot));
    }
    return pattern;
}

std::optional<ast::Name> one_name(const Line& line, Words words, Diagnostics& diagnostics) {
    if (words.size() == 1 && words.front().kind != WordKind::punctuation) {
        return name_of(words.front());
    }
    report_form(line, words, words.empty() ? 0 : 1, "one name", diagnostics);
    return std::nullopt;
}

void add_citation(const Line& line, std::vector<ast::Citation>& cites, Diagnostics& diagnostics) {
    std::size_t furthest = 0;
    const Words words = after(line, 1);
    if (auto citation = skeleton::citation(words, &furthest)) {
        cites.push_back(std::move(*citation));
    } else {
        report_form(line, words, furthest, "`cites SOURCE section \"3\" point T1`", diagnostics);
    }
    refuse_children(line, diagnostics);
}

ast::Condition condition(const Line& line, Words words, Diagnostics& diagnostics) {
    if (auto list = list_head(words)) {
        list->span = line.span;
        list->members = bullets(line.children, diagnostics);
        return std::move(*list);
    }
    ast::Condition result;
    result.span = line.span;
    const bool opens = words.back().text == ":" && words.back().kind == WordKind::punctuation;
    if (opens) words = words.first(words.size() - 1);
    if (words.empty()) {
        report_form(line, words, 0, "a condition", diagnostics);
        return result;
    }
    result.statement = parse_statement(words, diagnostics);
    if (!opens) return result;
    if (!std::holds_alternative<ast::AggregateHead>(result.statement.form)) {
        report_form(line, words, words.size(),
                    "`any of:`, `all of:`, `at least N of:` or `N is the number of … such that:`",
                    diagnostics);
    }
    result.shape = ast::Condition::Shape::aggregate;
    std::vector<ast::Condition> body;
    for (auto& member : bullets(line.children, diagnostics)) {
        std::move(member.begin(), member.end(), std::back_inserter(body));
    }
    result.members.push_back(std::move(body));
    return result;
}

std::vector<std::vector<ast::Condition>> bullets(std::span<const Line> lines,
                                                 Diagnostics& diagnostics) {
    std::vector<std::vector<ast::Condition>> members;
    for (const Line& line : lines) {
        if (is_bullet(line)) {
            members.push_back(bullet(line, diagnostics));
        } else if (line.begins("and") && line.words.size() > 1 && !members.empty()) {
            members.back().push_back(condition(line, after(line, 1), diagnostics));
        } else {
            report_keyword(line, std::vector<std::string>{"-"}, diagnostics);
        }
    }
    return members;
}

Said split_tail(Words words) {
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& text = words[i].text;
        const bool may_begin = words[i].kind == WordKind::word &&
                               (text == "asserted" || text == "denied" || text == "from" ||
                                text == "until" || text == "confidence");
        if (!may_begin) continue;
        if (auto tail = skeleton::tail(words.subspan(i))) return {words.first(i), std::move(*tail)};
    }
    return {words, {}};
}

}  // namespace obverse::blocks
