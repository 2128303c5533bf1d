#include "engine/text/html_entity.h"
#include "engine/text/readers.h"
#include "engine/text/text_builder.h"
#include "engine/text/xml_events.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <string>
#include <vector>

namespace obverse::text {

namespace {

struct FreeContext {
    void operator()(htmlParserCtxtPtr context) const { htmlFreeParserCtxt(context); }
};

template <std::size_t size>
bool is_one_of(std::string_view name, const std::array<std::string_view, size>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 12> skipped = {"script", "style",  "head",   "template",
                                                      "svg",    "nav",    "select", "textarea",
                                                      "button", "iframe", "object", "noscript"};
constexpr std::array<std::string_view, 30> blocks = {
    "p",    "div", "h1",         "h2",     "h3",      "h4",      "h5",     "h6",
    "li",   "ul",  "ol",         "dl",     "dt",      "dd",      "table",  "tr",
    "td",   "th",  "blockquote", "pre",    "section", "article", "header", "footer",
    "main", "hr",  "address",    "figure", "center",  "body"};

std::string_view view_of(const xmlChar* text) {
    return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

std::string_view attribute_of(const xmlChar** attributes, std::string_view name) {
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
        if (view_of(attributes[0]) == name) return view_of(attributes[1]);
    }
    return {};
}

/// `fn1`, `_ftn2`, `footnote-3`: what a footnote is called, in the many dialects.
std::string note_label(std::string_view id) {
    const std::size_t digits = id.find_first_of("0123456789");
    if (digits == std::string_view::npos || digits == 0) return "";
    std::string name;
    for (const char c : id.substr(0, digits)) {
        if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
            name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    constexpr std::array<std::string_view, 8> names = {"fn",  "ftn",     "footnote", "note",
                                                       "edn", "endnote", "en",       "userfn"};
    const std::string_view label = id.substr(digits);
    const bool is_number = label.find_first_not_of("0123456789") == std::string_view::npos;
    return is_one_of(name, names) && is_number && label.size() <= 4 ? std::string(label) : "";
}

class HtmlReader {
public:
    HtmlReader(std::string_view bytes, const ReadOptions& options)
        : bytes_(bytes), options_(options) {}

    ReadText read() {
        htmlSAXHandler handler = {};
        handler.startElement = [](void* self, const xmlChar* name, const xmlChar** attributes) {
            static_cast<HtmlReader*>(self)->open(view_of(name), attributes);
        };
        handler.endElement = [](void* self, const xmlChar* name) {
            static_cast<HtmlReader*>(self)->close(view_of(name));
        };
        handler.characters = [](void* self, const xmlChar* text, int length) {
            static_cast<HtmlReader*>(self)->add(text, length);
        };
        handler.ignorableWhitespace = handler.characters;
        const std::unique_ptr<htmlParserCtxt, FreeContext> context(
            htmlCreateMemoryParserCtxt(bytes_.data(), static_cast<int>(bytes_.size())));
        if (!context) throw ReadError(Refusal::damaged, "", "the HTML cannot be read");
        context_ = context.get();
        *context->sax = handler;
        context->userData = this;
        // The bytes are UTF-8, whatever the page says of itself.
        htmlCtxtUseOptions(context_, HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                         HTML_PARSE_IGNORE_ENC);
        xmlSwitchEncoding(context_, XML_CHAR_ENCODING_UTF8);
        htmlParseDocument(context_);
        if (is_too_deep_) {
            throw ReadError(
                Refusal::too_deep, "byte " + std::to_string(too_deep_at_),
                "elements are nested deeper than " + std::to_string(options_.limits.depth));
        }
        return builder_.finish();
    }

private:
    struct Element {
        std::string name;
        std::uint8_t styles = 0;
        bool is_skipped = false;
        bool is_note = false;       // the body of a footnote begins here
        bool is_reference = false;  // a link to a footnote
        std::size_t count = 0;      // of the items of a list
        char list = ' ';            // 1, a, A, i, I; *: bullets
    };

    std::size_t position() const {
        const long consumed = xmlByteConsumed(context_);
        return consumed < 0 ? bytes_.size() : static_cast<std::size_t>(consumed);
    }
    Place here() const {
        const std::size_t at = std::min(position(), bytes_.size());
        return {.begin = at, .end = at};
    }

    void open(std::string_view name, const xmlChar** attributes) {
        if (is_too_deep_) return;
        if (stack_.size() >= options_.limits.depth) {
            is_too_deep_ = true;
            too_deep_at_ = position();
            xmlStopParser(context_);
            return;
        }
        Element element;
        if (!stack_.empty()) {
            element.styles = stack_.back().styles;
            element.is_skipped = stack_.back().is_skipped;
        }
        element.name = name;
        element.is_skipped = element.is_skipped || is_one_of(name, skipped) || is_left_out(name);
        element.styles |= styles_of(name);
        if (!element.is_skipped) begin(name, attributes, element);
        stack_.push_back(std::move(element));
    }

    bool is_left_out(std::string_view name) {
        const bool is_deletion = name == "del" || name == "s" || name == "strike";
        if (is_deletion || name == "ins") ++builder_.summary().changes;
        return (is_deletion && options_.changes == Changes::accepted) ||
               (name == "ins" && options_.changes == Changes::original);
    }

    std::uint8_t styles_of(std::string_view name) const {
        unsigned styles = 0;
        if (name == "i" || name == "em") styles = italic;
        if (name == "b" || name == "strong") styles = bold;
        if (name == "u") styles = underlined;
        if (options_.changes == Changes::both) {
            if (name == "ins") styles = inserted;
            if (name == "del" || name == "s" || name == "strike") styles = deleted;
        }
        return static_cast<std::uint8_t>(styles);
    }

    void begin(std::string_view name, const xmlChar** attributes, Element& element) {
        const std::string label = note_label(attribute_of(attributes, "id"));
        const bool is_block = is_one_of(name, blocks);
        if (!label.empty() && !builder_.is_in_note() && (is_block || name == "aside")) {
            count_item(name);
            builder_.open_note(label);
            element.is_note = true;
            return;
        }
        if (name == "a") {
            const std::string_view target = attribute_of(attributes, "href");
            element.is_reference = target.starts_with('#') &&
                                   (builder_.is_in_note() || !note_label(target.substr(1)).empty());
            reference_.clear();
        } else if (name == "br") {
            add_break();
        } else if (name == "ol" || name == "ul") {
            begin_list(name, attributes, element);
        } else if (is_block) {
            begin_block(name);
        }
    }

    void begin_list(std::string_view name, const xmlChar** attributes, Element& element) {
        if (!builder_.is_in_note()) builder_.close();
        const std::string_view type = attribute_of(attributes, "type");
        element.list = name == "ul" ? '*' : type.empty() ? '1' : type[0];
        const std::string_view start = attribute_of(attributes, "start");
        if (!start.empty() && start.size() < 6 &&
            start.find_first_not_of("0123456789") == std::string_view::npos) {
            element.count = static_cast<std::size_t>(std::stoul(std::string(start))) - 1;
        }
    }

    void begin_block(std::string_view name) {
        if (builder_.is_in_note()) {
            builder_.add({" ", here(), false, 0});
            return;
        }
        const bool heads = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
        // The paragraph within an item bears its number.
        if (name != "p" || !has_number_) {
            builder_.open({.kind = heads ? BlockKind::heading : BlockKind::paragraph,
                           .heading_level = static_cast<std::uint8_t>(heads ? name[1] - '0' : 0)});
        }
        has_number_ = false;
        if (name != "li") return;
        const std::string number = count_item(name);
        if (number.empty()) return;
        builder_.add({number, here(), false, 0});
        builder_.add({" ", here(), false, 0});
        has_number_ = true;
    }

    /// The number of the next item of the innermost list.
    std::string count_item(std::string_view name) {
        if (name != "li") return "";
        const auto list = std::find_if(stack_.rbegin(), stack_.rend(),
                                       [](const Element& e) { return e.list != ' '; });
        if (list == stack_.rend()) return "";
        const std::size_t count = ++list->count;
        const auto letter = static_cast<char>((count - 1) % 26);
        constexpr std::array<const char*, 11> romans = {"",   "i",   "ii",   "iii", "iv", "v",
                                                        "vi", "vii", "viii", "ix",  "x"};
        switch (list->list) {
            case '*':
                return "•";
            case 'a':
                return std::string("(") + static_cast<char>('a' + letter) + ")";
            case 'A':
                return std::string(1, static_cast<char>('A' + letter)) + ".";
            case 'i':
                return count < romans.size() ? std::string("(") + romans[count] + ")"
                                             : std::to_string(count) + ".";
            default:
                return std::to_string(count) + ".";
        }
    }

    void add_break() {
        if (!builder_.is_in_note() && was_break_) {
            builder_.close();
        } else {
            builder_.add_line_break(here());
        }
        was_break_ = true;
    }

    void close(std::string_view name) {
        if (stack_.empty() || is_too_deep_) return;
        const Element element = std::move(stack_.back());
        stack_.pop_back();
        if (element.is_note) {
            builder_.close_note();
        } else if (element.is_reference) {
            end_reference();
        } else if (!element.is_skipped && is_one_of(name, blocks) && !builder_.is_in_note()) {
            builder_.close();
            has_number_ = false;
        }
    }

    /// A link to a footnote: its mark, without brackets. Within a footnote it leads back.
    void end_reference() {
        std::string label;
        for (const char c : reference_) {
            if (c != '[' && c != ']' && c != '(' && c != ')' && c != ' ') label += c;
        }
        if (!builder_.is_in_note() && !label.empty()) builder_.add_note_mark(label);
        reference_.clear();
    }

    void add(const xmlChar* text, int length) {
        if (is_too_deep_ || length <= 0 || (!stack_.empty() && stack_.back().is_skipped)) return;
        const std::string_view words(reinterpret_cast<const char*>(text),
                                     static_cast<std::size_t>(length));
        const bool is_reference = std::any_of(stack_.begin(), stack_.end(),
                                              [](const Element& e) { return e.is_reference; });
        if (is_reference && reference_.size() < 16) {
            reference_ += words.substr(0, 16);
            return;
        }
        if (words.find_first_not_of(" \t\r\n") != std::string_view::npos) {
            was_break_ = false;
            has_number_ = false;
        }
        const std::uint8_t styles = stack_.empty() ? std::uint8_t{0} : stack_.back().styles;
        const std::size_t end = std::min(position(), bytes_.size());
        const bool is_exact =
            end >= words.size() && bytes_.substr(end - words.size(), words.size()) == words;
        Place place{.begin = end >= words.size() ? end - words.size() : 0, .end = end};
        if (!is_exact) {
            const std::size_t from = end > 40 ? end - 40 : 0;
            const std::size_t entity = bytes_.substr(from, end - from).rfind('&');
            if (entity != std::string_view::npos) place.begin = from + entity;
        }
        builder_.add({words, place, is_exact, styles});
    }

    std::string_view bytes_;
    const ReadOptions& options_;
    htmlParserCtxtPtr context_ = nullptr;
    TextBuilder builder_{Format::html};
    std::vector<Element> stack_;
    std::string reference_;
    bool was_break_ = false;
    bool has_number_ = false;
    bool is_too_deep_ = false;
    std::size_t too_deep_at_ = 0;
};

}  // namespace

char32_t html_entity(std::string_view name) {
    const char32_t point = xml_entity(name);
    if (point != 0 || name.empty() || name[0] == '#' || name.size() > 32) return point;
    const std::string terminated(name);
    const htmlEntityDesc* const entity =
        htmlEntityLookup(reinterpret_cast<const xmlChar*>(terminated.c_str()));
    return entity == nullptr ? 0 : char32_t{entity->value};
}

ReadText read_html(std::string_view bytes, const ReadOptions& options) {
    require_size(bytes, "", options);
    require_utf8(bytes, "");
    return HtmlReader(bytes, options).read();
}

}  // namespace obverse::text
