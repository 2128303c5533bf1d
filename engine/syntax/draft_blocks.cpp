#include "engine/syntax/block_parser.h"
#include "engine/syntax/skeleton.h"

#include <algorithm>
#include <cstdlib>

namespace obverse::blocks {

namespace {

using ast::Word;
using ast::WordKind;

/// `"…", "…"`, commas or not, and nothing else.
std::optional<std::vector<ast::Name>> quoted_words(Words words) {
    std::vector<ast::Name> found;
    for (const Word& word : words) {
        if (word.kind == WordKind::quoted) {
            found.push_back(name_of(word));
        } else if (word.text != "," || found.empty()) {
            return std::nullopt;
        }
    }
    return found.empty() ? std::nullopt : std::optional(std::move(found));
}

/// `KEYWORD NAME "what it is"`.
std::optional<ast::WordBlock> word_header(const Line& line, Diagnostics& diagnostics) {
    const Words words = line.words;
    const bool has_name = words.size() > 1 && words[1].kind != WordKind::punctuation;
    const bool has_doc = words.size() > 2 && words[2].kind == WordKind::quoted;
    const std::size_t count = has_name ? (has_doc ? 3U : 2U) : 1U;
    if (!has_name || words.size() != count) {
        report_form(line, words, count, "`" + words.front().text + " NAME \"what it is\"`",
                    diagnostics);
        return std::nullopt;
    }
    ast::WordBlock block;
    block.name = name_of(words[1]);
    if (has_doc) block.doc = words[2].text;
    block.span = line.span;
    return block;
}

/// Forms, `yes`, `no`, `cites`, and the first two in other languages. False for another line.
bool word_line(const Line& line, ast::WordBlock& block, Diagnostics& diagnostics) {
    if (line.begins("cites")) {
        add_citation(line, block.cites, diagnostics);
        return true;
    }
    std::string language;
    std::size_t at = 0;
    const bool is_translated = line.begins("in") && line.words.size() > 2 &&
                               line.words[1].kind == WordKind::word &&
                               !line.begins("in quotation marks");
    if (is_translated) {
        language = line.words[1].text;
        at = 2;
    }
    std::vector<ast::WordForm>* list = &block.forms;
    const Word& first = line.words[at];
    if (first.kind == WordKind::word && (first.text == "yes" || first.text == "no")) {
        list = first.text == "yes" ? &block.yes : &block.no;
        ++at;
    } else if (first.kind != WordKind::quoted) {
        if (is_translated) report_form(line, line.words, at, "forms in quotes", diagnostics);
        return is_translated;
    }
    const auto texts = quoted_words(after(line, at));
    if (!texts) {
        report_form(line, line.words, at, "texts in quotes", diagnostics);
        return true;
    }
    for (const ast::Name& text : *texts) list->push_back({language, text});
    refuse_children(line, diagnostics);
    return true;
}

/// A term or a cue without what it must have is of no use.
void check_parts(const ast::WordBlock& block, bool needs_forms, Diagnostics& diagnostics) {
    if (needs_forms && block.forms.empty()) {
        report_missing(block.span, "form", "write how it stands in texts, in quotes", diagnostics);
    }
    if (block.yes.empty()) {
        report_missing(block.span, "example `yes`", "show a text in which it is meant: `yes \"…\"`",
                       diagnostics);
    }
    if (block.no.empty()) {
        report_missing(block.span, "example `no`",
                       "show a text that is near and in which it is not meant: `no \"…\"`",
                       diagnostics);
    }
}

void term_line(const Line& line, ast::DraftTerm& term, Diagnostics& diagnostics) {
    const Words words = line.words;
    if (line.begins("is a") || line.begins("is an")) {
        if (const auto kind = one_name(line, after(line, 2), diagnostics)) {
            term.kinds.push_back(*kind);
        }
    } else if (line.begins("means the phrase") && words.size() == 4 &&
               words[3].kind == WordKind::quoted) {
        if (term.means) report_duplicate(line, "a line `means`", diagnostics);
        term.means = pattern_of(words[3], diagnostics);
    } else if (line.begins("means")) {
        report_form(line, words, std::min<std::size_t>(words.size(), 3),
                    "`means the phrase \"{Behaviour} is …\"`", diagnostics);
    } else {
        report_keyword(line,
                       std::vector<std::string>{"is a", "means the phrase", "\"…\"", "in", "yes",
                                                "no", "cites"},
                       diagnostics);
        return;
    }
    refuse_children(line, diagnostics);
}

bool reach_line(const Line& line, ast::Cue& cue, Diagnostics& diagnostics) {
    using Side = ast::Cue::Side;
    const Words words = line.words;
    std::size_t at = 1;
    Side side = Side::right;
    if (line.begins("left")) {
        side = Side::left;
    } else if (line.begins("both ways")) {
        side = Side::both;
        at = 2;
    } else if (!line.begins("right")) {
        return false;
    }
    if (cue.side) report_duplicate(line, "a direction", diagnostics);
    cue.side = side;
    const auto is_rest = [&](std::string_view first, std::string_view last, std::size_t count) {
        return words.size() == at + count && words[at].text == first &&
               words[at + count - 1].text == last;
    };
    if (words.size() == at) return true;
    if (is_rest("across", "clauses", 2)) {
        cue.is_across_clauses = true;
    } else if (is_rest("over", "name", 3)) {
        cue.is_over_name = true;
    } else {
        report_form(line, words, at, "nothing more, `across clauses` or `over a name`",
                    diagnostics);
    }
    return true;
}

void cue_line(const Line& line, ast::Cue& cue, Diagnostics& diagnostics) {
    const Words words = line.words;
    if (reach_line(line, cue, diagnostics)) {
        // Read.
    } else if (line.begins("in quotation marks") && words.size() == 3) {
        cue.is_quotation = true;
    } else if (line.begins("sets")) {
        set_once(line, 1, cue.sets, diagnostics);
        return;
    } else if (line.begins("until")) {
        if (const auto texts = quoted_words(after(line, 1))) {
            cue.until.insert(cue.until.end(), texts->begin(), texts->end());
        } else {
            report_form(line, words, 1, "words or marks in quotes", diagnostics);
        }
    } else if (line.begins("within") && words.size() == 3 && words[1].kind == WordKind::integer &&
               (words[2].text == "words" || words[2].text == "word")) {
        if (cue.within) report_duplicate(line, "a line `within`", diagnostics);
        cue.within = ast::Integer{std::strtoll(words[1].text.c_str(), nullptr, 10), words[1].span};
    } else if (line.begins("within")) {
        report_form(line, words, 1, "`within 12 words`", diagnostics);
    } else if (line.begins("blocks")) {
        if (auto names = skeleton::names(after(line, 1))) {
            cue.blocks.insert(cue.blocks.end(), names->begin(), names->end());
        } else {
            report_form(line, words, 1, "names of cues", diagnostics);
        }
    } else {
        report_keyword(line,
                       std::vector<std::string>{"sets", "\"…\"", "in", "right", "left", "both ways",
                                                "until", "within", "blocks", "in quotation marks",
                                                "yes", "no", "cites"},
                       diagnostics);
        return;
    }
    refuse_children(line, diagnostics);
}

bool finding_header(const Line& line, ast::Finding& finding, Diagnostics& diagnostics) {
    const Words words = line.words;
    finding.header.span = line.span;
    if (words.size() != 3 || words[1].kind == WordKind::punctuation) {
        report_form(line, words, std::min<std::size_t>(words.size(), 3),
                    "`finding NAME must`, `should` or `consider`", diagnostics);
        return false;
    }
    finding.header.name = name_of(words[1]);
    finding.level = name_of(words[2]);
    const std::string& level = finding.level.text;
    if (level == "must" || level == "should" || level == "consider") return true;
    report_form(line, words, 2, "`must`, `should` or `consider`", diagnostics);
    return false;
}

void finding_line(const Line& line, ast::Finding& finding, Diagnostics& diagnostics) {
    if (line.begins("cites")) {
        add_citation(line, finding.header.cites, diagnostics);
    } else if (line.begins("suggests")) {
        if (const auto texts = quoted_words(after(line, 1))) {
            finding.suggestions.insert(finding.suggestions.end(), texts->begin(), texts->end());
        } else {
            report_form(line, line.words, 1, "advice in quotes", diagnostics);
        }
        refuse_children(line, diagnostics);
    } else if (line.begins("unless :") && line.words.size() == 2) {
        if (!finding.unless.empty()) report_duplicate(line, "a list `unless`", diagnostics);
        finding.unless = elements(line, diagnostics);
    } else if (is_condition(line)) {
        add_condition(line, finding.conditions, diagnostics);
    } else {
        report_keyword(line, std::vector<std::string>{"if", "and", "cites", "suggests", "unless:"},
                       diagnostics);
    }
}

}  // namespace

std::optional<ast::DraftTerm> draft_term(const Line& line, Diagnostics& diagnostics) {
    auto header = word_header(line, diagnostics);
    if (!header) return std::nullopt;
    ast::DraftTerm term;
    term.words = std::move(*header);
    for (const Line& child : line.children) {
        if (!word_line(child, term.words, diagnostics)) term_line(child, term, diagnostics);
    }
    check_parts(term.words, true, diagnostics);
    if (term.kinds.empty()) {
        report_missing(line.span, "kind", "say what it is: `is a BehaviourTerm`", diagnostics);
    }
    return term;
}

std::optional<ast::Cue> cue(const Line& line, Diagnostics& diagnostics) {
    auto header = word_header(line, diagnostics);
    if (!header) return std::nullopt;
    ast::Cue cue;
    cue.words = std::move(*header);
    for (const Line& child : line.children) {
        if (!word_line(child, cue.words, diagnostics)) cue_line(child, cue, diagnostics);
    }
    check_parts(cue.words, !cue.is_quotation, diagnostics);
    if (!cue.sets && cue.blocks.empty()) {
        report_missing(line.span, "effect", "say what it does: `sets negated`, `blocks negation`",
                       diagnostics);
    }
    return cue;
}

std::optional<ast::Finding> finding(const Line& line, Diagnostics& diagnostics) {
    ast::Finding finding;
    if (!finding_header(line, finding, diagnostics)) return std::nullopt;
    std::span<const Line> lines = line.children;
    if (!lines.empty() && quoted_line(lines.front())) {
        finding.message = name_of(lines.front().words.front());
        finding.header.title = finding.message->text;
        lines = lines.subspan(1);
    } else {
        report_missing(line.span, "message", "say on the next line what is found, in quotes",
                       diagnostics);
    }
    for (const Line& child : lines) finding_line(child, finding, diagnostics);
    if (finding.conditions.empty()) {
        report_missing(line.span, "condition", "say when it is found: `if …`", diagnostics);
    }
    return finding;
}

}  // namespace obverse::blocks
