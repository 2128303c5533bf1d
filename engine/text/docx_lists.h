#pragma once

#include "engine/text/xml_events.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace obverse::text {

/// What a paragraph or run is by its style.
struct DocxStyle {
    std::string based_on;
    std::string name;
    std::string list;  // id of the numbering, or empty
    std::size_t list_level = 0;
    std::uint8_t heading_level = 0;  // from 1
    std::uint8_t styles = 0;         // bold, italic
};

/// The styles of a document by id.
class DocxStyles {
public:
    DocxStyles() = default;
    explicit DocxStyles(const XmlEvents& events);

    /// A style with what it inherits; an unknown id is a plain one.
    DocxStyle find(std::string_view id) const;

private:
    std::map<std::string, DocxStyle, std::less<>> styles_;
};

/// Counts the paragraphs that Word numbers by itself.
class DocxLists {
public:
    DocxLists() = default;
    explicit DocxLists(const XmlEvents& events);

    /// The number of the next paragraph of a list, as it is printed; empty where it has none.
    std::string next(const std::string& list, std::size_t level);

private:
    static constexpr std::size_t level_count = 9;
    struct Level {
        std::string format = "decimal";
        std::string text;
        std::uint32_t start = 1;
    };
    struct Definition {
        std::array<Level, level_count> levels;
        std::array<std::uint32_t, level_count> counts = {};
        std::array<bool, level_count> is_started = {};
    };
    struct List {
        std::string definition;
        std::map<std::size_t, std::uint32_t> restarts;  // by level: where this list starts anew
        bool is_used = false;
    };
    static std::string printed(const Definition& definition, std::size_t level);

    std::map<std::string, Definition> definitions_;
    std::map<std::string, List> lists_;
};

/// True for `<w:b/>`, false for `<w:b w:val="0"/>`.
bool is_on(const XmlEvents& events, const XmlEvent& event);

}  // namespace obverse::text
