#include "engine/audit/draft_record.h"

#include "engine/text/fold.h"

#include <algorithm>

namespace obverse {

namespace {

using text::TextSpan;

/// A chapeau's cues reach into the paragraphs below it by so many of its last bytes.
constexpr std::size_t widest_chapeau = 600;

/// Of a draft that stands alone.
constexpr std::string_view own_id = "draft";

/// Words that are read as one: of a paragraph, with what stands before it where it goes on with a
/// sentence that its parent began.
struct Passage {
    std::string words;             // in the form for matching
    std::vector<TextSpan> pieces;  // in the text for matching, in order
    std::size_t own_from = 0;      // before it: words of a parent
};

class DraftReader {
public:
    DraftReader(Program& program, const DraftText& text, const Lexicon& lexicon,
                std::span<const DraftTerm> names, const text::LeadWords& lead_words,
                const std::string& id)
        : program_(program),
          text_(text),
          lexicon_(lexicon),
          names_(names),
          lead_(lead_words),
          id_(id) {}

    DraftRecord read() {
        made_.draft = symbol(id_);
        made_.source = symbol(text_.name.empty() ? "draft text" : text_.name);
        add_entity(made_.draft, "Draft", id_ == own_id ? "the draft" : id_,
                   {.kind = DraftPart::Kind::draft});
        claim("draft-form", {made_.draft, symbol(form_word())});
        for (const text::Sponsor& sponsor : text_.draft.head.sponsors) add_sponsor(sponsor);
        add_title();
        for (std::size_t i = 0; i < text_.draft.paragraphs.size(); ++i) add_paragraph(i);
        return std::move(made_);
    }

private:
    SymbolId part_symbol(const std::string& part) { return symbol(id_ + "/" + part); }
    /// A draft that others may stand beside is named with its parts.
    std::string label_of(const std::string& part) const {
        return id_ == own_id ? part : part + " of " + id_;
    }
    SymbolId symbol(std::string_view words) { return program_.symbols.intern(words); }

    std::string_view form_word() const {
        switch (text_.draft.kind) {
            case text::DraftKind::resolution:
                return "resolution";
            case text::DraftKind::treaty:
                return "treaty";
            case text::DraftKind::prose:
                break;
        }
        return "prose";
    }

    void claim(std::string_view phrase_name, const std::vector<SymbolId>& words) {
        std::vector<Word> row;
        for (const SymbolId word : words) row.push_back(to_word(word));
        claim_row(phrase_name, std::move(row));
    }
    void claim_row(std::string_view phrase_name, std::vector<Word> row) {
        const auto known = phrases_.find(phrase_name);
        const std::optional<PhraseId> phrase =
            known != phrases_.end()
                ? known->second
                : phrases_.emplace(phrase_name, program_.schema.phrase_named(phrase_name))
                      .first->second;
        if (!phrase || program_.schema.phrase(*phrase).slots.size() != row.size()) return;
        made_.claims.push_back({.id = "draft " + std::to_string(made_.claims.size() + 1),
                                .phrase = *phrase,
                                .arguments = std::move(row),
                                .stance = Stance::asserted,
                                .speaker = made_.draft,
                                .source = made_.source,
                                .from = std::nullopt,
                                .until = std::nullopt});
    }

    void add_entity(SymbolId id, std::string_view kind_name, std::string label, DraftPart part) {
        Entity entity{.id = id, .kinds = {}, .label = std::move(label), .aliases = {}};
        if (const auto kind = program_.schema.kind_named(kind_name)) entity.kinds.push_back(*kind);
        made_.entities.push_back(std::move(entity));
        made_.parts.emplace(id, part);
    }

    void add_sponsor(const text::Sponsor& sponsor) {
        for (const Mention& mention : lexicon_.mentions_in(sponsor.name, "english").mentions) {
            if (mention.term < program_.terms.size() || mention.inside) continue;
            claim("heading-names", {made_.draft, names_[mention.term - program_.terms.size()].id});
        }
    }

