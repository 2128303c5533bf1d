#include "engine/text/markdown_signs.h"
#include "engine/text/read_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace obverse::text {

namespace {

constexpr std::size_t sample_size = 64U << 10U;

bool contains(std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
}

std::string lower(std::string_view text) {
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return low;
}

[[noreturn]] void refuse(Refusal refusal, const std::string& message) {
    throw ReadError(refusal, "", message);
}

/// A compound file of Microsoft's: an encrypted package, or a document of before 2007.
[[noreturn]] void refuse_compound(std::string_view bytes) {
    std::string wide;
    for (const char c : std::string_view("EncryptedPackage")) {
        wide += c;
        wide += '\0';
    }
    if (contains(bytes, wide)) refuse(Refusal::encrypted, "the document is encrypted");
    refuse(Refusal::unsupported, "this is a Word document of before 2007; save it as .docx");
}

/// The name of the first element, in lower case and without its prefix, or nothing.
std::string first_element(std::string_view text) {
    std::size_t at = 0;
    while ((at = text.find('<', at)) != std::string_view::npos) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("<!--")) {
            const std::size_t end = text.find("-->", at);
            if (end == std::string_view::npos) return "";
            at = end + 3;
            continue;
        }
        if (rest.starts_with("<!") || rest.starts_with("<?")) {
            at += 2;
            continue;
        }
        std::size_t end = 1;
        while (end < rest.size() && (std::isalnum(static_cast<unsigned char>(rest[end])) != 0 ||
                                     rest[end] == ':' || rest[end] == '-' || rest[end] == '_')) {
            ++end;
        }
        const std::string name = lower(rest.substr(1, end - 1));
        if (name.empty()) return "";
        const std::size_t colon = name.find(':');
        return colon == std::string::npos ? name : name.substr(colon + 1);
    }
    return "";
}

bool is_html_name(std::string_view name) {
    constexpr std::array<std::string_view, 22> names = {
        "html", "head", "body", "title", "meta", "link", "style", "script",  "div",     "p", "span",
        "h1",   "h2",   "h3",   "h4",    "ul",   "ol",   "table", "article", "section", "b", "i"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view without_mark(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\f");
    return first == std::string_view::npos ? std::string_view() : bytes.substr(first);
}

/// Formats that are known by their first bytes and that no reader reads.
void refuse_others(std::string_view bytes) {
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) refuse_compound(bytes);
    if (bytes.starts_with("{\\rtf")) {
        refuse(Refusal::unsupported, "this is a rich text file; save it as .docx");
    }
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        refuse(Refusal::not_utf8, "the text is UTF-16; save it as UTF-8");
    }
    for (const std::string_view sign : {"\x89PNG", "\xFF\xD8\xFF", "GIF8", "II*", "MM"}) {
        const bool is_picture = bytes.starts_with(sign) && contains(bytes.substr(0, 64), {"\0", 1});
        if (is_picture) refuse(Refusal::no_text, "this is a picture; it has no text layer");
    }
}

}  // namespace

Format format_of(std::string_view bytes, std::string_view name) {
    const std::string_view text = without_mark(bytes);
    if (text.empty()) refuse(Refusal::empty, "the file is empty");
    const std::string_view sample = bytes.substr(0, sample_size);
    if (contains(sample.substr(0, 1024), "%PDF-")) return Format::pdf;
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return Format::docx;
    refuse_others(bytes);
    const std::size_t zero = bytes.find('\0');
    if (zero != std::string_view::npos) {
        throw ReadError(Refusal::unsupported, "byte " + std::to_string(zero),
                        "the file is not text, nor of a format that is read");
    }
    if (text.front() == '<') {
        const std::string element = first_element(text.substr(0, sample_size));
        if (element == "akomantoso") return Format::akoma_ntoso;
        if (is_html_name(element) || lower(text.substr(0, 14)) == "<!doctype html") {
            return Format::html;
        }
        if (text.starts_with("<?xml") || text.starts_with("<!")) {
            const bool has_entities = contains(sample, "<!ENTITY");
            refuse(has_entities ? Refusal::entities : Refusal::unsupported,
                   has_entities ? "the file declares XML entities"
                                : "XML of another vocabulary than Akoma Ntoso");
        }
    }
    const bool is_named = name.ends_with(".md") || name.ends_with(".markdown");
    return is_named || has_markdown_signs(sample) ? Format::markdown : Format::plain;
}

}  // namespace obverse::text
