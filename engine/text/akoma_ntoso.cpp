#include "engine/text/readers.h"
#include "engine/text/xml_events.h"

#include <algorithm>
#include <array>

namespace obverse::text {

namespace {

template <std::size_t size>
bool is_one_of(std::string_view name, const std::array<std::string_view, size>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Elements that are a paragraph of their own.
constexpr std::array<std::string_view, 10> blocks = {
    "p",  "heading", "subheading", "crossHeading", "block",
    "td", "th",      "longTitle",  "li",           "listIntroduction"};

BlockRole role_of(std::string_view name) {
    if (name == "coverPage") return BlockRole::cover;
    if (name == "preface") return BlockRole::title;
    if (name == "formula") return BlockRole::formula;
    if (name == "preamble") return BlockRole::preamble;
    if (name == "mainBody" || name == "body") return BlockRole::body;
    if (name == "conclusions") return BlockRole::close;
    if (name == "attachment" || name == "annex") return BlockRole::annex;
    return BlockRole::unknown;
}

bool is_heading(std::string_view name) {
    return name == "heading" || name == "subheading" || name == "crossHeading";
}

class AkomaNtosoReader {
public:
    AkomaNtosoReader(const XmlEvents& events, const ReadOptions& options)
        : events_(events), options_(options) {}

    ReadText read() {
        for (std::size_t at = 0; at < events_.list().size();) at = visit(at);
        return builder_.finish();
    }

private:
    struct Element {
        BlockRole role = BlockRole::unknown;
        std::uint8_t styles = 0;
        bool is_number = false;
    };

    /// Handles one event; returns the index of the next.
    std::size_t visit(std::size_t at) {
        const XmlEvent& event = events_.list()[at];
        switch (event.kind) {
            case XmlEvent::Kind::text:
                add_text(event);
                return at + 1;
            case XmlEvent::Kind::close:
                leave(event);
                return at + 1;
            case XmlEvent::Kind::open:
                break;
        }
        if (event.name == "meta" || event.name == "presentation" || is_left_out(event.name)) {
            if (event.name == "ins" || event.name == "del") ++builder_.summary().changes;
            return events_.after(at);
        }
        enter(event);
        return at + 1;
    }

    bool is_left_out(std::string_view name) const {
        return (name == "del" && options_.changes == Changes::accepted) ||
               (name == "ins" && options_.changes == Changes::original);
    }

    void enter(const XmlEvent& event) {
        Element element = open_.empty() ? Element{} : open_.back();
        const BlockRole role = role_of(event.name);
        // What is attached is an annex, whatever its own parts are called.
        if (role != BlockRole::unknown && element.role != BlockRole::annex) element.role = role;
        element.styles |= styles_of(event);
        element.is_number = event.name == "num";
        open_.push_back(element);
        if (event.name == "authorialNote" || event.name == "note") {
            open_note(event);
        } else if (event.name == "eol" || event.name == "br") {
            break_line();
        } else if (event.name == "num") {
            open_block(event, element, false);
        } else if (is_one_of(event.name, blocks)) {
            open_block(event, element, is_heading(event.name));
        }
    }

    void open_note(const XmlEvent& event) {
        const std::string marker(events_.attribute(event, "marker"));
        builder_.add_note_mark(marker);
        builder_.open_note(marker);
    }

    void break_line() {
        if (builder_.is_in_note()) return;
        builder_.open({.role = open_.back().role});
    }

    /// A number waits for the paragraph whose it is.
    void open_block(const XmlEvent& event, const Element& element, bool heads) {
        if (builder_.is_in_note() || (has_number_ && !element.is_number)) {
            builder_.add({" ", {.begin = event.offset, .end = event.offset}, false, 0});
            if (!builder_.is_in_note() && heads) builder_.mark_heading();
            has_number_ = false;
            return;
        }
        builder_.open({.kind = heads ? BlockKind::heading : BlockKind::paragraph,
                       .role = element.role,
                       .heading_level = static_cast<std::uint8_t>(heads ? 1 : 0)});
    }

    void leave(const XmlEvent& event) {
        open_.pop_back();
        if (event.name == "authorialNote" || event.name == "note") {
            builder_.close_note();
        } else if (event.name == "num") {
            has_number_ = builder_.has_words();
        } else if (is_one_of(event.name, blocks) && !builder_.is_in_note()) {
            builder_.close();
        }
    }

    void add_text(const XmlEvent& event) {
        const std::uint8_t styles = open_.empty() ? std::uint8_t{0} : open_.back().styles;
        add_xml_text(event, 0, styles, builder_);
    }

    std::uint8_t styles_of(const XmlEvent& event) {
        const std::string_view shape = events_.attribute(event, "class");
        const auto has = [&](std::string_view word) {
            return shape.find(word) != std::string_view::npos;
        };
        unsigned styles = 0;
        if (event.name == "i" || (event.name == "span" && has("italic"))) styles |= italic;
        if (event.name == "b" || (event.name == "span" && has("bold"))) styles |= bold;
        if (event.name == "u" || (event.name == "span" && has("underline"))) styles |= underlined;
        if (event.name == "ins" || event.name == "del") {
            ++builder_.summary().changes;
            if (options_.changes == Changes::both)
                styles |= event.name == "ins" ? inserted : deleted;
        }
        return static_cast<std::uint8_t>(styles);
    }

    const XmlEvents& events_;
    const ReadOptions& options_;
    TextBuilder builder_{Format::akoma_ntoso};
    std::vector<Element> open_;
    bool has_number_ = false;
};

}  // namespace

ReadText read_akoma_ntoso(std::string_view bytes, const ReadOptions& options) {
    const XmlEvents events(bytes, "", options);
    return AkomaNtosoReader(events, options).read();
}

}  // namespace obverse::text
