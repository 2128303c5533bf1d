#include "engine/ingest/json_lines.h"

#include "engine/base/edit_distance.h"
#include "engine/base/name_key.h"
#include "engine/ingest/identity.h"
#include "engine/ingest/json_object.h"

#include <optional>

namespace obverse {

namespace {

constexpr std::size_t line_limit = std::size_t{1} << 20U;

using Shape = ImportEntity::Shape;

/// Takes one line of at most the limit; a longer one is taken and not kept. Nothing at the end.
struct RawLine {
    std::string text;
    bool is_too_long = false;
};
std::optional<RawLine> take_line(ByteReader& bytes) {
    if (bytes.peek() == ByteReader::end) return std::nullopt;
    RawLine line;
    while (true) {
        const std::string_view part = bytes.take_until("\n");
        if (part.empty()) break;
        const std::string_view kept = part.substr(0, line_limit - line.text.size());
        line.text += kept;
        if (kept.size() < part.size()) line.is_too_long = true;
    }
    bytes.take();
    if (line.text.ends_with('\r')) line.text.pop_back();
    return line;
}

/// The object of a line, or what is wrong with it.
std::optional<Json> read_object(const std::string& line, RowKey row, Rejections& rejections) {
    std::size_t bad = 0;
    if (!is_valid_utf8(line, &bad)) {
        rejections.add(row, {row.line, column_of(line, bad)}, {},
                       {Code::invalid_utf8, "this byte is not UTF-8", "save the file as UTF-8"});
        return std::nullopt;
    }
    auto parsed = read_json(line);
    if (const auto* error = std::get_if<JsonError>(&parsed)) {
        rejections.add(row, {row.line, column_of(line, error->offset)}, line,
                       {Code::bad_json, "the line is no JSON: " + error->message,
                        "write one object a line, as docs/knowledge-graph.md shows"});
        return std::nullopt;
    }
    Json json = std::get<Json>(std::move(parsed));
    if (json.object() != nullptr) return json;
    rejections.add(row, {row.line, 1}, line,
                   {Code::bad_json, "the line is no JSON object",
                    "write one object a line, as docs/knowledge-graph.md shows"});
    return std::nullopt;
}

/// Declarations of one line.
class Declarer {
public:
    Declarer(LineObject& object, Gathering& gathering, std::vector<Declaration>& later)
        : object_(object), gathering_(gathering), later_(later) {}

    void declare() {
        const Declaration::Text type = object_.wanted_text("type");
        if (type.text.empty() || type.text == "claim") return;
        if (type.text == "entity") {
            declare_entity();
        } else if (type.text == "speaker") {
            declare_speaker();
        } else if (type.text == "source") {
            declare_source();
        } else {
            object_.reject(type.spot, {Code::bad_json, "`" + type.text + "` is no type of line",
                                       "write `entity`, `speaker`, `source` or `claim`"});
        }
    }

private:
    SymbolId intern(const std::string& text) { return gathering_.program().symbols.intern(text); }
    void put_off(Shape shape, const Declaration::Text& subject,
                 std::vector<Declaration::Text> objects, Declaration::Text date = {}) {
        std::erase_if(objects, [](const Declaration::Text& text) { return text.text.empty(); });
        if (objects.empty() && date.text.empty()) return;
        later_.push_back({shape, subject, std::move(objects), std::move(date), object_.row()});
    }

    Declaration::Text wanted_id() {
        Declaration::Text id = object_.wanted_text("id");
        if (id.text.empty()) return id;
        if (auto problem = problem_of_id(id.text)) {
            object_.reject(id.spot, std::move(*problem));
            id.text.clear();
        }
        return id;
    }
    /// Empty, after a report, when another entity goes by the label.
    std::string label_of(const Declaration::Text& id) {
        const Declaration::Text label = object_.text("label");
        auto problem = problem_of_label(gathering_, intern(id.text), label.text);
        if (!problem) return label.text;
        object_.reject(label.spot, std::move(*problem));
        return {};
    }

    void declare_entity() {
        object_.allow_only({"type", "id", "kinds", "label", "aliases"});
        const Declaration::Text id = wanted_id();
        if (id.text.empty()) return;
        const std::string label = label_of(id);
        const Schema& schema = gathering_.program().schema;
        for (const Declaration::Text& name : object_.texts("kinds")) {
            const std::optional<KindId> kind = schema.kind_named(name.text);
            if (kind && !schema.kind(*kind).is_one_of()) {
                if (auto problem = problem_of_kind(gathering_, intern(id.text), *kind)) {
                    object_.reject(name.spot, std::move(*problem));
                } else {
                    gathering_.add_kind(intern(id.text), *kind, label);
                }
                continue;
            }
            std::vector<std::string> names;
            for (const Kind& one : schema.kinds) names.push_back(one.name);
            object_.reject(name.spot,
                           {Code::unknown_kind, "no kind of entities is called `" + name.text + "`",
                            did_you_mean(closest(name.text, names))});
        }
        if (object_.member("kinds") == nullptr) gathering_.add_label(intern(id.text), label);
        put_off(Shape::alias, id, object_.texts("aliases"));
    }

