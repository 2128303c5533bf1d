#pragma once

#include "engine/check/phrase_matcher.h"
#include "engine/model/entity_index.h"
#include "engine/model/program.h"

#include <span>
#include <string>
#include <vector>

namespace obverse::checking {

/// The orders in which the words of a question may make a statement, likeliest first: as they
/// stand; with the verb that begins a yes-or-no question put back; with `do` taken out; with what
/// is asked in front put back.
std::vector<std::vector<ast::Word>> statement_orders(std::span<const ast::Word> words,
                                                     const Schema& schema);

/// The kind of a word in the singular or a simple plural.
std::optional<KindId> kind_of_word(const Schema& schema, std::string_view word);
bool asks(const ast::Word& word);  // `which`, `who`, `whom`, `what`, `qui`

/// How the terms of a question are read.
struct QuestionTerms {
    const Program& program;
    const EntityIndex& entities;
    bool is_lenient = false;  // take unknown names too, to say which name is unknown

    std::vector<TermCandidate> read(std::span<const ast::Word> rest, OneOf one_of) const;

private:
    void add_asked(std::span<const ast::Word> rest, OneOf one_of,
                   std::vector<TermCandidate>& candidates) const;
    void add_names(std::span<const ast::Word> rest, std::vector<TermCandidate>& candidates) const;
};

}  // namespace obverse::checking
