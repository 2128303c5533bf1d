#include "engine/ingest/json_lines.h"

#include "engine/base/edit_distance.h"
#include "engine/base/name_key.h"
#include "engine/json/reader.h"

#include <algorithm>
#include <functional>

namespace obverse {

namespace {

constexpr std::size_t line_limit = std::size_t{1} << 20U;

/// What one line says, and how to refuse it.
class LineReader {
public:
    LineReader(const JsonObject& object, FilePlace place, Gathering& gathering,
               Diagnostics& diagnostics)
        : object_(object),
          place_(std::move(place)),
          gathering_(gathering),
          diagnostics_(diagnostics) {}

    void reject(Code code, std::string message, std::string help = {}) {
        rejected_ = true;
        diagnostics_.report({.code = code,
                             .message = std::move(message),
                             .help = std::move(help),
                             .place = place_});
    }
    bool is_rejected() const { return rejected_; }

    std::string text(std::string_view name) const {
        const std::string* found = text_member(object_, name);
        return found == nullptr ? std::string() : *found;
    }
    std::vector<std::string> texts(std::string_view name) const {
        std::vector<std::string> list;
        const auto found = object_.find(name);
        const JsonArray* array = found == object_.end() ? nullptr : found->second.array();
        for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
            if (const std::string* item = (*array)[i].text()) list.push_back(*item);
        }
        return list;
    }

    void declare() {
        const std::string type = text("type");
        if (type == "claim") return;
        const std::string id = text("id");
        if (type != "entity" && type != "speaker" && type != "source") {
            reject(Code::bad_json, "`" + type + "` is no type of line",
                   "write entity, speaker, source or claim");
        } else if (id.empty()) {
            reject(Code::bad_json, "the line has no `id`");
        } else if (type == "entity") {
            declare_entity(id);
        } else if (type == "speaker") {
            const SymbolId symbol = gathering_.program().symbols.intern(id);
            gathering_.record.speakers.try_emplace(symbol, SpeakerInfo{symbol});
            if (const auto kind = gathering_.program().schema.kind_named("Speaker")) {
                gathering_.add_kind(symbol, *kind, text("label"));
            }
        } else {
            const SymbolId symbol = gathering_.program().symbols.intern(id);
            SourceInfo& info = gathering_.record.sources[symbol];
            info.label = text("label");
            info.url = text("url");
            info.issued = date("issued");
            gathering_.add_source_name(symbol, id);
            gathering_.add_source_name(symbol, info.label);
        }
    }

    void claim() {
        const std::string type = text("type");
        if (type == "claim") {
            read_claim();
        } else if (type == "speaker") {
            const std::string actor = text("speaks_for");
            if (actor.empty()) return;
            const std::vector<SymbolId> found = gathering_.find(actor);
            if (found.size() != 1) {
                reject(Code::unknown_entity, "no actor is called `" + actor + "`",
                       did_you_mean(gathering_.nearest(actor)));
                return;
            }
            const SymbolId id = gathering_.program().symbols.intern(text("id"));
            gathering_.record.speakers[id] = {found.front()};
        } else if (type == "source") {
            SourceInfo& info =
                gathering_.record.sources[gathering_.program().symbols.intern(text("id"))];
            if (const std::string issuer = text("issuer"); !issuer.empty()) {
                info.issuer = speaker(issuer);
            }
            for (const std::string& other : texts("based_on")) {
                info.based_on.push_back(gathering_.source(other, {}));
            }
        }
    }

private:
    void declare_entity(const std::string& id) {
        Program& program = gathering_.program();
        const SymbolId symbol = program.symbols.intern(id);
        const std::vector<std::string> kinds = texts("kinds");
        if (kinds.empty()) {
            reject(Code::bad_json, "the entity has no `kinds`",
                   "write \"kinds\": [\"State\"] or another kind");
        }
        for (const std::string& name : kinds) {
            const std::optional<KindId> kind = program.schema.kind_named(name);
            if (!kind || program.schema.kind(*kind).is_one_of()) {
                std::vector<std::string> names;
                for (const Kind& one : program.schema.kinds) names.push_back(one.name);
                reject(Code::unknown_kind, "no kind is called `" + name + "`",
                       did_you_mean(closest(name, names)));
                continue;
            }
            gathering_.add_kind(symbol, *kind, text("label"));
        }
        for (const std::string& name : texts("aliases")) gathering_.add_alias(symbol, name);
    }

