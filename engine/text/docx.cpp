#include "engine/text/docx_lists.h"
#include "engine/text/docx_package.h"
#include "engine/text/readers.h"
#include "engine/text/xml_events.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <optional>
#include <set>

namespace obverse::text {

namespace {

/// A part of the package while it is read.
struct Part {
    XmlEvents events;
    std::uint32_t index;  // in ReadText::parts
};

std::size_t number_of(std::string_view text) {
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

class DocxReader {
public:
    DocxReader(const DocxPackage& package, const ReadOptions& options)
        : package_(package), options_(options) {}

    ReadText read() {
        relationships_ = package_.relationships_of(package_.main_part());
        load_tables();
        Part document = load(package_.main_part());
        read_header(document);
        read_range(document, 0, document.events.list().size());
        return builder_.finish();
    }

private:
    struct Reading {
        std::size_t inserted = 0;  // how many insertions the words stand in
        std::size_t deleted = 0;
        std::uint8_t run = 0;  // styles of the run
        bool is_hidden = false;
    };

    Part load(const std::string& path) {
        const std::optional<std::string> bytes = package_.read(path);
        if (!bytes) throw ReadError(Refusal::damaged, path, "the part is missing");
        XmlEvents events(*bytes, path, options_);
        return {std::move(events), builder_.add_part(path)};
    }

    std::optional<std::string> path_of(std::string_view type) const {
        for (const auto& [id, relationship] : relationships_) {
            if (relationship.type == type && package_.has(relationship.path)) {
                return relationship.path;
            }
        }
        const std::string usual = "word/" + std::string(type) + ".xml";
        return package_.has(usual) ? std::optional(usual) : std::nullopt;
    }

    void load_tables() {
        if (const auto path = path_of("styles")) {
            styles_ = DocxStyles(XmlEvents(*package_.read(*path), *path, options_));
        }
        if (const auto path = path_of("numbering")) {
            lists_ = DocxLists(XmlEvents(*package_.read(*path), *path, options_));
        }
        if (const auto path = path_of("footnotes")) footnotes_.emplace(load(*path));
        if (const auto path = path_of("endnotes")) endnotes_.emplace(load(*path));
    }

    /// The head of the first page: United Nations drafts bear their symbol there.
    void read_header(const Part& document) {
        std::string first;
        std::string usual;
        for (const XmlEvent& event : document.events.list()) {
            if (event.kind != XmlEvent::Kind::open || event.name != "headerReference") continue;
            const std::string_view type = document.events.attribute(event, "type");
            std::string& id = type == "first" ? first : usual;
            if (id.empty() && type != "even") id = document.events.attribute(event, "id");
        }
        const auto found = relationships_.find(first.empty() ? usual : first);
        if (found == relationships_.end() || !package_.has(found->second.path)) return;
        const Part header = load(found->second.path);
        read_range(header, 0, header.events.list().size());
    }

    void read_range(const Part& part, std::size_t begin, std::size_t end) {
        std::deque<std::pair<std::size_t, std::size_t>> ranges = {{begin, end}};
        // Text boxes stand within a paragraph; they are read after it.
        while (!ranges.empty()) {
            const auto [from, to] = ranges.front();
            ranges.pop_front();
            Reading reading;
            for (std::size_t at = from; at < to;) at = visit(part, at, reading, ranges);
            if (!builder_.is_in_note()) builder_.close();
        }
    }

    using Ranges = std::deque<std::pair<std::size_t, std::size_t>>;

    std::size_t visit(const Part& part, std::size_t at, Reading& reading, Ranges& ranges) {
        const XmlEvent& event = part.events.list()[at];
        if (event.kind == XmlEvent::Kind::text) return at + 1;
        if (event.kind == XmlEvent::Kind::close) {
            leave(event, reading);
            return at + 1;
        }
        const std::string_view name = event.name;
        if (name == "drawing" || name == "pict" || name == "object") {
            return find_boxes(part, at, ranges);
        }
        if (is_left_out(name)) {
            if (name != "pPr" && name != "rPr") ++builder_.summary().changes;
            return part.events.after(at);
        }
        if (name == "Fallback" || name == "sectPr" || name == "instrText" || name == "sdtPr" ||
            name == "pPr" || name == "rPr" || name == "tblPr" || name == "trPr" || name == "tcPr") {
            return part.events.after(at);
        }
        if (name == "p")
            open_paragraph(part, at);
        else if (name == "r")
            open_run(part, at, reading);
        else if (name == "t" || name == "delText")
            return add_text(part, at, reading);
        else
            enter(part, event, reading);
        return at + 1;
    }

    bool is_left_out(std::string_view name) const {
        if (options_.changes == Changes::accepted) return name == "del" || name == "moveFrom";
        if (options_.changes == Changes::original) return name == "ins" || name == "moveTo";
        return false;
    }

    std::size_t find_boxes(const Part& part, std::size_t at, Ranges& ranges) const {
        const std::size_t end = part.events.after(at);
        for (std::size_t inside = at; inside < end; ++inside) {
            const XmlEvent& event = part.events.list()[inside];
            if (event.kind != XmlEvent::Kind::open) continue;
            if (event.name == "Fallback") {
                inside = part.events.after(inside) - 1;
            } else if (event.name == "txbxContent") {
                ranges.emplace_back(inside + 1, part.events.after(inside) - 1);
                inside = part.events.after(inside) - 1;
            }
        }
        return end;
    }

    void enter(const Part& part, const XmlEvent& event, Reading& reading) {
        const std::string_view name = event.name;
        const Place place{part.index, 0, event.offset, event.offset + name.size(), {}};
        if (name == "ins" || name == "moveTo") {
            ++reading.inserted;
            ++builder_.summary().changes;
        } else if (name == "del" || name == "moveFrom") {
            ++reading.deleted;
            ++builder_.summary().changes;
        } else if (name == "tab" || name == "ptab") {
            builder_.add({" ", place, false, 0});
        } else if ((name == "br" || name == "cr") && part.events.attribute(event, "type").empty()) {
            builder_.add_line_break(place);
        } else if (name == "noBreakHyphen") {
            builder_.add({"\u2011", place, false, styles_of(reading)});
        } else if (name == "footnoteReference") {
            add_note(footnotes_, "footnote", part.events.attribute(event, "id"));
        } else if (name == "endnoteReference") {
            add_note(endnotes_, "endnote", part.events.attribute(event, "id"));
        }
    }

    void leave(const XmlEvent& event, Reading& reading) {
        const std::string_view name = event.name;
        if (name == "ins" || name == "moveTo")
            --reading.inserted;
        else if (name == "del" || name == "moveFrom")
            --reading.deleted;
        else if (name == "p")
            close_paragraph();
    }

    struct Properties {
        std::string style;
        std::string list;
        std::optional<std::size_t> level;
        std::uint64_t offset = 0;  // of what numbers the paragraph
        float indent = 0;
        bool joins_next = false;  // its end is a change that is not seen
    };

    Properties properties_of(const Part& part, std::size_t paragraph) const {
        Properties properties;
        const std::vector<XmlEvent>& events = part.events.list();
        std::size_t at = paragraph + 1;
        while (at < events.size() && events[at].kind == XmlEvent::Kind::text) ++at;
        if (at >= events.size() || events[at].name != "pPr") return properties;
        const std::size_t end = part.events.after(at);
        for (; at < end; ++at) {
            const XmlEvent& event = events[at];
            if (event.kind != XmlEvent::Kind::open) continue;
            const std::string_view value = part.events.attribute(event, "val");
            if (event.name == "pStyle") {
                properties.style = value;
                if (properties.offset == 0) properties.offset = event.offset;
            } else if (event.name == "numId") {
                properties.list = value;
                properties.offset = event.offset;
            } else if (event.name == "ilvl") {
                properties.level = number_of(value);
            } else if (event.name == "ind") {
                properties.indent =
                    static_cast<float>(number_of(part.events.attribute(event, "left"))) / 20;
            } else if (event.name == "pPrChange") {
                at = part.events.after(at) - 1;
            } else if (is_left_out(event.name)) {
                properties.joins_next = true;
            }
        }
        return properties;
    }

    void open_paragraph(const Part& part, std::size_t at) {
        if (builder_.is_in_note()) {
            builder_.add({" ", {part.index, 0, 0, 0, {}}, false, 0});
            return;
        }
        const Properties properties = properties_of(part, at);
        const bool joins = joins_next_;
        joins_next_ = properties.joins_next;
        if (joins && builder_.has_words()) return;
        const DocxStyle style = styles_.find(properties.style);
        paragraph_styles_ = style.styles;
        builder_.open({.kind = style.heading_level != 0 ? BlockKind::heading : BlockKind::paragraph,
                       .heading_level = style.heading_level,
                       .indent = properties.indent});
        const std::string& list = properties.list.empty() ? style.list : properties.list;
        number_ = list.empty() || list == "0"
                      ? ""
                      : lists_.next(list, properties.level.value_or(style.list_level));
        number_place_ = {part.index, 0, properties.offset, properties.offset, {}};
    }

    void close_paragraph() {
        number_.clear();
        if (!builder_.is_in_note() && !joins_next_) builder_.close();
    }

    void open_run(const Part& part, std::size_t at, Reading& reading) const {
        reading.run = 0;
        reading.is_hidden = false;
        const std::vector<XmlEvent>& events = part.events.list();
        std::size_t inside = at + 1;
        while (inside < events.size() && events[inside].kind == XmlEvent::Kind::text) ++inside;
        if (inside >= events.size() || events[inside].name != "rPr") return;
        const std::size_t end = part.events.after(inside);
        for (; inside < end; ++inside) {
            const XmlEvent& event = events[inside];
            if (event.kind != XmlEvent::Kind::open) continue;
            if (event.name == "rPrChange") {
                inside = part.events.after(inside) - 1;
            } else if (event.name == "rStyle") {
                reading.run |= styles_.find(part.events.attribute(event, "val")).styles;
            } else if (!is_on(part.events, event)) {
                continue;
            } else if (event.name == "i") {
                reading.run |= Style::italic;
            } else if (event.name == "b") {
                reading.run |= Style::bold;
            } else if (event.name == "u") {
                reading.run |= Style::underlined;
            } else if (event.name == "vanish") {
                reading.is_hidden = true;
            }
        }
    }

    std::uint8_t styles_of(const Reading& reading) const {
        unsigned styles = reading.run | paragraph_styles_;
        if (options_.changes == Changes::both) {
            if (reading.inserted != 0) styles |= Style::inserted;
            if (reading.deleted != 0) styles |= Style::deleted;
        }
        return static_cast<std::uint8_t>(styles);
    }

    std::size_t add_text(const Part& part, std::size_t at, const Reading& reading) {
        const std::size_t end = part.events.after(at);
        for (std::size_t inside = at; inside < end && !reading.is_hidden; ++inside) {
            const XmlEvent& event = part.events.list()[inside];
            if (event.kind != XmlEvent::Kind::text) continue;
            write_number();
            add_xml_text(event, part.index, styles_of(reading), builder_);
        }
        return end;
    }

    /// The number comes with the first words: a paragraph without any shows none.
    void write_number() {
        if (number_.empty() || builder_.is_in_note()) return;
        builder_.add({number_, number_place_, false, 0});
        builder_.add({" ", number_place_, false, 0});
        number_.clear();
    }

    void add_note(const std::optional<Part>& part, std::string_view element, std::string_view id) {
        if (!part || builder_.is_in_note()) return;
        const std::string key = std::string(element) + std::string(id);
        const auto [seen, is_new] = labels_.try_emplace(key, std::to_string(labels_.size() + 1));
        builder_.add_note_mark(seen->second);
        if (!is_new) return;
        const std::vector<XmlEvent>& events = part->events.list();
        if (notes_.empty()) index_notes();
        const auto found = notes_.find(key);
        if (found == notes_.end()) return;
        builder_.open_note(seen->second);
        Ranges none;
        Reading reading;
        const std::size_t end = part->events.after(found->second);
        for (std::size_t at = found->second + 1; at < std::min(end, events.size());) {
            at = visit(*part, at, reading, none);
        }
        builder_.close_note();
    }

    void index_notes() {
        for (const auto& [part, element] :
             {std::pair(&footnotes_, "footnote"), std::pair(&endnotes_, "endnote")}) {
            if (!*part) continue;
            const std::vector<XmlEvent>& events = (*part)->events.list();
            for (std::size_t at = 0; at < events.size(); ++at) {
                if (events[at].kind != XmlEvent::Kind::open || events[at].name != element) continue;
                notes_[element + std::string((*part)->events.attribute(events[at], "id"))] = at;
            }
        }
    }

    const DocxPackage& package_;
    const ReadOptions& options_;
    TextBuilder builder_{Format::docx};
    std::map<std::string, DocxPackage::Relationship> relationships_;
    DocxStyles styles_;
    DocxLists lists_;
    std::optional<Part> footnotes_;
    std::optional<Part> endnotes_;
    std::map<std::string, std::size_t> notes_;
    std::map<std::string, std::string> labels_;
    std::string number_;
    Place number_place_;
    std::uint8_t paragraph_styles_ = 0;
    bool joins_next_ = false;
};

}  // namespace

ReadText read_docx(std::string_view bytes, const ReadOptions& options) {
    const DocxPackage package(bytes, options);
    return DocxReader(package, options).read();
}

}  // namespace obverse::text
