#include "engine/base/date.h"
#include "engine/base/edit_distance.h"
#include "engine/base/overloaded.h"
#include "engine/check/blocks.h"
#include "engine/check/vocabulary.h"
#include "engine/model/sentence.h"

#include <algorithm>
#include <cmath>

namespace obverse::checking {

namespace {

/// A month and a year in days are those of the calendar's mean year.
std::optional<double> days_in(const std::string& unit) {
    constexpr double days_in_year = 365.2425;
    if (unit == "day" || unit == "days") return 1.0;
    if (unit == "month" || unit == "months") return days_in_year / 12.0;
    if (unit == "year" || unit == "years") return days_in_year;
    return std::nullopt;
}

std::optional<Parameter> read_parameter(Context& context, const ast::Lens::ParameterLine& line) {
    Parameter made;
    made.name = line.name.text;
    made.span = line.span;
    const std::optional<double> days = days_in(line.unit);
    const auto in_days = [&](double number) {
        return Value{ColumnType::integer,
                     to_word(static_cast<std::int64_t>(std::llround(number * *days)))};
    };
    const bool is_good = std::visit(
        overloaded{
            [&](const ast::Integer& integer) {
                made.text = context.sources.text(integer.span);
                made.value = days ? in_days(static_cast<double>(integer.value))
                                  : Value{ColumnType::integer, to_word(integer.value)};
                return true;
            },
            [&](const ast::Number& number) {
                made.text = context.sources.text(number.span);
                made.value =
                    days ? in_days(number.value) : Value{ColumnType::number, to_word(number.value)};
                return true;
            },
            [&](const ast::DateText& date) {
                const std::optional<Date> value = parse_date(date.text);
                made.text = date.text;
                if (value) {
                    made.value = {ColumnType::date, to_word(*value)};
                } else {
                    context.error(Code::bad_date, date.span, "`" + date.text + "` is no date");
                }
                return value.has_value();
            },
            [&](const ast::Name& name) {
                made.text = name.text;
                made.value = {ColumnType::symbol, to_word(context.symbols().intern(name.text))};
                return true;
            },
        },
        line.value);
    if (!line.unit.empty()) made.text += " " + line.unit;
    if (!is_good) return std::nullopt;
    return made;
}

void add_parameter(Context& context, Lens& lens, const ast::Lens::ParameterLine& line) {
    std::optional<Parameter> parameter = read_parameter(context, line);
    if (!parameter) return;
    for (const Parameter& other : lens.parameters) {
        if (other.name == parameter->name) {
            context.error(Code::duplicate_name, line.name.span,
                          "parameter `" + other.name + "` stands twice in `" + lens.name + "`",
                          "second time here", "drop it");
            return;
        }
    }
    const auto [known, is_new] = context.parameters.emplace(parameter->name, parameter->value.type);
    if (!is_new && known->second != parameter->value.type) {
        context.error(Code::type_mismatch, line.span,
                      "parameter `" + parameter->name + "` has another type in another lens", "",
                      "give it the same type everywhere");
        return;
    }
    lens.parameters.push_back(std::move(*parameter));
}

/// True when both have the same words and slots of the same kinds.
bool same_pattern(const PhrasePieces& pieces, const std::vector<Slot>& slots,
                  const Phrase& phrase) {
    if (pieces.size() != phrase.pieces.size()) return false;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto* word = std::get_if<std::string>(&pieces[i]);
        const auto* other = std::get_if<std::string>(&phrase.pieces[i]);
        if ((word == nullptr) != (other == nullptr)) return false;
        if (word != nullptr && word_key(*word) != word_key(*other)) return false;
        if (word != nullptr) continue;
        const Slot& left = slots[std::get<std::uint32_t>(pieces[i])];
        const Slot& right = phrase.slots[std::get<std::uint32_t>(phrase.pieces[i])];
        if (left.kind != right.kind || left.type != right.type) return false;
    }
    return true;
}

}  // namespace

std::optional<QuotedPhrase> read_quoted(Context& context, const ast::Pattern& pattern) {
    std::optional<ReadPattern> read = read_pattern(context, pattern);
    if (!read) return std::nullopt;
    for (std::uint32_t i = 0; i < context.schema().phrases.size(); ++i) {
        if (same_pattern(read->pieces, read->slots, context.schema().phrases[i])) {
            return QuotedPhrase{PhraseId{i}, std::move(read->slots)};
        }
    }
    std::vector<std::string> patterns;
    for (const Phrase& phrase : context.schema().phrases) {
        if (!phrase.is_relation) patterns.push_back(pattern_text(context.schema(), phrase));
    }
    std::string help = did_you_mean(closest(pattern.text, patterns));
    if (help.empty()) help = "quote the phrase as its vocabulary declares it";
    context.error(Code::unknown_phrase, pattern.span,
                  "`" + pattern.text + "` is no declared phrase", "", help);
    return std::nullopt;
}