    std::optional<Date> date(std::string_view name) {
        const std::string words = text(name);
        if (words.empty()) return std::nullopt;
        const std::optional<Date> found = parse_date(words);
        if (!found) reject(Code::bad_date, "`" + words + "` is no date");
        return found;
    }

    std::optional<SymbolId> speaker(const std::string& name) {
        const std::vector<SymbolId> found = gathering_.speakers(name);
        if (found.size() == 1) return found.front();
        reject(Code::unknown_speaker, "no speaker is called `" + name + "`",
               did_you_mean(gathering_.nearest(name)));
        return std::nullopt;
    }

    std::optional<Word> argument(const Json& item, const Slot& slot) {
        Program& program = gathering_.program();
        const std::string* words = item.text();
        if (slot.type == ColumnType::integer || slot.type == ColumnType::number) {
            const auto* integer = std::get_if<std::int64_t>(&item.value);
            const auto* number = std::get_if<double>(&item.value);
            if (slot.type == ColumnType::integer && integer != nullptr) return to_word(*integer);
            if (slot.type == ColumnType::number && number != nullptr) return to_word(*number);
            if (slot.type == ColumnType::number && integer != nullptr) {
                return to_word(static_cast<double>(*integer));
            }
            reject(Code::bad_number, "a number is wanted for `" + slot.role + "`");
            return std::nullopt;
        }
        if (words == nullptr) {
            reject(Code::bad_json, "a text is wanted for `" + slot.role + "`");
            return std::nullopt;
        }
        if (slot.type == ColumnType::date) {
            const std::optional<Date> day = parse_date(*words);
            if (day) return to_word(*day);
            reject(Code::bad_date, "`" + *words + "` is no date");
            return std::nullopt;
        }
        if (!slot.kind) return to_word(program.symbols.intern(*words));
        if (program.schema.kind(*slot.kind).is_one_of()) {
            const auto symbol = program.symbols.find(*words);
            if (symbol && !program.schema.values_of(*slot.kind, *symbol, program.symbols).empty()) {
                return to_word(*symbol);
            }
            reject(Code::unknown_value, "`" + *words + "` is no value of `" +
                                            program.schema.kind(*slot.kind).name + "`");
            return std::nullopt;
        }
        const std::vector<SymbolId> found = gathering_.find(*words);
        if (found.size() == 1 && gathering_.is_of_kind(found.front(), *slot.kind)) {
            return to_word(found.front());
        }
        reject(found.size() == 1 ? Code::kind_mismatch : Code::unknown_entity,
               "no `" + program.schema.kind(*slot.kind).name + "` is called `" + *words + "`",
               did_you_mean(gathering_.nearest(*words)));
        return std::nullopt;
    }

    void read_claim() {
        Program& program = gathering_.program();
        const std::string name = text("phrase");
        const std::optional<PhraseId> phrase = program.schema.phrase_named(name);
        if (!phrase) {
            std::vector<std::string> names;
            for (const Phrase& one : program.schema.phrases) names.push_back(one.name);
            reject(Code::unknown_phrase, "no phrase has the id `" + name + "`",
                   did_you_mean(closest(name, names)));
            return;
        }
        const Phrase& info = program.schema.phrase(*phrase);
        if (info.derived) {
            reject(Code::claim_of_derived, "`" + name + "` is concluded, not claimed",
                   "record what the speaker says happened");
            return;
        }
        const auto found = object_.find("arguments");
        const JsonArray* items = found == object_.end() ? nullptr : found->second.array();
        if (items == nullptr || items->size() != info.slots.size()) {
            reject(Code::wrong_arity,
                   "`" + name + "` takes " + std::to_string(info.slots.size()) + " arguments");
            return;
        }
        Claim claim;
        claim.id = text("id");
        claim.phrase = *phrase;
        for (std::size_t i = 0; i < items->size(); ++i) {
            if (const auto word = argument((*items)[i], info.slots[i])) {
                claim.arguments.push_back(*word);
            }
        }
        claim.from = date("from");
        claim.until = date("until");
        claim.source = program.symbols.intern("");
        claim.speaker = program.symbols.intern("");
        if (const std::string source = text("source"); !source.empty()) {
            claim.source = gathering_.source(source, {});
        }
        if (const std::string who = text("speaker"); !who.empty()) {
            if (const auto id = speaker(who)) claim.speaker = *id;
        }
        read_stance(claim);
        if (!rejected_) {
            gathering_.add_claim(std::move(claim), {place_.path, place_.line});
        }
    }