    void add_title() {
        const TextSpan title = text_.draft.head.title;
        if (title.is_empty()) return;
        const SymbolId id = part_symbol("title");
        add_entity(id, "Paragraph", label_of("the title"),
                   {.kind = DraftPart::Kind::paragraph, .span = title});
        claim("paragraph-of", {id, made_.draft});
        claim("part", {id, symbol("title")});
        read_words(id, std::nullopt, std::vector<TextSpan>{title}, {}, true);
    }

    std::string_view part_word(const text::Paragraph& paragraph) const {
        if (paragraph.section) return "annex";
        switch (paragraph.part) {
            case text::ParagraphPart::preambular:
                return "preambular";
            case text::ParagraphPart::operative:
                return "operative";
            case text::ParagraphPart::article:
                return "article";
            case text::ParagraphPart::prose:
                break;
        }
        return "prose";
    }

    void add_paragraph(std::size_t index) {
        const text::Paragraph& paragraph = text_.draft.paragraphs[index];
        const SymbolId id = part_symbol(paragraph.id);
        add_entity(
            id, "Paragraph", label_of(paragraph.id),
            {.kind = DraftPart::Kind::paragraph, .span = paragraph.span, .paragraph = index});
        claim("paragraph-of", {id, made_.draft});
        claim("part", {id, symbol(part_word(paragraph))});
        if (paragraph.parent) {
            claim("under", {id, part_symbol(text_.draft.paragraphs[*paragraph.parent].id)});
        }
        add_acts(id, paragraph);
        add_citations(id, paragraph);
        std::vector<TextSpan> own = {paragraph.words};
        own.insert(own.end(), paragraph.more.begin(), paragraph.more.end());
        read_words(id, index, own, chapeau_of(paragraph), false);
        for (const TextSpan closing : paragraph.closing) {
            read_words(id, index, std::vector<TextSpan>{closing}, {}, false);
        }
    }

    void add_acts(SymbolId id, const text::Paragraph& paragraph) {
        for (const text::Act& act : paragraph.acts) {
            const std::string& word = act.entry ? lead_.at(*act.entry).act : "other-act";
            const SymbolId value = symbol(word);
            claim("acts", {id, value});
            if (act.is_lead) claim("opens", {id, value});
        }
    }

    void add_citations(SymbolId id, const text::Paragraph& paragraph) {
        for (const text::Citation& cited : text_.draft.citations) {
            if (paragraph.span.holds(cited.span)) {
                claim("cites-document", {id, symbol(cited.symbol)});
            }
        }
    }

    /// The words of the paragraphs above that this one goes on with, the outermost first: those
    /// that end in a colon.
    std::vector<TextSpan> chapeau_of(const text::Paragraph& paragraph) const {
        std::vector<TextSpan> above;
        std::optional<std::size_t> parent = paragraph.parent;
        while (parent) {
            const text::Paragraph& one = text_.draft.paragraphs[*parent];
            const TextSpan last = one.more.empty() ? one.words : one.more.back();
            const std::string_view words = text_.of(last);
            if (words.empty() || words.back() != ':') break;
            above.insert(above.begin(), last);
            parent = one.parent;
        }
        return above;
    }

    Passage passage_of(const std::vector<TextSpan>& own, const std::vector<TextSpan>& above) const {
        Passage passage;
        const std::string_view all = text_.read.match.text();
        const auto add = [&](TextSpan span) {
            if (!passage.words.empty()) passage.words += ' ';
            passage.words += all.substr(span.begin, span.size());
            passage.pieces.push_back(span);
        };
        std::size_t room = widest_chapeau;
        for (const TextSpan shown : above) {
            TextSpan span = text_.read.match.to_match(shown);
            if (span.size() > room) {
                const std::size_t blank = all.find(' ', span.end - room);
                span.begin = static_cast<std::uint32_t>(std::min<std::size_t>(blank, span.end));
            }
            room -= span.size();
            add(span);
            // What ends a clause for the eye goes on below it.
            if (!passage.words.empty() && passage.words.back() == ':') passage.words.back() = ' ';
        }
        passage.own_from = passage.words.empty() ? 0 : passage.words.size() + 1;
        for (const TextSpan shown : own) add(text_.read.match.to_match(shown));
        return passage;
    }

