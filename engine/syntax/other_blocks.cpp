#include "engine/syntax/block_parser.h"
#include "engine/syntax/skeleton.h"
#include "engine/syntax/statement.h"

#include <array>

namespace obverse::blocks {

namespace {

using ast::Word;
using ast::WordKind;

/// The title of a line `KEYWORD NAME "title"`; empty when it is left out.
std::optional<std::string> titled(const Line& line, Diagnostics& diagnostics) {
    const Words words = line.words;
    const bool has_name = words.size() > 1 && words[1].kind != WordKind::punctuation;
    const bool has_title = words.size() > 2 && words[2].kind == WordKind::quoted;
    const std::size_t count = has_name ? (has_title ? 3U : 2U) : 1U;
    if (has_name && words.size() == count) return has_title ? words[2].text : std::string();
    report_form(line, words, count, "`" + words.front().text + " NAME \"title\"`", diagnostics);
    return std::nullopt;
}

void parameter_line(const Line& line, ast::Lens& lens, Diagnostics& diagnostics) {
    const Words words = line.words;
    if (words.size() < 3 || words.size() > 4) {
        report_form(line, words, std::min<std::size_t>(words.size(), 4),
                    "`parameter NAME VALUE`, with a unit if it has one", diagnostics);
        return;
    }
    ast::Lens::ParameterLine result;
    result.span = line.span;
    result.name = name_of(words[1]);
    const Word& value = words[2];
    switch (value.kind) {
        case WordKind::integer:
            result.value = ast::Integer{std::strtoll(value.text.c_str(), nullptr, 10), value.span};
            break;
        case WordKind::number:
            result.value = ast::Number{std::strtod(value.text.c_str(), nullptr), value.span};
            break;
        case WordKind::date:
            result.value = ast::DateText{value.text, value.span};
            break;
        default:
            result.value = name_of(value);
    }
    if (words.size() == 4) result.unit = words[3].text;
    lens.parameters.push_back(std::move(result));
}

/// `beside "{Behaviour} is a threat to {State}" answer "{Behaviour} is a risk"`.
void beside_line(const Line& line, ast::Lens& lens, Diagnostics& diagnostics) {
    const Words words = line.words;
    const bool fits = words.size() == 4 && words[1].kind == WordKind::quoted &&
                      words[2].text == "answer" && words[3].kind == WordKind::quoted;
    if (!fits) {
        report_form(line, words, std::min<std::size_t>(words.size(), 4),
                    "`beside \"PHRASE\" answer \"PHRASE\"`", diagnostics);
        return;
    }
    ast::Lens::BesideLine result;
    result.span = line.span;
    result.asked = pattern_of(words[1], diagnostics);
    result.answered = pattern_of(words[3], diagnostics);
    citations_below(line, result.cites, diagnostics);
    lens.besides.push_back(std::move(result));
}

void lens_line(const Line& line, ast::Lens& lens, Diagnostics& diagnostics) {
    const bool silent = line.begins("silent on") && line.words.size() == 3 &&
                        line.words[2].kind == WordKind::quoted;
    if (!line.begins("beside")) refuse_children(line, diagnostics);
    if (const auto doc = quoted_line(line)) {
        if (!lens.doc.empty()) lens.doc += ' ';
        lens.doc += *doc;
    } else if (line.begins("uses") || line.begins("extends")) {
        auto names = skeleton::names(after(line, 1));
        if (!names) {
            report_form(line, line.words, 1, "names", diagnostics);
            return;
        }
        auto& list = line.begins("uses") ? lens.uses : lens.extends;
        list.insert(list.end(), names->begin(), names->end());
    } else if (line.begins("cites")) {
        add_citation(line, lens.cites, diagnostics);
    } else if (line.begins("parameter")) {
        parameter_line(line, lens, diagnostics);
    } else if (line.begins("beside")) {
        beside_line(line, lens, diagnostics);
    } else if (silent) {
        lens.silent_on.push_back(pattern_of(line.words[2], diagnostics));
    } else {
        report_keyword(line,
                       std::vector<std::string>{"uses", "extends", "cites", "parameter",
                                                "silent on", "beside"},
                       diagnostics);
    }
}

ast::Given given(const Line& line, Diagnostics& diagnostics) {
    Said said = split_tail(after(line, 1));
    ast::Given result;
    result.span = line.span;
    result.statement = parse_statement(said.statement, diagnostics);
    result.tail = std::move(said.tail);
    return result;
}

std::optional<ast::Expectation> expectation(const Line& line, Diagnostics& diagnostics) {
    using Verdict = ast::Expectation::Verdict;
    constexpr std::array<std::pair<std::string_view, Verdict>, 4> verdicts = {
        {{"no", Verdict::refuted},
         {"contested", Verdict::contested},
         {"undetermined", Verdict::undetermined},
         {"outside", Verdict::outside}}};
    ast::Expectation result;
    result.span = line.span;
    Words words = after(line, 1);
    for (const auto& [text, verdict] : verdicts) {
        if (words.size() > 1 && words.front().text == text) {
            result.verdict = verdict;
            words = words.subspan(1);
            break;
        }
    }
    if (words.size() > 2 && words[words.size() - 2].text == "because") {
        result.because = name_of(words.back());
        words = words.first(words.size() - 2);
    }
    if (words.empty()) {
        report_form(line, line.words, 1, "`expect SENTENCE because NAME`", diagnostics);
        return std::nullopt;
    }
    result.statement = parse_statement(words, diagnostics);
    return result;
}

void example_line(const Line& line, ast::Example& example, Diagnostics& diagnostics) {
    const Words words = line.words;
    refuse_children(line, diagnostics);
    if ((line.begins("given") || line.begins("and")) && words.size() > 1) {
        if (line.begins("and") && (example.givens.empty() || !example.expectations.empty())) {
            diagnostics.report({.code = Code::bad_syntax,
                                .message = "`and` goes on with no `given`",
                                .primary = Label{words.front().span, "given or expected?"},
                                .help = "begin the line with `given` or with `expect`"});
        }
        example.givens.push_back(given(line, diagnostics));
    } else if (line.begins("expect") && words.size() > 1) {
        if (auto read = expectation(line, diagnostics)) {
            example.expectations.push_back(std::move(*read));
        }
    } else if (line.begins("under")) {
        set_once(line, 1, example.under, diagnostics);
    } else if (line.begins("accept")) {
        set_once(line, 1, example.accept, diagnostics);
    } else if (line.begins("as of")) {
        set_date_once(line, example.as_of, diagnostics);
    } else if (line.begins("cites")) {
        add_citation(line, example.cites, diagnostics);
    } else {
        report_keyword(
            line,
            std::vector<std::string>{"given", "and", "expect", "under", "accept", "as of", "cites"},
            diagnostics);
    }
}

}  // namespace

std::optional<ast::Lens> lens(const Line& line, Diagnostics& diagnostics) {
    const Words words = line.words;
    const auto title = titled(line, diagnostics);
    if (!title) return std::nullopt;
    ast::Lens result;
    result.span = line.span;
    result.name = name_of(words[1]);
    result.title = *title;
    for (const Line& child : line.children) lens_line(child, result, diagnostics);
    return result;
}

std::optional<ast::Example> example(const Line& line, Diagnostics& diagnostics) {
    if (line.words.size() != 2 || line.words[1].kind != WordKind::quoted) {
        report_form(line, line.words, 1, "`example \"what it shows\"`", diagnostics);
        return std::nullopt;
    }
    ast::Example result;
    result.span = line.span;
    result.title = line.words[1].text;
    for (const Line& child : line.children) example_line(child, result, diagnostics);
    if (result.expectations.empty()) {
        report_missing(line.span, "expectation", "say what follows: `expect …`", diagnostics);
    }
    return result;
}

std::optional<ast::Workspace> workspace(const Line& line, Diagnostics& diagnostics) {
    const Words words = line.words;
    const auto title = titled(line, diagnostics);
    if (!title) return std::nullopt;
    ast::Workspace result;
    result.span = line.span;
    result.name = name_of(words[1]);
    result.title = *title;
    for (const Line& child : line.children) {
        if (child.begins("extends")) {
            set_once(child, 1, result.extends, diagnostics);
        } else if (child.begins("lens")) {
            set_once(child, 1, result.lens, diagnostics);
        } else if (child.begins("accept")) {
            set_once(child, 1, result.accept, diagnostics);
        } else if (child.begins("as of")) {
            set_date_once(child, result.as_of, diagnostics);
        } else {
            report_keyword(child, std::vector<std::string>{"extends", "lens", "accept", "as of"},
                           diagnostics);
        }
    }
    return result;
}

}  // namespace obverse::blocks
