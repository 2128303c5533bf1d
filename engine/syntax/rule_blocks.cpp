#include "engine/syntax/block_parser.h"
#include "engine/syntax/skeleton.h"
#include "engine/syntax/statement.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace obverse::blocks {

namespace {

using ast::WordKind;

/// What stands in the first lines of every rule-like block.
ast::RuleHeader header(const Line& line, std::span<const Line>& lines) {
    ast::RuleHeader result;
    result.span = line.span;
    lines = line.children;
    result.title = take_doc(lines);
    return result;
}

/// True for a line that leads another part of a block than its sentence.
bool is_part(const Line& line) {
    static constexpr std::array<std::string_view, 12> keywords = {
        "if",          "and",      "cites",           "overrides",    "disputes",  "requires :",
        "has forms :", "unless :", "in categories :", "is judged by", "when only", "-"};
    return std::any_of(keywords.begin(), keywords.end(),
                       [&](std::string_view keyword) { return line.begins(keyword); });
}

/// A bullet `- name: condition` with its deeper lines.
std::optional<ast::Element> element(const Line& line, Diagnostics& diagnostics) {
    const Words words = line.words;
    const bool has_name = words.size() > 1 && words[1].kind != WordKind::punctuation;
    if (!has_name || !is_bullet(line) || words.size() < 3 || words[2].text != ":") {
        report_form(line, words, is_bullet(line) ? (has_name ? 2 : 1) : 0, "`- name: a condition`",
                    diagnostics);
        return std::nullopt;
    }
    if (words.size() == 3) {
        report_form(line, words, words.size(), "a condition after the name", diagnostics);
        return std::nullopt;
    }
    Part read = part(line, words.subspan(3), diagnostics);
    return ast::Element{name_of(words[1]), std::move(read.conditions), std::move(read.cites),
                        std::move(read.doc), line.span};
}

ast::WhenOnly when_only(const Line& line, Diagnostics& diagnostics) {
    ast::WhenOnly result;
    result.span = line.span;
    result.element = name_of(line.words[2]);
    std::span<const Line> lines = line.children;
    if (auto sentence = conclusion(line.span, lines, diagnostics)) {
        result.conclusion = std::move(*sentence);
    } else {
        result.conclusion.is_reported = true;
    }
    for (const Line& child : lines) {
        if (child.begins("cites")) {
            add_citation(child, result.cites, diagnostics);
        } else if (is_condition(child)) {
            add_condition(child, result.conditions, diagnostics);
        } else {
            report_keyword(child, std::vector<std::string>{"if", "and", "cites"}, diagnostics);
        }
    }
    return result;
}

void categories(const Line& line, ast::Definition& definition, Diagnostics& diagnostics) {
    for (const Line& child : line.children) {
        const Words words = child.words;
        std::optional<std::vector<ast::Name>> forms;
        if (words.size() >= 4 && words[0].text == "-" && words[2].text == ":") {
            forms = skeleton::names(words.subspan(3));
        }
        if (!forms) {
            report_form(child, words, std::min<std::size_t>(words.size(), 3),
                        "`- category: form, form`", diagnostics);
            continue;
        }
        ast::Category category{name_of(words[1]), std::move(*forms), {}, child.span};
        citations_below(child, category.cites, diagnostics);
        definition.categories.push_back(std::move(category));
    }
}

/// The elements of a definition, which has one list of them.
void set_elements(const Line& line, ast::Definition::Shape shape, ast::Definition& definition,
                  Diagnostics& diagnostics) {
    if (!definition.elements.empty()) {
        report_duplicate(line, "elements", diagnostics);
        return;
    }
    definition.shape = shape;
    definition.elements = elements(line, diagnostics);
}

bool definition_part(const Line& line, ast::Definition& result, Diagnostics& diagnostics) {
    using Shape = ast::Definition::Shape;
    const auto is = [&](std::string_view keywords, std::size_t count) {
        return line.begins(keywords) && line.words.size() == count;
    };
    if (is("requires :", 2)) {
        set_elements(line, Shape::requires_all, result, diagnostics);
    } else if (is("has forms :", 3)) {
        set_elements(line, Shape::forms, result, diagnostics);
    } else if (is("in categories :", 3)) {
        if (!result.categories.empty()) report_duplicate(line, "categories", diagnostics);
        categories(line, result, diagnostics);
    } else if (is("unless :", 2)) {
        if (!result.unless.empty()) report_duplicate(line, "a list `unless`", diagnostics);
        result.unless = elements(line, diagnostics);
    } else if (is("is judged by all of :", 6)) {
        set_elements(line, Shape::judged_by, result, diagnostics);
    } else if (is("is judged by at least", 8) && line.words[5].kind == WordKind::integer &&
               line.words[6].text == "of" && line.words[7].text == ":") {
        result.least = std::strtoll(line.words[5].text.c_str(), nullptr, 10);
        set_elements(line, Shape::judged_by, result, diagnostics);
    } else if (is("when only", 5) && line.words[3].text == "holds" && line.words[4].text == ":") {
        result.when_only.push_back(when_only(line, diagnostics));
    } else if (line.begins("cites")) {
        add_citation(line, result.header.cites, diagnostics);
    } else {
        return false;
    }
    return true;
}

}  // namespace

