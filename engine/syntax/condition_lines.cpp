#include "engine/syntax/block_parser.h"
#include "engine/syntax/statement.h"

#include <cstdlib>
#include <iterator>
#include <string_view>

namespace obverse::blocks {

namespace {

using ast::Condition;
using ast::WordKind;

bool is_mark(const ast::Word& word, std::string_view text) {
    return word.kind == WordKind::punctuation && word.text == text;
}

/// What opens a list, without its colon: `any of`, `all of`, `at least 2 of`.
std::optional<Condition> list_head(Words words) {
    const auto is = [&](std::size_t i, std::string_view text) {
        return words[i].kind == WordKind::word && words[i].text == text;
    };
    Condition head;
    if (words.size() == 2 && is(1, "of") && (is(0, "any") || is(0, "all"))) {
        head.shape = is(0, "any") ? Condition::Shape::any_of : Condition::Shape::all_of;
        return head;
    }
    if (words.size() == 4 && is(0, "at") && is(1, "least") && is(3, "of") &&
        words[2].kind == WordKind::integer) {
        head.shape = Condition::Shape::at_least;
        head.least = std::strtoll(words[2].text.c_str(), nullptr, 10);
        return head;
    }
    return std::nullopt;
}

/// The bullets below a line, one conjunction each; `others` are the lines that are none.
std::vector<std::vector<Condition>> bullets(const Line& line, std::vector<const Line*>& others,
                                            Diagnostics& diagnostics) {
    std::vector<std::vector<Condition>> members;
    for (const Line& child : line.children) {
        if (!is_bullet(child)) {
            others.push_back(&child);
            continue;
        }
        const Words words = after(child, 1);
        if (words.empty()) {
            report_form(child, words, 0, "a condition after the bullet", diagnostics);
            continue;
        }
        Part member = part(child, words, diagnostics);
        if (!member.doc.empty()) {
            report_form(child.children.front(), child.children.front().words, 0,
                        "a condition; a text that explains stands below the block's first line",
                        diagnostics);
        }
        member.conditions.front().cites = std::move(member.cites);
        members.push_back(std::move(member.conditions));
    }
    if (members.empty()) {
        report_missing(line.span, "members", "list them on deeper lines, each behind a `-`",
                       diagnostics);
    }
    return members;
}

/// The condition that the words make, with the bullets below the line when they open a list. The
/// other lines below are left to the caller.
Condition condition(const Line& line, Words words, std::vector<const Line*>& others,
                    Diagnostics& diagnostics) {
    Condition result;
    const bool opens = is_mark(words.back(), ":");
    if (opens) words = words.first(words.size() - 1);
    if (auto head = opens ? list_head(words) : std::nullopt) {
        result = std::move(*head);
        result.members = bullets(line, others, diagnostics);
    } else if (words.empty()) {
        report_form(line, line.words, line.words.size() - 1, "a condition", diagnostics);
        result.statement.is_reported = true;
    } else {
        result.statement = parse_statement(words, diagnostics);
    }
    result.span = line.span;
    if (!opens || result.shape != Condition::Shape::statement || result.statement.is_reported) {
        if (!opens) {
            for (const Line& child : line.children) others.push_back(&child);
        }
        return result;
    }
    result.shape = Condition::Shape::aggregate;
    auto members = bullets(line, others, diagnostics);
    auto& body = result.members.emplace_back();
    for (auto& member : members) {
        std::move(member.begin(), member.end(), std::back_inserter(body));
    }
    if (!std::holds_alternative<ast::AggregateHead>(result.statement.form)) {
        report_form(line, words, words.size(),
                    "`any of:`, `all of:`, `at least N of:` or `N is the number of … such that:`",
                    diagnostics);
        result.statement.is_reported = true;
    }
    return result;
}

/// Reports a line below a condition that belongs to nothing.
void report_stray(const Line& line, const Line& stray, Diagnostics& diagnostics) {
    const bool has_list = is_mark(line.words.back(), ":");
    std::string help = "indent it like the line above";
    if (has_list) help = "begin it with a `-`, or indent it deeper than the bullet it belongs to";
    diagnostics.report(
        {.code = Code::bad_indentation,
         .message =
             has_list ? "a line in a list is no bullet" : "the line above takes no deeper lines",
         .primary = Label{stray.span, "to what does it belong?"},
         .secondary = {{line.span, has_list ? "the list begins here" : "this line is complete"}},
         .help = std::move(help)});
}

/// An `if` or `and` line with what it opens.
void push_condition(const Line& line, std::vector<Condition>& conditions,
                    Diagnostics& diagnostics) {
    const Words words = after(line, 1);
    if (words.empty()) {
        report_form(line, words, 0, "a condition", diagnostics);
        return;
    }
    std::vector<const Line*> others;
    conditions.push_back(condition(line, words, others, diagnostics));
    for (const Line* other : others) report_stray(line, *other, diagnostics);
}

}  // namespace

bool is_bullet(const Line& line) {
    return is_mark(line.words.front(), "-");
}

bool is_condition(const Line& line) {
    return line.begins("if") || line.begins("and");
}

void add_condition(const Line& line, std::vector<Condition>& conditions, Diagnostics& diagnostics) {
    const bool is_first = conditions.empty();
    if (line.begins("if") != is_first) {
        diagnostics.report({.code = Code::bad_syntax,
                            .message = is_first ? "the first condition begins with `and`"
                                                : "a further condition begins with `if`",
                            .primary = Label{line.words.front().span, ""},
                            .help = is_first ? "write `if`"
                                             : "write `and` where both must hold; where one is "
                                               "enough, list them below `if any of:`"});
    }
    push_condition(line, conditions, diagnostics);
}

Part part(const Line& line, Words words, Diagnostics& diagnostics) {
    Part result;
    std::vector<const Line*> others;
    result.conditions.push_back(condition(line, words, others, diagnostics));
    const bool has_list = is_mark(line.words.back(), ":");
    for (const Line* other : others) {
        const auto text = quoted_line(*other);
        if (other->begins("cites")) {
            add_citation(*other, result.cites, diagnostics);
        } else if (is_condition(*other) && !has_list) {
            push_condition(*other, result.conditions, diagnostics);
        } else if (text && result.doc.empty() && !has_list) {
            result.doc = *text;
        } else {
            report_stray(line, *other, diagnostics);
        }
    }
    return result;
}

}  // namespace obverse::blocks
