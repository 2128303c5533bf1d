#pragma once

#include "engine/base/diagnostic.h"
#include "engine/syntax/ast.h"
#include "engine/syntax/lines.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// What the readers of blocks share. Internal to the module.
namespace obverse::blocks {

using Words = std::span<const ast::Word>;

/// The words of a line after its first `count`.
inline Words after(const Line& line, std::size_t count) {
    return Words(line.words).subspan(std::min(count, line.words.size()));
}

/// Reports that a line has not the form that its keyword asks for; the caret is at the word
/// `furthest` of `words`, or behind the last one.
void report_form(const Line& line, Words words, std::size_t furthest, std::string expected,
                 Diagnostics& diagnostics);
/// Reports a line that begins with none of the keywords that may stand there.
void report_keyword(const Line& line, std::span<const std::string> keywords,
                    Diagnostics& diagnostics);
/// Reports a part that a block must have.
void report_missing(Span block, std::string what, std::string help, Diagnostics& diagnostics);
/// Reports a part that the block has already.
void report_duplicate(const Line& line, std::string what, Diagnostics& diagnostics);
/// Reports lines below a line that takes none.
void refuse_children(const Line& line, Diagnostics& diagnostics);

/// The text of a line that is one quoted text and nothing else.
std::optional<std::string> quoted_line(const Line& line);
/// Takes the doc string or title from the first of the lines, when it is one.
std::string take_doc(std::span<const Line>& lines);

ast::Name name_of(const ast::Word& word);
/// The pattern inside a quoted word.
ast::Pattern pattern_of(const ast::Word& quoted, Diagnostics& diagnostics);

/// One name, and nothing else; reports otherwise.
std::optional<ast::Name> one_name(const Line& line, Words words, Diagnostics& diagnostics);
/// A `cites` line into the list.
void add_citation(const Line& line, std::vector<ast::Citation>& cites, Diagnostics& diagnostics);

/// Citations below a line that takes nothing else.
void citations_below(const Line& line, std::vector<ast::Citation>& cites, Diagnostics& diagnostics);
/// A line that must be `KEYWORDS NAME` into the part, which a block has once.
void set_once(const Line& line, std::size_t keyword_count, std::optional<ast::Name>& part,
              Diagnostics& diagnostics);
/// A line that must be `as of DATE`.
void set_date_once(const Line& line, std::optional<ast::DateText>& part, Diagnostics& diagnostics);

/// True for a line that begins with `if` or `and`.
bool is_condition(const Line& line);
/// An `if` or `and` line into the conditions: `if` leads the first, `and` the others.
void add_condition(const Line& line, std::vector<ast::Condition>& conditions,
                   Diagnostics& diagnostics);
/// A bullet's condition with the lines below it that belong to it.
struct Part {
    std::vector<ast::Condition> conditions;  // never empty
    std::vector<ast::Citation> cites;
    std::string doc;
};
/// `words`, never empty, are those of the line behind its bullet and name.
Part part(const Line& line, Words words, Diagnostics& diagnostics);
bool is_bullet(const Line& line);
/// The sentence that a block is about, from the first of its lines. Reports and yields nothing when
/// that line is missing or is another part of the block.
std::optional<ast::Statement> conclusion(Span block, std::span<const Line>& lines,
                                         Diagnostics& diagnostics);

/// Splits what a statement says from who says it.
struct Said {
    Words statement;
    ast::Tail tail;
};
Said split_tail(Words words);

/// The bullets `- name: condition` below a line, which must be there.
std::vector<ast::Element> elements(const Line& line, Diagnostics& diagnostics);

// One reader for each kind of block; each takes the block's first line with all below it.
ast::Vocabulary vocabulary(const Line& line, Diagnostics& diagnostics);
std::optional<ast::RelationDeclaration> relation(const Line& line, Diagnostics& diagnostics);
std::optional<ast::ScaleDeclaration> scale(const Line& line, Diagnostics& diagnostics);
std::optional<ast::QuantityDeclaration> quantity(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Grade> grade(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Rule> rule(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Exception> exception(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Definition> definition(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Table> table(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Lens> lens(const Line& line, Diagnostics& diagnostics);
ast::Entities entities(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Speaker> speaker(const Line& line, Diagnostics& diagnostics);
std::optional<ast::SourceDeclaration> source(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Claim> claim(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Policy> policy(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Import> import(const Line& line, Diagnostics& diagnostics);
std::optional<ast::DraftTerm> draft_term(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Cue> cue(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Finding> finding(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Example> example(const Line& line, Diagnostics& diagnostics);
std::optional<ast::Workspace> workspace(const Line& line, Diagnostics& diagnostics);

}  // namespace obverse::blocks
