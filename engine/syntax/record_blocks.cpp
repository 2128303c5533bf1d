#include "engine/syntax/block_parser.h"
#include "engine/syntax/skeleton.h"
#include "engine/syntax/statement.h"

#include <algorithm>

namespace obverse::blocks {

namespace {

using ast::Word;
using ast::WordKind;

std::string unquoted(Words words, std::size_t i) {
    return i < words.size() && words[i].kind == WordKind::quoted ? words[i].text : std::string();
}

ast::DateText date_of(const Word& word) {
    return {word.text, word.span};
}

/// `issued by SPEAKER on DATE, url "…"`: each part behind the first may be left out.
void issued_line(const Line& line, ast::SourceDeclaration& source, Diagnostics& diagnostics) {
    const Words words = line.words;
    const auto is = [&](std::size_t i, std::string_view text) {
        return i + 1 < words.size() && words[i].kind != WordKind::quoted && words[i].text == text;
    };
    std::size_t at = 2;
    if (source.issued_by) report_duplicate(line, "an issuer", diagnostics);
    if (at < words.size() && words[at].kind != WordKind::punctuation) {
        source.issued_by = name_of(words[at++]);
    }
    if (at > 2 && is(at, "on")) {
        source.issued_on = date_of(words[at + 1]);
        at += 2;
    }
    if (at > 2 && is(at, ",")) ++at;
    if (at > 2 && is(at, "url") && words[at + 1].kind == WordKind::quoted) {
        source.url = words[at + 1].text;
        at += 2;
    }
    if (at == 2 || at < words.size()) {
        report_form(line, words, at, "`issued by SPEAKER on DATE, url \"…\"`", diagnostics);
    }
}

/// `point T1 "short text" section "3" as definition, finding`.
void point_line(const Line& line, Words words, ast::SourceDeclaration& source,
                Diagnostics& diagnostics) {
    const auto as = std::find_if(words.begin(), words.end(), [](const Word& word) {
        return word.kind == WordKind::word && word.text == "as";
    });
    const auto stop = static_cast<std::size_t>(as - words.begin());
    const std::string form = "`point ID \"what it says\" section \"3\" as definition`";
    if (words.size() < 3 || words[1].kind == WordKind::punctuation ||
        words[2].kind != WordKind::quoted) {
        report_form(line, words, std::min<std::size_t>(words.size(), 2), form, diagnostics);
        return;
    }
    ast::SourceDeclaration::PointLine result;
    result.span = line.span;
    result.name = name_of(words[1]);
    result.text = words[2].text;
    std::size_t at = 3;
    for (; at + 1 < stop && skeleton::is_place(words[at]); at += 2) {
        result.places.emplace_back(words[at].text, words[at + 1].text);
    }
    if (at < stop) {
        report_form(line, words, at, form, diagnostics);
        return;
    }
    if (stop < words.size()) {
        std::size_t furthest = 0;
        auto names = skeleton::names(words.subspan(stop + 1), &furthest);
        if (!names) {
            report_form(line, words, stop + 1 + furthest, form, diagnostics);
            return;
        }
        result.encodings = std::move(*names);
    }
    source.points.push_back(std::move(result));
}

void source_line(const Line& line, Words words, ast::SourceDeclaration& source,
                 Diagnostics& diagnostics) {
    refuse_children(line, diagnostics);
    if (line.begins("issued by")) {
        issued_line(line, source, diagnostics);
    } else if (line.begins("url")) {
        if (!source.url.empty()) report_duplicate(line, "a url", diagnostics);
        source.url = unquoted(words, 1);
        if (words.size() != 2 || words[1].kind != WordKind::quoted) {
            report_form(line, words, words.size() > 1 && words[1].kind == WordKind::quoted ? 2 : 1,
                        "`url \"…\"`", diagnostics);
        }
    } else if (line.begins("based on")) {
        std::size_t furthest = 0;
        auto names = skeleton::names(words.subspan(2), &furthest);
        if (!names) {
            report_form(line, words, 2 + furthest, "names of sources", diagnostics);
            return;
        }
        source.based_on.insert(source.based_on.end(), names->begin(), names->end());
    } else if (line.begins("point")) {
        point_line(line, words, source, diagnostics);
    } else {
        report_keyword(line, std::vector<std::string>{"issued by", "url", "based on", "point"},
                       diagnostics);
    }
}

/// Adds what a line of a claim says beyond its sentence.
void merge_tail(const Line& line, ast::Tail& tail, ast::Tail&& more, Diagnostics& diagnostics) {
    std::move(more.voices.begin(), more.voices.end(), std::back_inserter(tail.voices));
    const auto set = [&](std::optional<Word>& part, std::optional<Word>& given, const char* what) {
        if (part && given) report_duplicate(line, what, diagnostics);
        if (given) part = std::move(given);
    };
    set(tail.source, more.source, "a source");
    set(tail.url, more.url, "a url");
    set(tail.from, more.from, "a first day");
    set(tail.until, more.until, "a last day");
    set(tail.confidence, more.confidence, "a confidence");
}

void policy_line(const Line& line, ast::Policy& policy, Diagnostics& diagnostics) {
    using Shape = ast::PolicyLine::Shape;
    ast::PolicyLine result;
    result.span = line.span;
    refuse_children(line, diagnostics);
    const Words words = line.words;
    std::size_t names_at = 0;
    if (line.begins("keep-disputes") && words.size() == 1) {
        result.shape = Shape::keep_disputes;
    } else if (line.begins("undisputed") && words.size() == 1) {
        result.shape = Shape::undisputed;
    } else if (line.begins("corroborated") && words.size() == 1) {
        result.shape = Shape::corroborated;
    } else if (line.begins("word of")) {
        result.shape = Shape::word_of;
        names_at = 2;
    } else if (line.begins("own word on")) {
        result.shape = Shape::own_word;
        names_at = 3;
    } else if (line.begins("confidence at least")) {
        result.shape = Shape::confidence;
        names_at = 3;
    } else {
        report_keyword(line,
                       std::vector<std::string>{"keep-disputes", "undisputed", "corroborated",
                                                "word of", "own word on", "confidence at least"},
                       diagnostics);
        return;
    }
    if (names_at > 0) {
        auto names = skeleton::names(words.subspan(names_at));
        if (!names) {
            report_form(line, words, names_at, "names", diagnostics);
            return;
        }
        result.names = std::move(*names);
    }
    policy.lines.push_back(std::move(result));
}

}  // namespace

ast::Entities entities(const Line& line, Diagnostics& diagnostics) {
    ast::Entities result;
    result.span = line.span;
    for (const Line& child : line.children) {
        std::size_t furthest = 0;
        if (auto entity = skeleton::entity_line(child.words, &furthest)) {
            entity->span = child.span;
            result.lines.push_back(std::move(*entity));
        } else {
            report_form(child, child.words, furthest,
                        "`x is a State labelled \"…\"` or `x is also called \"…\"`", diagnostics);
        }
        refuse_children(child, diagnostics);
    }
    return result;
}

std::optional<ast::Speaker> speaker(const Line& line, Diagnostics& diagnostics) {
    const Words words = line.words;
    if (words.size() < 2 || words[1].kind == WordKind::punctuation) {
        report_form(line, words, 1, "`speaker ID \"Name\" speaks for ACTOR`", diagnostics);
        return std::nullopt;
    }
    ast::Speaker result;
    result.span = line.span;
    result.name = name_of(words[1]);
    result.label = unquoted(words, 2);
    std::size_t at = result.label.empty() ? 2 : 3;
    const auto speaks = [&](const Line& from, Words rest) {
        if (rest.size() != 3 || rest[0].text != "speaks" || rest[1].text != "for") return false;
        if (result.speaks_for) report_duplicate(from, "an actor that it speaks for", diagnostics);
        result.speaks_for = name_of(rest[2]);
        return true;
    };
    if (at < words.size() && !speaks(line, words.subspan(at))) {
        report_form(line, words, at, "`speaks for ACTOR`", diagnostics);
    }
    for (const Line& child : line.children) {
        refuse_children(child, diagnostics);
        if (speaks(child, child.words)) continue;
        auto names = child.begins("also called") ? skeleton::names(after(child, 2)) : std::nullopt;
        if (names) {
            result.aliases.insert(result.aliases.end(), names->begin(), names->end());
        } else {
            report_keyword(child, std::vector<std::string>{"speaks for", "also called"},
                           diagnostics);
        }
    }
    return result;
}

std::optional<ast::SourceDeclaration> source(const Line& line, Diagnostics& diagnostics) {
    const Words words = line.words;
    if (words.size() < 2 || words[1].kind == WordKind::punctuation) {
        report_form(line, words, 1, "`source ID \"Title\"`", diagnostics);
        return std::nullopt;
    }
    ast::SourceDeclaration result;
    result.span = line.span;
    result.name = name_of(words[1]);
    result.label = unquoted(words, 2);
    if (words.size() > 3) {
        report_form(line, words, 3, "the title, and the rest on deeper lines", diagnostics);
    }
    for (const Line& child : line.children) source_line(child, child.words, result, diagnostics);
    return result;
}

std::optional<ast::Claim> claim(const Line& line, Diagnostics& diagnostics) {
    ast::Claim result;
    result.span = line.span;
    if (line.words.size() > 1) {
        if (auto name = one_name(line, after(line, 1), diagnostics)) result.name = *name;
    }
    if (line.children.empty()) {
        report_missing(line.span, "sentence", "write what is claimed on the next line",
                       diagnostics);
        return std::nullopt;
    }
    const Line& first = line.children.front();
    refuse_children(first, diagnostics);
    Said said = split_tail(first.words);
    result.statement = parse_statement(said.statement, diagnostics);
    result.tail = std::move(said.tail);
    for (const Line& child : std::span<const Line>(line.children).subspan(1)) {
        std::size_t furthest = 0;
        if (auto tail = skeleton::tail(child.words, &furthest)) {
            merge_tail(child, result.tail, std::move(*tail), diagnostics);
        } else {
            report_form(child, child.words, furthest,
                        "`asserted by …`, `denied by …`, `from DATE until DATE` or `confidence …`",
                        diagnostics);
        }
        refuse_children(child, diagnostics);
    }
    return result;
}

std::optional<ast::Policy> policy(const Line& line, Diagnostics& diagnostics) {
    auto name = one_name(line, after(line, 1), diagnostics);
    if (!name) return std::nullopt;
    ast::Policy result;
    result.span = line.span;
    result.name = *name;
    std::span<const Line> lines = line.children;
    result.title = take_doc(lines);
    for (const Line& child : lines) policy_line(child, result, diagnostics);
    return result;
}

}  // namespace obverse::blocks