    /// A place in a passage as one in the text that is shown.
    TextSpan shown(const Passage& passage, ByteSpan span) const {
        const auto at = [&](std::size_t offset) {
            std::size_t from = 0;
            for (const TextSpan piece : passage.pieces) {
                if (offset <= from + piece.size()) {
                    return piece.begin + static_cast<std::uint32_t>(offset - from);
                }
                from += piece.size() + 1;
            }
            return passage.pieces.back().end;
        };
        return text_.read.match.to_shown(TextSpan{at(span.begin), at(span.end)});
    }

    void read_words(SymbolId paragraph, std::optional<std::size_t> index,
                    const std::vector<TextSpan>& own, const std::vector<TextSpan>& above,
                    bool is_title) {
        const Passage passage = passage_of(own, above);
        const Mentions found = lexicon_.mentions_in(passage.words, text_.draft.language);
        const std::vector<SymbolId> clauses = add_clauses(paragraph, index, passage, found);
        std::vector<std::optional<SymbolId>> ids;
        for (const Mention& mention : found.mentions) {
            const bool is_own = mention.span.begin >= passage.own_from;
            ids.push_back(is_own && is_meant(passage, found, mention)
                              ? std::optional(add_mention(paragraph, index, passage, mention))
                              : std::nullopt);
            if (!ids.back()) continue;
            claim("in-clause", {*ids.back(), clauses[mention.clause]});
            add_uses(*ids.back(), passage, mention, is_title);
        }
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const std::optional<std::size_t> wider = found.mentions[i].inside;
            if (ids[i] && wider && ids[*wider]) claim("within", {*ids[i], *ids[*wider]});
        }
    }

    bool is_name(const Mention& mention) const { return mention.term >= program_.terms.size(); }

    /// A State is named with a capital, and not within the name of another.
    bool is_meant(const Passage& passage, const Mentions& found, const Mention& mention) const {
        if (!is_name(mention)) return true;
        const char first = passage.words[mention.span.begin];
        if (first >= 'a' && first <= 'z') return false;
        return std::none_of(
            found.mentions.begin(), found.mentions.end(), [&](const Mention& other) {
                return is_name(other) && other.span != mention.span &&
                       other.span.begin <= mention.span.begin && mention.span.end <= other.span.end;
            });
    }

    std::vector<SymbolId> add_clauses(SymbolId paragraph, std::optional<std::size_t> index,
                                      const Passage& passage, const Mentions& found) {
        std::vector<SymbolId> ids;
        for (const ByteSpan clause : found.clauses) {
            const std::size_t number = ++clauses_[paragraph];
            const std::string whole(program_.symbols.text(paragraph));
            ids.push_back(symbol(whole + "/c" + std::to_string(number)));
            const ByteSpan own{std::max(clause.begin, passage.own_from), clause.end};
            if (own.begin >= own.end) continue;  // of a parent alone
            add_entity(
                ids.back(), "Clause",
                label_of("clause " + std::to_string(number) + " of " + label(paragraph)),
                {.kind = DraftPart::Kind::clause, .span = shown(passage, own), .paragraph = index});
            made_.paragraph_of.emplace(ids.back(), paragraph);
            claim("clause-of", {ids.back(), paragraph});
        }
        return ids;
    }

    std::string label(SymbolId paragraph) const {
        std::string words(program_.symbols.text(paragraph));
        return words.substr(words.find('/') + 1);
    }

