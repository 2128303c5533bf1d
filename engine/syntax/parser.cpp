#include "engine/syntax/parser.h"

#include "engine/syntax/block_parser.h"

namespace obverse {

namespace {

using ast::WordKind;

const std::vector<std::string>& block_keywords() {
    static const std::vector<std::string> keywords = {
        "vocabulary", "relation",  "scale",      "quantity",  "grade",
        "rule",       "exception", "definition", "table",     "lens",
        "in lens",    "entities",  "speaker",    "source",    "claim",
        "policy",     "import",    "example",    "workspace", "events are also called",
        "term",       "cue",       "finding"};
    return keywords;
}

/// Reads the blocks of one file in order; remembers the lens that they stand in.
class FileParser {
public:
    FileParser(ast::File& file, Diagnostics& diagnostics)
        : file_(file), diagnostics_(diagnostics) {}

    void read(const Line& line) {
        // What is left of a block that was cut would be reported for what it lacks.
        if (line.is_cut) return;
        const std::string& keyword = line.words.front().text;
        if (line.begins("in lens")) {
            if (auto name = blocks::one_name(line, blocks::after(line, 2), diagnostics_)) {
                lens_ = name->text;
                file_.sections.push_back(std::move(*name));
            }
            blocks::refuse_children(line, diagnostics_);
        } else if (line.begins("events are also called")) {
            read_event_names(line);
        } else if (keyword == "lens") {
            auto lens = blocks::lens(line, diagnostics_);
            if (lens) lens_ = lens->name.text;
            add(std::move(lens));
        } else if (!read_rules(keyword, line) && !read_records(keyword, line) &&
                   !read_drafts(keyword, line)) {
            blocks::report_keyword(line, block_keywords(), diagnostics_);
        }
    }

private:
    template <class Block>
    void add(std::optional<Block> block) {
        if (block) file_.blocks.emplace_back(std::move(*block));
    }
    /// Adds what `reader` makes of the line, with the lens that it stands in.
    template <class Read>
    void add_in_lens(Read reader, const Line& line) {
        const std::size_t found_before = diagnostics_.list().size();
        auto block = reader(line, diagnostics_);
        if (!block) return;
        block->header.lens = lens_;
        block->header.is_incomplete = diagnostics_.list().size() > found_before;
        file_.blocks.emplace_back(std::move(*block));
    }

    void read_event_names(const Line& line) {
        ast::EventNames names;
        names.span = line.span;
        const blocks::Words words = blocks::after(line, 4);
        bool fits = !words.empty() && words.size() % 2 == 1;
        for (std::size_t i = 0; i < words.size(); ++i) {
            fits = fits && (i % 2 == 0 ? words[i].kind == WordKind::quoted : words[i].text == ",");
            if (words[i].kind == WordKind::quoted)
                names.patterns.push_back(blocks::name_of(words[i]));
        }
        if (!fits) {
            blocks::report_form(line, line.words, 4,
                                "`events are also called \"{year} {object} test\"`", diagnostics_);
        }
        blocks::refuse_children(line, diagnostics_);
        file_.blocks.emplace_back(std::move(names));
    }

    bool read_rules(const std::string& keyword, const Line& line) {
        if (keyword == "rule") {
            add_in_lens(blocks::rule, line);
        } else if (keyword == "exception") {
            add_in_lens(blocks::exception, line);
        } else if (keyword == "definition") {
            add_in_lens(blocks::definition, line);
        } else if (keyword == "table") {
            add_in_lens(blocks::table, line);
        } else if (keyword == "grade") {
            auto grade = blocks::grade(line, diagnostics_);
            if (grade) grade->lens = lens_;
            add(std::move(grade));
        } else if (keyword == "example") {
            auto example = blocks::example(line, diagnostics_);
            if (example) example->lens = lens_;
            add(std::move(example));
        } else if (keyword == "vocabulary") {
            file_.blocks.emplace_back(blocks::vocabulary(line, diagnostics_));
        } else if (keyword == "relation") {
            add(blocks::relation(line, diagnostics_));
        } else if (keyword == "scale") {
            add(blocks::scale(line, diagnostics_));
        } else if (keyword == "quantity") {
            add(blocks::quantity(line, diagnostics_));
        } else {
            return false;
        }
        return true;
    }

    bool read_records(const std::string& keyword, const Line& line) {
        if (keyword == "entities") {
            file_.blocks.emplace_back(blocks::entities(line, diagnostics_));
        } else if (keyword == "speaker") {
            add(blocks::speaker(line, diagnostics_));
        } else if (keyword == "source") {
            add(blocks::source(line, diagnostics_));
        } else if (keyword == "claim") {
            add(blocks::claim(line, diagnostics_));
        } else if (keyword == "policy") {
            add(blocks::policy(line, diagnostics_));
        } else if (keyword == "import") {
            add(blocks::import(line, diagnostics_));
        } else if (keyword == "workspace") {
            add(blocks::workspace(line, diagnostics_));
        } else {
            return false;
        }
        return true;
    }

    bool read_drafts(const std::string& keyword, const Line& line) {
        if (keyword == "term") {
            add(blocks::draft_term(line, diagnostics_));
        } else if (keyword == "cue") {
            add(blocks::cue(line, diagnostics_));
        } else if (keyword == "finding") {
            add_in_lens(blocks::finding, line);
        } else {
            return false;
        }
        return true;
    }

    ast::File& file_;
    Diagnostics& diagnostics_;
    std::string lens_;
};

}  // namespace

ast::File parse(const SourceMap& sources, SourceId source, Diagnostics& diagnostics,
                ReadExamples examples) {
    ast::File file;
    file.source = source;
    FileParser parser(file, diagnostics);
    const std::string_view passed_over = examples == ReadExamples::yes ? "" : "example";
    for (const Line& line : lines_of(sources, source, diagnostics, passed_over)) parser.read(line);
    return file;
}

}  // namespace obverse
