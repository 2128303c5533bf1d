#include "engine/base/date.h"
#include "engine/base/edit_distance.h"
#include "engine/check/blocks.h"

#include <algorithm>

namespace obverse::checking {

namespace {

ast::Name as_name(const ast::Word& word) {
    return {word.text, word.span, word.kind == ast::WordKind::quoted};
}

std::optional<Date> read_date(Context& context, const std::optional<ast::Word>& word) {
    if (!word) return std::nullopt;
    const std::optional<Date> date = parse_date(word->text);
    if (!date) {
        context.error(Code::bad_date, word->span, "`" + word->text + "` is no date", "",
                      "write a day, a month or a year: 2021-11-15, 2021-11, 2021");
    }
    return date;
}

std::optional<Confidence> confidence_named(std::string_view text) {
    if (text == "low") return Confidence::low;
    if (text == "medium") return Confidence::medium;
    if (text == "high") return Confidence::high;
    return std::nullopt;
}

Confidence read_confidence(Context& context, const ast::Name& name) {
    const std::optional<Confidence> level = confidence_named(name.text);
    if (!level) {
        context.error(Code::unknown_value, name.span, "`" + name.text + "` is no confidence", "",
                      "write `low`, `medium` or `high`");
    }
    return level.value_or(Confidence::high);
}

/// The ground atom of a claim. Everything that a claim cannot say is reported.
std::optional<Atom> read_ground(AtomReader& reader, const ClaimText& text) {
    Context& context = reader.context();
    if (text.statement.polarity == ast::Polarity::no_record) {
        context.error(Code::bad_claim, text.statement.span, "nobody claims that there is no record",
                      "", "drop the claim: what is not recorded has no record");
        return std::nullopt;
    }
    std::optional<Atom> atom = reader.atom(text.statement);
    if (!atom) return std::nullopt;
    for (const Term& term : atom->terms) {
        if (std::holds_alternative<Value>(term)) continue;
        context.error(Code::bad_claim, text.statement.span,
                      "a claim is about something named, not about any case", "",
                      "write an id or a quoted name in place of the variable");
        return std::nullopt;
    }
    const Phrase& phrase = context.schema().phrase(atom->phrase);
    if (phrase.derived) {
        context.diagnostics.report({
            .code = Code::claim_of_derived,
            .message = "`" + phrase.name + "` is derived and cannot be claimed",
            .primary = Label{text.statement.span, "claimed here"},
            .secondary = {Label{phrase.span, "declared as derived here"}},
            .help = "record what the speaker says happened, not the verdict",
        });
        return std::nullopt;
    }
    return atom;
}

bool needs_a_voice(Context& context, const ClaimText& text) {
    if (!text.needs_source) return false;
    const ast::Tail& tail = text.tail;
    if (tail.voices.empty() && !tail.source) {
        context.error(Code::claim_without_source, text.span, "nobody asserts or denies this claim",
                      "", "add `asserted by SPEAKER in SOURCE`");
        return true;
    }
    for (const ast::Voice& voice : tail.voices) {
        if (voice.source || tail.source) continue;
        context.error(Code::claim_without_source, voice.span, "this voice names no source", "",
                      "add `in SOURCE`");
        return true;
    }
    return false;
}

Stance stance_of(ast::Stance stance, const ast::Statement& statement) {
    const bool denies =
        (stance == ast::Stance::denied) != (statement.polarity == ast::Polarity::denied);
    return denies ? Stance::denied : Stance::asserted;
}

}  // namespace

void add_claims(AtomReader& reader, const ClaimText& text, ClaimSet& record) {
    Context& context = reader.context();
    const std::optional<Atom> atom = read_ground(reader, text);
    if (needs_a_voice(context, text) || !atom) return;
    Claim claim{.id = text.id,
                .phrase = atom->phrase,
                .arguments = {},
                .stance = Stance::asserted,
                .speaker = context.symbols().intern(""),
                .source = context.symbols().intern(""),
                .from = read_date(context, text.tail.from),
                .until = read_date(context, text.tail.until),
                .span = text.span};
    if (claim.from && claim.until && claim.until->last < claim.from->first) {
        context.error(Code::bad_date, text.tail.until->span, "the claim would end before it begins",
                      "before " + to_text(*claim.from),
                      "exchange the two dates, or mend one of them");
    }
    for (const Term& term : atom->terms) claim.arguments.push_back(std::get<Value>(term).word);
    if (text.tail.confidence) {
        claim.confidence = read_confidence(context, as_name(*text.tail.confidence));
    }
    if (text.tail.source) {
        if (const auto source = reader.source(as_name(*text.tail.source))) {
            claim.source = *source;
        }
    }
    if (text.tail.voices.empty()) {
        claim.stance = stance_of(ast::Stance::asserted, text.statement);
        record.claims.push_back(std::move(claim));
        return;
    }
    for (const ast::Voice& voice : text.tail.voices) {
        Claim said = claim;
        said.stance = stance_of(voice.stance, text.statement);
        if (voice.source) {
            if (const auto source = reader.source(as_name(*voice.source))) {
                said.source = *source;
            }
        }
        for (const ast::Word& speaker : voice.speakers) {
            const std::optional<SymbolId> id = reader.speaker(as_name(speaker));
            if (!id) continue;
            said.speaker = *id;
            record.claims.push_back(said);
        }
    }
}

void resolve_claims(Context& context, std::span<const ast::File> files) {
    std::map<std::string, Span> ids;
    for_each_block<ast::Claim>(files, [&](const ast::Claim& words) {
        if (!words.name.text.empty()) {
            const auto [first, is_new] = ids.emplace(words.name.text, words.name.span);
            if (!is_new) {
                context.diagnostics.report({
                    .code = Code::duplicate_name,
                    .message = "claim `" + words.name.text + "` is declared twice",
                    .primary = Label{words.name.span, "declared again here"},
                    .secondary = {Label{first->second, "first declared here"}},
                    .help = "rename one of the two",
                });
            }
        }
        Scope scope;
        AtomReader reader(context, scope);
        add_claims(reader, {words.statement, words.tail, words.name.text, words.span},
                   context.checked.record);
    });
}

namespace {

void read_policy_line(Context& context, const ast::PolicyLine& line, Policy& policy) {
    using Shape = ast::PolicyLine::Shape;
    switch (line.shape) {
        case Shape::keep_disputes:
            policy.base = Policy::Base::keep_disputes;
            return;
        case Shape::undisputed:
            policy.base = Policy::Base::undisputed;
            return;
        case Shape::corroborated:
            policy.base = Policy::Base::corroborated;
            return;
        case Shape::word_of:
            policy.base = Policy::Base::word_of;
            for (const ast::Name& name : line.names) {
                if (const auto id = find_speaker(context, name)) policy.word_of.push_back(*id);
            }
            return;
        case Shape::own_word:
            for (const ast::Name& name : line.names) {
                if (const auto phrase = context.schema().phrase_named(name.text)) {
                    policy.own_word.insert(*phrase);
                    continue;
                }
                std::vector<std::string> names;
                for (const Phrase& phrase : context.schema().phrases) names.push_back(phrase.name);
                context.error(Code::unknown_relation, name.span,
                              "no phrase has the id `" + name.text + "`", "",
                              did_you_mean(closest(name.text, names)));
            }
            return;
        case Shape::confidence:
            if (!line.names.empty()) policy.least = read_confidence(context, line.names.front());
            return;
    }
}

}  // namespace

void resolve_policies(Context& context, std::span<const ast::File> files) {
    for_each_block<ast::Policy>(files, [&](const ast::Policy& words) {
        for (const Policy& other : context.program().policies) {
            if (other.name != words.name.text) continue;
            context.error(Code::duplicate_name, words.name.span,
                          "policy `" + other.name + "` is declared twice", "declared again here",
                          "rename one of the two");
            return;
        }
        Policy policy;
        policy.name = words.name.text;
        policy.title = words.title;
        policy.span = words.span;
        for (const ast::PolicyLine& line : words.lines) read_policy_line(context, line, policy);
        context.program().policies.push_back(std::move(policy));
    });
}

}  // namespace obverse::checking
