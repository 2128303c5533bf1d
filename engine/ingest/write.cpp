#include "engine/ingest/write.h"

#include "engine/ingest/csv.h"
#include "engine/json/writer.h"
#include "engine/model/sentence.h"
#include "engine/store/texts.h"

#include <algorithm>
#include <ostream>
#include <vector>

namespace obverse {

namespace {

/// The entries of a map from symbols, by the texts of the symbols.
template <class Map>
std::vector<const typename Map::value_type*> by_text(const Map& map, const SymbolTable& symbols) {
    std::vector<const typename Map::value_type*> entries;
    for (const auto& entry : map) entries.push_back(&entry);
    std::sort(entries.begin(), entries.end(), [&](const auto* left, const auto* right) {
        return symbols.text(left->first) < symbols.text(right->first);
    });
    return entries;
}

/// One object a line; members that say nothing are left out.
class Line {
public:
    explicit Line(std::string_view type) : json_(JsonWriter::Layout::compact) {
        json_.begin_object();
        member("type", type);
    }
    void member(std::string_view name, std::string_view text) {
        if (!text.empty()) json_.member(name, text);
    }
    void list(std::string_view name, const std::vector<std::string>& texts) {
        if (texts.empty()) return;
        json_.key(name).begin_array();
        for (const std::string& text : texts) json_.string(text);
        json_.end_array();
    }
    JsonWriter& json() { return json_; }
    void end(std::ostream& out) {
        json_.end_object();
        out << json_.text() << '\n';
    }

private:
    JsonWriter json_;
};

class LinesWriter {
public:
    LinesWriter(const Program& program, const ClaimSet& record, std::ostream& out)
        : program_(program), record_(record), out_(out) {}

    void write() {
        for (const auto* entry : by_text(record_.entities, program_.symbols)) {
            write_entity(entry->second);
        }
        for (const auto* entry : by_text(record_.speakers, program_.symbols)) {
            Line line("speaker");
            line.member("id", text(entry->first));
            line.member("speaks_for", text(entry->second.actor));
            line.end(out_);
        }
        for (const auto* entry : by_text(record_.sources, program_.symbols)) {
            write_source(entry->first, entry->second);
        }
        for (const Claim& claim : record_.claims) write_claim(claim);
    }

private:
    std::string text(SymbolId symbol) const { return std::string(program_.symbols.text(symbol)); }

    void write_entity(const Entity& entity) {
        Line line("entity");
        line.member("id", text(entity.id));
        std::vector<std::string> kinds;
        for (const KindId kind : entity.kinds) kinds.push_back(program_.schema.kind(kind).name);
        line.list("kinds", kinds);
        line.member("label", entity.label);
        line.list("aliases", entity.aliases);
        line.end(out_);
    }

    void write_source(SymbolId id, const SourceInfo& source) {
        Line line("source");
        line.member("id", text(id));
        line.member("label", source.label);
        line.member("url", source.url);
        if (source.issuer) line.member("issuer", text(*source.issuer));
        line.member("issued", text_of(source.issued));
        std::vector<std::string> based_on;
        for (const SymbolId other : source.based_on) based_on.push_back(text(other));
        line.list("based_on", based_on);
        line.end(out_);
    }

    void write_claim(const Claim& claim) {
        const Phrase& phrase = program_.schema.phrase(claim.phrase);
        Line line("claim");
        line.member("phrase", phrase.name);
        line.json().key("arguments").begin_object();
        for (std::size_t i = 0; i < phrase.slots.size(); ++i) {
            const Slot& slot = phrase.slots[i];
            const Word word = claim.arguments[i];
            line.json().key(slot.role);
            if (slot.type == ColumnType::integer) {
                line.json().integer(as_integer(word));
            } else if (slot.type == ColumnType::number) {
                line.json().number(as_number(word));
            } else {
                line.json().string(to_text(Value{slot.type, word}, program_.symbols));
            }
        }
        line.json().end_object();
        line.member("stance", name_of(claim.stance));
        line.member("speaker", text(claim.speaker));
        line.member("source", text(claim.source));
        line.member("from", text_of(claim.from));
        line.member("until", text_of(claim.until));
        line.member("confidence", name_of(claim.confidence));
        line.member("id", claim.id);
        line.end(out_);
    }

    const Program& program_;
    const ClaimSet& record_;
    std::ostream& out_;
};

void write_row(const std::vector<std::string>& cells, std::ostream& out) {
    for (std::size_t i = 0; i < cells.size(); ++i) out << (i == 0 ? "" : ",") << csv_cell(cells[i]);
    out << '\n';
}

}  // namespace

void write_lines(const Program& program, const ClaimSet& record, std::ostream& out) {
    LinesWriter(program, record, out).write();
}

void write_claim_table(const Program& program, const ClaimSet& record,
                       std::optional<PhraseId> phrase, std::ostream& out) {
    std::vector<std::string> header;
    if (phrase) {
        for (const Slot& slot : program.schema.phrase(*phrase).slots) header.push_back(slot.role);
    } else {
        header = {"phrase", "sentence"};
    }
    for (const char* name :
         {"stance", "speaker", "source", "from", "until", "confidence", "claim"}) {
        header.emplace_back(name);
    }
    write_row(header, out);
    for (const Claim& claim : record.claims) {
        if (phrase && claim.phrase != *phrase) continue;
        const Phrase& info = program.schema.phrase(claim.phrase);
        std::vector<std::string> row;
        if (phrase) {
            for (std::size_t i = 0; i < info.slots.size(); ++i) {
                row.push_back(
                    to_text(Value{info.slots[i].type, claim.arguments[i]}, program.symbols));
            }
        } else {
            row = {info.name,
                   sentence(program, claim.phrase, claim.arguments, record, NameStyle::id)};
        }
        row.emplace_back(name_of(claim.stance));
        row.emplace_back(program.symbols.text(claim.speaker));
        row.emplace_back(program.symbols.text(claim.source));
        row.push_back(text_of(claim.from));
        row.push_back(text_of(claim.until));
        row.emplace_back(name_of(claim.confidence));
        row.push_back(claim.id);
        write_row(row, out);
    }
}

}  // namespace obverse