namespace {

void read_silence(Context& context, const ast::Pattern& pattern, Lens& lens) {
    if (const auto quoted = read_quoted(context, pattern)) {
        lens.silent_on.push_back(quoted->phrase);
    }
}

/// Slots under one role, which must be able to take one value.
bool pair_slots(Context& context, const QuotedPhrase& asked, const QuotedPhrase& answered,
                Beside& beside) {
    const Schema& schema = context.schema();
    for (std::uint32_t i = 0; i < asked.slots.size(); ++i) {
        for (std::uint32_t j = 0; j < answered.slots.size(); ++j) {
            const Slot& left = asked.slots[i];
            const Slot& right = answered.slots[j];
            if (left.role != right.role) continue;
            const bool fits =
                left.kind && right.kind
                    ? schema.is_a(*left.kind, *right.kind) || schema.is_a(*right.kind, *left.kind)
                    : left.kind == right.kind && left.type == right.type;
            if (!fits) {
                context.error(Code::kind_mismatch, beside.span,
                              "nothing can be the `" + left.role + "` of both phrases", "",
                              "give one of the two slots another role");
                return false;
            }
            beside.shared.emplace_back(i, j);
        }
    }
    if (!beside.shared.empty()) return true;
    context.error(Code::unknown_slot, beside.span, "the two phrases share no role", "",
                  "give a slot of each the same role: `{victim: State}`");
    return false;
}

void read_beside(Context& context, const ast::Lens::BesideLine& line, Lens& lens) {
    const auto asked = read_quoted(context, line.asked);
    const auto answered = read_quoted(context, line.answered);
    if (!asked || !answered) return;
    Beside beside;
    beside.asked = asked->phrase;
    beside.answered = answered->phrase;
    beside.cites = read_citations(context, line.cites);
    beside.span = line.span;
    if (pair_slots(context, *asked, *answered, beside)) lens.beside.push_back(std::move(beside));
}

void read_relations(Context& context, const ast::Lens& words, LensId id) {
    for (const ast::Name& name : words.uses) {
        if (context.vocabularies.contains(name.text)) continue;
        const std::vector<std::string> names(context.vocabularies.begin(),
                                             context.vocabularies.end());
        context.error(Code::unknown_vocabulary, name.span,
                      "no vocabulary is called `" + name.text + "`", "",
                      did_you_mean(closest(name.text, names)));
    }
    for (const ast::Name& name : words.extends) {
        const std::optional<LensId> parent = lens_of(context, name.text, name.span);
        if (!parent) continue;
        if (lens_extends(context.program(), *parent, id)) {
            context.error(Code::lens_cycle, name.span,
                          "lens `" + words.name.text + "` would extend itself",
                          "`" + name.text + "` extends it already", "drop one of the `extends`");
            continue;
        }
        context.program().lenses[id.index].extends.push_back(*parent);
    }
}

}  // namespace

void declare_lenses(Context& context, std::span<const ast::File> files) {
    std::vector<std::pair<const ast::Lens*, LensId>> declared;
    for_each_block<ast::Lens>(files, [&](const ast::Lens& words) {
        const LensId id{static_cast<std::uint32_t>(context.program().lenses.size())};
        const auto [known, is_new] = context.lenses.emplace(words.name.text, id);
        if (!is_new) {
            const Span first = context.program().lenses[known->second.index].span;
            context.diagnostics.report({
                .code = Code::duplicate_name,
                .message = "lens `" + words.name.text + "` is declared twice",
                .primary = Label{words.name.span, "declared again here"},
                .secondary = {Label{first, "first declared here"}},
                .help = "write `in lens " + words.name.text + "` to continue it",
            });
            return;
        }
        Lens lens;
        lens.name = words.name.text;
        lens.title = words.title;
        lens.doc = words.doc;
        lens.span = words.span;
        for (const auto& line : words.parameters) add_parameter(context, lens, line);
        context.program().lenses.push_back(std::move(lens));
        declared.emplace_back(&words, id);
    });
    for (const auto& [words, id] : declared) {
        read_relations(context, *words, id);
        Lens& lens = context.program().lenses[id.index];
        for (const ast::Pattern& pattern : words->silent_on) read_silence(context, pattern, lens);
        for (const auto& line : words->besides) read_beside(context, line, lens);
        lens.cites = read_citations(context, words->cites);
    }
    for (const ast::File& file : files) {
        for (const ast::Name& name : file.sections) {
            if (!lens_of(context, name.text, name.span)) context.unknown_sections.insert(name.text);
        }
    }
}

}  // namespace obverse::checking
