#include "engine/ingest/statement_reader.h"

#include "engine/base/edit_distance.h"

#include <algorithm>
#include <charconv>

namespace obverse {

namespace {

std::string kind_words(const Program& program, std::optional<KindId> kind) {
    return kind ? "`" + program.schema.kind(*kind).name + "`" : "entity";
}

template <class Number>
std::optional<Number> parsed(const std::string& text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

void StatementReader::reject(Code code, std::string message, const ImportTerm& at,
                             std::string help) {
    has_rejected_ = true;
    diagnostics_.report({.code = code,
                         .message = std::move(message),
                         .help = std::move(help),
                         .place = walk_.place(at)});
}

void StatementReader::declare(const ImportEntity& line) {
    Program& program = gathering_.program();
    const std::string subject = walk_.text(line.subject, program.symbols);
    if (subject.empty()) return;
    if (line.shape == ImportEntity::Shape::kind && line.kind) {
        const std::string label = line.label ? walk_.text(*line.label, program.symbols) : "";
        const SymbolId id = program.symbols.intern(subject);
        gathering_.add_kind(id, *line.kind, label);
        const std::string& kind = program.schema.kind(*line.kind).name;
        if (kind == "Speaker") gathering_.record.speakers.try_emplace(id, SpeakerInfo{id});
        if (kind == "Source") {
            gathering_.record.sources[id].label = label;
            gathering_.add_source_name(id, subject);
            gathering_.add_source_name(id, label);
        }
    } else if (line.shape == ImportEntity::Shape::alias) {
        const SymbolId id = program.symbols.intern(subject);
        for (const ImportTerm& object : line.objects) {
            for (const std::string& name : walk_.list(object, program.symbols)) {
                gathering_.add_alias(id, name);
            }
        }
    }
}

void StatementReader::relate(const ImportEntity& line) {
    Program& program = gathering_.program();
    const std::string subject = walk_.text(line.subject, program.symbols);
    if (subject.empty() || line.objects.empty()) return;
    const SymbolId id = program.symbols.intern(subject);
    const auto first = [&] { return walk_.text(line.objects.front(), program.symbols); };
    switch (line.shape) {
        case ImportEntity::Shape::kind:
        case ImportEntity::Shape::alias:
            return;
        case ImportEntity::Shape::speaks_for: {
            const std::string text = first();
            if (text.empty()) return;
            if (const auto actor = entity(text, std::nullopt, line.objects.front())) {
                gathering_.record.speakers[id] = {*actor};
            }
            return;
        }
        case ImportEntity::Shape::url:
            if (const std::string text = first(); !text.empty()) {
                gathering_.record.sources[id].url = text;
            }
            return;
        case ImportEntity::Shape::issued: {
            const std::string text = first();
            SourceInfo& info = gathering_.record.sources[id];
            if (!text.empty()) info.issuer = speaker(text, line.objects.front());
            if (const auto issued = date(line.date)) info.issued = issued;
            return;
        }
        case ImportEntity::Shape::based_on:
            for (const ImportTerm& object : line.objects) {
                for (const std::string& name : walk_.list(object, program.symbols)) {
                    const SymbolId other = gathering_.source(name, {});
                    std::vector<SymbolId>& list = gathering_.record.sources[id].based_on;
                    if (std::find(list.begin(), list.end(), other) == list.end()) {
                        list.push_back(other);
                    }
                }
            }
            return;
    }
}

std::optional<SymbolId> StatementReader::entity(const std::string& text, std::optional<KindId> kind,
                                                const ImportTerm& term) {
    const Program& program = gathering_.program();
    std::vector<SymbolId> found = gathering_.find(text);
    if (kind && found.size() > 1) {
        std::erase_if(found, [&](SymbolId id) { return !gathering_.is_of_kind(id, *kind); });
        if (found.empty()) found = gathering_.find(text);
    }
    if (found.empty()) {
        reject(Code::unknown_entity,
               "no " + kind_words(program, kind) + " is called `" + text + "`", term,
               did_you_mean(gathering_.nearest(text)));
        return std::nullopt;
    }
    if (found.size() > 1) {
        std::string names;
        for (const SymbolId id : found) {
            names += (names.empty() ? "`" : ", `") + std::string(program.symbols.text(id)) + "`";
        }
        reject(Code::ambiguous_name, "`" + text + "` may be " + names, term, "write the id");
        return std::nullopt;
    }
    if (kind && !gathering_.is_of_kind(found.front(), *kind)) {
        reject(Code::kind_mismatch,
               "`" + text + "` is not declared as a " + kind_words(program, kind), term);
        return std::nullopt;
    }
    return found.front();
}

std::optional<SymbolId> StatementReader::speaker(const std::string& text, const ImportTerm& term) {
    const std::vector<SymbolId> found = gathering_.speakers(text);
    if (found.size() == 1) return found.front();
    if (found.empty()) {
        reject(Code::unknown_speaker, "no speaker is called `" + text + "`", term,
               did_you_mean(gathering_.nearest(text)));
    } else {
        reject(Code::ambiguous_name, "several speakers are called `" + text + "`", term,
               "write the id of one");
    }
    return std::nullopt;
}

std::optional<Word> StatementReader::value(const std::string& text, const Slot& slot,
                                           const ImportTerm& term) {
    Program& program = gathering_.program();
    const auto symbol = program.symbols.find(text);
    const bool is_value =
        symbol && !program.schema.values_of(*slot.kind, *symbol, program.symbols).empty();
    if (is_value) return to_word(*symbol);
    std::vector<std::string> names;
    for (const SymbolId one : program.schema.kind(*slot.kind).values) {
        names.emplace_back(program.symbols.text(one));
    }
    std::string help = did_you_mean(closest(text, names));
    if (help.empty()) help = "the values are listed where the kind is declared";
    reject(Code::unknown_value, "`" + text + "` is no value of " + kind_words(program, slot.kind),
           term, std::move(help));
    return std::nullopt;
}

std::optional<Word> StatementReader::word(const ImportTerm& term, const Slot& slot,
                                          bool& is_empty) {
    if (const auto* constant = std::get_if<Value>(&term)) return constant->word;
    Program& program = gathering_.program();
    const std::string text = walk_.text(term, program.symbols);
    is_empty = text.empty();
    if (is_empty) return std::nullopt;
    switch (slot.type) {
        case ColumnType::integer:
            if (const auto number = parsed<std::int64_t>(text)) return to_word(*number);
            reject(Code::bad_number, "`" + text + "` is no whole number", term);
            return std::nullopt;
        case ColumnType::number:
            if (const auto number = parsed<double>(text)) return to_word(*number);
            reject(Code::bad_number, "`" + text + "` is no number", term);
            return std::nullopt;
        case ColumnType::date:
            if (const auto day = parse_date(text)) return to_word(*day);
            reject(Code::bad_date, "`" + text + "` is no date", term,
                   "write a day, a month or a year: 2021-11-15, 2021-11, 2021");
            return std::nullopt;
        case ColumnType::symbol:
            break;
    }
    if (!slot.kind) return to_word(program.symbols.intern(text));
    if (program.schema.kind(*slot.kind).is_one_of()) return value(text, slot, term);
    const auto found = entity(text, slot.kind, term);
    return found ? std::optional(to_word(*found)) : std::nullopt;
}

std::optional<Date> StatementReader::date(const std::optional<ImportTerm>& term) {
    if (!term) return std::nullopt;
    const std::string text = walk_.text(*term, gathering_.program().symbols);
    if (text.empty()) return std::nullopt;
    const std::optional<Date> found = parse_date(text);
    if (!found) {
        reject(Code::bad_date, "`" + text + "` is no date", *term,
               "write a day, a month or a year: 2021-11-15, 2021-11, 2021");
    }
    return found;
}

void StatementReader::voice(const ImportStatement&, const ImportVoice& voice, const Claim& claim) {
    Program& program = gathering_.program();
    Claim made = claim;
    made.stance = voice.stance;
    made.source = program.symbols.intern("");
    if (voice.source) {
        const std::string name = walk_.text(*voice.source, program.symbols);
        if (name.empty()) {
            reject(Code::claim_without_source, "the row names no source", *voice.source);
            return;
        }
        const std::string url = voice.url ? walk_.text(*voice.url, program.symbols) : "";
        made.source = gathering_.source(name, url);
    }
    if (voice.speakers.empty()) {
        made.speaker = program.symbols.intern("");
        claims_.push_back(std::move(made));
        return;
    }
    for (const ImportTerm& term : voice.speakers) {
        const std::vector<std::string> names = walk_.list(term, program.symbols);
        if (names.empty()) {
            reject(Code::unknown_speaker, "the row does not say who speaks", term);
        }
        for (const std::string& name : names) {
            if (const auto found = speaker(name, term)) {
                made.speaker = *found;
                claims_.push_back(made);
            }
        }
    }
}

void StatementReader::claim(const ImportStatement& statement) {
    Program& program = gathering_.program();
    const Phrase& phrase = program.schema.phrase(statement.phrase);
    Claim claim;
    claim.phrase = statement.phrase;
    for (std::size_t i = 0; i < statement.terms.size(); ++i) {
        bool is_empty = false;
        const std::optional<Word> cell = word(statement.terms[i], phrase.slots[i], is_empty);
        if (is_empty || !cell) return;
        claim.arguments.push_back(*cell);
    }
    claim.from = date(statement.from);
    claim.until = date(statement.until);
    claim.confidence = walk_.confidence();
    if (statement.confidence) {
        const std::string level = walk_.text(*statement.confidence, program.symbols);
        if (level == "low") {
            claim.confidence = Confidence::low;
        } else if (level == "medium") {
            claim.confidence = Confidence::medium;
        } else if (level == "high") {
            claim.confidence = Confidence::high;
        } else if (!level.empty()) {
            reject(Code::unknown_value, "`" + level + "` is no confidence", *statement.confidence,
                   "write low, medium or high");
        }
    }
    for (const ImportVoice& one : statement.voices) voice(statement, one, claim);
}

void StatementReader::commit() {
    const FilePlace place = walk_.row_place();
    for (Claim& claim : claims_) {
        gathering_.add_claim(std::move(claim), {place.path, place.line});
    }
    claims_.clear();
}

}  // namespace obverse
