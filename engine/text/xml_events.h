#pragma once

#include "engine/text/text_builder.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace obverse::text {

/// The beginning or end of an element, or a text between two of them.
struct XmlEvent {
    enum class Kind : std::uint8_t { open, close, text };

    Kind kind = Kind::text;
    std::string_view name;  // of an element, without its prefix
    std::string_view prefix;
    std::string_view text;     // raw: entities as they are written
    std::uint64_t offset = 0;  // of the name or the text in the bytes
    std::uint32_t first_attribute = 0;
    std::uint32_t attribute_count = 0;
    bool is_literal = false;  // CDATA: an ampersand is one
};

/// A part in XML, read through from end to end. Knows no entities but XML's own five.
class XmlEvents {
public:
    /// Throws ReadError: damaged, entities, too_deep, not_utf8, too_large.
    XmlEvents(std::string_view bytes, const std::string& part, const ReadOptions& options);
    ~XmlEvents();
    XmlEvents(XmlEvents&&) noexcept;
    XmlEvents& operator=(XmlEvents&&) noexcept;

    const std::vector<XmlEvent>& list() const { return events_; }
    /// The raw value of an attribute by its name without prefix; empty where it is missing.
    std::string_view attribute(const XmlEvent& event, std::string_view name) const;
    /// The index after the end of the element that opens at `index`.
    std::size_t after(std::size_t index) const;

private:
    struct Tree;
    void walk(const std::string& part, const ReadOptions& options);

    std::unique_ptr<Tree> tree_;
    std::vector<XmlEvent> events_;
    std::vector<std::pair<std::string_view, std::string_view>> attributes_;
    std::vector<std::size_t> ends_;  // by event: of an opening one, the index after its end
};

/// Adds the text of an event, each entity as the character it stands for. Throws ReadError for an
/// entity that nothing declares.
void add_xml_text(const XmlEvent& event, std::uint32_t part, std::uint8_t styles,
                  TextBuilder& builder);

/// The character of `&amp;`, `&#8217;` …, 0 where it is none.
char32_t xml_entity(std::string_view entity);

}  // namespace obverse::text
