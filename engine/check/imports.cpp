#include "engine/base/edit_distance.h"
#include "engine/base/overloaded.h"
#include "engine/check/blocks.h"
#include "engine/check/vocabulary.h"

#include <algorithm>

namespace obverse::checking {

namespace {

ast::Name as_name(const ast::Word& word) {
    return {word.text, word.span, word.kind == ast::WordKind::quoted};
}

ImportTest::Shape shape_of(ast::CellTest::Shape shape) {
    switch (shape) {
        case ast::CellTest::Shape::is_not:
            return ImportTest::Shape::is_not;
        case ast::CellTest::Shape::one_of:
            return ImportTest::Shape::one_of;
        case ast::CellTest::Shape::empty:
            return ImportTest::Shape::empty;
        case ast::CellTest::Shape::not_empty:
            return ImportTest::Shape::not_empty;
        case ast::CellTest::Shape::is:
            break;
    }
    return ImportTest::Shape::is;
}

ImportEntity::Shape shape_of(ast::EntityLine::Shape shape) {
    switch (shape) {
        case ast::EntityLine::Shape::alias:
            return ImportEntity::Shape::alias;
        case ast::EntityLine::Shape::speaks_for:
            return ImportEntity::Shape::speaks_for;
        case ast::EntityLine::Shape::url:
            return ImportEntity::Shape::url;
        case ast::EntityLine::Shape::issued:
            return ImportEntity::Shape::issued;
        case ast::EntityLine::Shape::based_on:
            return ImportEntity::Shape::based_on;
        case ast::EntityLine::Shape::kind:
            break;
    }
    return ImportEntity::Shape::kind;
}

struct ImportReader {
    Context& context;
    const ast::Import& words;
    Import made;
    std::map<std::string, CellId> visible;  // names in braces that mean a cell here

    CellId add_cell(ImportCell cell) {
        made.cells.push_back(std::move(cell));
        return CellId{static_cast<std::uint32_t>(made.cells.size() - 1)};
    }

    /// The cell of a name: what a `let` or a `for each` around it made, otherwise a column.
    CellId cell(const std::string& name, Span span) {
        const auto found = visible.find(name);
        if (found != visible.end()) return found->second;
        const CellId id = add_cell(
            {.shape = ImportCell::Shape::column, .name = name, .columns = {}, .span = span});
        visible.emplace(name, id);
        return id;
    }

    ImportTerm text_term(const ast::Word& word) {
        if (word.kind == ast::WordKind::placeholder) return cell(word.text, word.span);
        return Value{ColumnType::symbol, to_word(context.symbols().intern(word.text))};
    }
    std::optional<ImportTerm> text_term(const std::optional<ast::Word>& word) {
        return word ? std::optional(text_term(*word)) : std::nullopt;
    }
    static std::optional<ImportTerm> symbol_term(std::optional<SymbolId> symbol) {
        if (!symbol) return std::nullopt;
        return ImportTerm{Value{ColumnType::symbol, to_word(*symbol)}};
    }
    std::optional<ImportTerm> speaker_term(const ast::Word& word) {
        if (word.kind == ast::WordKind::placeholder) return cell(word.text, word.span);
        return symbol_term(find_speaker(context, as_name(word)));
    }
    /// A quoted source that nobody declares is made when the rows are read.
    std::optional<ImportTerm> source_term(const ast::Word& word) {
        if (word.kind == ast::WordKind::placeholder) return cell(word.text, word.span);
        const bool is_new = word.kind == ast::WordKind::quoted &&
                            !context.sources_by_key.contains(word_key(word.text));
        if (is_new) return text_term(word);
        return symbol_term(find_source(context, as_name(word)));
    }

    std::vector<ImportTest> read_tests(const std::vector<ast::CellTest>& tests) {
        std::vector<ImportTest> read;
        for (const ast::CellTest& test : tests) {
            ImportTest one{.shape = shape_of(test.shape),
                           .cell = cell(test.column.text, test.column.span),
                           .values = {},
                           .span = test.span};
            for (const ast::Name& value : test.values) one.values.push_back(value.text);
            read.push_back(std::move(one));
        }
        return read;
    }