std::vector<ast::Element> elements(const Line& line, Diagnostics& diagnostics) {
    std::vector<ast::Element> result;
    for (const Line& child : line.children) {
        if (auto e = element(child, diagnostics)) result.push_back(std::move(*e));
    }
    if (result.empty()) {
        report_missing(line.span, "elements", "list them below as `- name: a condition`",
                       diagnostics);
    }
    return result;
}

std::optional<ast::Statement> conclusion(Span block, std::span<const Line>& lines,
                                         Diagnostics& diagnostics) {
    if (lines.empty() || is_part(lines.front())) {
        report_missing(block, "conclusion", "write the sentence that it is about on the next line",
                       diagnostics);
        return std::nullopt;
    }
    refuse_children(lines.front(), diagnostics);
    ast::Statement sentence = parse_statement(lines.front().words, diagnostics);
    lines = lines.subspan(1);
    return sentence;
}

std::optional<ast::Rule> rule(const Line& line, Diagnostics& diagnostics) {
    std::span<const Line> lines;
    ast::Rule result;
    result.header = header(line, lines);
    if (line.words.size() > 1) {
        if (auto name = one_name(line, after(line, 1), diagnostics)) result.header.name = *name;
    }
    auto sentence = conclusion(line.span, lines, diagnostics);
    if (!sentence) return std::nullopt;
    result.conclusion = std::move(*sentence);
    for (const Line& child : lines) {
        if (child.begins("cites")) {
            add_citation(child, result.header.cites, diagnostics);
        } else if (child.begins("overrides") || child.begins("disputes")) {
            auto& list = child.begins("overrides") ? result.overrides : result.disputes;
            if (auto names = skeleton::names(after(child, 1))) {
                list.insert(list.end(), names->begin(), names->end());
            } else {
                report_form(child, after(child, 1), 0, "names of rules", diagnostics);
            }
            refuse_children(child, diagnostics);
        } else if (is_condition(child)) {
            add_condition(child, result.conditions, diagnostics);
        } else {
            report_keyword(child,
                           std::vector<std::string>{"if", "and", "cites", "overrides", "disputes"},
                           diagnostics);
        }
    }
    return result;
}

std::optional<ast::Exception> exception(const Line& line, Diagnostics& diagnostics) {
    std::span<const Line> lines;
    ast::Exception result;
    result.header = header(line, lines);
    const Words words = line.words;
    if (words.size() != 4 || words[2].text != "to") {
        report_form(line, words, std::min<std::size_t>(words.size(), 2), "`exception NAME to RULE`",
                    diagnostics);
        return std::nullopt;
    }
    result.header.name = name_of(words[1]);
    result.target = name_of(words[3]);
    for (const Line& child : lines) {
        if (child.begins("cites")) {
            add_citation(child, result.header.cites, diagnostics);
        } else if (is_condition(child)) {
            add_condition(child, result.conditions, diagnostics);
        } else {
            report_keyword(child, std::vector<std::string>{"if", "and", "cites"}, diagnostics);
        }
    }
    if (result.conditions.empty()) {
        report_missing(line.span, "condition", "say when the exception applies: `if …`",
                       diagnostics);
    }
    return result;
}

std::optional<ast::Definition> definition(const Line& line, Diagnostics& diagnostics) {
    std::span<const Line> lines;
    ast::Definition result;
    result.header = header(line, lines);
    if (auto name = one_name(line, after(line, 1), diagnostics)) result.header.name = *name;
    auto sentence = conclusion(line.span, lines, diagnostics);
    if (!sentence) return std::nullopt;
    result.conclusion = std::move(*sentence);
    for (const Line& child : lines) {
        if (definition_part(child, result, diagnostics)) continue;
        report_keyword(child,
                       std::vector<std::string>{"requires:", "has forms:", "in categories:",
                                                "is judged by", "unless:", "when only", "cites"},
                       diagnostics);
    }
    if (result.elements.empty()) {
        report_missing(line.span, "elements", "list them below `requires:`", diagnostics);
    }
    return result;
}

}  // namespace obverse::blocks
