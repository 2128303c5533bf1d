#include "engine/text/html_entity.h"
#include "engine/text/readers.h"
#include "engine/text/text_builder.h"

#include <md4c.h>

#include <algorithm>
#include <string>
#include <vector>

namespace obverse::text {

namespace {

// Stand in a copy of the file for the brackets of `[^1]`, which Markdown proper does not know.
constexpr char note_open = '\x01';
constexpr char note_close = '\x02';

/// The copy: every byte where it was.
std::string with_note_signs(std::string_view bytes) {
    std::string copy(bytes);
    std::replace_if(
        copy.begin(), copy.end(), [](char c) { return c == note_open || c == note_close; }, ' ');
    for (std::size_t at = copy.find("[^"); at != std::string::npos; at = copy.find("[^", at + 1)) {
        std::size_t end = at + 2;
        while (end < copy.size() && end - at < 34 && copy[end] != ']' && copy[end] != '\n') ++end;
        if (end >= copy.size() || copy[end] != ']' || end == at + 2) continue;
        copy[at] = note_open;
        copy[end] = note_close;
    }
    return copy;
}

class MarkdownReader {
public:
    MarkdownReader(std::string_view bytes, const ReadOptions& options)
        : bytes_(bytes), copy_(with_note_signs(bytes)), options_(options) {}

    ReadText read() {
        MD_PARSER parser = {};
        parser.flags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH;
        parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
            return static_cast<MarkdownReader*>(self)->enter(type, detail);
        };
        parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
            return static_cast<MarkdownReader*>(self)->leave(type);
        };
        parser.enter_span = [](MD_SPANTYPE type, void*, void* self) {
            return static_cast<MarkdownReader*>(self)->enter_span(type);
        };
        parser.leave_span = [](MD_SPANTYPE, void*, void* self) {
            return static_cast<MarkdownReader*>(self)->leave_span();
        };
        parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
            static_cast<MarkdownReader*>(self)->add(type, {text, size});
            return 0;
        };
        const std::size_t skipped = copy_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        const int result = md_parse(copy_.data() + skipped,
                                    static_cast<MD_SIZE>(copy_.size() - skipped), &parser, this);
        if (result != 0) {
            throw ReadError(
                Refusal::too_deep, "byte " + std::to_string(last_),
                "blocks are nested deeper than " + std::to_string(options_.limits.depth));
        }
        return builder_.finish();
    }

