#include "engine/text/xml_events.h"

#include "engine/text/readers.h"

#include <pugixml.hpp>

#include <algorithm>
#include <charconv>

namespace obverse::text {

struct XmlEvents::Tree {
    pugi::xml_document document;
};

XmlEvents::~XmlEvents() = default;
XmlEvents::XmlEvents(XmlEvents&&) noexcept = default;
XmlEvents& XmlEvents::operator=(XmlEvents&&) noexcept = default;

namespace {

std::string at_byte(const std::string& part, std::uint64_t offset) {
    return (part.empty() ? "" : part + ", ") + "byte " + std::to_string(offset);
}

void name(XmlEvent& event, std::string_view qualified) {
    const std::size_t colon = qualified.find(':');
    if (colon == std::string_view::npos) {
        event.name = qualified;
    } else {
        event.prefix = qualified.substr(0, colon);
        event.name = qualified.substr(colon + 1);
    }
}

bool is_text(pugi::xml_node node) {
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

}  // namespace

XmlEvents::XmlEvents(std::string_view bytes, const std::string& part, const ReadOptions& options)
    : tree_(std::make_unique<Tree>()) {
    require_size(bytes, part, options);
    require_utf8(bytes, part);
    const std::size_t entity = bytes.find("<!ENTITY");
    if (entity != std::string_view::npos) {
        throw ReadError(Refusal::entities, at_byte(part, entity), "the file declares XML entities");
    }
    // Nothing is decoded in place, so that every offset is one in the bytes as they are.
    const pugi::xml_parse_result result = tree_->document.load_buffer(
        bytes.data(), bytes.size(), pugi::parse_minimal | pugi::parse_cdata | pugi::parse_ws_pcdata,
        pugi::encoding_utf8);
    if (!result) {
        throw ReadError(Refusal::damaged, at_byte(part, static_cast<std::uint64_t>(result.offset)),
                        std::string("the XML is damaged: ") + result.description());
    }
    walk(part, options);
}

/// Without recursion: a file may nest its elements as deep as it likes.
void XmlEvents::walk(const std::string& part, const ReadOptions& options) {
    std::vector<std::size_t> open;
    pugi::xml_node node = tree_->document.first_child();
    const auto close = [&] {
        XmlEvent event = events_[open.back()];
        event.kind = XmlEvent::Kind::close;
        events_.push_back(event);
        ends_.push_back(0);
        ends_[open.back()] = events_.size();
        open.pop_back();
    };
    while (node) {
        XmlEvent event;
        event.offset = static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(0, node.offset_debug()));
        if (is_text(node)) {
            event.text = node.value();
            event.is_literal = node.type() == pugi::node_cdata;
            events_.push_back(event);
            ends_.push_back(0);
        } else if (node.type() == pugi::node_element) {
            if (open.size() == options.limits.depth) {
                throw ReadError(Refusal::too_deep, at_byte(part, event.offset),
                                "elements are nested deeper than " + std::to_string(open.size()));
            }
            event.kind = XmlEvent::Kind::open;
            name(event, node.name());
            event.first_attribute = static_cast<std::uint32_t>(attributes_.size());
            for (const pugi::xml_attribute attribute : node.attributes()) {
                const std::string_view qualified = attribute.name();
                const std::size_t colon = qualified.find(':');
                attributes_.emplace_back(
                    colon == std::string_view::npos ? qualified : qualified.substr(colon + 1),
                    attribute.value());
                ++event.attribute_count;
            }
            open.push_back(events_.size());
            events_.push_back(event);
            ends_.push_back(0);
            if (node.first_child()) {
                node = node.first_child();
                continue;
            }
            close();
        }
        while (node && !node.next_sibling()) {
            node = node.parent();
            if (!open.empty()) close();
        }
        if (node) node = node.next_sibling();
    }
}

std::string_view XmlEvents::attribute(const XmlEvent& event, std::string_view name) const {
    const auto first = attributes_.begin() + event.first_attribute;
    const auto last = first + event.attribute_count;
    const auto found =
        std::find_if(first, last, [&](const auto& attribute) { return attribute.first == name; });
    return found == last ? std::string_view() : found->second;
}

std::size_t XmlEvents::after(std::size_t index) const {
    return ends_[index];
}

char32_t xml_entity(std::string_view entity) {
    if (entity == "amp") return '&';
    if (entity == "lt") return '<';
    if (entity == "gt") return '>';
    if (entity == "quot") return '"';
    if (entity == "apos") return '\'';
    if (!entity.starts_with('#') || entity.size() > 8) return 0;
    entity.remove_prefix(1);
    const bool is_hexadecimal = entity.starts_with('x') || entity.starts_with('X');
    if (is_hexadecimal) entity.remove_prefix(1);
    std::uint32_t point = 0;
    const char* const end = entity.data() + entity.size();
    const auto [rest, error] = std::from_chars(entity.data(), end, point, is_hexadecimal ? 16 : 10);
    const bool is_whole = error == std::errc() && rest == end;
    const bool is_character = point != 0 && point < 0x110000 && (point < 0xD800 || point > 0xDFFF);
    return is_whole && is_character ? char32_t{point} : char32_t{0};
}

void add_xml_text(const XmlEvent& event, std::uint32_t part, std::uint8_t styles,
                  TextBuilder& builder) {
    const std::string_view text = event.text;
    std::size_t at = 0;
    const auto place = [&](std::size_t begin, std::size_t end) {
        return Place{.part = part, .begin = event.offset + begin, .end = event.offset + end};
    };
    while (at < text.size()) {
        std::size_t next = event.is_literal ? std::string_view::npos : text.find('&', at);
        if (next == std::string_view::npos) next = text.size();
        if (next > at) builder.add({text.substr(at, next - at), place(at, next), true, styles});
        if (next == text.size()) break;
        const std::size_t end = text.find(';', next);
        const char32_t point =
            end == std::string_view::npos ? 0 : xml_entity(text.substr(next + 1, end - next - 1));
        if (point == 0) {
            throw ReadError(Refusal::damaged, at_byte("", event.offset + next),
                            "an entity that nothing declares");
        }
        std::string character;
        append_utf8(character, point);
        builder.add({character, place(next, end + 1), false, styles});
        at = end + 1;
    }
}

}  // namespace obverse::text