    /// The voices of a statement: its own, or the block's, completed from the block's line.
    std::vector<ImportVoice> read_voices(const ast::Tail& tail, const ast::Statement& statement) {
        const bool has_own = !tail.voices.empty();
        const std::vector<ast::Voice>& voices = has_own ? tail.voices : words.tail.voices;
        std::vector<ImportVoice> read;
        for (const ast::Voice& voice : voices) {
            ImportVoice one;
            const bool denies = (voice.stance == ast::Stance::denied) !=
                                (statement.polarity == ast::Polarity::denied);
            one.stance = denies ? Stance::denied : Stance::asserted;
            one.span = voice.span;
            for (const ast::Word& speaker : voice.speakers) {
                if (auto term = speaker_term(speaker)) one.speakers.push_back(*term);
            }
            const auto [source, url] = place_of(tail, voice, has_own);
            if (source) one.source = source_term(*source);
            one.url = text_term(url);
            if (!source) {
                context.error(Code::claim_without_source, statement.span,
                              "this line names no source", "",
                              "add `in {source}` to it or to the block's `asserted by` line");
            }
            read.push_back(std::move(one));
        }
        if (read.empty()) {
            context.error(Code::claim_without_source, statement.span,
                          "nobody asserts or denies this claim", "",
                          "add `asserted by {…} in {…}` to the line or to the block");
        }
        return read;
    }

    using Place = std::pair<std::optional<ast::Word>, std::optional<ast::Word>>;
    /// Source and url: of the voice, else of the line, else of the block.
    Place place_of(const ast::Tail& tail, const ast::Voice& voice, bool is_own) const {
        if (is_own && voice.source) return {voice.source, voice.url};
        if (tail.source) return {tail.source, tail.url};
        if (!is_own && voice.source) return {voice.source, voice.url};
        if (words.tail.source) return {words.tail.source, words.tail.url};
        for (const ast::Voice& other : words.tail.voices) {
            if (other.source) return {other.source, other.url};
        }
        return {};
    }

    std::optional<ImportTerm> slot_term(AtomReader& reader, const SlotTerm& term,
                                        const Slot& slot) {
        if (const auto* name = std::get_if<CellName>(&term.value)) {
            return ImportTerm{cell(name->name, term.span)};
        }
        const auto* constant = std::get_if<ast::Term>(&term.value);
        if (constant == nullptr || std::holds_alternative<ast::Variable>(*constant) ||
            std::holds_alternative<ast::Parameter>(*constant)) {
            context.error(Code::bad_claim, term.span, "a row is about something named", "",
                          "write a column in braces, an id or a quoted name");
            return std::nullopt;
        }
        const std::optional<Term> read = reader.term(*constant, slot);
        if (!read || !std::holds_alternative<Value>(*read)) return std::nullopt;
        return ImportTerm{std::get<Value>(*read)};
    }

    std::optional<ImportStatement> read_statement(const ast::Statement& statement,
                                                  const ast::Tail& tail) {
        if (statement.is_reported) return std::nullopt;
        if (statement.polarity == ast::Polarity::no_record) {
            context.error(Code::bad_claim, statement.span, "nobody claims that there is no record",
                          "", "drop the line");
            return std::nullopt;
        }
        const auto match = match_sentence(context, statement.words, statement.span);
        if (!match) return std::nullopt;
        context.used_phrases.insert(match->form.phrase);
        const Phrase phrase = context.schema().phrase(match->form.phrase);
        if (phrase.derived || match->form.shape != PhraseForm::Shape::statement) {
            context.error(Code::claim_of_derived, statement.span,
                          "`" + phrase.name + "` is derived and cannot be claimed", "",
                          "record what the speaker says happened, not the verdict");
            return std::nullopt;
        }
        ImportStatement read{.phrase = match->form.phrase,
                             .terms = {},
                             .voices = {},
                             .from = {},
                             .until = {},
                             .confidence = {},
                             .span = statement.span};
        Scope scope;
        AtomReader reader(context, scope);
        for (std::size_t i = 0; i < match->terms.size(); ++i) {
            auto term = slot_term(reader, match->terms[i], phrase.slots[i]);
            if (!term) return std::nullopt;
            read.terms.push_back(*term);
        }
        read.voices = read_voices(tail, statement);
        read.from = text_term(tail.from ? tail.from : words.tail.from);
        read.until = text_term(tail.until ? tail.until : words.tail.until);
        read.confidence = text_term(tail.confidence ? tail.confidence : words.tail.confidence);
        return read;
    }

