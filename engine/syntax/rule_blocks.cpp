#include "engine/syntax/block_parser.h"
#include "engine/syntax/skeleton.h"
#include "engine/syntax/statement.h"

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

/// An `if` or `and` line into the conditions. False when the line is neither.
bool add_condition(const Line& line, std::vector<ast::Condition>& conditions,
                   Diagnostics& diagnostics) {
    if (!line.begins("if") && !line.begins("and")) return false;
    const Words words = after(line, 1);
    if (words.empty()) {
        report_form(line, words, 0, "a condition", diagnostics);
        return true;
    }
    conditions.push_back(condition(line, words, diagnostics));
    return true;
}

/// A bullet `- name: statement` with its deeper lines; `named` says whether it must have a name.
std::optional<ast::Element> element(const Line& line, Diagnostics& diagnostics) {
    const Words words = line.words;
    const bool named = words.size() >= 3 && words[0].text == "-" && words[2].text == ":";
    if (!named) {
        report_form(line, words, std::min<std::size_t>(words.size(), 2), "`- name: a condition`",
                    diagnostics);
        return std::nullopt;
    }
    ast::Element result;
    result.span = line.span;
    result.name = name_of(words[1]);
    const Words statement = words.subspan(3);
    if (statement.empty()) {
        report_form(line, words, words.size(), "a condition after the name", diagnostics);
        return std::nullopt;
    }
    const bool opens = statement.back().text == ":";
    result.conditions.push_back(condition(line, statement, diagnostics));
    if (opens) return result;
    std::span<const Line> lines = line.children;
    result.doc = take_doc(lines);
    for (const Line& child : lines) {
        if (child.begins("cites")) {
            add_citation(child, result.cites, diagnostics);
        } else if (!add_condition(child, result.conditions, diagnostics)) {
            report_keyword(child, std::vector<std::string>{"and", "if", "cites"}, diagnostics);
        }
    }
    return result;
}

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

ast::WhenOnly when_only(const Line& line, Diagnostics& diagnostics) {
    ast::WhenOnly result;
    result.span = line.span;
    result.element = name_of(line.words[2]);
    bool concluded = false;
    for (const Line& child : line.children) {
        if (child.begins("cites")) {
            add_citation(child, result.cites, diagnostics);
        } else if (concluded) {
            if (!add_condition(child, result.conditions, diagnostics)) {
                report_keyword(child, std::vector<std::string>{"if", "and", "cites"}, diagnostics);
            }
        } else {
            result.conclusion = parse_statement(child.words, diagnostics);
            concluded = true;
            for (const Line& deeper : child.children) {
                if (!add_condition(deeper, result.conditions, diagnostics)) {
                    report_keyword(deeper, std::vector<std::string>{"if", "and"}, diagnostics);
                }
            }
        }
    }
    if (!concluded) {
        report_missing(line.span, "conclusion", "write the sentence that then holds", diagnostics);
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
        for (const Line& deeper : child.children) {
            add_citation(deeper, category.cites, diagnostics);
        }
        definition.categories.push_back(std::move(category));
    }
}

bool definition_part(const Line& line, ast::Definition& result, Diagnostics& diagnostics) {
    if (line.begins("requires :")) {
        result.elements = elements(line, diagnostics);
    } else if (line.begins("has forms :")) {
        result.shape = ast::Definition::Shape::forms;
        result.elements = elements(line, diagnostics);
    } else if (line.begins("in categories :")) {
        categories(line, result, diagnostics);
    } else if (line.begins("unless :")) {
        result.unless = elements(line, diagnostics);
    } else if (line.begins("is judged by all of :")) {
        result.shape = ast::Definition::Shape::judged_by;
        result.elements = elements(line, diagnostics);
    } else if (line.begins("is judged by at least") && line.words.size() == 8 &&
               line.words[5].kind == WordKind::integer) {
        result.shape = ast::Definition::Shape::judged_by;
        result.least = std::strtoll(line.words[5].text.c_str(), nullptr, 10);
        result.elements = elements(line, diagnostics);
    } else if (line.begins("when only") && line.words.size() == 5) {
        result.when_only.push_back(when_only(line, diagnostics));
    } else if (line.begins("cites")) {
        add_citation(line, result.header.cites, diagnostics);
    } else {
        return false;
    }
    return true;
}

}  // namespace

std::optional<ast::Rule> rule(const Line& line, Diagnostics& diagnostics) {
    std::span<const Line> lines;
    ast::Rule result;
    result.header = header(line, lines);
    if (line.words.size() > 1) {
        if (auto name = one_name(line, after(line, 1), diagnostics)) result.header.name = *name;
    }
    if (lines.empty()) {
        report_missing(line.span, "conclusion", "write the sentence that the rule concludes",
                       diagnostics);
        return std::nullopt;
    }
    result.conclusion = parse_statement(lines.front().words, diagnostics);
    refuse_children(lines.front(), diagnostics);
    for (const Line& child : lines.subspan(1)) {
        if (child.begins("cites")) {
            add_citation(child, result.header.cites, diagnostics);
        } else if (child.begins("overrides")) {
            if (auto names = skeleton::names(after(child, 1))) {
                result.overrides.insert(result.overrides.end(), names->begin(), names->end());
            } else {
                report_form(child, after(child, 1), 0, "names of rules", diagnostics);
            }
        } else if (!add_condition(child, result.conditions, diagnostics)) {
            report_keyword(child, std::vector<std::string>{"if", "and", "cites", "overrides"},
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
        } else if (!add_condition(child, result.conditions, diagnostics)) {
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
    if (lines.empty()) {
        report_missing(line.span, "sentence", "write the sentence that is defined", diagnostics);
        return std::nullopt;
    }
    result.conclusion = parse_statement(lines.front().words, diagnostics);
    for (const Line& child : lines.subspan(1)) {
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
