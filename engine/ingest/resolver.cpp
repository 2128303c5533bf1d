#include "engine/ingest/resolver.h"

#include "engine/base/edit_distance.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace obverse {

namespace {

template <class Number>
std::optional<Number> parsed(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

Found<Word> number_word(const std::string& text, ColumnType type) {
    if (type == ColumnType::integer) {
        if (const auto integer = parsed<std::int64_t>(text)) return to_word(*integer);
        return Problem{Code::bad_number, "`" + text + "` is no whole number",
                       "write digits alone, without signs that group them"};
    }
    const auto number = parsed<double>(text);
    if (number && std::isfinite(*number)) return to_word(*number);
    return Problem{Code::bad_number, "`" + text + "` is no number",
                   "write digits, with a point before decimals"};
}

}  // namespace

Found<Word> Resolver::argument(const std::string& text, const Slot& slot) {
    if (slot.type == ColumnType::integer || slot.type == ColumnType::number) {
        return number_word(text, slot.type);
    }
    if (slot.type == ColumnType::date) {
        const Found<Date> day = date(text);
        if (const Problem* problem = problem_of(day)) return *problem;
        return to_word(std::get<Date>(day));
    }
    if (!slot.kind) return to_word(gathering_.program().symbols.intern(text));
    if (gathering_.program().schema.kind(*slot.kind).is_one_of()) return value(text, *slot.kind);
    const Found<SymbolId> found = entity(text, slot.kind);
    if (const Problem* problem = problem_of(found)) return *problem;
    return to_word(std::get<SymbolId>(found));
}

Found<Word> Resolver::value(const std::string& text, KindId kind) {
    Program& program = gathering_.program();
    std::vector<std::string> names;
    for (const SymbolId one : program.schema.kind(kind).values) {
        names.emplace_back(program.symbols.text(one));
    }
    for (const Group& group : program.schema.groups) {
        if (group.kind == kind) names.push_back(group.name);
    }
    names.emplace_back("any");
    if (std::find(names.begin(), names.end(), text) != names.end()) {
        return to_word(program.symbols.intern(text));
    }
    std::string help = did_you_mean(closest(text, names));
    if (help.empty()) {
        help = "the values are";
        for (const std::string& name : names) {
            help += (&name == names.data() ? " `" : ", `") + name + "`";
        }
    }
    return Problem{Code::unknown_value,
                   "`" + text + "` is no value of `" + program.schema.kind(kind).name + "`", help};
}

std::string Resolver::listed(const std::vector<SymbolId>& ids) const {
    std::string text;
    for (const SymbolId id : ids) {
        text += text.empty() ? "`" : ", `";
        text += gathering_.program().symbols.text(id);
        text += "`";
    }
    return text;
}

Found<SymbolId> Resolver::entity(const std::string& text, std::optional<KindId> kind) {
    const auto key = std::make_pair(text, kind);
    const auto known = entities_.find(key);
    if (known != entities_.end()) return known->second;
    return entities_.emplace(key, find_entity(text, kind)).first->second;
}

Found<SymbolId> Resolver::find_entity(const std::string& text, std::optional<KindId> kind) {
    const Schema& schema = gathering_.program().schema;
    const std::string wanted = kind ? "`" + schema.kind(*kind).name + "`" : "entity";
    const std::vector<SymbolId> found = gathering_.find(text);
    std::vector<SymbolId> fitting;
    for (const SymbolId id : found) {
        if (!kind || gathering_.is_of_kind(id, *kind)) fitting.push_back(id);
    }
    if (fitting.size() == 1) return fitting.front();
    if (fitting.size() > 1) {
        return Problem{Code::ambiguous_name, "`" + text + "` may be " + listed(fitting),
                       "write the id of one"};
    }
    if (found.empty()) {
        return Problem{Code::unknown_entity, "no " + wanted + " is called `" + text + "`",
                       did_you_mean(gathering_.nearest(text))};
    }
    std::string kinds;
    for (const KindId own : gathering_.kinds_of(found.front())) {
        kinds += (kinds.empty() ? "a `" : " and a `") + schema.kind(own).name + "`";
    }
    return Problem{
        Code::kind_mismatch,
        "`" + text + "` is " + (kinds.empty() ? "of no kind" : kinds) + ", not a " + wanted,
        "declare it as one, or correct the name"};
}

Found<SymbolId> Resolver::speaker(const std::string& text) {
    std::vector<SymbolId> found = gathering_.find(text);
    if (const auto id = gathering_.program().symbols.find(text); id && gathering_.is_speaker(*id)) {
        return *id;
    }
    if (found.size() > 1) {
        // A name that a speaker and somebody else share is the speaker's.
        std::vector<SymbolId> speaking;
        for (const SymbolId id : found) {
            if (gathering_.is_speaker(id)) speaking.push_back(id);
        }
        if (!speaking.empty()) found = std::move(speaking);
    }
    if (found.size() == 1) return found.front();
    if (found.empty()) {
        std::string help = did_you_mean(gathering_.nearest(text));
        if (help.empty()) help = "declare it by `speaker " + text + " \"…\" speaks for …`";
        return Problem{Code::unknown_speaker, "no speaker is called `" + text + "`", help};
    }
    return Problem{Code::ambiguous_name, "`" + text + "` may be " + listed(found),
                   "write the id of one"};
}

Found<Date> Resolver::date(const std::string& text) {
    if (const auto found = parse_date(text)) return *found;
    return Problem{Code::bad_date, "`" + text + "` is no date",
                   "write a day, a month or a year: 2021-11-15, 2021-11, 2021"};
}

std::optional<Problem> Resolver::order(Date from, Date until) {
    if (until.last >= from.first) return std::nullopt;
    return Problem{Code::bad_date,
                   "it would end in " + to_text(until) + " before it begins in " + to_text(from),
                   "exchange the two dates, or mend one of them"};
}

Found<Confidence> Resolver::confidence(const std::string& text) {
    if (text == "low") return Confidence::low;
    if (text == "medium") return Confidence::medium;
    if (text == "high") return Confidence::high;
    return Problem{Code::unknown_value, "`" + text + "` is no confidence",
                   "write `low`, `medium` or `high`"};
}

Found<Stance> Resolver::stance(const std::string& text) {
    if (text == "asserted") return Stance::asserted;
    if (text == "denied") return Stance::denied;
    return Problem{Code::unknown_value, "`" + text + "` is no stance",
                   "write `asserted` or `denied`"};
}

}  // namespace obverse