    SymbolId add_mention(SymbolId paragraph, std::optional<std::size_t> index,
                         const Passage& passage, const Mention& mention) {
        const std::size_t number = ++mentions_[paragraph];
        const SymbolId id =
            symbol(std::string(program_.symbols.text(paragraph)) + "/m" + std::to_string(number));
        const TextSpan span = shown(passage, mention.span);
        const bool names = is_name(mention);
        add_entity(id, "Mention", "\u201C" + std::string(text_.of(span)) + "\u201D",
                   {.kind = DraftPart::Kind::mention,
                    .span = span,
                    .paragraph = index,
                    .term = names ? std::nullopt : std::optional(mention.term)});
        made_.paragraph_of.emplace(id, paragraph);
        if (names) {
            claim("names-state", {id, names_[mention.term - program_.terms.size()].id});
        } else {
            claim("of-term", {id, program_.terms[mention.term].id});
        }
        claim("stands", {id, paragraph});
        const auto before = static_cast<std::ptrdiff_t>(mention.span.begin);
        const auto from = static_cast<std::ptrdiff_t>(passage.own_from);
        const std::int64_t word =
            1 + std::count(passage.words.begin() + from, passage.words.begin() + before, ' ');
        claim_row("begins", {to_word(id), to_word(word)});
        return id;
    }

    void add_uses(SymbolId id, const Passage& passage, const Mention& mention, bool is_title) {
        if (is_title) claim("meant", {id, symbol("titled")});
        for (const CueReach& reach : mention.cues) {
            const std::optional<SymbolId> use = program_.cues[reach.cue].use;
            if (!use) continue;
            std::vector<CueUse>& uses = made_.uses[{id, *use}];
            if (uses.empty()) claim("meant", {id, *use});
            uses.push_back({reach.cue, shown(passage, reach.span)});
        }
    }

    Program& program_;
    const DraftText& text_;
    const Lexicon& lexicon_;
    std::span<const DraftTerm> names_;
    const text::LeadWords& lead_;
    const std::string& id_;
    DraftRecord made_ = {};
    std::map<std::string, std::optional<PhraseId>, std::less<>> phrases_;
    std::map<SymbolId, std::size_t> clauses_;
    std::map<SymbolId, std::size_t> mentions_;
};

}  // namespace

std::string gist_of(const DraftText& draft, text::TextSpan span) {
    const text::TextSpan match = draft.read.match.to_match(span);
    std::string gist = text::fold(draft.read.match.text().substr(match.begin, match.size())).text;
    for (const std::string_view end : {"and", "or"}) {
        const bool is_last = gist.ends_with(" " + std::string(end));
        if (is_last) gist.resize(gist.size() - end.size() - 1);
    }
    gist.erase(gist.find_last_not_of(" .;,:") + 1);
    return gist;
}

std::vector<DraftTerm> state_terms(const Program& program, const ClaimSet& record) {
    std::vector<DraftTerm> terms;
    const std::optional<KindId> state = program.schema.kind_named("State");
    if (!state) return terms;
    for (const auto& [id, entity] : record.entities) {
        const bool is_state =
            std::any_of(entity.kinds.begin(), entity.kinds.end(),
                        [&](KindId kind) { return program.schema.is_a(kind, *state); });
        if (!is_state) continue;
        DraftTerm term;
        term.id = id;
        std::vector<std::string> names = entity.aliases;
        names.push_back(entity.label);
        for (const std::string& name : names) {
            // Signs that mean something in a form stand in no State's name but in a bracketed one.
            const bool is_plain =
                name.size() > 1 && name.find_first_of("()~[]") == std::string::npos;
            if (is_plain) term.forms.push_back({.language = "english", .text = name, .span = {}});
        }
        if (!term.forms.empty()) terms.push_back(std::move(term));
    }
    return terms;
}

DraftRecord record_of(Program& program, const DraftText& draft, const Lexicon& lexicon,
                      std::span<const DraftTerm> names, const text::LeadWords& lead_words,
                      const std::string& id) {
    return DraftReader(program, draft, lexicon, names, lead_words, id).read();
}

}  // namespace obverse