private:
    struct List {
        bool is_ordered = false;
        std::size_t next = 1;
        char delimiter = '.';
    };

    Place here() const { return {.begin = last_, .end = last_}; }

    int enter(MD_BLOCKTYPE type, void* detail) {
        if (++depth_ > options_.limits.depth) return 1;
        if (type == MD_BLOCK_OL) {
            const auto* const list = static_cast<MD_BLOCK_OL_DETAIL*>(detail);
            lists_.push_back({true, list->start, list->mark_delimiter});
        } else if (type == MD_BLOCK_UL) {
            lists_.push_back({});
        } else if (type == MD_BLOCK_LI) {
            builder_.open({});
            number_ = "•";
            if (!lists_.empty() && lists_.back().is_ordered) {
                number_ = std::to_string(lists_.back().next++) + lists_.back().delimiter;
            }
        } else if (type == MD_BLOCK_H) {
            const auto* const heading = static_cast<MD_BLOCK_H_DETAIL*>(detail);
            builder_.open({.kind = BlockKind::heading,
                           .heading_level = static_cast<std::uint8_t>(heading->level)});
        } else if (type == MD_BLOCK_P || type == MD_BLOCK_CODE || type == MD_BLOCK_TD ||
                   type == MD_BLOCK_TH || type == MD_BLOCK_HTML) {
            builder_.open({});
        }
        begins_line_ = true;
        return 0;
    }

    int leave(MD_BLOCKTYPE type) {
        --depth_;
        if ((type == MD_BLOCK_OL || type == MD_BLOCK_UL) && !lists_.empty()) lists_.pop_back();
        if (builder_.is_in_note()) builder_.close_note();
        builder_.close();
        number_.clear();
        return 0;
    }

    int enter_span(MD_SPANTYPE type) {
        unsigned styles = styles_.empty() ? 0U : styles_.back();
        if (type == MD_SPAN_EM) styles |= italic;
        if (type == MD_SPAN_STRONG) styles |= bold;
        if (type == MD_SPAN_U) styles |= underlined;
        if (type == MD_SPAN_DEL) {
            ++builder_.summary().changes;
            styles |= deleted;
        }
        styles_.push_back(static_cast<std::uint8_t>(styles));
        return styles_.size() > options_.limits.depth ? 1 : 0;
    }

    int leave_span() {
        styles_.pop_back();
        return 0;
    }

    void add(MD_TEXTTYPE type, std::string_view text) {
        if (is_own(text)) last_ = static_cast<std::size_t>(text.data() - copy_.data());
        const bool is_deleted = !styles_.empty() && (styles_.back() & deleted) != 0;
        if (is_deleted && options_.changes == Changes::accepted) return;
        if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR || text == "\n") {
            builder_.add_line_break(here());
            begins_line_ = true;
        } else if (type == MD_TEXT_ENTITY) {
            add_entity(text);
        } else if (type == MD_TEXT_HTML) {
            add_html(text);
        } else if (type != MD_TEXT_NULLCHAR) {
            add_words(text);
        }
    }

    std::uint8_t styles() const {
        const unsigned all = styles_.empty() ? 0U : styles_.back();
        const unsigned hidden = options_.changes == Changes::both ? 0U : unsigned{deleted};
        return static_cast<std::uint8_t>(all & ~hidden);
    }

    /// The parser puts in spaces of its own, where a tab indents code.
    bool is_own(std::string_view text) const {
        return text.data() >= copy_.data() && text.data() <= copy_.data() + copy_.size();
    }

    void write(std::string_view words) {
        if (words.empty()) return;
        if (!is_own(words)) {
            builder_.add({words, here(), false, styles()});
            return;
        }
        const auto begin = static_cast<std::uint64_t>(words.data() - copy_.data());
        if (!number_.empty()) {
            const Place place{.begin = begin, .end = begin};
            builder_.add({number_, place, false, 0});
            builder_.add({" ", place, false, 0});
            number_.clear();
        }
        // Signs of the copy that turn out to be none are again what they were.
        words = bytes_.substr(begin, words.size());
        builder_.add({words, {.begin = begin, .end = begin + words.size()}, true, styles()});
        begins_line_ = false;
    }

    /// Words with the marks of footnotes among them, and the footnotes themselves.
    void add_words(std::string_view text) {
        while (!text.empty()) {
            const std::size_t open = text.find(note_open);
            const std::size_t close =
                open == std::string_view::npos ? open : text.find(note_close, open);
            if (close == std::string_view::npos) {
                write(text);
                return;
            }
            write(text.substr(0, open));
            const std::string label(text.substr(open + 2, close - open - 2));
            text.remove_prefix(close + 1);
            if (begins_line_ && text.starts_with(':')) {
                text.remove_prefix(1);
                if (builder_.is_in_note()) builder_.close_note();
                builder_.close();
                builder_.open_note(label);
            } else if (!builder_.is_in_note()) {
                builder_.add_note_mark(label);
            }
            begins_line_ = false;
        }
    }

    void add_entity(std::string_view text) {
        const std::string_view name = text.size() > 2 ? text.substr(1, text.size() - 2) : text;
        const char32_t point = html_entity(name);
        if (point == 0) {
            write(text);
            return;
        }
        std::string character;
        append_utf8(character, point);
        builder_.add({character, {.begin = last_, .end = last_ + text.size()}, false, styles()});
        begins_line_ = false;
    }

    /// What stands between tags; a tag is no word.
    void add_html(std::string_view text) {
        while (!text.empty()) {
            const std::size_t open = std::min(text.find('<'), text.size());
            write(text.substr(0, open));
            const std::size_t close = text.find('>', open);
            if (close == std::string_view::npos) return;
            text.remove_prefix(close + 1);
        }
    }

    std::string_view bytes_;
    std::string copy_;
    const ReadOptions& options_;
    TextBuilder builder_{Format::markdown};
    std::vector<List> lists_;
    std::vector<std::uint8_t> styles_;
    std::string number_;
    std::size_t depth_ = 0;
    std::size_t last_ = 0;
    bool begins_line_ = false;
};

}  // namespace

ReadText read_markdown(std::string_view bytes, const ReadOptions& options) {
    require_size(bytes, "", options);
    require_utf8(bytes, "");
    return MarkdownReader(bytes, options).read();
}

}  // namespace obverse::text
