#include "engine/base/edit_distance.h"
#include "engine/check/blocks.h"
#include "engine/check/vocabulary.h"
#include "engine/lexicon/form.h"
#include "engine/lexicon/language.h"
#include "engine/lexicon/words.h"

#include <algorithm>

namespace obverse::checking {

namespace {

WordForm as_form(const ast::WordForm& words) {
    return {.language = lexicon::language_name(words.language),
            .text = words.text.text,
            .span = words.text.span};
}

void report_form(Context& context, const ast::Name& text, const std::string& problem) {
    context.error(Code::bad_form, text.span, "`" + text.text + "` cannot be looked for", problem,
                  "write words; `~` behind one for its inflections, brackets round what may be "
                  "missing, `..4` for at most four words of any kind");
}

std::vector<WordForm> read_forms(Context& context, const ast::WordBlock& words) {
    std::vector<WordForm> made;
    for (const ast::WordForm& form : words.forms) {
        made.push_back(as_form(form));
        std::string problem;
        const lexicon::Stemmer stemmer(made.back().language);
        if (lexicon::parse_form(form.text.text, stemmer, problem)) continue;
        report_form(context, form.text, problem);
        made.pop_back();
    }
    return made;
}

std::vector<WordExample> read_word_examples(const ast::WordBlock& words) {
    std::vector<WordExample> made;
    for (const auto* list : {&words.yes, &words.no}) {
        for (const ast::WordForm& text : *list) made.push_back({as_form(text), list == &words.yes});
    }
    return made;
}

/// An example of a cue marks in brackets what the cue reaches, or does not.
void check_brackets(Context& context, const ast::WordBlock& words) {
    for (const auto* list : {&words.yes, &words.no}) {
        for (const ast::WordForm& form : *list) {
            const std::string& text = form.text.text;
            const std::size_t open = text.find('[');
            const std::size_t close = text.find(']');
            const bool fits = open != std::string::npos && close != std::string::npos &&
                              open + 1 < close && text.find('[', open + 1) == std::string::npos;
            if (fits) continue;
            context.error(Code::bad_form, form.text.span, "the example marks no word",
                          "which word is it about?",
                          "put brackets round the word that the cue reaches, or does not");
        }
    }
}

/// Enters what a draft may be searched for, or found to be, among the entities.
bool declare_entity(Context& context, const ast::Name& name, std::vector<KindId> kinds) {
    const SymbolId id = context.symbols().intern(name.text);
    if (context.checked.entities.contains(id)) {
        context.error(Code::duplicate_name, name.span, "`" + name.text + "` is declared twice",
                      "another entity, term or finding has this name", "rename one of the two");
        return false;
    }
    context.checked.entities.add({.id = id, .kinds = std::move(kinds), .label = {}, .aliases = {}},
                                 context.symbols());
    return true;
}

std::vector<KindId> read_term_kinds(Context& context, const ast::DraftTerm& words) {
    std::vector<KindId> kinds;
    const std::optional<KindId> root = context.schema().kind_named("Term");
    for (const ast::Name& name : words.kinds) {
        const std::optional<KindId> kind = find_kind(context, name);
        if (!kind) continue;
        if (root && context.schema().is_a(*kind, *root)) {
            kinds.push_back(*kind);
            continue;
        }
        context.error(Code::kind_mismatch, name.span, "`" + name.text + "` is no kind of `Term`",
                      "", "name a kind that is declared as `is a kind of Term`");
    }
    return kinds;
}

void declare_term(Context& context, const ast::DraftTerm& words) {
    DraftTerm term;
    term.kinds = read_term_kinds(context, words);
    if (!declare_entity(context, words.words.name, term.kinds)) return;
    term.id = context.symbols().intern(words.words.name.text);
    term.doc = words.words.doc;
    term.span = words.words.span;
    term.forms = read_forms(context, words.words);
    term.examples = read_word_examples(words.words);
    if (words.means) {
        if (const auto quoted = read_quoted(context, *words.means)) {
            term.means = quoted->phrase;
            context.used_phrases.insert(quoted->phrase);
        }
    }
    context.program().terms.push_back(std::move(term));
}

std::optional<SymbolId> read_use(Context& context, const ast::Name& name) {
    const std::optional<KindId> kind = context.schema().kind_named("Use");
    if (!kind) {
        context.error(Code::unknown_kind, name.span, "no kind is called `Use`", "",
                      "declare the uses of words: `kind Use is one of negated, restrained`");
        return std::nullopt;
    }
    std::vector<std::string> values;
    for (const SymbolId value : context.schema().kind(*kind).values) {
        values.emplace_back(context.symbols().text(value));
        if (values.back() == name.text) return value;
    }
    context.error(Code::unknown_value, name.span, "`" + name.text + "` is no value of `Use`", "",
                  did_you_mean(closest(name.text, values)));
    return std::nullopt;
}

/// A bound is a mark, or a form.
std::vector<std::string> read_bounds(Context& context, const std::vector<ast::Name>& until) {
    std::vector<std::string> bounds;
    for (const ast::Name& text : until) {
        const std::vector<lexicon::Token> tokens = lexicon::tokens_of(text.text);
        const bool is_mark = tokens.size() == 1 && !tokens.front().is_word;
        std::string problem;
        if (is_mark || lexicon::parse_form(text.text, lexicon::Stemmer("english"), problem)) {
            bounds.push_back(text.text);
        } else {
            report_form(context, text, problem);
        }
    }
    return bounds;
}

void declare_cue(Context& context, const ast::Cue& words) {
    for (const Cue& other : context.program().cues) {
        if (other.name != words.words.name.text) continue;
        context.error(Code::duplicate_name, words.words.name.span,
                      "cue `" + other.name + "` is declared twice", "declared again here",
                      "rename one of the two");
        return;
    }
    Cue cue;
    cue.name = words.words.name.text;
    cue.doc = words.words.doc;
    cue.span = words.words.span;
    if (words.sets) cue.use = read_use(context, *words.sets);
    cue.forms = read_forms(context, words.words);
    check_brackets(context, words.words);
    cue.examples = read_word_examples(words.words);
    cue.is_across_clauses = words.is_across_clauses;
    cue.is_over_name = words.is_over_name;
    cue.is_quotation = words.is_quotation;
    if (words.side == ast::Cue::Side::left) cue.side = Cue::Side::left;
    if (words.side == ast::Cue::Side::both) cue.side = Cue::Side::both;
    cue.until = read_bounds(context, words.until);
    if (words.within) {
        constexpr std::int64_t most = 200;
        if (words.within->value < 1 || words.within->value > most) {
            context.error(Code::bad_form, words.within->span, "a cue reaches from 1 to 200 words");
        } else {
            cue.words = static_cast<std::uint32_t>(words.within->value);
        }
    }
    context.program().cues.push_back(std::move(cue));
}

void link_cue(Context& context, const ast::Cue& words) {
    std::vector<Cue>& cues = context.program().cues;
    const auto find = [&](const std::string& name) {
        return std::find_if(cues.begin(), cues.end(),
                            [&](const Cue& other) { return other.name == name; });
    };
    const auto own = find(words.words.name.text);
    if (own == cues.end()) return;
    own->cites = read_citations(context, words.words.cites);
    for (const ast::Name& name : words.blocks) {
        const auto other = find(name.text);
        if (other != cues.end()) {
            own->blocks.push_back(static_cast<std::size_t>(other - cues.begin()));
            continue;
        }
        std::vector<std::string> names;
        for (const Cue& cue : cues) names.push_back(cue.name);
        context.error(Code::unknown_cue, name.span, "no cue is called `" + name.text + "`", "",
                      did_you_mean(closest(name.text, names)));
    }
}

}  // namespace

void declare_draft_words(Context& context, std::span<const ast::File> files) {
    for_each_block<ast::DraftTerm>(files, [&](const ast::DraftTerm& term) {
        const std::size_t count = context.program().terms.size();
        declare_term(context, term);
        if (context.program().terms.size() == count) return;
        context.program().terms.back().cites = read_citations(context, term.words.cites);
    });
    for_each_block<ast::Cue>(files, [&](const ast::Cue& cue) { declare_cue(context, cue); });
    for_each_block<ast::Cue>(files, [&](const ast::Cue& cue) { link_cue(context, cue); });
    const std::optional<KindId> kind = context.schema().kind_named("Finding");
    for_each_block<ast::Finding>(files, [&](const ast::Finding& finding) {
        // Findings of one name in several lenses are one: a lens may see it otherwise.
        const SymbolId id = context.symbols().intern(finding.header.name.text);
        const auto is_known = [&](const KindId own) { return kind == own; };
        const std::span<const KindId> kinds = context.checked.entities.kinds_of(id);
        if (!kind || std::any_of(kinds.begin(), kinds.end(), is_known)) return;
        declare_entity(context, finding.header.name, {*kind});
    });
}

}  // namespace obverse::checking
