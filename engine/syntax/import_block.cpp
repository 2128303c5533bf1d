#include "engine/syntax/block_parser.h"
#include "engine/syntax/skeleton.h"
#include "engine/syntax/statement.h"

namespace obverse::blocks {

namespace {

using ast::Word;
using ast::WordKind;

/// The index of the first colon, or the number of words.
std::size_t colon(Words words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].kind == WordKind::punctuation && words[i].text == ":") return i;
    }
    return words.size();
}

std::vector<ast::ImportLine> import_lines(std::span<const Line> lines, Diagnostics& diagnostics);

/// `x is a mishap` may be a phrase; `x is a Mishap` and `x is a mishap labelled "…"` may not.
bool says_a_sentence(const ast::EntityLine& line) {
    if (line.shape != ast::EntityLine::Shape::kind || line.label) return false;
    const std::string& kind = line.objects.front().text;
    return kind < "A" || kind >= "[";
}

/// What stands behind the guards of a line, or on a line without guards.
void set_body(const Line& line, Words words, ast::ImportLine& result, Diagnostics& diagnostics) {
    auto entity = skeleton::entity_line(words);
    if (entity && !says_a_sentence(*entity)) {
        entity->span = line.span;
        result.body = std::move(*entity);
    } else {
        Said said = split_tail(words);
        result.body = parse_statement(said.statement, diagnostics);
        result.tail = std::move(said.tail);
    }
    refuse_children(line, diagnostics);
}

std::optional<ast::ImportLine> import_line(const Line& line, Words words,
                                           Diagnostics& diagnostics) {
    ast::ImportLine result;
    result.span = line.span;
    while (words.front().text == "when" || words.front().text == "for") {
        const std::size_t end = colon(words);
        std::size_t furthest = 0;
        if (words.front().text == "when") {
            auto tests = skeleton::cell_tests(words.subspan(1, end - 1), &furthest);
            if (!tests) {
                report_form(line, words, furthest + 1, "`when {column} is \"value\": …`",
                            diagnostics);
                return std::nullopt;
            }
            std::move(tests->begin(), tests->end(), std::back_inserter(result.when));
        } else {
            const bool fits = end == 5 && words[1].text == "each" && words[3].text == "in" &&
                              words[4].kind == WordKind::placeholder;
            if (!fits || result.for_each) {
                report_form(line, words, 1, "`for each NAME in {column}: …`", diagnostics);
                return std::nullopt;
            }
            result.for_each = ast::ForEach{name_of(words[2]), name_of(words[4]), line.span};
        }
        if (end >= words.size()) {
            report_form(line, words, words.size(), "a colon, then what the row says", diagnostics);
            return std::nullopt;
        }
        words = words.subspan(end + 1);
        if (words.empty()) {
            result.body = import_lines(line.children, diagnostics);
            return result;
        }
    }
    set_body(line, words, result, diagnostics);
    return result;
}

/// `let event be {same_event_as} or {id}`.
void let_line(const Line& line, ast::Import& import, Diagnostics& diagnostics) {
    const Words words = line.words;
    ast::Let let;
    let.span = line.span;
    bool fits = words.size() >= 4 && words[2].text == "be";
    if (fits) let.name = name_of(words[1]);
    for (std::size_t i = 3; fits && i < words.size(); i += 2) {
        fits = words[i].kind == WordKind::placeholder &&
               (i + 1 == words.size() || words[i + 1].text == "or");
        let.columns.push_back(name_of(words[i]));
    }
    if (!fits) {
        report_form(line, words, 1, "`let NAME be {column} or {column}`", diagnostics);
        return;
    }
    import.lets.push_back(std::move(let));
}

/// `confidence is low when {verified} is "recalled"`.
void confidence_line(const Line& line, ast::Import& import, Diagnostics& diagnostics) {
    const Words words = line.words;
    std::size_t furthest = 0;
    if (words.size() >= 3 && words[1].text == "is") {
        ast::Import::ConfidenceLine result{name_of(words[2]), {}};
        if (words.size() == 3) {
            import.confidence.push_back(std::move(result));
            return;
        }
        if (words[3].text == "when") {
            if (auto tests = skeleton::cell_tests(words.subspan(4), &furthest)) {
                result.when = std::move(*tests);
                import.confidence.push_back(std::move(result));
                return;
            }
        }
    }
    report_form(line, words, std::min(furthest + 4, words.size()),
                "`confidence is low when {column} is \"value\"`", diagnostics);
}

/// The block's own line, which the statements fall back on.
bool is_tail(const Line& line) {
    return line.begins("asserted by") || line.begins("denied by") || line.begins("in");
}

bool is_note(Words words) {
    return words.size() == 6 && words[0].text == "the" && words[1].text == "column" &&
           words[2].kind == WordKind::placeholder && words[3].text == "is" &&
           words[4].text == "a" && words[5].text == "note";
}

std::vector<ast::ImportLine> import_lines(std::span<const Line> lines, Diagnostics& diagnostics) {
    std::vector<ast::ImportLine> result;
    for (const Line& line : lines) {
        if (auto read = import_line(line, line.words, diagnostics)) {
            result.push_back(std::move(*read));
        }
    }
    return result;
}

}  // namespace

std::optional<ast::Import> import(const Line& line, Diagnostics& diagnostics) {
    auto file = one_name(line, after(line, 1), diagnostics);
    if (!file) return std::nullopt;
    ast::Import result;
    result.span = line.span;
    result.file = *file;
    bool has_tail = false;
    for (const Line& child : line.children) {
        const bool is_whole = child.begins("let") || child.begins("confidence") ||
                              is_note(child.words) || is_tail(child);
        if (is_whole) refuse_children(child, diagnostics);
        if (child.begins("let")) {
            let_line(child, result, diagnostics);
        } else if (child.begins("confidence")) {
            confidence_line(child, result, diagnostics);
        } else if (is_note(child.words)) {
            result.notes.push_back(name_of(child.words[2]));
        } else if (is_tail(child)) {
            std::size_t furthest = 0;
            if (has_tail) report_duplicate(child, "a line that says who asserts it", diagnostics);
            has_tail = true;
            if (auto tail = skeleton::tail(child.words, &furthest)) {
                result.tail = std::move(*tail);
            } else {
                report_form(child, child.words, furthest, "`asserted by {column} in {column}`",
                            diagnostics);
            }
        } else if (auto read = import_line(child, child.words, diagnostics)) {
            result.lines.push_back(std::move(*read));
        }
    }
    return result;
}

}  // namespace obverse::blocks
