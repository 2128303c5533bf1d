#include "engine/syntax/printer.h"

#include "engine/syntax/parser.h"
#include "engine/syntax/printer_words.h"
#include "engine/syntax/words.h"

#include <algorithm>

namespace obverse {

namespace {

using ast::Word;
using ast::WordKind;

/// A line of words, or of a comment alone, or both.
struct Item {
    std::vector<Word> words;
    std::string comment;  // with its `#`; empty when there is none
    std::size_t column = 0;
    std::size_t indent = 0;  // the canonical one
    std::string text;        // the words in canonical form
    bool blank_before = false;
    bool has_children = false;

    bool is_comment() const { return words.empty(); }
    bool is_bullet() const { return words.front().text == "-"; }
    bool is_row() const { return !is_comment() && words.front().text == "|"; }
};

/// `#text` becomes `# text`.
std::string tidy_comment(std::string_view comment) {
    while (!comment.empty() && (comment.back() == ' ' || comment.back() == '\r')) {
        comment.remove_suffix(1);
    }
    const bool is_tight = comment.size() > 1 && comment[1] != ' ' && comment[1] != '#' &&
                          comment[1] != '!' && comment[1] != '\t';
    return is_tight ? "# " + std::string(comment.substr(1)) : std::string(comment);
}

class Printer {
public:
    Printer(const SourceMap& sources, SourceId source) : sources_(sources), source_(source) {}

    std::string run() {
        read_items();
        indent_lines();
        indent_comments();
        separate_blocks();
        write_words();
        align_tables();
        return assemble();
    }

private:
    void read_items() {
        const std::string_view text = sources_.text(source_);
        bool blank_before = false;
        std::size_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        while (begin < text.size()) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            Item item;
            Span comment;
            Diagnostics reported_before;
            item.words = words_of(text.substr(begin, end - begin), source_,
                                  static_cast<std::uint32_t>(begin), reported_before, &comment);
            if (comment.end > comment.begin) item.comment = tidy_comment(sources_.text(comment));
            if (!item.words.empty()) {
                item.column = item.words.front().span.begin - begin;
            } else if (!item.comment.empty()) {
                item.column = comment.begin - begin;
            }
            const bool is_blank = item.words.empty() && item.comment.empty();
            item.blank_before = blank_before;
            blank_before = is_blank;
            if (!is_blank) items_.push_back(std::move(item));
            begin = end + 1;
        }
    }

    /// What a line encloses is indented behind it, by four where a bullet stands in front.
    void indent_lines() {
        std::vector<Item*> open;
        for (Item& item : items_) {
            if (item.is_comment()) continue;
            while (!open.empty() && open.back()->column >= item.column) open.pop_back();
            if (!open.empty()) {
                open.back()->has_children = true;
                item.indent = open.back()->indent + (open.back()->is_bullet() ? 4 : 2);
            }
            open.push_back(&item);
        }
    }

    /// A comment stands with the line below it, or, where it is indented deeper than that, with the
    /// lines above.
    void indent_comments() {
        std::vector<const Item*> open;
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (!items_[i].is_comment()) {
                while (!open.empty() && open.back()->column >= items_[i].column) open.pop_back();
                open.push_back(&items_[i]);
                continue;
            }
            std::size_t next = i;
            while (next < items_.size() && items_[next].is_comment()) ++next;
            const bool is_last = next == items_.size();
            const std::size_t next_column = is_last ? 0 : items_[next].column;
            items_[i].indent = is_last ? 0 : items_[next].indent;
            if (items_[i].column <= next_column) continue;
            for (const Item* line : open) {
                if (line->column > items_[i].column || line->column < next_column) continue;
                items_[i].indent = line->indent;
            }
        }
    }

    void separate_blocks() {
        std::size_t group = 0;        // where the comments above the next line begin
        const Item* block = nullptr;  // the last line at column 1
        for (std::size_t i = 0; i < items_.size(); ++i) {
            Item& item = items_[i];
            if (item.indent > 0 || !item.is_comment()) {
                const bool is_header = item.indent == 0 && block != nullptr &&
                                       (item.has_children || block->has_children);
                if (is_header) items_[group].blank_before = true;
                if (item.indent == 0) block = &item;
                group = i + 1;
            }
            const bool is_first_child =
                i > 0 && item.indent > items_[i - 1].indent && !items_[i - 1].is_comment();
            if (i == 0 || is_first_child) item.blank_before = false;
        }
    }

    void write_words() {
        std::string block;
        for (Item& item : items_) {
            if (item.is_comment()) continue;
            if (item.indent == 0) block = item.words.front().text;
            const std::size_t gap = printing::gap_of(block, item.words);
            item.text = printing::spaced(sources_, item.words, gap);
        }
    }

    /// The rows between two lines at column 1 are those of one table.
    void align_tables() {
        std::vector<Item*> rows;
        const auto align = [&] {
            std::vector<std::vector<std::string>> cells;
            for (const Item* row : rows) cells.push_back(printing::cells_of(sources_, row->words));
            const std::vector<std::string> lines = printing::aligned(cells);
            for (std::size_t i = 0; i < rows.size(); ++i) rows[i]->text = lines[i];
            rows.clear();
        };
        bool is_table = false;
        for (Item& item : items_) {
            if (item.indent == 0 && !item.is_comment()) {
                align();
                is_table = item.words.front().text == "table";
            }
            if (is_table && item.is_row()) rows.push_back(&item);
        }
        align();
    }

    std::string assemble() const {
        std::string text;
        for (const Item& item : items_) {
            if (item.blank_before) text += '\n';
            text += std::string(item.indent, ' ') + item.text;
            if (!item.is_comment() && !item.comment.empty()) text += "  ";
            text += item.comment + "\n";
        }
        return text;
    }

    const SourceMap& sources_;
    SourceId source_;
    std::vector<Item> items_;
};

}  // namespace

std::optional<std::string> canonical_text(const SourceMap& sources, SourceId source,
                                          Diagnostics& diagnostics) {
    Diagnostics found;
    parse(sources, source, found);
    diagnostics.append(found);
    if (found.has_errors()) return std::nullopt;
    return Printer(sources, source).run();
}

}  // namespace obverse