    void read_stance(Claim& claim) {
        const std::string stance = text("stance");
        if (stance == "denied") {
            claim.stance = Stance::denied;
        } else if (!stance.empty() && stance != "asserted") {
            reject(Code::unknown_value, "`" + stance + "` is no stance",
                   "write asserted or denied");
        }
        const std::string confidence = text("confidence");
        if (confidence == "low") {
            claim.confidence = Confidence::low;
        } else if (confidence == "medium") {
            claim.confidence = Confidence::medium;
        } else if (!confidence.empty() && confidence != "high") {
            reject(Code::unknown_value, "`" + confidence + "` is no confidence",
                   "write low, medium or high");
        }
    }

    const JsonObject& object_;
    FilePlace place_;
    Gathering& gathering_;
    Diagnostics& diagnostics_;
    bool rejected_ = false;
};

/// Calls `visit` with the object of each line; what is no object is reported when `reports`.
void for_each_line(const LinesText& lines, Diagnostics* reports,
                   const std::function<void(const JsonObject*, const FilePlace&)>& visit) {
    std::string_view rest = lines.text;
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const std::size_t end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        FilePlace place{lines.path, number, 1, std::string(line.substr(0, 120))};
        const auto report = [&](Code code, const std::string& message) {
            if (reports != nullptr) {
                reports->report({.code = code, .message = message, .place = place});
            }
            visit(nullptr, place);
        };
        std::size_t bad = 0;
        if (line.size() > line_limit) {
            place.excerpt.clear();
            report(Code::line_too_long,
                   "a line of " + std::to_string(line.size()) + " bytes; one holds at most 1 MiB");
            continue;
        }
        if (!is_valid_utf8(line, &bad)) {
            place.column = bad + 1;
            place.excerpt.clear();
            report(Code::invalid_utf8, "this byte is not UTF-8");
            continue;
        }
        const auto parsed = read_json(line);
        if (const auto* error = std::get_if<JsonError>(&parsed)) {
            place.column = error->offset + 1;
            report(Code::bad_json, "the line is no JSON: " + error->message);
            continue;
        }
        const JsonObject* object = std::get<Json>(parsed).object();
        if (object == nullptr) {
            report(Code::bad_json, "the line is no JSON object");
            continue;
        }
        visit(object, place);
    }
}

}  // namespace

void declare_lines(const LinesText& lines, Gathering& gathering, Diagnostics& diagnostics) {
    for_each_line(lines, nullptr, [&](const JsonObject* object, const FilePlace& place) {
        if (object != nullptr) LineReader(*object, place, gathering, diagnostics).declare();
    });
}

std::size_t claim_lines(const LinesText& lines, Gathering& gathering, Diagnostics& diagnostics,
                        std::size_t& rows) {
    std::size_t rejected = 0;
    for_each_line(lines, &diagnostics, [&](const JsonObject* object, const FilePlace& place) {
        ++rows;
        if (object == nullptr) {
            ++rejected;
            return;
        }
        LineReader reader(*object, place, gathering, diagnostics);
        reader.claim();
        rejected += reader.is_rejected() ? 1 : 0;
    });
    return rejected;
}

}  // namespace obverse
