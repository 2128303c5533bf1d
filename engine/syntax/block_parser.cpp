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

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

/// `{Kind}` or `{role: Kind}`.
ast::SlotPattern slot_of(const Word& word) {
    ast::SlotPattern slot;
    slot.span = word.span;
    const std::size_t colon = word.text.find(':');
    const bool has_role = colon != std::string::npos;
    if (has_role) slot.role = trimmed(std::string_view(word.text).substr(0, colon));
    const std::size_t kind_at = has_role ? colon + 1 : 0;
    slot.kind = {trimmed(std::string_view(word.text).substr(kind_at)), word.span, false};
    return slot;
}

void report_pattern(Span span, std::string message, Diagnostics& diagnostics) {
    diagnostics.report({.code = Code::bad_phrase_pattern,
                        .message = std::move(message),
                        .primary = Label{span, ""},
                        .help = "write the plain words of the sentence, and its slots in braces"});
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

void report_duplicate(const Line& line, std::string what, Diagnostics& diagnostics) {
    diagnostics.report({.code = Code::duplicate_part,
                        .message = "the block has " + std::move(what) + " already",
                        .primary = Label{line.span, "a second time here"},
                        .help = "keep one of the two"});
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
    Span comment;
    const auto words =
        words_of(quoted.text, quoted.span.source, quoted.span.begin + lead, diagnostics, &comment);
    if (comment.end > comment.begin) {
        report_pattern(comment, "a phrase cannot hold `#`, which begins a comment", diagnostics);
    }
    if (words.empty()) report_pattern(quoted.span, "the phrase has no words", diagnostics);
    for (const Word& word : words) {
        if (word.kind == WordKind::placeholder) {
            pattern.pieces.emplace_back(slot_of(word));
            continue;
        }
        if (word.kind == WordKind::quoted) {
            report_pattern(word.span, "a phrase cannot hold a quotation", diagnostics);
        } else if (word.text == "{" || word.text == "}") {
            report_pattern(word.span, "a brace has no partner", diagnostics);
        }
        pattern.pieces.emplace_back(word);
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

void citations_below(const Line& line, std::vector<ast::Citation>& cites,
                     Diagnostics& diagnostics) {
    for (const Line& child : line.children) {
        if (child.begins("cites")) {
            add_citation(child, cites, diagnostics);
        } else {
            report_keyword(child, std::vector<std::string>{"cites"}, diagnostics);
        }
    }
}

void set_once(const Line& line, std::size_t keyword_count, std::optional<ast::Name>& part,
              Diagnostics& diagnostics) {
    auto name = one_name(line, after(line, keyword_count), diagnostics);
    if (part) {
        report_duplicate(line, "a line `" + line.words.front().text + "`", diagnostics);
    } else {
        part = std::move(name);
    }
    refuse_children(line, diagnostics);
}

void set_date_once(const Line& line, std::optional<ast::DateText>& part, Diagnostics& diagnostics) {
    std::optional<ast::Name> date;
    set_once(line, 2, date, diagnostics);
    if (part) {
        report_duplicate(line, "a date", diagnostics);
    } else if (date) {
        part = ast::DateText{date->text, date->span};
    }
}

Said split_tail(Words words) {
    const std::size_t start = skeleton::tail_start(words);
    if (start == words.size()) return {words, {}};
    return {words.first(start), *skeleton::tail(words.subspan(start))};
}

}  // namespace obverse::blocks