    void declare_speaker() {
        object_.allow_only({"type", "id", "label", "speaks_for"});
        const Declaration::Text id = wanted_id();
        if (id.text.empty()) return;
        gathering_.add_label(intern(id.text), label_of(id));
        gathering_.add_speaker(intern(id.text));
        put_off(Shape::speaks_for, id, {object_.text("speaks_for")});
    }

    void declare_source() {
        object_.allow_only({"type", "id", "label", "url", "issuer", "issued", "based_on"});
        const Declaration::Text id = wanted_id();
        if (id.text.empty()) return;
        gathering_.add_source(intern(id.text), object_.text("label").text);
        put_off(Shape::url, id, {object_.text("url")});
        put_off(Shape::issued, id, {object_.text("issuer")}, object_.text("issued"));
        put_off(Shape::based_on, id, object_.texts("based_on"));
    }

    LineObject& object_;
    Gathering& gathering_;
    std::vector<Declaration>& later_;
};

/// The claim of one line.
class Claimer {
public:
    Claimer(LineObject& object, Resolver& resolver) : object_(object), resolver_(resolver) {}

    void claim() {
        object_.allow_only({"type", "phrase", "arguments", "stance", "speaker", "source", "from",
                            "until", "confidence", "id"});
        const Declaration::Text name = object_.wanted_text("phrase");
        if (name.text.empty()) return;
        const std::optional<PhraseId> phrase = find_phrase(name);
        if (!phrase) return;
        Claim claim;
        claim.phrase = *phrase;
        claim.id = object_.text("id").text;
        read_arguments(claim);
        read(object_.text("stance"), &Resolver::stance, claim.stance);
        read(object_.text("confidence"), &Resolver::confidence, claim.confidence);
        read(object_.text("from"), &Resolver::date, claim.from);
        read(object_.text("until"), &Resolver::date, claim.until);
        check_order(claim);
        read_speaker(claim);
        const std::string source = wanted_source();
        if (!object_.is_rejected()) commit(std::move(claim), source);
    }

private:
    std::optional<PhraseId> find_phrase(const Declaration::Text& name) {
        const Schema& schema = resolver_.gathering().program().schema;
        const std::optional<PhraseId> phrase = schema.phrase_named(name.text);
        if (!phrase) {
            std::vector<std::string> names;
            for (const Phrase& one : schema.phrases) names.push_back(one.name);
            object_.reject(name.spot,
                           {Code::unknown_phrase, "no phrase has the id `" + name.text + "`",
                            did_you_mean(closest(name.text, names))});
            return std::nullopt;
        }
        const Phrase& info = schema.phrase(*phrase);
        if (!info.derived && !info.is_relation) return phrase;
        object_.reject(name.spot, {Code::claim_of_derived,
                                   "`" + name.text + "` is derived and cannot be claimed",
                                   "record what the speaker says happened, not the verdict"});
        return std::nullopt;
    }

    template <class Value, class Target>
    void read(const Declaration::Text& text, Found<Value> (*reader)(const std::string&),
              Target& target) {
        if (text.text.empty()) return;
        Found<Value> found = reader(text.text);
        if (const Problem* problem = problem_of(found)) {
            object_.reject(text.spot, *problem);
        } else {
            target = std::get<Value>(found);
        }
    }

    void read_arguments(Claim& claim) {
        const Phrase phrase = resolver_.gathering().program().schema.phrase(claim.phrase);
        const Json* given = object_.member("arguments");
        const JsonArray* list = given == nullptr ? nullptr : given->array();
        const JsonObject* named = given == nullptr ? nullptr : given->object();
        const std::size_t count = list != nullptr    ? list->size()
                                  : named != nullptr ? named->size()
                                                     : 0;
        if ((list == nullptr && named == nullptr) || count != phrase.slots.size()) {
            object_.reject(given == nullptr ? object_.start() : object_.spot_of(*given),
                           {Code::wrong_arity,
                            "`" + phrase.name + "` takes " + std::to_string(phrase.slots.size()) +
                                " arguments",
                            "give them as " + pattern(phrase)});
            return;
        }
        for (std::size_t i = 0; i < phrase.slots.size(); ++i) {
            const Slot& slot = phrase.slots[i];
            const Json* value = nullptr;
            if (list != nullptr) {
                value = &(*list)[i];
            } else if (const auto found = named->find(slot.role); found != named->end()) {
                value = &found->second;
            }
            if (value == nullptr) {
                object_.reject(object_.spot_of(*given),
                               {Code::unknown_slot, "no argument is given for `" + slot.role + "`",
                                "give them as " + pattern(phrase)});
            } else if (const auto word = argument(*value, slot)) {
                claim.arguments.push_back(*word);
            }
        }
    }