    std::optional<ImportEntity> read_entity(const ast::EntityLine& line) {
        ImportEntity read{.shape = shape_of(line.shape),
                          .subject = text_term(line.subject),
                          .kind = {},
                          .objects = {},
                          .label = text_term(line.label),
                          .date = text_term(line.date),
                          .span = line.span};
        if (line.shape == ast::EntityLine::Shape::kind) {
            if (line.objects.empty()) return std::nullopt;
            read.kind = find_kind(context, as_name(line.objects.front()));
            if (!read.kind) return std::nullopt;
            return read;
        }
        for (const ast::Word& object : line.objects) read.objects.push_back(text_term(object));
        return read;
    }

    std::optional<ImportLine> read_line(const ast::ImportLine& line) {
        ImportLine read;
        read.span = line.span;
        read.when = read_tests(line.when);
        const std::map<std::string, CellId> outside = visible;
        if (line.for_each) {
            const CellId list = cell(line.for_each->column.text, line.for_each->column.span);
            const CellId item = add_cell({.shape = ImportCell::Shape::loop,
                                          .name = line.for_each->name.text,
                                          .columns = {},
                                          .span = line.for_each->span});
            visible[line.for_each->name.text] = item;
            read.loop = ImportLoop{item, list};
        }
        bool is_good = true;
        if (const auto* lines = std::get_if<std::vector<ast::ImportLine>>(&line.body)) {
            read.body = read_lines(*lines);
        } else if (const auto* entity = std::get_if<ast::EntityLine>(&line.body)) {
            auto body = read_entity(*entity);
            is_good = body.has_value();
            if (body) read.body = std::move(*body);
        } else {
            auto body = read_statement(std::get<ast::Statement>(line.body), line.tail);
            is_good = body.has_value();
            if (body) read.body = std::move(*body);
        }
        if (line.for_each) restore(outside, line.for_each->name.text);
        if (!is_good) return std::nullopt;
        return read;
    }

    /// Columns first named inside a loop stay known after it; the loop's own name does not.
    void restore(const std::map<std::string, CellId>& outside, const std::string& name) {
        const auto before = outside.find(name);
        if (before == outside.end())
            visible.erase(name);
        else
            visible[name] = before->second;
    }

    std::vector<ImportLine> read_lines(const std::vector<ast::ImportLine>& lines) {
        std::vector<ImportLine> read;
        for (const ast::ImportLine& line : lines) {
            if (auto one = read_line(line)) read.push_back(std::move(*one));
        }
        return read;
    }

    void read_confidence(const ast::Import::ConfidenceLine& line) {
        ImportConfidence read;
        read.span = line.level.span;
        if (line.level.text == "low")
            read.level = Confidence::low;
        else if (line.level.text == "medium")
            read.level = Confidence::medium;
        else if (line.level.text == "high")
            read.level = Confidence::high;
        else {
            context.error(Code::unknown_value, line.level.span,
                          "`" + line.level.text + "` is no confidence", "",
                          "write `low`, `medium` or `high`");
            return;
        }
        read.when = read_tests(line.when);
        made.confidence.push_back(std::move(read));
    }

    Import read() {
        made.file = words.file.text;
        made.span = words.span;
        for (const ast::Let& let : words.lets) {
            ImportCell one{.shape = ImportCell::Shape::let,
                           .name = let.name.text,
                           .columns = {},
                           .span = let.span};
            for (const ast::Name& column : let.columns) {
                one.columns.push_back(cell(column.text, column.span));
            }
            visible[let.name.text] = add_cell(std::move(one));
        }
        made.lines = read_lines(words.lines);
        for (const auto& line : words.confidence) read_confidence(line);
        for (const ast::Name& note : words.notes) made.notes.push_back(cell(note.text, note.span));
        return std::move(made);
    }
};

}  // namespace

void resolve_imports(Context& context, std::span<const ast::File> files) {
    for_each_block<ast::Import>(files, [&](const ast::Import& words) {
        context.checked.imports.push_back(ImportReader{context, words, {}, {}}.read());
    });
}

}  // namespace obverse::checking
