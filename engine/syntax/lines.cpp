#include "engine/syntax/lines.h"

#include "engine/base/name_key.h"
#include "engine/syntax/words.h"

#include <algorithm>
#include <optional>

namespace obverse {

namespace {

constexpr std::size_t longest_line = 64U << 10U;
// A block, its keyword lines and eight lists: deeper text is refused rather than followed.
constexpr std::size_t deepest_line = 10;

Span byte_span(SourceId source, std::size_t begin, std::size_t end) {
    return {source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// Reports what makes a whole text unreadable.
bool is_readable(std::string_view text, SourceId source, Diagnostics& diagnostics) {
    if (text.size() > largest_rule_file) {
        diagnostics.report({.code = Code::file_too_large,
                            .message = "the file is larger than 64 MiB",
                            .primary = Label{byte_span(source, 0, 0), "this file"},
                            .help = "split it into several files; their order does not matter"});
        return false;
    }
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        diagnostics.report({.code = Code::empty_file,
                            .message = "the file is empty",
                            .primary = Label{byte_span(source, 0, 0), "nothing stands here"},
                            .help = "remove it, or write in it what it is going to say: a line "
                                    "that begins with `#` is a comment"});
        return false;
    }
    std::size_t bad = 0;
    if (!is_valid_utf8(text, &bad)) {
        diagnostics.report({.code = Code::invalid_utf8,
                            .message = "the text is not valid UTF-8",
                            .primary = Label{byte_span(source, bad, bad + 1), "from here on"},
                            .help = "save the file as UTF-8"});
        return false;
    }
    return true;
}

class LineReader {
public:
    LineReader(std::string_view text, SourceId source, std::string_view passed_over,
               Diagnostics& diagnostics)
        : text_(text), source_(source), passed_over_(passed_over), diagnostics_(diagnostics) {}

    std::vector<Line> run() {
        std::size_t begin = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        while (begin < text_.size()) {
            const std::size_t end = std::min(text_.find('\n', begin), text_.size());
            if (!is_passed_over(text_.substr(begin, end - begin))) read(begin, end);
            begin = end + 1;
        }
        while (!open_.empty()) close();
        return std::move(forest_);
    }

private:
    /// A block goes on until a line begins at column 1 that is no comment.
    bool is_passed_over(std::string_view line) {
        if (passed_over_.empty() || line.empty() || line.front() == ' ') return is_passing_over_;
        Diagnostics unreported;  // whatever is wrong is told when the line is read
        const std::size_t end = std::min(line.find(' '), longest_line);
        const std::vector<ast::Word> words = words_of(line.substr(0, end), source_, 0, unreported);
        if (words.empty() || words.front().span.begin > 0) return is_passing_over_;
        is_passing_over_ = words.front().text == passed_over_;
        return is_passing_over_;
    }

    void read(std::size_t begin, std::size_t end) {
        if (end - begin > longest_line) {
            diagnostics_.report(
                {.code = Code::line_too_long,
                 .message = "the line is longer than 64 KiB",
                 .primary = Label{byte_span(source_, begin, begin + 1), "this line"},
                 .help = "break it into several statements"});
            return;
        }
        const std::size_t first = std::min(text_.find_first_not_of(' ', begin), end);
        Line line;
        line.words = words_of(text_.substr(first, end - first), source_,
                              static_cast<std::uint32_t>(first), diagnostics_);
        if (line.words.empty()) return;
        line.indent = line.words.front().span.begin - static_cast<std::uint32_t>(begin);
        line.span = {source_, line.words.front().span.begin, line.words.back().span.end};
        if (line.span.begin > first) {
            is_misleading_ = true;
            // So that the lines around it are not reported too, it stands like the line above.
            line.indent = open_.size() > 1 ? open_.back().indent : 2;
            const bool is_tab = text_[first] == '\t';
            diagnostics_.report(
                {.code = Code::tab_character,
                 .message = is_tab ? "a tab indents this line" : "an odd space indents this line",
                 .primary = Label{byte_span(source_, first, first + 1),
                                  is_tab ? "a tab" : "not a plain space"},
                 .help = "indent with spaces"});
        }
        place(std::move(line));
    }

    void place(Line line) {
        while (!open_.empty() && open_.back().indent >= line.indent) close();
        if (too_deep_ && line.indent >= *too_deep_) return;
        too_deep_.reset();
        if (open_.size() >= deepest_line) {
            too_deep_ = line.indent;
            open_.front().is_cut = true;
            diagnostics_.report({.code = Code::nesting_too_deep,
                                 .message = "lists are nested more than eight deep",
                                 .primary = Label{line.span, "this line is too deep"},
                                 .help = "give the inner list a rule of its own"});
            return;
        }
        const std::vector<Line>& siblings = open_.empty() ? forest_ : open_.back().children;
        if (!is_misleading_ && !open_.empty() && !siblings.empty() &&
            siblings.back().indent != line.indent) {
            diagnostics_.report({.code = Code::bad_indentation,
                                 .message = "the line is indented less than the lines beside it, "
                                            "and more than the line above them",
                                 .primary = Label{line.span, "which of the two does it belong to?"},
                                 .secondary = {{siblings.back().span, "indented otherwise"}},
                                 .help = "indent it like one of the lines above"});
        }
        if (open_.empty() && line.indent > 0 && forest_.empty()) {
            diagnostics_.report({.code = Code::bad_indentation,
                                 .message = "the first line is indented, but no block is open",
                                 .primary = Label{line.span, "indented"},
                                 .help = "begin a block at column 1"});
        }
        open_.push_back(std::move(line));
    }

    void close() {
        Line line = std::move(open_.back());
        open_.pop_back();
        (open_.empty() ? forest_ : open_.back().children).push_back(std::move(line));
    }

    std::string_view text_;
    SourceId source_;
    std::string_view passed_over_;
    Diagnostics& diagnostics_;
    bool is_passing_over_ = false;
    std::vector<Line> open_;
    std::vector<Line> forest_;
    bool is_misleading_ = false;             // a tab indents some line: columns say nothing
    std::optional<std::uint32_t> too_deep_;  // the indent of lines that are left out
};

}  // namespace

bool Line::begins(std::string_view keywords) const {
    std::size_t at = 0;
    for (const ast::Word& word : words) {
        if (word.kind != ast::WordKind::word && word.kind != ast::WordKind::punctuation)
            return false;
        if (!keywords.substr(at).starts_with(word.text)) return false;
        at += word.text.size();
        if (at == keywords.size()) return true;
        if (keywords[at] != ' ') return false;
        ++at;
    }
    return false;
}

std::vector<Line> lines_of(const SourceMap& sources, SourceId source, Diagnostics& diagnostics,
                           std::string_view passed_over) {
    const std::string_view text = sources.text(source);
    if (!is_readable(text, source, diagnostics)) return {};
    return LineReader(text, source, passed_over, diagnostics).run();
}

}  // namespace obverse