    /// `{"behaviour": …, "intention": …}`.
    static std::string pattern(const Phrase& phrase) {
        std::string text;
        for (const Slot& slot : phrase.slots) {
            text += (text.empty() ? "{\"" : ", \"") + slot.role + "\": …";
        }
        return text.empty() ? "{}" : text + "}";
    }

    std::optional<Word> argument(const Json& value, const Slot& slot) {
        const auto* integer = std::get_if<std::int64_t>(&value.value);
        const auto* number = std::get_if<double>(&value.value);
        if (slot.type == ColumnType::integer && integer != nullptr) return to_word(*integer);
        if (slot.type == ColumnType::number && number != nullptr) return to_word(*number);
        if (slot.type == ColumnType::number && integer != nullptr) {
            return to_word(static_cast<double>(*integer));
        }
        const std::string* text = value.text();
        if (text == nullptr || text->empty()) {
            const bool is_number =
                slot.type == ColumnType::integer || slot.type == ColumnType::number;
            object_.reject(object_.spot_of(value),
                           {is_number ? Code::bad_number : Code::bad_json,
                            "`" + slot.role + "` is to be " + (is_number ? "a number" : "a text")});
            return std::nullopt;
        }
        const Found<Word> word = resolver_.argument(*text, slot);
        if (const Problem* problem = problem_of(word)) {
            object_.reject(object_.spot_of(value), *problem);
            return std::nullopt;
        }
        return std::get<Word>(word);
    }

    void check_order(const Claim& claim) {
        if (!claim.from || !claim.until) return;
        if (auto problem = Resolver::order(*claim.from, *claim.until)) {
            object_.reject(object_.text("until").spot, std::move(*problem));
        }
    }

    std::string wanted_source() {
        const Declaration::Text source = object_.text("source");
        if (source.text.empty()) {
            object_.reject(object_.start(),
                           {Code::claim_without_source, "the claim names no source",
                            "say where it is said: `\"source\": \"…\"`"});
        }
        return source.text;
    }

    void read_speaker(Claim& claim) {
        claim.speaker = resolver_.gathering().program().symbols.intern("");
        const Declaration::Text name = object_.text("speaker");
        if (name.text.empty()) return;
        const Found<SymbolId> speaker = resolver_.speaker(name.text);
        if (const Problem* problem = problem_of(speaker)) {
            object_.reject(name.spot, *problem);
        } else {
            claim.speaker = std::get<SymbolId>(speaker);
        }
    }

    void commit(Claim claim, const std::string& source) {
        Gathering& gathering = resolver_.gathering();
        claim.source = gathering.program().symbols.intern("");
        if (!source.empty()) {
            const auto known = gathering.find_source(source);
            claim.source = known ? *known : gathering.new_source_id(source);
            if (!known) gathering.add_source(claim.source, source);
        }
        gathering.add_claim(std::move(claim), {object_.path(), object_.row().line});
    }

    LineObject& object_;
    Resolver& resolver_;
};

}  // namespace

void LineReader::for_each_line(Rejections& rejections, const OnLine& on_line) {
    const auto stream = text_.open();
    ByteReader bytes(*stream);
    bytes.skip("\xef\xbb\xbf");
    RowKey row{input_, 0};
    while (const std::optional<RawLine> line = take_line(bytes)) {
        ++row.line;
        const bool is_blank = line->text.find_first_not_of(" \t\r") == std::string::npos;
        if (is_blank || rejections.is_passed_over(row)) continue;
        if (!line->is_too_long) {
            on_line(line->text, row);
        } else if (!is_declared_) {
            ++row_count_;
            rejections.add(row, {row.line, 1}, {},
                           {Code::line_too_long, "a line of more than 1 MiB"});
        }
    }
}

void LineReader::declare(Gathering& gathering, Rejections& rejections,
                         std::vector<Declaration>& later) {
    for_each_line(rejections, [&](const std::string& line, RowKey row) {
        if (!is_declared_) ++row_count_;
        const std::optional<Json> json = read_object(line, row, rejections);
        if (!json) return;
        LineObject object(*json->object(), line, row, rejections);
        Declarer(object, gathering, later).declare();
    });
    is_declared_ = true;
}

void LineReader::claim(Resolver& resolver, Rejections& rejections) {
    for_each_line(rejections, [&](const std::string& line, RowKey row) {
        if (rejections.contains(row)) return;
        const std::optional<Json> json = read_object(line, row, rejections);
        if (!json) return;
        const std::string* type = text_member(*json->object(), "type");
        if (type == nullptr || *type != "claim") return;
        LineObject object(*json->object(), line, row, rejections);
        Claimer(object, resolver).claim();
    });
}

}  // namespace obverse
