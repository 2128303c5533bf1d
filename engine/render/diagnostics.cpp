#include "engine/render/diagnostics.h"

#include "engine/base/printable.h"

#include <fmt/format.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>

namespace obverse {

namespace {

// Beyond this much of a line only the part around the caret is shown.
constexpr std::size_t widest_excerpt = 160;

struct Paint {
    Colour colour;

    std::string operator()(std::string_view code, std::string_view text) const {
        if (colour == Colour::off) return std::string(text);
        return fmt::format("\033[{}m{}\033[0m", code, text);
    }
};

std::string_view word_of(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::note:
            return "note";
    }
    return "";
}

std::string_view paint_of(Severity severity) {
    return severity == Severity::error ? "1;31" : severity == Severity::warning ? "1;33" : "1;36";
}

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

/// A message that quotes a line of the user's does not grow with it.
std::string shortened(std::string_view text) {
    constexpr std::size_t longest = 1000;
    if (text.size() <= longest) return printable(text);
    std::size_t end = longest;
    while (end > 0 && is_continuation(text[end])) --end;
    return printable(text.substr(0, end)) + "...";
}

/// The part of a line that is shown, and where the marked bytes stand in it.
struct Excerpt {
    std::string text;
    std::size_t lead = 0;   // columns before the mark
    std::size_t width = 1;  // columns of the mark
};

Excerpt excerpt_of(const SourceMap& sources, Span span) {
    const LineColumn at = sources.locate(span.source, span.begin);
    std::string_view line = sources.line_text(span.source, at.line);
    const auto offset = static_cast<std::size_t>(line.data() - sources.text(span.source).data());
    std::size_t begin = std::min<std::size_t>(span.begin - offset, line.size());
    std::size_t end = std::min<std::size_t>(std::max(span.end, span.begin) - offset, line.size());
    std::string ellipsis;
    if (line.size() > widest_excerpt) {
        std::size_t from = begin > widest_excerpt / 4 ? begin - widest_excerpt / 4 : 0;
        while (from > 0 && is_continuation(line[from])) --from;
        std::size_t to = std::min(line.size(), from + widest_excerpt);
        while (to < line.size() && is_continuation(line[to])) ++to;
        if (from > 0) ellipsis = "...";
        line = line.substr(from, to - from);
        begin -= from;
        end = std::min(end - from, line.size());
    }
    const std::string before = ellipsis + printable(line.substr(0, begin));
    const std::string marked = printable(line.substr(begin, end - begin));
    return {.text = before + marked + printable(line.substr(end)),
            .lead = columns_of(before),
            .width = std::max<std::size_t>(1, columns_of(marked))};
}

void add_label(std::string& text, const Label& label, char mark, std::string_view paint_code,
               const SourceMap& sources, const Paint& paint) {
    const LineColumn at = sources.locate(label.span.source, label.span.begin);
    const Excerpt excerpt = excerpt_of(sources, label.span);
    const std::string number = std::to_string(at.line);
    const std::string gutter(number.size(), ' ');
    text += fmt::format("{}--> {}:{}:{}\n", gutter, sources.path(label.span.source), at.line,
                        at.column);
    text += fmt::format("{} |\n{} | {}\n{} | {}", gutter, number, excerpt.text, gutter,
                        std::string(excerpt.lead, ' '));
    std::string underline(excerpt.width, mark);
    if (!label.text.empty()) underline += " " + shortened(label.text);
    text += paint(paint_code, underline) + "\n";
}

void add_place(std::string& text, const FilePlace& place) {
    text += "  --> " + place.path;
    if (place.line > 0) text += ":" + std::to_string(place.line);
    if (place.column > 0) text += ":" + std::to_string(place.column);
    text += "\n";
    if (!place.excerpt.empty())
        text += "   | " + printable(place.excerpt.substr(0, widest_excerpt)) + "\n";
}

void add(std::string& text, const Diagnostic& diagnostic, const SourceMap& sources,
         const Paint& paint) {
    const Severity severity = diagnostic.severity();
    text += paint(paint_of(severity),
                  fmt::format("{}[{}]", word_of(severity), name_of(diagnostic.code)));
    text += ": " + shortened(diagnostic.message) + "\n";
    if (diagnostic.primary) {
        add_label(text, *diagnostic.primary, '^', paint_of(severity), sources, paint);
    }
    for (const Label& label : diagnostic.secondary) {
        add_label(text, label, '-', "1;34", sources, paint);
    }
    if (diagnostic.place) add_place(text, *diagnostic.place);
    if (!diagnostic.help.empty()) text += "  = help: " + shortened(diagnostic.help) + "\n";
    text += "\n";
}

std::string counted(std::size_t count, std::string_view word) {
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

template <class Writer>
void write_string(Writer& writer, const char* key, std::string_view value) {
    const std::string text = printable(value);
    writer.Key(key);
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

template <class Writer>
void write_place(Writer& writer, const SourceMap& sources, Span span) {
    const LineColumn at = sources.locate(span.source, span.begin);
    write_string(writer, "path", sources.path(span.source));
    writer.Key("line");
    writer.Uint(at.line);
    writer.Key("column");
    writer.Uint(at.column);
}

}  // namespace

std::string to_text(const Diagnostics& diagnostics, const SourceMap& sources, Colour colour) {
    const Paint paint{colour};
    std::string text;
    std::size_t warnings = 0;
    for (const Diagnostic& diagnostic : diagnostics.list()) {
        add(text, diagnostic, sources, paint);
        if (diagnostic.severity() == Severity::warning) ++warnings;
    }
    if (diagnostics.list().empty()) return text;
    text +=
        counted(diagnostics.error_count(), "error") + ", " + counted(warnings, "warning") + "\n";
    return text;
}

std::string to_json(const Diagnostics& diagnostics, const SourceMap& sources) {
    rapidjson::StringBuffer buffer;
    rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
    writer.SetIndent(' ', 2);
    writer.StartArray();
    for (const Diagnostic& diagnostic : diagnostics.list()) {
        writer.StartObject();
        write_string(writer, "code", name_of(diagnostic.code));
        write_string(writer, "severity", word_of(diagnostic.severity()));
        write_string(writer, "message", diagnostic.message);
        if (diagnostic.primary) write_place(writer, sources, diagnostic.primary->span);
        if (diagnostic.place) {
            write_string(writer, "path", diagnostic.place->path);
            writer.Key("line");
            writer.Uint64(diagnostic.place->line);
            writer.Key("column");
            writer.Uint64(diagnostic.place->column);
        }
        write_string(writer, "help", diagnostic.help);
        writer.Key("labels");
        writer.StartArray();
        for (const Label& label : diagnostic.secondary) {
            writer.StartObject();
            write_place(writer, sources, label.span);
            write_string(writer, "text", label.text);
            writer.EndObject();
        }
        writer.EndArray();
        writer.EndObject();
    }
    writer.EndArray();
    return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace obverse
